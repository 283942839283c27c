"""An origin of something live: a file's bytes over HTTP, as fast as they are shown, for ever."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BURST_S = 1.0
"""What a newcomer gets at once, as from an origin with a buffer."""

STROKE_S = 0.04


class Origin:
    """Serves while it is ``up``; `kill` drops everybody and refuses, `revive` serves again."""

    def __init__(self, data: bytes, seconds: float) -> None:
        self._data, self._rate = data, len(data) / seconds
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/live.ts"
        self.served = 0
        self._generation = 0
        self._accept()

    def kill(self) -> None:
        self._generation += 1
        self._listener.close()

    def revive(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port), reuse_port=True)
        self._accept()

    def _accept(self) -> None:
        generation, listener = self._generation, self._listener

        def accept() -> None:
            with suppress(OSError):
                while generation == self._generation:
                    client, _ = listener.accept()
                    self.served += 1
                    threading.Thread(target=self._serve, args=(client, generation)).start()

        threading.Thread(target=accept, daemon=True).start()

    def _serve(self, client: socket.socket, generation: int) -> None:
        with client, suppress(OSError):
            client.recv(65_536)
            client.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n")
            begun, sent = time.monotonic() - BURST_S, 0
            while generation == self._generation and sent < len(self._data):
                due = min(int((time.monotonic() - begun) * self._rate), len(self._data))
                client.sendall(self._data[sent:due])
                sent = due
                time.sleep(STROKE_S)


@contextmanager
def origin(file: Path, seconds: float) -> Iterator[Origin]:
    """An origin of that file, which lasts so long."""
    it = Origin(file.read_bytes(), seconds)
    try:
        yield it
    finally:
        it.kill()
