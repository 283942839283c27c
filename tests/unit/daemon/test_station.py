from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import httpx

from exstreamtv.daemon.programmes import Ledger, Tools
from exstreamtv.daemon.station import Station
from exstreamtv.daemon.web.app import app
from exstreamtv.model.channel import Channel, Lineup, Profile
from exstreamtv.model.failure import SourceError, StateError
from exstreamtv.model.media import Input, Media
from exstreamtv.model.progress import Progress
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Programme, Timeline
from tests.kit.ffmpeg import program
from tests.kit.on_air import Fixed, in_turn, whole_second

TINY = Profile(id="tiny", width=160, height=90, video_kbps=200, preset="ultrafast")
ONE = Channel("one", "1", "One", TINY, waits=True)
START = whole_second(-60)
HOUR = timedelta(hours=1)


@dataclass
class Still:
    """A clock that stands where it was set."""

    instant: datetime = START + timedelta(minutes=5)
    cuts: int = 0

    def now(self) -> datetime:
        return self.instant


@dataclass
class Pages:
    """What was written down, the last one last."""

    written: list[Mapping[str, Progress]] = field(default_factory=list)

    def keep(self, progress: Mapping[str, Progress]) -> None:
        self.written.append(dict(progress))


def nothing(media: Media) -> Input:
    raise SourceError(f"`{media.name}` is not there")


def station(clock: Still, ledger: Ledger | None = None, channel: Channel = ONE) -> Station:
    items = in_turn(["film"], 36_000, START).items
    planned = Timeline("one", items, [Programme(START, items[-1].stop, "Film")])
    programmes = Fixed(Lineup("Test", "UTC", (channel,)), {"one": planned})
    return Station(programmes, Tools(program(), None, nothing), clock, ledger)


def on_now(made: Station) -> dict[str, object]:
    async def story() -> httpx.Response:
        transport = httpx.ASGITransport(app(made))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/api/channels/1/now")

    found: dict[str, object] = asyncio.run(story()).json()
    return found


async def ended(made: Station) -> None:
    """On the air for a moment."""
    running = asyncio.create_task(made.run())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def test_a_channel_that_nobody_has_watched_stands_since_the_station_was_opened() -> None:
    clock = Still()
    made = station(clock)
    asyncio.run(made.open())
    clock.instant += HOUR
    found = on_now(made)

    assert found["behind_ms"] == 3_600_000
    assert found["item"]["position_ms"] == 300_000  # type: ignore[index]


def test_a_channel_stands_where_the_ledger_says() -> None:
    clock = Still()
    left = Progress(timedelta(minutes=2), clock.instant - timedelta(minutes=1))
    made = station(clock, Ledger({"one": left}, lambda _: None))
    asyncio.run(made.open())

    assert on_now(made)["item"]["position_ms"] == 120_000  # type: ignore[index]


def test_where_a_channel_stands_is_written_down_at_the_end() -> None:
    clock, pages = Still(), Pages()
    made = station(clock, Ledger({}, pages.keep))
    asyncio.run(made.open())
    asyncio.run(ended(made))

    assert pages.written[-1] == {"one": Progress(ZERO, clock.instant)}


def test_a_station_by_the_clock_writes_nothing_down() -> None:
    pages = Pages()
    made = station(Still(), Ledger({}, pages.keep), replace(ONE, waits=False))
    asyncio.run(made.open())
    asyncio.run(ended(made))

    assert pages.written == []


def test_a_disk_that_is_full_is_an_incident_and_stops_nothing() -> None:
    def full(progress: Mapping[str, Progress]) -> None:
        raise StateError("no space left on device")

    made = station(Still(), Ledger({}, full))
    asyncio.run(made.open())
    asyncio.run(ended(made))

    assert made.incidents.last(1)[0].what == "no space left on device"


@dataclass(frozen=True)
class Uneven(Fixed):
    """Programmes of which some channels cannot be compiled just now, by their ids."""

    broken: set[str] = field(default_factory=set)

    def timeline(self, channel: str, start: datetime, stop: datetime) -> Timeline:
        if channel in self.broken:
            raise StateError("`films` is empty")
        return self.timelines[channel]


def uneven(*ids: str) -> Uneven:
    items = in_turn(["film"], 36_000, START).items
    channels = tuple(Channel(each, each[0], each, TINY) for each in ids)
    return Uneven(Lineup("Test", "UTC", channels), {each: Timeline(each, items) for each in ids})


def applied(first: Uneven, second: Uneven) -> Station:
    """A station that was opened with the one, and has taken over the other."""
    made = Station(first, Tools(program(), None, nothing), Still())

    async def story() -> None:
        await made.open()
        made.programmes = second
        await made.renew()

    asyncio.run(story())
    return made


def test_a_channel_that_cannot_be_renewed_goes_on_alone_by_what_it_has() -> None:
    first, second = uneven("apple", "berry", "cherry"), uneven("apple", "berry", "cherry")
    second.broken.add("berry")

    made = applied(first, second)

    timelines = [channel.pace.planned for channel in made.channels.values()]
    assert [each is second.timelines[each.channel] for each in timelines] == [True, False, True]
    told = made.incidents.last(10)
    assert [(each.channel, each.what) for each in told] == [("berry", "`films` is empty")]
    assert told[0].remedy == "it plays on by what it has"


def test_a_new_channel_that_cannot_be_compiled_comes_when_it_can() -> None:
    first, second = uneven("apple"), uneven("apple", "berry")
    second.broken.add("berry")
    made = applied(first, second)
    before = list(made.channels)

    second.broken.clear()
    asyncio.run(made.look())

    assert before == ["a"]
    assert list(made.channels) == ["a", "b"]


def test_a_clock_that_went_back_beyond_what_is_compiled_is_followed() -> None:
    clock = Still()
    made = station(clock, channel=replace(ONE, waits=False))
    lineup = made.programmes.lineup
    made.programmes = Fixed(lineup, {"one": in_turn(["film"], 99_000, START)})
    asyncio.run(made.open())
    earlier = in_turn(["film"], 99_000, START - 2 * HOUR)
    made.programmes = Fixed(lineup, {"one": earlier})

    asyncio.run(made.look())
    before = made.channels["1"].timeline
    clock.instant = START - HOUR
    asyncio.run(made.look())

    assert before is not earlier
    assert made.channels["1"].timeline is earlier


def test_who_waits_for_a_channel_gets_it_before_those_that_nobody_watches() -> None:
    programmes, order = uneven("apple", "berry", "cherry"), list[str]()

    class Noted(Uneven):
        def timeline(self, channel: str, start: datetime, stop: datetime) -> Timeline:
            order.append(channel)
            return super().timeline(channel, start, stop)

    noted = Noted(programmes.lineup, programmes.timelines, programmes.broken)
    made = Station(noted, Tools(program(), None, nothing), Still())

    async def story() -> list[bool]:
        await made.prepare()
        before = [channel.ready for channel in made.channels.values()]
        with made.channels["c"].audience.watched("me", "ts"):
            await made.compile()
        return before

    assert asyncio.run(story()) == [False, False, False]
    assert order == ["cherry", "apple", "berry"]


def test_a_channel_that_cannot_be_compiled_is_slate_and_stops_no_other() -> None:
    programmes = uneven("apple", "berry")
    programmes.broken.add("apple")
    made = Station(programmes, Tools(program(), None, nothing), Still())

    asyncio.run(made.open())

    assert [(c.ready, c.planned_until is None) for c in made.channels.values()] == [
        (True, True),
        (True, False),
    ]
    assert made.incidents.last(1)[0].remedy == "it is slate, and looked at again in a minute"
