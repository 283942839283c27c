"""What players and guides fetch: playlist, guide, stream."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from exstreamtv.daemon.web import past
from exstreamtv.daemon.web.found import base_of, channel_of, station_of, watched
from exstreamtv.daemon.web.stream import Stream, headers_only
from exstreamtv.model.failure import ExstreamError

_BUSY = {"Retry-After": "10"}
_UNKNOWN = {"X-HDHomeRun-Error": "801 Unknown Channel"}


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
    if wish := past.wish_of(request):
        return await past.stream(request, wish)
    if request.method == "HEAD":
        return headers_only()
    return Stream(watched(request, channel, "ts"))


async def tuned(request: Request) -> Stream:
    """`/auto/v7`: the same as a tuner of HDHomeRun's, of which there are only so many."""
    channel = station_of(request).channels.get(request.path_params["number"])
    if channel is None:
        raise HTTPException(404, "there is no channel of this number", headers=_UNKNOWN)
    if request.method == "HEAD":
        return headers_only()
    return Stream(watched(request, channel, "tuner"))


async def _made(make: Callable[[], bytes]) -> bytes:
    try:
        return await asyncio.to_thread(make)
    except ExstreamError as error:
        raise HTTPException(503, "the guide cannot be made just now", headers=_BUSY) from error
