"""The listening socket and the HTTP server on it."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from exstreamtv.model.failure import StateError

DEAD_PEER_MS = 20_000
"""How long a peer may leave sent bytes unacknowledged: a power cut sends no goodbye."""

KEEP_ALIVE_IDLE_S = 10
_BACKLOG = 512

DRAIN_S = 3
"""How long a viewer may take for what waits for him when the daemon ends."""

SEND_BYTES = 1 << 19
"""What the system may keep for one peer. It would take megabytes, and hide who is slow."""

HEAD_S = 10.0
"""How long a connection may be without a request in progress."""

MOST_SILENT = 256
"""Such connections from one address; beyond it the one that has been so longest ends."""


class Connection(H11Protocol):
    """A connection that ends unless whole requests come on it: uvicorn waits for a head for ever.

    The bound begins with the connection and after each answer. It also ends a body that drips on
    after the answer to it.
    """

    _bound: asyncio.TimerHandle | None = None
    silent_from = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody connects."""
        super().connection_made(transport)
        self._begin_to_wait()
        if len(silent := self._silent_alike()) > MOST_SILENT:
            min(silent, key=lambda each: each.silent_from).transport.abort()

    def on_response_complete(self) -> None:
        """An answer is complete; the next request may have begun already."""
        super().on_response_complete()
        self._begin_to_wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """It has ended."""
        if self._bound:
            self._bound.cancel()
        super().connection_lost(exc)

    @property
    def silent(self) -> bool:
        """Is it open, without a request in progress?"""
        idle = self.cycle is None or self.cycle.response_complete
        return idle and not self.transport.is_closing()

    def _silent_alike(self) -> list[Connection]:
        """Connections of the same peer without a request, this one too."""
        host = self.client and self.client[0]
        others = (each for each in self.connections if isinstance(each, Connection))
        return [each for each in others if each.silent and each.client and each.client[0] == host]

    def _begin_to_wait(self) -> None:
        if self._bound:
            self._bound.cancel()
        self.silent_from = self.loop.time()
        self._bound = self.loop.call_later(HEAD_S, self._end_if_silent)

    def _end_if_silent(self) -> None:
        if self.silent:
            self.transport.close()


def listening(host: str, port: int) -> socket.socket:
    """The socket, whose options the accepted ones inherit; StateError if the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BYTES)
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

    By h11, because httptools sends chunks to HTTP/1.0 clients; no proxy headers, because
    nobody vouches for them.
    """
    config = uvicorn.Config(
        application,
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=1000,
        h11_max_incomplete_event_size=16_384,
        timeout_graceful_shutdown=DRAIN_S,
    )
    return uvicorn.Server(config)
