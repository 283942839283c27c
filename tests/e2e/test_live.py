"""A relay of a live origin: on the air soon, replaced while it is down, and back again."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from exstreamtv.ffmpeg.drawing import drawing_graph
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.media import LiveInput, Media, MediaKind
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind, PlayoutItem, Standby, Timeline, Why
from tests.e2e.test_channel import missing
from tests.kit.capture import Capture, Shown, pictures, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, drawn
from tests.kit.ffmpeg import ffmpeg
from tests.kit.on_air import on_air, whole_second
from tests.kit.origin import origin

SMALL = Profile(id="small", width=640, height=360, video_kbps=1500, preset="ultrafast")
ONE = Channel("test", "1", "Test", SMALL)
SECONDS = 60
LIVE = drawn(CLIPS[0], 3600)
OTHER = drawn(CLIPS[1], 3600)


@pytest.fixture(scope="session")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of MPEG-TS whose pictures say which they are."""
    path = tmp_path_factory.mktemp("live") / "live.ts"
    ffmpeg(
        *("-f", "lavfi", "-i", drawing_graph(LIVE, 0, None), "-t", str(SECONDS)),
        *("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "1M", "-g", "25", "-bf", "0"),
        *("-c:a", "aac", "-f", "mpegts", str(path)),
    )
    return path


def timeline(*alternate: Standby) -> Timeline:
    start = whole_second()
    media = Media("news", "live", MediaKind.LIVE, "news", ZERO)
    why = Why("slot", start.date(), ())
    stop = start + timedelta(minutes=5)
    return Timeline("test", [PlayoutItem(start, stop, Kind.LIVE, media, why, alternate=alternate)])


def runs(capture: Capture) -> list[tuple[str, int]]:
    """What is seen in turn, and for how many pictures."""
    names = {LIVE.code: "live", OTHER.code: "other"}
    found: list[tuple[str, int]] = []
    for each in pictures(capture):
        name = names.get(each.mark.code, "?") if each.mark else "slate"
        count = found.pop()[1] if found and found[-1][0] == name else 0
        found.append((name, count + 1))
    return found


def live_at(capture: Capture) -> list[Shown]:
    return [each for each in pictures(capture) if each.mark and each.mark.code == LIVE.code]


@pytest.mark.paced
def test_a_live_origin_is_on_the_air_soon_and_goes_on_without_a_gap(programme: Path) -> None:
    with origin(programme, SECONDS) as it:
        inputs = {"live": LiveInput(it.url)}
        with on_air([ONE], {"test": timeline()}, inputs) as station:
            capture = tune(f"{station.base}/iptv/channel/1.ts", 9)

    seen = live_at(capture)
    first = seen[0].instant.timestamp() - capture.asked

    assert first < 3
    assert [name for name, _ in runs(capture)][-1] == "live"
    assert len(seen) > 4 * 25
    # The sound of a stream that is joined may begin a little before its first picture.
    assert {b - a for a, b in pairwise(each.mark.picture for each in seen[25:] if each.mark)} == {1}
    assert missing(capture) == set()
    assert steps(sound_stamps(capture)) == {1920}


@pytest.mark.paced
def test_while_it_is_down_the_alternate_airs_and_then_it_comes_back(programme: Path) -> None:
    other = Media("test", "other", MediaKind.MOVIE, "other", timedelta(hours=1))
    with origin(programme, SECONDS) as it:
        inputs = {"live": LiveInput(it.url), "other": OTHER}
        line = timeline(Standby(other, timedelta(minutes=5)))

        def trouble() -> None:
            time.sleep(7)
            it.kill()
            time.sleep(6)
            it.revive()

        with on_air([ONE], {"test": line}, inputs) as station:
            threading.Thread(target=trouble).start()
            capture = tune(f"{station.base}/iptv/channel/1.ts", 32)
            incidents = httpx.get(f"{station.base}/health").json()["incidents"]

    seen = [name for name, count in runs(capture) if count > 25]
    slate = sum(count for name, count in runs(capture)[1:] if name == "slate")

    assert missing(capture) == set()
    assert [name for name in seen if name != "slate"] == ["live", "other", "live"]
    assert slate < 5 * 25
    assert any("news:live" in each["what"] for each in incidents)
