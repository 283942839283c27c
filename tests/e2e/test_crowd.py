"""Many at once, over real sockets: who is too slow goes, who is too many is told so."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from urllib.parse import urlsplit

import httpx
import pytest

from exstreamtv.daemon.web import server
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.limits import Limits, Warm
from exstreamtv.model.pacing import ADAPTIVE, REALTIME, Pacing, burst
from tests.kit.capture import Capture, tune
from tests.kit.clips import CLIPS, drawn
from tests.kit.on_air import OnAir, in_turn, on_air, whole_second
from tests.kit.processes import until
from tests.kit.transport import CLOCK, PACKET, WRAP, ahead, examine, packets

SMALL = Profile(id="small", width=320, height=180, video_kbps=600, preset="ultrafast")
FIRST = Channel("first", "1", "First", SMALL)
SECOND = replace(FIRST, id="second", number="2")
PATIENCE_S = 2
HOUR = timedelta(hours=1)
TWENTY = 20


@contextmanager
def playing(
    pacing: Pacing = ADAPTIVE, limits: Limits | None = None, warm: Warm | None = None
) -> Iterator[OnAir]:
    timeline = in_turn(["drawn"], 600, whole_second(-60))
    channels = [replace(each, pacing=pacing) for each in (FIRST, SECOND)]
    timelines = {each.id: timeline for each in channels}
    media = {"drawn": drawn(CLIPS[0], 3600)}
    with on_air(channels, timelines, media, limits=limits, warm=warm, back=HOUR) as station:
        yield station


def asked(station: OnAir, path: str) -> socket.socket:
    """A connection whose receiver takes next to nothing, with a request on it."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    where = urlsplit(station.base)
    made.connect((where.hostname, where.port))
    made.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    return made


def state(station: OnAir, number: str = "1") -> dict[str, int]:
    found = httpx.get(f"{station.base}/health", trust_env=False).json()["channels"]
    return next(each for each in found if each["number"] == number)


@pytest.mark.paced
def test_who_reads_nothing_is_dropped_and_twenty_others_lose_no_packet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "SEND_BYTES", 1 << 14)
    patient = replace(ADAPTIVE, patience=timedelta(seconds=PATIENCE_S))
    with playing(patient) as station, ThreadPoolExecutor(TWENTY) as crowd:
        deaf = asked(station, "/iptv/channel/1.ts")
        assert until(lambda: state(station)["viewers"] == 1)
        captures = list(crowd.map(tune, [f"{station.base}/iptv/channel/1.ts"] * TWENTY, [8] * 20))
        found = state(station)
        deaf.close()

    assert [examine(each.data).faults for each in captures] == [[]] * TWENTY
    assert min(len(examine(each.data).pcr) for each in captures) > 7 * 25
    assert found["dropped"] == 1


def test_who_is_too_many_is_told_so_before_anything_starts() -> None:
    with playing(limits=Limits(per_channel=1, channels=1, tuners=1)) as station:
        first = asked(station, "/auto/v1")
        assert until(lambda: state(station)["viewers"] == 1)
        again, other, tuner, hls, unknown = (
            httpx.get(f"{station.base}{path}", trust_env=False)
            for path in (
                "/iptv/channel/1.ts",
                "/iptv/channel/2.ts",
                "/auto/v1",
                "/iptv/channel/2.m3u8",
                "/auto/v9",
            )
        )
        processes = state(station, "2")["processes"]
        first.close()
        free = until(lambda: state(station)["viewers"] == 0, 1)

    assert [each.status_code for each in (again, other, tuner, hls)] == [503] * 4
    assert again.text == "1 viewers of one channel are the most\n"
    assert other.headers["retry-after"] == "30"
    assert "x-hdhomerun-error" not in other.headers
    assert tuner.headers["x-hdhomerun-error"] == "805 All Tuners In Use"
    assert (unknown.status_code, unknown.headers["x-hdhomerun-error"][:3]) == (404, "801")
    assert processes == 0
    assert free


def test_a_machine_that_is_full_says_so_and_makes_room_when_it_can() -> None:
    nearly_all = Limits(reserve=Fraction(999, 1000))
    with playing(limits=nearly_all) as station:
        first = asked(station, "/iptv/channel/1.ts")
        assert until(lambda: state(station)["processes"] == 1)
        refused = httpx.get(f"{station.base}/iptv/channel/2.m3u8", trust_env=False)
        past = httpx.get(
            f"{station.base}/iptv/channel/1.ts?utc={int(time.time()) - 30}", trust_env=False
        )
        again = asked(station, "/iptv/channel/1.ts")
        both = until(lambda: state(station)["viewers"] == 2)
        measured = until(lambda: state(station)["millicores"] is not None)
        first.close(), again.close()
        assert until(lambda: state(station)["viewers"] == 0)
        left = time.monotonic()
        second = asked(station, "/iptv/channel/2.ts")
        made_room = until(
            lambda: state(station)["processes"] == 0 < state(station, "2")["processes"]
        )
        took = time.monotonic() - left
        incidents = httpx.get(f"{station.base}/health", trust_env=False).json()["incidents"]
        second.close()

    assert refused.status_code == past.status_code == 503
    for each in (refused, past):
        assert each.text.startswith(
            "the machine cannot encode one more channel in real time: 1 take"
        )
    assert both
    assert measured
    assert made_room
    assert took < FIRST.idle.seconds
    assert [each["remedy"] for each in incidents] == ["viewers are refused"]


def test_who_asks_again_for_hls_is_never_refused() -> None:
    with playing(limits=Limits(per_client=1)) as station:
        url = f"{station.base}/iptv/channel/1.m3u8"
        found = [httpx.get(url, trust_env=False).status_code for _ in range(2)]
        other = httpx.get(f"{station.base}/iptv/channel/2.m3u8", trust_env=False).status_code

    assert (found, other) == ([200, 200], 503)


def test_a_warm_channel_waits_with_a_picture_and_gives_way_at_once() -> None:
    with playing(limits=Limits(channels=1), warm=Warm(("first",))) as station:
        warm = until(lambda: state(station)["processes"] == 1)
        found = state(station)
        other = asked(station, "/iptv/channel/2.ts")
        begun = time.monotonic()
        gave_way = until(lambda: state(station)["processes"] == 0)
        took = time.monotonic() - begun
        time.sleep(2.5)
        still = state(station)
        other.close()
        back = until(lambda: state(station)["processes"] == 1)

    assert warm
    assert (found["viewers"], found["warm"]) == (0, True)
    assert gave_way
    assert took < 2
    assert (still["processes"], still["warm"]) == (0, False)
    assert back


def test_the_neighbours_of_who_stays_are_warm() -> None:
    with playing(warm=Warm(neighbours=1)) as station:
        one = asked(station, "/iptv/channel/1.ts")
        warm = until(lambda: state(station, "2")["processes"] == 1)
        one.close()
        cold = until(lambda: state(station, "2")["processes"] == 0)

    assert warm
    assert cold


def earliness(capture: Capture) -> list[float]:
    """By how many seconds each clock reference arrived before its instant."""
    found = []
    for packet in packets(capture.data, []):
        if packet.pcr is not None:
            end = (packet.index + 1) * PACKET
            at = next(at for at, total in capture.arrivals if total >= end)
            found.append(ahead(packet.pcr, round(at * CLOCK) % WRAP) / CLOCK)
    return found


PACINGS = [
    (REALTIME, -1.8, 0.6),
    (ADAPTIVE, -1.8, 1.7),
    (burst(timedelta(seconds=4)), -5.8, 1.7),
]


@pytest.mark.paced
@pytest.mark.parametrize(
    ("pacing", "least", "most"), PACINGS, ids=["realtime", "adaptive", "burst"]
)
def test_what_is_sent_when_goes_by_the_clock_reference(
    pacing: Pacing, least: float, most: float
) -> None:
    with playing(pacing) as station, ThreadPoolExecutor() as crowd:
        url = f"{station.base}/iptv/channel/1.ts"
        before = crowd.submit(tune, url, 13)
        time.sleep(8)
        found = earliness(tune(url, 4))
        before.result()

    assert least < found[0] < least + 1.5
    assert most - 0.6 <= max(found) < most
    assert found[0] == min(found)
