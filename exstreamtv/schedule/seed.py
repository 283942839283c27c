"""Stable chance: the same words always draw the same lots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import count
from struct import Struct
from typing import NamedTuple

_EIGHT = Struct(">8Q")


class Seed(NamedTuple):
    """A place in the schedule from which chance is drawn; made with `seed`.

    It holds no state. Two draws with the same words agree, across runs and
    machines, and adding an item to a collection moves none of the others past
    each other.
    """

    prefix: bytes

    def child(self, *words: str) -> Seed:
        """A seed of its own for one slot, day, cycle or gap."""
        return Seed(self.prefix + _encoded(words))

    def draw(self, word: str) -> int:
        """A number in ``0 <= n < 2**64`` that depends on nothing but the words."""
        text = self.prefix + word.encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")

    def eight(self, word: str) -> tuple[int, ...]:
        """Eight draws at the price of one."""
        text = self.prefix + word.encode("utf-8", "surrogatepass")
        return _EIGHT.unpack(blake2b(text, digest_size=64).digest())

    def lots(self) -> Iterator[int]:
        """Draws without end."""
        for number in count():
            yield from self.eight(str(number))


def seed(*words: str) -> Seed:
    """The seed that these words name."""
    return Seed(_encoded(words))


def _encoded(words: Iterable[str]) -> bytes:
    return "".join([f"{word}\x1f" for word in words]).encode("utf-8", "surrogatepass")
