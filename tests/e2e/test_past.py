"""Catch-up without recording: any instant of the past, exact to the picture, as TS and as HLS."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from exstreamtv.daemon.past.past import MOST
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import Grid
from exstreamtv.model.time import EPOCH
from exstreamtv.model.timeline import Programme, Timeline
from tests.kit import playlists
from tests.kit.capture import Capture, Shown, all_pictures, complaints, sound_stamps, steps
from tests.kit.clips import CLIPS, drawn
from tests.kit.ffmpeg import program
from tests.kit.on_air import OnAir, in_turn, on_air, whole_second
from tests.kit.processes import until
from tests.kit.transport import examine
from tests.kit.truth import Content, verdict

SMALL = Profile("small", 320, 180, video_kbps=400, preset="ultrafast")
GRID = Grid(SMALL.rate)
ONE = Channel("test", "1", "Test", SMALL)
FILMS = {f"film {n}": drawn(CLIPS[n], 3600) for n in range(2)}
CODES = {name: Content(film.code, film.rate) for name, film in FILMS.items()}
BACK = timedelta(hours=3)
ITEM_S = 7.43
"""Of an item: no whole number of pictures."""

PROGRAMME = timedelta(minutes=2)


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    """Four hours of two films in turn, with a programme every two minutes."""
    start = whole_second(-4 * 3600)
    items = in_turn(list(FILMS) * 1000, ITEM_S, start, 0.5).items
    stops = [start + n * PROGRAMME for n in range(124)]
    guide = [Programme(one, one + PROGRAMME, f"Part {n}") for n, one in enumerate(stops[:-1])]
    last = items[-1].stop
    return Timeline("test", items, [*guide, Programme(stops[-1], last, "Rest")])


@pytest.fixture(scope="module")
def station(timeline: Timeline) -> Iterator[OnAir]:
    with on_air([ONE], {"test": timeline}, FILMS, back=BACK) as running:
        yield running


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=20, verify=False, trust_env=False) as made:
        yield made


def seen(data: bytes, near: datetime) -> list[Shown]:
    """Every picture, the last group too: this stream has an end."""
    capture = Capture((near - EPOCH) / timedelta(seconds=1), data)
    assert examine(data).faults == []
    assert complaints(capture) == ""
    assert steps(sound_stamps(capture)) == {1920}
    return list(all_pictures(capture))


def exact(shown: list[Shown], timeline: Timeline, start: datetime, stop: datetime) -> None:
    """The pictures of a window, each once, none before and none after."""
    found = verdict(shown, timeline, GRID, lambda media: CODES[media.key])

    assert found.flawless, found
    first, end = GRID.picture_at(start), GRID.picture_at(stop)
    assert (shown[0].ticks, len(shown)) == (GRID.picture_ticks(first), end - first)


def epoch(instant: datetime) -> int:
    return (instant - EPOCH) // timedelta(seconds=1)


@pytest.mark.paced
def test_a_stream_of_the_past_begins_and_ends_to_the_picture(
    station: OnAir, client: httpx.Client, timeline: Timeline
) -> None:
    start, seconds = whole_second(-7321), 11
    url = f"{station.base}/iptv/channel/1.ts?utc={epoch(start)}&dur={seconds}"
    asked = time.monotonic()

    data = client.get(url).content

    took = time.monotonic() - asked
    stop = start + timedelta(seconds=seconds)
    exact(seen(data, start), timeline, start, stop)
    assert seconds - 8 < took < seconds + 2
    assert until(lambda: not station.station.past.channels, 3)


@pytest.mark.paced
def test_a_programme_that_is_over_is_a_whole(
    station: OnAir, client: httpx.Client, timeline: Timeline
) -> None:
    start = whole_second(-5003)
    programme = timeline.programme_at(start)
    assert programme

    master = client.get(f"{station.base}/iptv/channel/1.m3u8?utc={epoch(start)}")
    (path,) = playlists.master(master.text).streams
    url = urljoin(str(master.url), path)
    listed = playlists.media(client.get(url).text)
    asked = time.monotonic()
    segments = [client.get(urljoin(url, entry.uri)) for entry in listed.entries[:22]]
    took = time.monotonic() - asked

    assert (listed.kind, listed.ended) == ("VOD", True)
    assert abs(float(listed.seconds) - (programme.stop - start).total_seconds()) < 0.001
    data = b"".join(each.content for each in segments)
    shown, length = seen(data, start), sum(float(each.seconds) for each in listed.entries[:22])
    exact(shown, timeline, start, start + timedelta(seconds=length))
    assert took < length / 2


@pytest.mark.paced
def test_seeking_gives_the_same_pictures_as_playing(
    station: OnAir, client: httpx.Client, timeline: Timeline
) -> None:
    start, stop = whole_second(-9001), whole_second(-8903)
    asked = f"utc={epoch(start)}&utcend={epoch(stop)}"
    master = client.get(f"{station.base}/iptv/channel/1.m3u8?{asked}")
    (path,) = playlists.master(master.text).streams
    url = urljoin(str(master.url), path)
    listed = playlists.media(client.get(url).text).entries

    for place in (len(listed) - 1, 3, 30, 4, 0):
        entry = listed[place]
        shown = seen(client.get(urljoin(url, entry.uri)).content, start)
        exact(shown, timeline, entry.at, entry.at + timedelta(seconds=float(entry.seconds)))


@pytest.mark.paced
def test_ffmpeg_plays_a_window_to_its_end(
    station: OnAir, tmp_path: Path, timeline: Timeline
) -> None:
    start, seconds = whole_second(-8555), 47
    url = f"{station.base}/iptv/channel/1.m3u8?utc={epoch(start)}&dur={seconds}"
    out = tmp_path / "seen.ts"

    words = subprocess.run(
        (
            *(program(), "-v", "warning", "-xerror", "-copyts", "-i", url, "-map", "0"),
            *("-c", "copy", "-muxdelay", "0", "-f", "mpegts", str(out)),
        ),
        capture_output=True,
        timeout=120,
        check=True,
    )

    assert b"Continuity" not in words.stderr
    asked = (start - EPOCH) / timedelta(seconds=1)
    shown = list(all_pictures(Capture(asked, out.read_bytes())))
    exact(shown, timeline, start, start + timedelta(seconds=seconds))


@pytest.mark.paced
def test_the_running_programme_can_be_started_over(
    station: OnAir, client: httpx.Client, timeline: Timeline
) -> None:
    now = whole_second()
    start = now - timedelta(seconds=20)
    stop = now + timedelta(seconds=6)
    asked = f"utc={epoch(start)}&utcend={epoch(stop)}"
    master = client.get(f"{station.base}/iptv/channel/1.m3u8?{asked}")
    (path,) = playlists.master(master.text).streams
    url = urljoin(str(master.url), path)

    before = playlists.media(client.get(url).text)
    shown = seen(client.get(urljoin(url, before.entries[0].uri)).content, start)
    grown = [before]
    assert until(
        lambda: bool(grown.append(playlists.media(client.get(url).text))) or grown[-1].ended, 15
    )

    assert (before.kind, before.ended) == ("EVENT", False)
    assert shown[0].ticks == GRID.picture_ticks(GRID.picture_at(start))
    for one, other in pairwise(grown):
        playlists.goes_on(one, other)
    assert abs(float(grown[-1].seconds) - 26) < 0.001


@pytest.mark.paced
def test_no_more_streams_than_there_may_be(station: OnAir, client: httpx.Client) -> None:
    base, now = f"{station.base}/iptv/channel/1.ts", epoch(whole_second())
    assert until(lambda: not station.station.past.channels, 25)
    with ExitStack() as stack:
        for number in range(MOST):
            url = f"{base}?utc={now - 600 - number}"
            assert stack.enter_context(client.stream("GET", url)).status_code == 200
        assert until(lambda: len(station.station.past.channels) == MOST, 5)

        refused = client.get(f"{base}?utc={now - 900}")

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
    assert until(lambda: not station.station.past.channels, 15)


@pytest.mark.paced
def test_what_cannot_be_seen_again_is_said(station: OnAir, client: httpx.Client) -> None:
    base, now = f"{station.base}/iptv/channel", epoch(whole_second())
    old = now - 3 * 3600 - 60

    def status(path: str) -> int:
        return client.get(f"{base}/{path}").status_code

    assert status(f"1.ts?utc={old}") == 404
    assert status(f"1.m3u8?utc={old}") == 404
    assert status(f"8.ts?utc={now - 60}") == 404
    assert status("1.ts?utc=yesterday") == 400
    assert status(f"1.ts?utc={now - 60}&dur=0") == 400
    assert status(f"1/past/{now - 60}000-{now + 60}000/vod.m3u8") == 404
    assert status(f"1/past/{now - 60}000-{now - 60}000/vod.m3u8") == 404
    assert status(f"1/past/{now - 60}000-{now - 50}000/1.ts") == 404
    head = client.head(f"{base}/1.ts?utc={now - 7200}&dur=3600")
    assert head.status_code == 200
    assert not station.station.past.channels or until(lambda: not station.station.past.channels, 25)
