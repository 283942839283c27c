"""The same stream as HLS. A request is what keeps the channel on the air."""

from __future__ import annotations

import asyncio
import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.hls import LENGTH_S, LISTED
from exstreamtv.daemon.web.found import channel_of
from exstreamtv.daemon.web.stream import TYPE

LEASE_S = 2.0 * LENGTH_S * LISTED
"""How long a channel stays on the air after the last request for it."""

FIRST_S = 10.0
"""How long the first request waits for the first segment."""

_NUMBER = re.compile(r"[0-9]{1,18}")

PLAYLIST_TYPE = "application/vnd.apple.mpegurl"
HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}


async def playlist(request: Request) -> Response:
    """`/iptv/channel/7.m3u8`"""
    channel = channel_of(request)
    if request.method == "HEAD":
        return Response(media_type=PLAYLIST_TYPE, headers=HEADERS)
    channel.keep_on_air(LEASE_S)
    return Response(await _listed(channel), media_type=PLAYLIST_TYPE, headers=HEADERS)


async def segment(request: Request) -> Response:
    """`/iptv/channel/7/861234567.ts`"""
    channel = channel_of(request)
    number = request.path_params["segment"]
    found = channel.segments.segment(int(number)) if _NUMBER.fullmatch(number) else None
    if found is None:
        raise HTTPException(404, "this segment is gone, or not yet there")
    if request.method == "GET":
        channel.keep_on_air(LEASE_S)
    return Response(found.data, media_type=TYPE, headers=HEADERS)


async def _listed(channel: Channel) -> str:
    """The playlist, as soon as there is a segment; 503 if that takes too long."""
    try:
        async with asyncio.timeout(FIRST_S):
            with channel.watched() as viewer:
                while (listed := channel.segments.playlist(channel.channel.number)) is None:
                    if not await viewer.get():
                        break
    except TimeoutError:
        listed = None
    if listed is None:
        raise HTTPException(503, "the channel does not begin", headers={"Retry-After": "5"})
    return listed
