"""Questions that are answered, that fail, and that nobody ever answers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from exstreamtv.daemon.asking import MOST_OVERDUE, Answers
from exstreamtv.model.failure import SourceError


def never(threads: list[int], until: threading.Event) -> Callable[[], str]:
    """A question to a dead mount; who asks it hangs."""

    def question() -> str:
        threads.append(threading.get_ident())
        until.wait(10)
        return "late"

    return question


async def refused(answers: Answers, whom: str, question: Callable[[], str]) -> str:
    """Why there is no answer."""
    with pytest.raises(SourceError) as raised:
        await answers.of(whom, question)
    return str(raised.value)


def test_an_answer_is_handed_on_and_so_is_a_failure() -> None:
    def missing() -> str:
        raise SourceError("it is not there")

    async def story() -> tuple[str, str]:
        answers = Answers()
        return await answers.of("nas", lambda: "film"), await refused(answers, "nas", missing)

    assert asyncio.run(story()) == ("film", "it is not there")


def test_who_never_answers_is_asked_no_more_and_keeps_nobody_else_waiting() -> None:
    threads: list[int] = []
    until = threading.Event()

    async def story() -> None:
        answers, question = Answers(limit_s=0.05), never(threads, until)
        asked = [refused(answers, "nas", question) for _ in range(MOST_OVERDUE)]
        assert await asyncio.gather(*asked) == ["`nas` has not answered for 0 s"] * MOST_OVERDUE
        assert await refused(answers, "nas", question) == "`nas` does not answer any more"
        assert await answers.of("disk", lambda: "film") == "film"
        until.set()
        while len(threads) == MOST_OVERDUE:
            await asyncio.sleep(0.01)
            with_luck = answers.of("nas", question)
            await asyncio.gather(with_luck, return_exceptions=True)
        assert await answers.of("nas", question) == "late"

    asyncio.run(story())


def test_a_question_that_hangs_does_not_keep_the_program_from_ending() -> None:
    until = threading.Event()
    threads: list[int] = []

    async def story() -> None:
        await refused(Answers(limit_s=0.05), "nas", never(threads, until))

    asyncio.run(story())

    (hanging,) = [each for each in threading.enumerate() if each.ident in threads]
    assert hanging.daemon
    until.set()
