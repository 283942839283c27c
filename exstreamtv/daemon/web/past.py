"""Catch-up: what was on the air at any instant that the guide still has, as TS and as HLS."""

from __future__ import annotations

from datetime import datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.hls.master import master
from exstreamtv.daemon.hls.segments import TYPE, Part, Raster
from exstreamtv.daemon.hls.texts import offered
from exstreamtv.daemon.past import catchup
from exstreamtv.daemon.past.catchup import MOST, Window, Wish
from exstreamtv.daemon.past.past import UnknownError
from exstreamtv.daemon.web.cached import CORS, FOR_EVER, cached, seconds
from exstreamtv.daemon.web.found import base_of, channel_of, client_of, number_of, station_of
from exstreamtv.daemon.web.stream import TYPE as SEGMENT_TYPE
from exstreamtv.daemon.web.stream import Stream, headers_only
from exstreamtv.daemon.web.words import words_of
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.time import EPOCH, SECOND, instant_text, ms
from exstreamtv.model.timeline import Programme

KINDS = {"vod": catchup.playlist, "event": catchup.growing}

_AWAY = {"Retry-After": "10"}
_GROWS = seconds(1)


def wish_of(request: Request) -> Wish | None:
    """What of the past is asked for, None for what is on now; 400, or 404 for what is too old."""
    try:
        wish = catchup.wish(request.query_params)
        if wish is None:
            return None
        wish.window(wish.start + SECOND)
    except (ValueError, OverflowError) as error:
        raise HTTPException(400, str(error)) from error
    station, channel = station_of(request), channel_of(request)
    now = station.clock.now()
    if wish.start >= now:
        return None
    if channel.channel.waits:
        raise HTTPException(404, "this channel airs while somebody watches: it has no past")
    if wish.start < now - station.programmes.lineup.back:
        raise HTTPException(404, "so much of the past is not kept")
    return wish


async def stream(request: Request, wish: Wish) -> Stream:
    """`/iptv/channel/7.ts?utc=...`: to the end that was asked for, else on and on."""
    if request.method == "HEAD":
        return headers_only()
    window = wish.window(wish.start + MOST)
    try:
        past = station_of(request).past
        return Stream(await past.stream(channel_of(request), window, client_of(request)))
    except ExstreamError as error:
        raise _refusal(error) from error


async def channel(request: Request, wish: Wish) -> Response:
    """`/iptv/channel/7.m3u8?utc=...`: to the end that was asked for, else of the programme."""
    if request.method == "HEAD":
        return Response(media_type=TYPE, headers=CORS)
    found, station = channel_of(request), station_of(request)
    try:
        timeline = await station.past.timeline(found, wish.window(wish.start + SECOND))
    except ExstreamError as error:
        raise _refusal(error) from error
    programme = timeline.programme_at(wish.start)
    window = wish.window(programme.stop if programme else wish.start + MOST)
    kind = "vod" if window.stop <= station.clock.now() else "event"
    path = f"{found.channel.number}/past/{window}/{kind}"
    words = f"{path}-text.m3u8" if offered(timeline) else ""
    text = master(found.channel.profile, found.slate, f"{path}.m3u8", words)
    return cached(request, text, TYPE, _GROWS)


async def playlist(request: Request) -> Response:
    """`/iptv/channel/7/past/1763899200000-1763902800000/vod.m3u8`, or `event.m3u8`."""
    found, window = channel_of(request), _window(request)
    kind, _, text = request.path_params["kind"].partition("-")
    written = KINDS.get(kind) if text in ("", "text") else None
    now = station_of(request).clock.now()
    if written is None or (written is catchup.playlist and window.stop > now):
        raise HTTPException(404, "there is no such playlist")
    if request.method == "HEAD":
        return Response(media_type=TYPE, headers=CORS)
    lasts = FOR_EVER if window.stop <= now else _GROWS
    suffix = "vtt" if text else "ts"
    return cached(request, written(_raster(found), window, now, suffix), TYPE, lasts)


async def segment(request: Request) -> Response:
    """`/iptv/channel/7/past/1763899200000-1763902800000/881949600.ts`"""
    found, station = channel_of(request), station_of(request)
    window, part = _part(request)
    if request.method == "HEAD":
        return Response(media_type=SEGMENT_TYPE, headers=CORS)
    try:
        data = await station.past.segment(found, window, part)
    except (ExstreamError, TimeoutError) as error:
        raise _refusal(error) from error
    return cached(request, data, SEGMENT_TYPE, FOR_EVER)


async def words(request: Request) -> Response:
    """`/iptv/channel/7/past/1763899200000-1763902800000/881949600.vtt`"""
    window, part = _part(request)
    try:
        timeline = await station_of(request).past.timeline(channel_of(request), window)
    except ExstreamError as error:
        raise _refusal(error) from error
    return await words_of(request, timeline, part)


async def programmes(request: Request) -> JSONResponse:
    """`/api/channels/7/programmes`: what has aired and can be seen again, the newest last."""
    found, station, base = channel_of(request), station_of(request), base_of(request)
    now = station.clock.now()
    start = now if found.channel.waits else now - station.programmes.lineup.back
    try:
        listed = await station.past.programmes(found, start, now)
    except ExstreamError as error:
        raise _refusal(error) from error
    whole = [each for each in listed if each.start >= start and not found.channel.waits]
    return JSONResponse(
        [_told(each, f"{base}/iptv/channel/{found.channel.number}", now) for each in whole]
    )


def _told(programme: Programme, address: str, now: datetime) -> dict[str, object]:
    asked = f"utc={_s(programme.start - EPOCH)}&dur={_s(programme.length)}"
    return {
        "title": programme.title,
        "subtitle": programme.subtitle,
        "description": programme.description,
        "start": instant_text(programme.start),
        "stop": instant_text(programme.stop),
        "over": programme.stop <= now,
        "stream": f"{address}.ts?{asked}",
        "hls": f"{address}.m3u8?{asked}",
    }


def _s(length: timedelta) -> str:
    whole, thousandths = divmod(ms(length), 1000)
    return f"{whole}.{thousandths:03d}" if thousandths else str(whole)


def _raster(channel: Channel) -> Raster:
    """Of what is encoded, as the past always is."""
    return Raster(channel.grid, channel.outlet.group)


def _window(request: Request) -> Window:
    """The window in the path; it may have begun to leave what is kept while it is watched."""
    window, station = catchup.window_from(request.path_params["window"]), station_of(request)
    now = station.clock.now()
    kept = now - station.programmes.lineup.back - MOST
    if window is None or not kept <= window.start < now or channel_of(request).channel.waits:
        raise HTTPException(404, "so much of the past is not kept")
    return window


def _part(request: Request) -> tuple[Window, Part]:
    """The segment in the path, and the window that it is of."""
    window, raster = _window(request), _raster(channel_of(request))
    part = catchup.part_of(raster, window, number_of(request.path_params["segment"]))
    if part is None or raster.instant(part.stop) > station_of(request).clock.now():
        raise HTTPException(404, "this segment is not part of it, or not yet there")
    return window, part


def _refusal(error: ExstreamError | TimeoutError) -> HTTPException:
    if isinstance(error, UnknownError):
        return HTTPException(404, str(error))
    return HTTPException(503, str(error) or "it does not come", headers=_AWAY)
