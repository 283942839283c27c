"""Who watches without holding a connection: each request counts for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from exstreamtv.daemon.viewers.fanout import Guest


@dataclass(slots=True)
class Lease:
    """A guest whose next request is awaited until the timer ends; ``bytes`` he has got."""

    guest: Guest
    timer: asyncio.TimerHandle
    bytes: int = 0

    behind = 0


class Leases:
    """One a client. ``began`` and ``ended`` are called for each."""

    def __init__(self, began: Callable[[], None], ended: Callable[[], None]) -> None:
        self._began = began
        self._ended = ended
        self._by_client: dict[str, Lease] = {}

    @property
    def held(self) -> list[Lease]:
        """Those who watch so."""
        return list(self._by_client.values())

    def has(self, client: str) -> bool:
        """Does this client watch so?"""
        return client in self._by_client

    def renew(self, guest: Guest, seconds: float, size: int = 0) -> None:
        """He has asked, was given ``size`` bytes, and counts for so long from now."""
        timer = asyncio.get_running_loop().call_later(seconds, self._end, guest.client)
        lease = self._by_client.setdefault(guest.client, Lease(guest, timer))
        if lease.timer is timer:
            self._began()
        else:
            lease.timer.cancel()
        lease.timer = timer
        lease.bytes += size

    def end(self) -> None:
        """Forget all of them; nobody is told."""
        for lease in self._by_client.values():
            lease.timer.cancel()
        self._by_client.clear()

    def _end(self, client: str) -> None:
        del self._by_client[client]
        self._ended()
