"""The last seconds of the stream in whole groups of pictures, for whoever joins."""

from __future__ import annotations

from collections import deque

from exstreamtv.daemon.splicer import Chunk

KEEP = 8
"""Groups that are kept, at least one of them on the air already."""


class Ring:
    """Groups of pictures by the key picture they begin with."""

    def __init__(self) -> None:
        self._groups: deque[tuple[int, list[bytes]]] = deque(maxlen=KEEP)

    def put(self, chunk: Chunk) -> None:
        """The stream went on. What comes before the first key picture is not kept."""
        if chunk.key is not None:
            self._groups.append((chunk.key, [chunk.data]))
        elif self._groups:
            self._groups[-1][1].append(chunk.data)

    def since(self, picture: int) -> list[bytes]:
        """All from the group that has this picture on; from the first one if none has."""
        groups = list(self._groups)
        on_air = [index for index, (key, _) in enumerate(groups) if key <= picture]
        return [data for _, group in groups[on_air[-1] if on_air else 0 :] for data in group]
