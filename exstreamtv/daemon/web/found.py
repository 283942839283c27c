"""What a request is about."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.station import Station


def station_of(request: Request) -> Station:
    """The station that this server plays."""
    station = request.app.state.station
    assert isinstance(station, Station)
    return station


def channel_of(request: Request) -> Channel:
    """The channel that the path names by its number; 404 if there is none."""
    number = request.path_params["number"]
    channel = station_of(request).channels.get(number)
    if channel is None:
        raise HTTPException(404, "there is no channel of this number")
    return channel


def base_of(request: Request) -> str:
    """The station's address: its own `public_url`, else where the socket listens; never Host."""
    declared = station_of(request).programmes.lineup.public_url
    if declared:
        return declared
    host, port = request.scope["server"]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
