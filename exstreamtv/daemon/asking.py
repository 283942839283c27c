"""Questions to disks and servers, which may never answer: a dead mount blocks whoever touches it.

Each is asked in a thread of its own, which nothing waits for beyond a bound, not even the end of
the program.
"""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from exstreamtv.model.failure import ExstreamError, SourceError

ANSWER_S = 5.0
"""How long an answer may take: a disk that sleeps needs some seconds to wake up."""

MOST_OVERDUE = 4
"""So many questions that were never answered, and whom they went to is asked no more."""

Answer = TypeVar("Answer")


class Answers:
    """What is asked, by whom it is asked of; those who never answer cost no one else anything."""

    def __init__(self, limit_s: float = ANSWER_S) -> None:
        self._limit_s = limit_s
        self._overdue: Counter[str] = Counter()

    async def of(self, whom: str, question: Callable[[], Answer]) -> Answer:
        """The answer, or the ExstreamError that it is; SourceError if none comes in time."""
        if self._overdue[whom] >= MOST_OVERDUE:
            raise SourceError(f"`{whom}` does not answer any more")
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        threading.Thread(target=_asked, args=(question, answer), daemon=True).start()
        try:
            async with asyncio.timeout(self._limit_s):
                return await asyncio.shield(answer)
        except TimeoutError:
            self._overdue[whom] += 1
            answer.add_done_callback(lambda late: self._came(whom, late))
            raise SourceError(f"`{whom}` has not answered for {self._limit_s:.0f} s") from None

    def _came(self, whom: str, late: asyncio.Future[Any]) -> None:
        """An answer that nobody waits for any more."""
        self._overdue[whom] -= 1
        late.exception()


def _asked(question: Callable[[], Answer], answer: asyncio.Future[Answer]) -> None:
    """Ask, and hand on what comes to the loop that waits, if it still runs.

    A bug of ours is logged by the thread that it ends, and is a question without an answer.
    """
    settle: Callable[[], None]
    try:
        settle = partial(answer.set_result, question())
    except ExstreamError as error:
        settle = partial(answer.set_exception, error)
    with suppress(RuntimeError):
        answer.get_loop().call_soon_threadsafe(settle)
