"""Which channels are on the air though nobody watches: pure decisions, and what they rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exstreamtv.model.limits import Warm

MEMORY_S = 400 * 3600
"""So much viewing is remembered; beyond it all of it counts half, so that what is old fades."""


@dataclass(frozen=True, slots=True)
class Viewing:
    """Seconds that channels (by id) were watched by somebody of late."""

    seconds: Mapping[str, int] = field(default_factory=dict)

    def more(self, seats: Iterable[str], seconds: int, known: Collection[str]) -> Viewing:
        """With so many seconds for each seat's channel; others than ``known`` are forgotten."""
        sums = {id_: held for id_, held in self.seconds.items() if id_ in known}
        for id_ in seats:
            sums[id_] = sums.get(id_, 0) + seconds
        half = 2 if sum(sums.values()) > MEMORY_S else 1
        return Viewing({id_: held // half for id_, held in sums.items()})

    def top(self, count: int) -> list[str]:
        """Those that were watched longest, between equals by id."""
        return sorted(self.seconds, key=lambda id_: (-self.seconds[id_], id_))[:count]


def wanted(
    warm: Warm, lineup: Sequence[str], viewing: Viewing, watched: Collection[str]
) -> tuple[str, ...]:
    """Channels to keep warm, the most important first; ``lineup`` is in the viewers' order.

    ``lineup`` has only those that may be warm, and the watched ones, which need not be.
    """
    near = _neighbours(warm.neighbours, lineup, watched)
    chosen = (*warm.channels, *viewing.top(warm.top), *near)
    there = set(lineup) - set(watched)
    return tuple(id_ for id_ in dict.fromkeys(chosen) if id_ in there)


def _neighbours(count: int, lineup: Sequence[str], watched: Collection[str]) -> Iterator[str]:
    """The next ones up and down, over the end too, the nearest first."""
    places = [place for place, id_ in enumerate(lineup) if id_ in watched]
    for distance in range(1, count + 1):
        for place in places:
            yield lineup[(place + distance) % len(lineup)]
            yield lineup[(place - distance) % len(lineup)]
