"""The page that a person sees first: the channels, and what is on."""

from __future__ import annotations

from datetime import datetime
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.web.found import base_of, station_of
from exstreamtv.model.timeline import Programme

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}

_STYLE = """
body { font: 17px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem;
       color: #1b2740; background: #f7f8fb }
table { border-collapse: collapse; width: 100% }
td { padding: .6rem .8rem; border-top: 1px solid #d8ddea; vertical-align: top }
td:first-child { font-variant-numeric: tabular-nums; font-weight: 600; text-align: right }
small { color: #5d6b8a } a { color: #2456c4; text-decoration: none } code { user-select: all }
@media (prefers-color-scheme: dark) {
  body { color: #e8ecf4; background: #131a2b } td { border-color: #2c3856 } a { color: #8fb2ff }
}
"""


async def page(request: Request) -> HTMLResponse:
    """`/`"""
    station, base = station_of(request), base_of(request)
    name = escape(station.programmes.lineup.station)
    rows = "".join(_row(channel, station.clock.now()) for channel in station.channels.values())
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
        f"<h1>{name}</h1><table>{rows}</table>"
        f"<p>For your player: <code>{escape(base)}/iptv/channels.m3u</code><br>"
        f"The guide: <code>{escape(base)}/iptv/xmltv.xml</code></p></html>",
        headers=_HEADERS,
    )


def _row(channel: Channel, now: datetime) -> str:
    about, programme = channel.channel, channel.timeline.programme_at(channel.pace.shown(now))
    number = escape(about.number)
    return (
        f"<tr><td>{number}<td><b>{escape(about.name)}</b><br>"
        f"{_title(programme)}<td><a href='/iptv/channel/{number}.ts'>MPEG-TS</a> "
        f"<a href='/iptv/channel/{number}.m3u8'>HLS</a>"
    )


def _title(programme: Programme | None) -> str:
    if programme is None:
        return ""
    subtitle = f" <small>{escape(programme.subtitle)}</small>" if programme.subtitle else ""
    return escape(programme.title) + subtitle
