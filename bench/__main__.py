"""`python -m bench [NAME...]`: measure (everything without a name), print and write the table."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from bench import compiling, crowd, filling, locking, past, playing, restarting, splicing, viewers
from bench.claims import Claim, page

BENCHES = {
    "compiling": compiling,
    "crowd": crowd,
    "filling": filling,
    "locking": locking,
    "past": past,
    "playing": playing,
    "restarting": restarting,
    "splicing": splicing,
    "viewers": viewers,
}
PAGE = Path("docs/performance.md")


def machine() -> str:
    """The machine in a few words."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def main(names: list[str]) -> int:
    """Measure; exit 1 if a budget was not kept."""
    claims: list[Claim] = []
    for name in names or BENCHES:
        for claim in BENCHES[name].measure():
            print(claim, flush=True)
            claims.append(claim)
    if not names:
        PAGE.write_text(page(claims, machine()), encoding="utf-8")
    return 0 if all(claim.kept for claim in claims) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
