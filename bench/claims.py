"""What a measurement is, and how it is shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the table: what was promised, what came out, how to get it again."""

    what: str
    budget: str
    measured: str
    kept: bool
    command: str

    def __str__(self) -> str:
        return (
            f"{'ok ' if self.kept else 'NO '} {self.what}: {self.measured} (budget {self.budget})"
        )


def seconds(run: Callable[[], object], times: int) -> tuple[float, float]:
    """Median and worst of so many runs."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        took.append(time.perf_counter() - begun)
    return statistics.median(took), max(took)


def page(claims: Iterable[Claim], machine: str) -> str:
    """docs/performance.md."""
    rows = "\n".join(
        f"| {c.what} | {c.budget} | {c.measured} | {_kept(c)} | `{c.command}` |" for c in claims
    )
    return (
        "# Performance\n\n"
        f"Written by `make bench` on {machine}. Wall-clock times, with nothing beside.\n\n"
        "| claim | budget | measured | kept | command |\n|---|---|---|---|---|\n"
        f"{rows}\n"
    )


def _kept(claim: Claim) -> str:
    return "yes" if claim.kept else "**no**"
