"""The stream to everybody who watches. A slow viewer never slows the channel."""

from __future__ import annotations

import asyncio
from collections import deque

MOST_BYTES = 16_000_000
"""What may wait for one viewer, the burst at the beginning included; beyond it he is dropped."""


class Viewer:
    """One viewer's bounded queue. ``closed`` once dropped, or when the stream has ended."""

    def __init__(self) -> None:
        self.closed = False
        self.dropped = False
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._event = asyncio.Event()

    def put(self, data: bytes) -> None:
        """More of the stream."""
        if self.closed or not data:
            return
        self._waiting.append(data)
        self._bytes += len(data)
        self.dropped = self._bytes > MOST_BYTES
        if self.dropped:
            self.close()
        self._event.set()

    def close(self) -> None:
        """The stream ends here for this viewer."""
        self.closed = True
        self._event.set()

    async def get(self) -> bytes:
        """All that waits, as soon as anything does; empty at the end."""
        while not self._waiting and not self.closed:
            self._event.clear()
            await self._event.wait()
        if self.dropped:
            return b""
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._bytes = 0
        return data
