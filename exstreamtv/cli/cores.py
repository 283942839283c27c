"""Work split among the cores: a copy of this process a part, which has the whole station already.

Only for commands that end: a daemon with threads must never be copied.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import pairwise
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

WORTH_IT = 12
"""Parts a core below which a copy of the process costs more than it saves."""


def shared(
    parts: Sequence[Part], work: Callable[[Sequence[Part]], Result], worth_it: int = WORTH_IT
) -> list[Result]:
    """``work`` of runs of ``parts``, in order: one run a core, or all at once where that is best.

    No core gets fewer than ``worth_it`` parts. Results are pickled on their way.
    What ``work`` raises is raised here.
    """
    runs = min(_cores(), len(parts) // worth_it)
    if runs < 2 or "fork" not in get_all_start_methods():
        return [work(parts)]
    bounds = pairwise(len(parts) * run // runs for run in range(runs + 1))
    *others, last = [parts[begin:end] for begin, end in bounds]
    answers = [_begun(run, work) for run in others]
    mine = work(last)
    return [*map(_ended, answers, others, [work] * len(others)), mine]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _begun(run: Sequence[Part], work: Callable[[Sequence[Part]], Result]) -> Connection:
    """The end at which another process will deliver."""
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    context.Process(target=lambda: theirs.send(work(run)), daemon=True).start()
    theirs.close()
    return ours


def _ended(
    answer: Connection, run: Sequence[Part], work: Callable[[Sequence[Part]], Result]
) -> Result:
    """What came; of a process that died before it answered the work is done here, and its error."""
    try:
        with answer:
            result: Result = answer.recv()
            return result
    except EOFError:
        return work(run)
