from __future__ import annotations

import asyncio
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from exstreamtv.daemon.runs.filling import Filling
from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.transport.units import Kind
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.grid import Grid
from tests.kit.units import output, stretch

GRID = Grid(Fraction(25))
FIRST = 44_000_000_000
WRITES = "import sys, time; data = open(sys.argv[1], 'rb').read(); out = sys.stdout.buffer; "


def command(tmp_path: Path, pictures: int, does: str) -> Command:
    """A program that has so many pictures in ``data`` and does as told."""
    file = tmp_path / "output.ts"
    file.write_bytes(output(GRID, pictures, pictures * 2))
    return Command((sys.executable, "-c", WRITES + does, str(file)))


def filled(command: Command, pictures: int) -> Feed:
    feed = Feed(stretch(GRID, FIRST, FIRST + pictures), GRID)
    asyncio.run(Filling(feed).fill(command, lambda _: True))
    return feed


def test_a_process_that_delivers_everything_completes_its_feed(tmp_path: Path) -> None:
    assert filled(command(tmp_path, 50, "out.write(data)"), 50).complete


def test_one_that_ends_early_has_failed_whatever_its_status(tmp_path: Path) -> None:
    with pytest.raises(ExstreamError, match="left out pictures"):
        filled(command(tmp_path, 40, "out.write(data)"), 50)


def test_one_that_writes_something_else_has_failed(tmp_path: Path) -> None:
    with pytest.raises(ExstreamError, match="lost its packets"):
        filled(command(tmp_path, 1, "out.write(b'x' * 9999)"), 50)


@pytest.mark.paced
def test_one_that_falls_silent_with_nothing_left_is_stuck(tmp_path: Path) -> None:
    silent = "out.write(data[:188 * 4]); out.flush(); time.sleep(600)"

    with pytest.raises(ExstreamError, match="silent"):
        filled(command(tmp_path, 50, silent), 50)


def test_one_that_is_far_ahead_waits_until_the_stream_has_taken_something(tmp_path: Path) -> None:
    filling = Filling(Feed(stretch(GRID, FIRST, FIRST + 400), GRID))
    waited = []

    def take(feed: Feed) -> None:
        waited.append(len(waited))
        while feed.head(Kind.PICTURE):
            feed.pop(Kind.PICTURE)
        filling.go_on()

    def arrived(feed: Feed) -> bool:
        if feed.full:
            asyncio.get_running_loop().call_later(0.01, take, feed)
        return True

    asyncio.run(filling.fill(command(tmp_path, 400, "out.write(data)"), arrived))

    assert filling.feed.complete
    assert waited


@pytest.mark.paced
def test_one_that_was_stopped_is_given_up_while_there_is_still_something_to_play(
    tmp_path: Path,
) -> None:
    stops = "out.write(data); out.flush(); import os; os.kill(os.getpid(), 19)"

    with pytest.raises(ExstreamError, match="has been stopped"):
        filled(command(tmp_path, 50, stops), 100)
