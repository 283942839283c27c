"""Every route of the station."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from exstreamtv.daemon.station import Station
from exstreamtv.daemon.web import api, control, hls, iptv, openapi, page, past
from exstreamtv.daemon.web.control import Desk
from exstreamtv.daemon.web.hosts import KnownHosts

ROUTES = [
    Route("/", page.page),
    Route("/iptv/channels.m3u", iptv.m3u),
    Route("/iptv/xmltv.xml", iptv.xmltv),
    Route("/iptv/channel/{number}.ts", iptv.stream),
    Route("/auto/v{number}", iptv.tuned),
    Route("/iptv/channel/{number}.m3u8", hls.channel),
    Route("/iptv/channel/{number}/live.m3u8", hls.playlist),
    Route("/iptv/channel/{number}/past/{window}/{kind}.m3u8", past.playlist),
    Route("/iptv/channel/{number}/past/{window}/{segment}.ts", past.segment),
    Route("/iptv/channel/{number}/past/{window}/{segment}.vtt", past.words),
    Route("/iptv/channel/{number}/text.m3u8", hls.subtitles),
    Route("/iptv/channel/{number}/{segment}.vtt", hls.words),
    Route("/iptv/channel/{number}/{segment}.ts", hls.segment),
    Route("/api/channels", api.channels),
    Route("/api/channels/{number}/now", api.on_now),
    Route("/api/channels/{number}/programmes", past.programmes),
    Route("/api/openapi.json", openapi.document),
    Route("/health", api.health),
]

CONTROL = [
    Route("/api/revisions", control.revisions, methods=["GET", "POST"]),
    Route("/api/revisions/{name}", control.revision),
    Route("/api/status", control.status),
]


def app(station: Station, desk: Desk | None = None) -> Starlette:
    """The station as an ASGI application; with a desk it can be applied to."""
    hosts = Middleware(KnownHosts, public_url=station.programmes.lineup.public_url)
    routes = [*ROUTES, *(CONTROL if desk else [])]
    handlers: Mapping[Any, Any] = {500: _broken, HTTPException: _refused}
    application = Starlette(routes=routes, middleware=[hosts], exception_handlers=handlers)
    application.state.station = station
    application.state.desk = desk
    return application


async def _broken(request: Request, error: Exception) -> JSONResponse:
    """A bug of ours: the log has the traceback, the answer has none."""
    return JSONResponse({"error": "this is a bug; the station's log says more"}, 500)


async def _refused(request: Request, error: HTTPException) -> Response:
    """Why not, in the form of the other answers: JSON for programs, a line for players."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": error.detail}, error.status_code, error.headers)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
