"""The newest part of a stream, shared by all who watch: each viewer is a place in it. No I/O."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

MOST_BYTES = 64_000_000
"""The last resort: seconds are what bounds a ring."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes whose first slot is shown ``at`` these ticks; decoding can begin at a ``key`` one."""

    at: int
    key: bool
    data: bytes


class Ring:
    """Pieces by their numbers, which begin at 0 and go on for ever; ``upto`` these ticks.

    What nobody needs is let go of. A viewer needs all from his place on, the next one all from
    the newest key piece that is shown ``back`` ticks before the newest.
    """

    def __init__(self, back: int) -> None:
        self.upto = 0
        self.first = 0
        self._back = back
        self._pieces: deque[Piece] = deque()
        self._bytes = 0

    @property
    def stop(self) -> int:
        """The number of the next piece to come."""
        return self.first + len(self._pieces)

    def put(self, data: bytes, key_at: int | None, upto: int) -> None:
        """The stream went on, to what is shown at ``upto``; from a key picture at ``key_at``."""
        begun = self.upto or upto
        self._pieces.append(Piece(begun if key_at is None else key_at, key_at is not None, data))
        self._bytes += len(data)
        self.upto = upto

    def piece(self, number: int) -> Piece | None:
        """The piece of this number; None if it is still to come. It must not be gone."""
        return self._pieces[number - self.first] if number < self.stop else None

    def waiting(self, number: int) -> int:
        """How many ticks of the stream follow from this piece on."""
        piece = self.piece(number)
        return self.upto - piece.at if piece else 0

    def start(self, at: int) -> int:
        """Where to begin for the group that is on the air at these ticks, or the first after it.

        Before the first group comes, at what announces it.
        """
        begins = self.first
        for number, piece in enumerate(self._pieces, self.first):
            if piece.key and (piece.at <= at or not self._pieces[begins - self.first].key):
                begins = number
        return begins

    def let_go(self, needed: int) -> None:
        """Forget what is before the piece ``needed`` and not for a viewer to come either.

        Beyond `MOST_BYTES` even what is needed.
        """
        least = min(needed, self.start(self.upto - self._back))
        while self.first < least or (self._bytes > MOST_BYTES and len(self._pieces) > 1):
            self._bytes -= len(self._pieces.popleft().data)
            self.first += 1
