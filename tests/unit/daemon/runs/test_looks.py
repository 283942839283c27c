"""A file that comes back, one that is another one by now, and a web address."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from exstreamtv.daemon.asking import Answers
from exstreamtv.daemon.runs.looks import LOOK_S, NOT_THERE, mark, mended
from exstreamtv.model.failure import SourceError
from exstreamtv.model.media import Drawing, FileInput, Input, LiveInput
from tests.kit.drawings import drawing

ASK = partial(Answers().of, "films")


def looked(path: Path, before: str, *acts: str | None) -> bool | None:
    """Is it mended, while the file is written so look by look? None if it is still looked at."""

    def resolve() -> FileInput:
        if not path.exists():
            raise SourceError("it is not there")
        return FileInput(str(path))

    def written(text: str | None) -> None:
        if text:
            path.write_text(text)

    async def story() -> bool | None:
        task = asyncio.create_task(mended(resolve, before, ASK))
        for act in acts:
            written(act)
            await asyncio.sleep(LOOK_S)
        await asyncio.sleep(3 * LOOK_S)
        done = task.result() if task.done() else None
        task.cancel()
        return done

    return asyncio.run(story())


def test_a_file_that_comes_back_is_seen(tmp_path: Path) -> None:
    assert looked(tmp_path / "film", NOT_THERE, None, "whole") is True


def test_the_same_file_is_no_other_one(tmp_path: Path) -> None:
    (tmp_path / "film").write_text("broken")

    assert looked(tmp_path / "film", mark(FileInput(str(tmp_path / "film")))) is None


def test_a_file_that_is_replaced_is_another_one(tmp_path: Path) -> None:
    film = tmp_path / "film"
    film.write_text("broken")
    before = mark(FileInput(str(film)))
    os.utime(film, (1, 1))

    assert looked(film, before) is True


@pytest.mark.paced
def test_one_that_is_still_being_written_is_left_alone(tmp_path: Path) -> None:
    film, written = tmp_path / "film", [str(n) * n for n in range(1, 8)]

    async def story() -> bool:
        task = asyncio.create_task(mended(lambda: FileInput(str(film)), NOT_THERE, ASK))
        for text in written:
            film.write_text(text)
            await asyncio.sleep(LOOK_S / 2)
        done = task.done()
        task.cancel()
        return done

    assert asyncio.run(story()) is False


@pytest.mark.parametrize("source", [drawing(), LiveInput("udp://239.0.0.1:1234")])
def test_what_cannot_be_looked_at_is_only_tried_again(source: Drawing | LiveInput) -> None:
    def resolve() -> Input:
        return source

    assert asyncio.run(mended(resolve, NOT_THERE, ASK)) is False


@contextmanager
def answering(*statuses: int) -> Iterator[str]:
    """A server that answers so, request by request."""
    left = [*statuses]

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(left.pop(0))
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/live.ts?token=x"
        finally:
            server.shutdown()
            thread.join()


def test_a_web_address_is_asked_until_it_answers_well() -> None:
    with answering(503, 404, 200) as url:
        assert asyncio.run(mended(lambda: LiveInput(url), NOT_THERE, ASK)) is True


def test_one_that_answers_well_has_another_trouble() -> None:
    with answering(200) as url:
        assert asyncio.run(mended(lambda: LiveInput(url), NOT_THERE, ASK)) is False
