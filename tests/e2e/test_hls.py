"""HLS as players see it: two daemons of one station are one, and each says the truth of itself."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import Grid
from exstreamtv.model.timeline import Timeline
from tests.kit import playlists
from tests.kit.capture import Capture, complaints, pictures, sound_stamps, steps
from tests.kit.clips import CLIPS, drawn
from tests.kit.ffmpeg import program
from tests.kit.on_air import in_turn, on_air, whole_second
from tests.kit.transport import examine
from tests.kit.truth import Content, verdict

SMALL = Profile("small", 320, 180, video_kbps=400, preset="ultrafast")
GRID = Grid(SMALL.rate)
ONE = Channel("test", "1", "Test", SMALL)
FILMS = {f"film {n}": drawn(CLIPS[n], 3600) for n in range(2)}
CODES = {name: Content(film.code, film.rate) for name, film in FILMS.items()}
SECONDS = 3
LATER_S = 1.3
"""How much later the second daemon is tuned in to."""

WATCHED_S = 14


def plan() -> Timeline:
    """Two films in turn, each for three seconds."""
    names = list(FILMS) * 60
    return in_turn(names, SECONDS, whole_second(-10), 0.5)


def followed(client: httpx.Client, url: str) -> Iterator[playlists.Media]:
    """The playlist, again and again, as a player asks for it."""
    before: playlists.Media | None = None
    while True:
        answer = client.get(url)
        assert answer.status_code == 200
        now = playlists.media(answer.text)
        if before:
            playlists.goes_on(before, now)
        before = now
        yield now


@pytest.mark.paced
def test_segments_of_two_daemons_are_one_stream() -> None:
    timeline = plan()
    with ExitStack() as stack:
        client = stack.enter_context(httpx.Client(timeout=15, trust_env=False, verify=False))
        stations = [stack.enter_context(on_air([ONE], {"test": timeline}, FILMS)) for _ in "ab"]
        lists = [followed(client, f"{each.base}/iptv/channel/1/live.m3u8") for each in stations]
        asked = time.time()
        next(lists[0])
        time.sleep(LATER_S)
        both: dict[int, list[bytes]] = {}
        while time.time() < asked + WATCHED_S:
            found = [next(each) for each in lists]
            for station, listed in zip(stations, found, strict=True):
                for entry in listed.entries:
                    url = urljoin(f"{station.base}/iptv/channel/1/live.m3u8", entry.uri)
                    place = both.setdefault(entry.number, [b"", b""])
                    if "?" not in entry.uri and not place[stations.index(station)]:
                        place[stations.index(station)] = client.get(url).content
            time.sleep(1)

    common = [number for number, place in sorted(both.items()) if all(place)]
    woven = b"".join(both[number][number % 2] for number in common)
    capture = Capture(asked, woven)

    assert len(common) >= 4
    assert common == list(range(common[0], common[0] + len(common)))
    assert examine(woven).faults == []
    assert complaints(capture) == ""
    assert steps(sound_stamps(capture)) == {1920}
    found_pictures = verdict(pictures(capture), timeline, GRID, lambda m: CODES[m.key])
    assert found_pictures.flawless, found_pictures


@pytest.mark.paced
def test_players_are_told_the_truth_and_caches_how_long_it_lasts() -> None:
    with (
        on_air([ONE], {"test": plan()}, FILMS) as station,
        httpx.Client(timeout=15, trust_env=False, verify=False) as client,
    ):
        master = client.get(f"{station.base}/iptv/channel/1.m3u8")
        (path, told), *_ = playlists.master(master.text).streams.items()
        url = urljoin(str(master.url), path)
        asked = time.time()
        while len(listed := playlists.media((answer := client.get(url)).text).entries) < 4:
            time.sleep(0.5)
        segments = [client.get(urljoin(url, entry.uri)) for entry in listed]
        again = client.get(url, headers={"If-None-Match": answer.headers["etag"]})
        same = client.get(
            urljoin(url, listed[-1].uri), headers={"If-None-Match": segments[-1].headers["etag"]}
        )

    capture = Capture(asked, b"".join(each.content for each in segments))
    sps = capture.data.index(b"\0\0\1\x67") + 4
    bits = [
        len(each.content) * 8 / entry.seconds
        for each, entry in zip(segments, listed, strict=True)
        if "?" not in entry.uri
    ]

    assert told["CODECS"] == f"avc1.{capture.data[sps : sps + 3].hex()},mp4a.40.2"
    assert told["RESOLUTION"] == "320x180"
    assert Fraction(told["FRAME-RATE"]) == SMALL.rate
    assert int(told["BANDWIDTH"]) / 3 < max(bits) <= int(told["BANDWIDTH"])
    assert answer.headers["cache-control"] == "public, max-age=1"
    assert "immutable" in segments[0].headers["cache-control"]
    assert same.status_code == 304
    assert again.status_code in (200, 304)
    first = next(pictures(capture))
    assert abs(first.instant - listed[0].at) < timedelta(milliseconds=1)


@pytest.mark.soak
def test_ffmpeg_follows_a_channel_for_more_than_twenty_segments(tmp_path: Path) -> None:
    timeline, out = plan(), tmp_path / "seen.ts"
    asked = time.time()
    with on_air([ONE], {"test": timeline}, FILMS) as station:
        done = subprocess.run(
            (
                *(program(), "-v", "warning", "-xerror", "-copyts"),
                *("-i", f"{station.base}/iptv/channel/1.m3u8", "-map", "0", "-c", "copy"),
                *("-muxdelay", "0", "-f", "mpegts", "-fs", "4000000", str(out)),
            ),
            capture_output=True,
            timeout=300,
            check=True,
        )
    shown = list(pictures(Capture(asked, out.read_bytes())))

    found = verdict(shown, timeline, GRID, lambda media: CODES[media.key])

    print(f"{found.pictures} pictures; load {os.getloadavg()[0]:.1f}")
    assert done.stderr == b""
    assert found.flawless, found
    assert found.pictures > 20 * 2 * SMALL.rate
