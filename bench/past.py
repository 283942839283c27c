"""Catch-up: how soon something of the past is seen, and what it costs. Measured at the socket."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

import httpx

from bench.claims import Claim
from tests.kit import playlists
from tests.kit.capture import glance
from tests.kit.demo import Demo, Settable, compiled, copied, demo_on_air
from tests.kit.on_air import OnAir

COMMAND = "python -m bench past"
TIMES = 10
BACK = timedelta(hours=6)
WATCHED = 60
"""Segments that are fetched in a row, two seconds each."""

CHANNEL = "1"


def measure() -> Iterator[Claim]:
    """Streams of the past, seeks in a programme, and a programme from its beginning."""
    with tempfile.TemporaryDirectory() as folder:
        now = datetime.now(UTC)
        directory = copied(Path(folder), now - BACK)
        demo: Demo = compiled(directory, now - BACK, now + timedelta(hours=1))
        with demo_on_air(demo, Settable()) as station:
            yield _streams(station, now)
            with httpx.Client(timeout=30, verify=False, trust_env=False) as client:
                url, listed = _programme(client, station, now)
                yield _seeks(client, url, listed)
                yield _speed(client, url, listed)


def _streams(station: OnAir, now: datetime) -> Claim:
    took = []
    for number in range(TIMES):
        start = round((now - timedelta(minutes=20 * number + 30)).timestamp())
        capture = glance(f"{station.base}/iptv/channel/{CHANNEL}.ts?utc={start}&dur=60")
        took.append(capture.arrivals[-1][0] - capture.asked)
    return _claim("catch-up, 1280x720 software: half a second of pictures", 1000, took)


def _programme(client: httpx.Client, station: OnAir, now: datetime) -> tuple[str, playlists.Media]:
    start = round((now - timedelta(hours=4)).timestamp())
    address = f"{station.base}/iptv/channel/{CHANNEL}.m3u8?utc={start}&dur=3600"
    (path,) = playlists.master(client.get(address).text).streams
    url = urljoin(address, path)
    return url, playlists.media(client.get(url).text)


def _seeks(client: httpx.Client, url: str, listed: playlists.Media) -> Claim:
    places = [(number * 733 + 7) % len(listed.entries) for number in range(TIMES)]
    took = [_took(client, urljoin(url, listed.entries[place].uri)) for place in places]
    return _claim("catch-up by HLS: a segment anywhere in an hour", 2000, took)


def _speed(client: httpx.Client, url: str, listed: playlists.Media) -> Claim:
    entries = listed.entries[200 : 200 + WATCHED]
    took = sum(_took(client, urljoin(url, entry.uri)) for entry in entries)
    speed = float(sum(entry.seconds for entry in entries)) / took
    shown = f"{speed:.1f} times as fast as it is watched ({took:.1f} s)"
    return Claim(f"catch-up by HLS: {WATCHED} segments in a row", "2", shown, speed >= 2, COMMAND)


def _took(client: httpx.Client, url: str) -> float:
    asked = time.perf_counter()
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return time.perf_counter() - asked


def _claim(what: str, budget_ms: int, took_s: list[float]) -> Claim:
    median, worst = statistics.median(took_s) * 1000, max(took_s) * 1000
    shown = f"{median:.0f} ms (median of {len(took_s)}, worst {worst:.0f} ms)"
    return Claim(what, f"{budget_ms} ms", shown, median <= budget_ms, COMMAND)
