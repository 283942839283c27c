"""What machines ask: channels, what is on, how the station does."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.station import Station
from exstreamtv.daemon.viewers.fanout import Viewer
from exstreamtv.daemon.viewers.leases import Lease
from exstreamtv.daemon.web.found import base_of, channel_of, station_of
from exstreamtv.model.grid import CLOCK
from exstreamtv.model.time import instant_text, ms


async def channels(request: Request) -> JSONResponse:
    """`/api/channels`"""
    base = base_of(request)
    return JSONResponse([_listed(each, base) for each in station_of(request).channels.values()])


async def on_now(request: Request) -> JSONResponse:
    """`/api/channels/7/now`: the item, the media position in ms, the guide's programme."""
    now, channel = station_of(request).clock.now(), channel_of(request)
    timeline, shown = channel.timeline, channel.pace.shown(now)
    cue, programme = timeline.at(shown), timeline.programme_at(shown)
    return JSONResponse(
        {
            "at": instant_text(now),
            **_waiting(channel, now),
            "item": cue
            and {
                "media": cue.item.media and cue.item.media.name,
                "kind": cue.item.kind,
                "start": instant_text(cue.item.start),
                "stop": instant_text(cue.item.stop),
                "position_ms": ms(cue.position),
                "remaining_ms": ms(cue.remaining),
            },
            "programme": programme
            and {
                "title": programme.title,
                "subtitle": programme.subtitle,
                "description": programme.description,
                "start": instant_text(programme.start),
                "stop": instant_text(programme.stop),
            },
        }
    )


async def health(request: Request) -> JSONResponse:
    """`/health`: how far each channel is planned, who watches, what went wrong last."""
    station = station_of(request)
    now = station.clock.now()
    return JSONResponse(
        {
            "status": "ok",
            "at": instant_text(now),
            "counts": counted(station),
            "channels": [state_of(each, now) for each in station.channels.values()],
            "incidents": [each.as_json() for each in station.incidents.last(20)],
            "quarantine": [each.as_json() for each in station.quarantine.listed(now)],
        }
    )


def watched_of(channel: Channel, now: datetime) -> dict[str, object]:
    """The same with who watches, which is not for everybody to know."""
    return {**state_of(channel, now), "watching": [_seat(each) for each in channel.audience.seats]}


def counted(station: Station) -> dict[str, object]:
    """How many there are of what there may be only so many."""
    crowd, limits = station.door.crowd(), station.limits
    tuners = sum(guest.by == "tuner" for _, guest in crowd.guests)
    return {
        "viewers": {"now": len(crowd.guests), "most": limits.viewers},
        "on_air": {"now": len(crowd.on_air), "most": limits.channels},
        "tuners": {"now": tuners, "most": limits.tuners},
        "millicores": dict(zip(("now", "most"), station.door.strain(), strict=True)),
    }


def _seat(each: Viewer | Lease) -> dict[str, object]:
    return {
        "client": each.guest.client,
        "by": each.guest.by,
        "since": instant_text(each.guest.since),
        "bytes": each.bytes,
        "behind_ms": each.behind * 1000 // CLOCK,
    }


def _listed(channel: Channel, base: str) -> dict[str, str]:
    about = channel.channel
    return {
        "id": about.id,
        "number": about.number,
        "name": about.name,
        "group": about.group,
        "stream": f"{base}/iptv/channel/{about.number}.ts",
        "hls": f"{base}/iptv/channel/{about.number}.m3u8",
    }


def _waiting(channel: Channel, now: datetime) -> dict[str, object]:
    """Since when a channel stands and waits for its viewers, and how much later all airs now."""
    progress = channel.pace.progress
    if progress is None:
        return {}
    since = progress.since and instant_text(progress.since)
    return {"waits_since": since, "behind_ms": ms(progress.lag(now))}


def state_of(channel: Channel, now: datetime) -> dict[str, object]:
    """How a channel does."""
    return {
        "number": channel.channel.number,
        "viewers": channel.viewers,
        "dropped": channel.outlet.dropped,
        "processes": channel.processes,
        "millicores": channel.spent.cost,
        "warm": channel.audience.warm,
        "planned_until": channel.planned_until and instant_text(channel.planned_until),
        **_waiting(channel, now),
    }
