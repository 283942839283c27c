"""Subtitles as an answer of their own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from exstreamtv.daemon.hls.segments import Part
from exstreamtv.daemon.web.cached import FOR_EVER, cached
from exstreamtv.daemon.web.found import channel_of, station_of
from exstreamtv.model.timeline import Timeline

TYPE = "text/vtt; charset=utf-8"


async def words_of(request: Request, timeline: Timeline, part: Part) -> Response:
    """What is said in a segment. No cache keeps it while some of it is still made ready."""
    grid, texts = channel_of(request).grid, station_of(request).texts
    start, stop = grid.picture_instant(part.picture), grid.picture_instant(part.stop)
    text, whole = await texts.segment(timeline, start, stop)
    return cached(request, text, TYPE, FOR_EVER if whole else "no-cache")
