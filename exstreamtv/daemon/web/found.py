"""What a request is about."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.exceptions import HTTPException
from starlette.requests import Request

from exstreamtv.daemon.channel import Channel
from exstreamtv.daemon.station import Station
from exstreamtv.daemon.viewers.fanout import By, Viewer

_NUMBER = re.compile(r"[0-9]{1,18}")

HOUSE = 64
"""Bits of an IPv6 address that a house has for all its devices (RFC 6177)."""


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


def client_of(request: Request) -> str:
    """Who asks: the peer's address, never a header's; of IPv6 the network that one house has."""
    try:
        address = ipaddress.ip_address(request.client.host if request.client else "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped or ipaddress.ip_network((address, HOUSE), strict=False))


def must_admit(request: Request, channel: Channel, by: By) -> None:
    """503 if the client may not watch the channel just now: before anything is sent or started."""
    refusal = station_of(request).door.refusal(channel, client_of(request), by)
    if refusal:
        headers = {"Retry-After": str(refusal.retry_s)}
        if by == "tuner":
            headers["X-HDHomeRun-Error"] = refusal.error
        raise HTTPException(503, refusal.why, headers)


@contextmanager
def watched(request: Request, channel: Channel, by: By) -> Iterator[Viewer]:
    """A viewer of the channel; 503 if he may not be."""
    must_admit(request, channel, by)
    with channel.audience.watched(client_of(request), by) as viewer:
        yield viewer


def number_of(text: str) -> int:
    """The number of a segment or a picture; 404 for what is none."""
    if not _NUMBER.fullmatch(text):
        raise HTTPException(404, "this is no number")
    return int(text)


def base_of(request: Request) -> str:
    """The station's address: its own `public_url`, else where the socket listens; never Host."""
    declared = station_of(request).programmes.lineup.public_url
    if declared:
        return declared
    host, port = request.scope["server"]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
