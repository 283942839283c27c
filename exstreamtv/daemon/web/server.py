"""The listening socket and the HTTP server on it."""

from __future__ import annotations

import socket
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from exstreamtv.model.failure import StateError

DEAD_PEER_MS = 20_000
"""How long a peer may leave sent bytes unacknowledged: a power cut sends no goodbye."""

KEEP_ALIVE_IDLE_S = 10
_BACKLOG = 512


def listening(host: str, port: int) -> socket.socket:
    """The socket, whose options the accepted ones inherit; StateError if the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        with suppress(AttributeError):  # not on every system
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_PEER_MS)
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_S)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise StateError(f"cannot listen on {host}:{port}: {error.strerror}") from error
    return listener


def server(application: ASGIApp) -> uvicorn.Server:
    """The server for `serve(sockets=[...])`.

    h11, because httptools sends chunks to HTTP/1.0 clients; no proxy headers, because
    nobody vouches for them.
    """
    config = uvicorn.Config(
        application,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=1000,
        h11_max_incomplete_event_size=16_384,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)
