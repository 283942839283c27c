"""Stable chance: the same words always draw the same lots."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

DRAWS = 1 << 64
"""How many different lots there are."""


@dataclass(frozen=True, slots=True)
class Seed:
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
        """A number in ``0 <= n < DRAWS`` that depends on nothing but the words."""
        text = self.prefix + word.encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")

    def shuffled(self, items: Iterable[T], name: Callable[[T], str]) -> list[T]:
        """The items in drawn order; ``name`` tells them apart."""
        return sorted(items, key=lambda item: (self.draw(name(item)), name(item)))


def seed(*words: str) -> Seed:
    """The seed that these words name."""
    return Seed(_encoded(words))


def _encoded(words: Iterable[str]) -> bytes:
    return b"".join(word.encode("utf-8", "surrogatepass") + b"\x1f" for word in words)
