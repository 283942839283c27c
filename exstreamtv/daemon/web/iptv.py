"""What players and guides fetch: playlist, guide, stream."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import nullcontext

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from exstreamtv.daemon.fanout import Guest, Viewer
from exstreamtv.daemon.ring import Ring
from exstreamtv.daemon.web.found import base_of, channel_of, client_of, station_of
from exstreamtv.daemon.web.stream import Stream
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.time import EPOCH

MOST_VIEWERS = 200
MOST_CHANNELS = 16
"""On the air at once: each takes a good part of a core."""

_BUSY = {"Retry-After": "10"}


async def m3u(request: Request) -> Response:
    """`/iptv/channels.m3u`"""
    base, programmes = base_of(request), station_of(request).programmes
    text = await _made(lambda: programmes.m3u(base).encode())
    return Response(text, media_type="audio/x-mpegurl; charset=utf-8")


async def xmltv(request: Request) -> Response:
    """`/iptv/xmltv.xml`"""
    station = station_of(request)
    progress = station.progress()
    guide = await _made(lambda: station.programmes.xmltv(progress))
    return Response(guide, media_type="application/xml; charset=utf-8")


async def stream(request: Request) -> Stream:
    """`/iptv/channel/7.ts`; a `Range` is answered 200, for the stream has neither end nor parts."""
    channel = channel_of(request)
    if request.method == "HEAD":
        return Stream(nullcontext(_nobody()))
    watched = [each.viewers for each in station_of(request).channels.values() if each.viewers]
    if sum(watched) >= MOST_VIEWERS or (not channel.viewers and len(watched) >= MOST_CHANNELS):
        raise HTTPException(503, "too many viewers", headers=_BUSY)
    return Stream(channel.watched(client_of(request), "ts"))


def _nobody() -> Viewer:
    """For the headers of a stream without the stream: nothing is started for it."""
    viewer = Viewer(Guest("", "ts", EPOCH), Ring(0))
    viewer.close()
    return viewer


async def _made(make: Callable[[], bytes]) -> bytes:
    try:
        return await asyncio.to_thread(make)
    except ExstreamError as error:
        raise HTTPException(503, "the guide cannot be made just now", headers=_BUSY) from error
