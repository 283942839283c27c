from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx

from exstreamtv.daemon.clock import SystemClock
from exstreamtv.daemon.past.past import MOST_WAITING
from exstreamtv.daemon.programmes import Tools
from exstreamtv.daemon.station import Station
from exstreamtv.daemon.web.app import app
from exstreamtv.model.channel import Channel, Lineup, Profile
from exstreamtv.model.failure import SourceError
from exstreamtv.model.media import Input, Media
from exstreamtv.model.timeline import Programme, Timeline
from tests.kit.ffmpeg import program
from tests.kit.on_air import Fixed, in_turn, whole_second

TINY = Profile(id="tiny", width=160, height=90, video_kbps=200, preset="ultrafast")
SEVEN = Channel("seven", "7.1", "<Seven>", TINY)


def nothing(media: Media) -> Input:
    raise SourceError(f"`{media.name}` is not there")


def station(public_url: str = "") -> Station:
    start = whole_second(-10)
    items = in_turn(["film"], 3600, start).items
    guide = [Programme(start, items[-1].stop, "Fish & Chips", "<b>")]
    lineup = Lineup("Test", "UTC", (SEVEN,), public_url, back=timedelta(hours=1))
    programmes = Fixed(lineup, {"seven": Timeline("seven", items, guide)})
    return Station(programmes, Tools(program(), None, nothing), SystemClock())


def answer(
    path: str, method: str = "GET", public_url: str = "", then: Callable[[Station], Any] = id
) -> httpx.Response:
    async def story() -> httpx.Response:
        made = station(public_url)
        await made.open()
        transport = httpx.ASGITransport(app(made), raise_app_exceptions=False)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1:8409"
        ) as client:
            response = await client.request(method, path)
        then(made)
        return response

    return asyncio.run(story())


def test_addresses_come_from_the_station_never_from_the_request() -> None:
    declared = answer("/iptv/channels.m3u", public_url="https://tv.example.org")
    found = answer("/api/channels")

    assert "https://tv.example.org\n" in declared.text
    assert found.json()[0]["stream"] == "http://127.0.0.1:8409/iptv/channel/7.1.ts"


def test_an_unknown_channel_is_not_found() -> None:
    for path in ("/iptv/channel/8.ts", "/iptv/channel/8.m3u8", "/api/channels/8/now"):
        assert answer(path).status_code == 404


def test_a_head_request_starts_nothing() -> None:
    def is_dark(made: Station) -> None:
        assert made.channels["7.1"].viewers == 0

    found = answer("/iptv/channel/7.1.ts", "HEAD", then=is_dark)

    assert found.status_code == 200
    assert found.headers["content-type"] == "video/mp2t"
    assert "content-length" not in found.headers


def test_a_channel_by_the_clock_does_not_speak_of_waiting() -> None:
    assert "waits_since" not in answer("/api/channels/7.1/now").json()
    assert "waits_since" not in answer("/health").json()["channels"][0]


def test_what_is_on_is_told_with_its_position() -> None:
    found = answer("/api/channels/7.1/now").json()

    assert found["item"]["media"] == "test:film"
    assert 9_000 <= found["item"]["position_ms"] < 60_000
    assert found["programme"]["title"] == "Fish & Chips"


def test_what_has_aired_is_listed_with_where_to_see_it() -> None:
    (found,) = answer("/api/channels/7.1/programmes").json()
    asked = f"utc={round(datetime.fromisoformat(found['start']).timestamp())}&dur=3600"

    assert (found["title"], found["over"]) == ("Fish & Chips", False)
    assert found["stream"] == f"http://127.0.0.1:8409/iptv/channel/7.1.ts?{asked}"
    assert found["hls"] == f"http://127.0.0.1:8409/iptv/channel/7.1.m3u8?{asked}"


def test_few_may_wait_for_the_past_at_once() -> None:
    async def story() -> list[int]:
        made = station()
        await made.open()
        transport = httpx.ASGITransport(app(made))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            asked = (client.get("/api/channels/7.1/programmes") for _ in range(MOST_WAITING + 4))
            return [found.status_code for found in await asyncio.gather(*asked)]

    assert sorted(asyncio.run(story())) == [200] * MOST_WAITING + [503] * 4


def test_what_is_not_kept_is_not_found() -> None:
    now = round(whole_second().timestamp())

    assert answer(f"/iptv/channel/7.1.ts?utc={now - 3700}").status_code == 404
    assert answer(f"/iptv/channel/7.1.m3u8?utc={now - 3000}&dur=60").status_code == 404
    assert answer(f"/iptv/channel/7.1.ts?utc={now - 60}", "HEAD").status_code == 200
    assert answer("/iptv/channel/7.1.ts?utc=now").status_code == 400


def test_titles_are_text_and_nothing_else_on_the_page() -> None:
    found = answer("/").text

    assert "&lt;Seven&gt;" in found
    assert "Fish &amp; Chips <small>&lt;b&gt;</small>" in found


def test_health_tells_how_far_each_channel_is_planned() -> None:
    channel = answer("/health").json()["channels"][0]

    assert (channel["number"], channel["viewers"], channel["processes"]) == ("7.1", 0, 0)
    assert channel["planned_until"].endswith("Z")


def test_a_segment_that_is_gone_is_not_found() -> None:
    assert answer("/iptv/channel/7.1/1.ts").status_code == 404
