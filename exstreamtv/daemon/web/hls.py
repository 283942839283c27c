"""The same stream as HLS. A request is what keeps the channel on the air."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.hls.master import master
from exstreamtv.daemon.hls.segments import LENGTH_S, LISTED, TYPE, Segment
from exstreamtv.daemon.hls.texts import offered
from exstreamtv.daemon.web import past
from exstreamtv.daemon.web.cached import CORS, FOR_EVER, cached, seconds
from exstreamtv.daemon.web.found import channel_of, client_of, must_admit, number_of
from exstreamtv.daemon.web.stream import TYPE as SEGMENT_TYPE
from exstreamtv.daemon.web.words import words_of

LEASE_S = 2.0 * LENGTH_S * LISTED
"""How long a channel stays on the air after the last request for it."""

FIRST_S = 10.0
"""How long the first request waits for the first segment."""

LOOK_S = 0.1

LISTED_FOR = seconds(LENGTH_S // 2)
"""Half of what a segment lasts: then there may be a new one (6.3.4)."""


async def channel(request: Request) -> Response:
    """`/iptv/channel/7.m3u8`: what there is, and where."""
    if wish := past.wish_of(request):
        return await past.channel(request, wish)
    found = channel_of(request)
    if request.method == "HEAD":
        return _nothing()
    must_admit(request, found, "hls")
    found.audience.keep_on_air(client_of(request), LEASE_S)
    await _compiled(found)
    folder = found.channel.number
    words = f"{folder}/text.m3u8" if offered(found.timeline) else ""
    text = master(found.channel.profile, found.slate, f"{folder}/live.m3u8", words)
    return cached(request, text, TYPE, LISTED_FOR)


async def playlist(request: Request) -> Response:
    """`/iptv/channel/7/live.m3u8`: the last segments."""
    return await _playlist(request, "ts")


async def segment(request: Request) -> Response:
    """`/iptv/channel/7/861234567.ts`"""
    channel, found = channel_of(request), _segment(request)
    if request.method == "GET":
        must_admit(request, channel, "hls")
        channel.audience.keep_on_air(client_of(request), LEASE_S, len(found.data))
    return cached(request, found.data, SEGMENT_TYPE, FOR_EVER)


async def subtitles(request: Request) -> Response:
    """`/iptv/channel/7/text.m3u8`: the last segments of what is said."""
    return await _playlist(request, "vtt")


async def words(request: Request) -> Response:
    """`/iptv/channel/7/861234567.vtt`"""
    return await words_of(request, channel_of(request).timeline, _segment(request).part)


async def _compiled(channel: Channel) -> None:
    """Wait, in the first moments of the station, until it is known what airs here."""
    for _ in range(int(FIRST_S / LOOK_S)):
        if channel.ready:
            return
        await asyncio.sleep(LOOK_S)


def _segment(request: Request) -> Segment:
    number = number_of(request.path_params["segment"])
    first = request.query_params.get("from")
    segments = channel_of(request).segments
    found = segments.segment(number, None if first is None else number_of(first))
    if found is None:
        raise HTTPException(404, "this segment is gone, or not yet there")
    return found


async def _playlist(request: Request, suffix: str) -> Response:
    found = channel_of(request)
    if request.method == "HEAD":
        return _nothing()
    must_admit(request, found, "hls")
    found.audience.keep_on_air(client_of(request), LEASE_S)
    return cached(request, await _listed(found, client_of(request), suffix), TYPE, LISTED_FOR)


def _nothing() -> Response:
    """For the headers of a playlist without the playlist: nothing is started for it."""
    return Response(media_type=TYPE, headers={**CORS, "Cache-Control": LISTED_FOR})


async def _listed(channel: Channel, client: str, suffix: str) -> str:
    """The playlist, as soon as there is a segment; 503 if that takes too long."""
    try:
        async with asyncio.timeout(FIRST_S):
            with channel.audience.watched(client, "hls") as viewer:
                while (listed := channel.segments.playlist(suffix)) is None:
                    if not await viewer.get():
                        break
    except TimeoutError:
        listed = None
    if listed is None:
        raise HTTPException(503, "the channel does not begin", headers={"Retry-After": "5"})
    return listed
