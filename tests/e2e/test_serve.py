"""The program as it is used: `lock`, then `serve`, then viewers who come and go."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from exstreamtv.model.grid import Grid
from exstreamtv.model.timeline import Timeline
from tests.kit.capture import Shown, first_picture, glance, pictures, tune
from tests.kit.demo import compiled, copied
from tests.kit.processes import Served, children, served, until
from tests.kit.transport import examine
from tests.kit.truth import slot_of, verdict

IDLE_S = 15
"""Much longer than a channel goes on without viewers."""


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def running(directory: Path) -> Iterator[Served]:
    with served(directory) as running:
        yield running


@pytest.mark.alone
def test_every_channel_shows_what_the_compiler_says(running: Served, directory: Path) -> None:
    now = datetime.now(UTC)
    demo = compiled(directory, now - timedelta(minutes=1), now + timedelta(hours=1))

    for channel in demo.lineup.channels:
        capture = glance(f"{running.base}/iptv/channel/{channel.number}.ts", 100)
        timeline, grid = demo.timelines[channel.id], Grid(channel.profile.rate)
        seen = list(_past_the_first_slate(pictures(capture), timeline, grid))
        found = verdict(seen, timeline, grid, demo.content)

        assert found.flawless, (channel.id, found)
        assert examine(capture.data).faults == []
        # Two at once are more than a small machine encodes in time, and that is not asked here.
        assert until(lambda: not running.children(), IDLE_S)


@pytest.mark.alone
def test_viewers_share_one_set_of_processes_and_leave_none_behind(running: Served) -> None:
    url = f"{running.base}/iptv/channel/4.ts"
    assert until(lambda: not running.children(), IDLE_S)
    first = threading.Thread(target=tune, args=(url, 4))
    first.start()
    glance(url, 40)

    second = glance(url)

    assert len(running.children()) <= 2
    assert second.first_byte_s < 0.3
    assert first_picture(second).mark
    first.join()
    assert until(lambda: not running.children(), IDLE_S)


@pytest.mark.alone
def test_it_says_what_is_on_and_how_it_does(running: Served) -> None:
    def title() -> str:
        programme = httpx.get(f"{running.base}/api/channels/1/now").json()["programme"]
        return str(programme["title"]) if programme else ""

    health = httpx.get(f"{running.base}/health").json()

    assert until(lambda: bool(title()))  # it answers before everything is compiled
    assert health["status"] == "ok"
    assert len(health["channels"]) == 5


@pytest.mark.alone
def test_a_request_to_end_ends_everything(tmp_path: Path) -> None:
    with served(copied(tmp_path)) as running:
        watching = threading.Thread(target=_watched, args=(f"{running.base}/iptv/channel/4.ts",))
        watching.start()
        assert until(lambda: bool(running.children()))
        mine = running.children()

        running.process.send_signal(signal.SIGTERM)

        assert running.process.wait(10) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in mine)
        watching.join()


@pytest.mark.alone
def test_a_killed_daemon_leaves_nothing_running(tmp_path: Path) -> None:
    with served(copied(tmp_path)) as running:
        watching = threading.Thread(target=_watched, args=(f"{running.base}/iptv/channel/4.ts",))
        watching.start()
        assert until(lambda: bool(running.children()))
        mine = running.children()

        running.process.kill()

        assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in mine), 10)
        watching.join()
        assert children(running.process.pid) == []


def _past_the_first_slate(
    shown: Iterable[Shown], timeline: Timeline, grid: Grid
) -> Iterator[Shown]:
    """On a busy machine the slate is seen first.

    A channel that is off the air, as one of the demo's is after midnight, shows nothing else.
    """
    for each in shown:
        cue = timeline.at(grid.picture_instant(slot_of(each.ticks, grid)))
        if each.mark or (cue and cue.item.media is None):
            yield each


def _watched(url: str) -> None:
    """Until the station ends the stream, in whatever way."""
    try:
        tune(url, 20)
    except httpx.HTTPError:
        return
