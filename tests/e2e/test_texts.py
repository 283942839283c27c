"""Subtitles as text in HLS: said when the picture says so, on the air and in the past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

import httpx
import pytest

from exstreamtv.model.subtitles import Subtitles
from exstreamtv.model.time import EPOCH, SECOND
from exstreamtv.model.timeline import Timeline
from tests.e2e.test_subtitles import ONE, film, given
from tests.kit import playlists
from tests.kit.capture import epoch_ticks
from tests.kit.on_air import OnAir, in_turn, on_air, whole_second
from tests.kit.processes import until

GERMAN = Subtitles(("de",), text=True)
LENGTH = timedelta(seconds=6)
IN_POINT = 5.5

_MAP = re.compile(r"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:(\d+),LOCAL:00:00:00\.000\n")
_CUE = re.compile(r"(\S+) --> (\S+)\n(.*)\n")


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    plain = in_turn(["film"] * 30, LENGTH / SECOND, whole_second(-120), IN_POINT)
    return Timeline("test", [replace(item, subtitles=GERMAN) for item in plain.items])


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory, timeline: Timeline) -> Iterator[OnAir]:
    folder = tmp_path_factory.mktemp("texts")
    inputs = {"film": given(film(folder), "film.de.srt")}
    back = timedelta(hours=1)
    with on_air([ONE], {"test": timeline}, inputs, cache=folder / "cache", back=back) as running:
        yield running


def said(text: str, near: datetime) -> set[tuple[datetime, datetime, str]]:
    """Each cue of a segment with its instants, as a player finds them."""
    head = _MAP.match(text)
    assert head, text
    zero = epoch_ticks(int(head[1]), (near - EPOCH) / SECOND)
    origin = EPOCH + timedelta(microseconds=zero * 100 // 9)
    return {
        (_rounded(origin + _length(start)), _rounded(origin + _length(stop)), words)
        for start, stop, words in _CUE.findall(text)
    }


def _length(text: str) -> timedelta:
    hours, minutes, seconds = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))


def _rounded(instant: datetime) -> datetime:
    return EPOCH + round((instant - EPOCH) / timedelta(milliseconds=1)) * timedelta(milliseconds=1)


def due(timeline: Timeline, start: datetime, stop: datetime) -> set[tuple[datetime, datetime, str]]:
    """The film says `Hello n` in each odd second of it."""
    cues = [
        (item, item.start - item.in_point + n * SECOND, n)
        for item in timeline.items
        for n in range(1, 20, 2)
    ]
    cut = {(max(at, item.start), min(at + SECOND, item.stop), f"Hello {n}") for item, at, n in cues}
    return {(one, other, text) for one, other, text in cut if one < other > start and one < stop}


def told(client: httpx.Client, master: str) -> tuple[str, playlists.Media]:
    """The subtitles' playlist of a master, and its address."""
    answer = client.get(master)
    (words,) = playlists.master(answer.text).media
    url = urljoin(str(answer.url), words["URI"])
    return url, playlists.media(client.get(url).text)


@pytest.mark.paced
def test_the_past_says_what_was_said_when_it_was(station: OnAir, timeline: Timeline) -> None:
    start = whole_second(-40)
    asked = f"utc={(start - EPOCH) // SECOND}&dur=21"
    with httpx.Client(timeout=20, trust_env=False, verify=False) as client:
        master = f"{station.base}/iptv/channel/1.m3u8?{asked}"
        url, listed = told(client, master)
        for entry in listed.entries:
            found = client.get(urljoin(url, entry.uri))
            stop = entry.at + timedelta(seconds=float(entry.seconds))

            assert found.headers["content-type"].startswith("text/vtt")
            assert said(found.text, start) == due(timeline, entry.at, stop), entry


@pytest.mark.paced
def test_what_is_on_is_said_beside_it(station: OnAir, timeline: Timeline) -> None:
    base = f"{station.base}/iptv/channel"
    with httpx.Client(timeout=20, trust_env=False, verify=False) as client:
        heard: set[tuple[datetime, datetime, str]] = set()

        def listened() -> bool:
            url, listed = told(client, f"{base}/1.m3u8")
            for entry in listed.entries:
                stop = entry.at + timedelta(seconds=float(entry.seconds))
                found = said(client.get(urljoin(url, entry.uri)).text, entry.at)
                assert found == due(timeline, entry.at, stop)
                heard.update(found)
            return len(heard) > 4

        assert until(listened, 20)
