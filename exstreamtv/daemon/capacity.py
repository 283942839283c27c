"""What the machine can encode in real time: pure decisions about measured cost. No I/O.

The measure is processor time for each second of stream, not how fast pictures come: that halves
when a second process runs beside, while what a picture takes stays what it is.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exstreamtv.daemon.splicing.entry import JOIN_S
from exstreamtv.model.channel import Profile

MEMORY_MS = 60_000
"""Of so much stream, or twice as much, the cost is the mean; what is older counts for less."""

ENOUGH_MS = 2_000
"""What was measured over less says nothing: a process begins with work that it does once."""

GUESSED = {
    "ultrafast": 9,
    "superfast": 14,
    "veryfast": 22,
    "faster": 32,
    "fast": 38,
    "medium": 46,
}
"""Thousandths of a core for a million pixels a second, before anything is measured (x264 on a
virtual core of 2024, decoding besides); rather too much than too little."""

COPIED = 10
"""The same for a channel that copies, whatever its size: FFmpeg at 4 Mbit/s, and some to spare."""

_PIXELS = 1_000_000


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor time, and the stream that it made, both in milliseconds."""

    used_ms: int = 0
    made_ms: int = 0

    def more(self, used_ms: int, made_ms: int) -> Spent:
        """With what was measured since."""
        half = 2 if self.made_ms + made_ms > 2 * MEMORY_MS else 1
        return Spent((self.used_ms + used_ms) // half, (self.made_ms + made_ms) // half)

    @property
    def cost(self) -> int | None:
        """Thousandths of a core for a stream in real time; None as long as nobody knows."""
        return self.used_ms * 1000 // self.made_ms if self.made_ms >= ENOUGH_MS else None


@dataclass(frozen=True, slots=True)
class Load:
    """What a stream has taken, and whether it does so now, and for anybody."""

    stream: Hashable
    profile: Profile
    spent: Spent = Spent()
    on_air: bool = False
    watched: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why there is no room, empty if there is; and whom it takes to make it."""

    shortage: str = ""
    leave: tuple[Hashable, ...] = ()


def tells(profile: Profile, seconds: Fraction) -> bool:
    """Does what so much of it takes to encode say what a channel costs?

    Where it copies, what is short is encoded at both ends of a copy, and over at once.
    """
    return not profile.copies or seconds > JOIN_S


def guess(profile: Profile) -> int:
    """Thousandths of a core that nobody has measured yet."""
    if profile.copies:
        return COPIED
    pixels = profile.width * profile.height * profile.rate
    return int(pixels * GUESSED.get(profile.preset, max(GUESSED.values())) / _PIXELS)


def cost(load: Load, loads: Iterable[Load]) -> int:
    """Thousandths of a core: what it was measured to take; else what others of its profile took."""
    if (measured := load.spent.cost) is not None:
        return measured
    alike = [each.spent.cost for each in loads if each.profile == load.profile]
    known = [each for each in alike if each is not None]
    if not known:
        return guess(load.profile)
    # Where some copy and one must encode, the next is not likely to be that one again.
    return sum(known) // len(known) if load.profile.copies else max(known)


def verdict(one: Load, others: Sequence[Load], cores: int, reserve: Fraction) -> Verdict:
    """Can the machine bear this one besides? ``cores`` are thousandths.

    Who is on the air already can stay, and one alone is always let try. Whom nobody watches
    leaves for it, the dearest first.
    """
    busy = [load for load in others if load.on_air]
    if one.on_air or not busy:
        return Verdict()
    costs = {load.stream: cost(load, others) for load in (one, *busy)}
    over = sum(costs.values()) - int(cores * (1 - reserve))
    leave = []
    for load in sorted(busy, key=lambda each: -costs[each.stream]):
        if over > 0 and not load.watched:
            leave.append(load.stream)
            over -= costs[load.stream]
    if over <= 0 or len(leave) == len(busy):
        return Verdict(leave=tuple(leave))
    return Verdict(_shortage(one, costs, cores, reserve))


def _shortage(one: Load, costs: dict[Hashable, int], cores: int, reserve: Fraction) -> str:
    its = costs[one.stream]
    others = sum(costs.values()) - its
    return (
        f"the machine cannot encode one more channel in real time: {len(costs) - 1} take "
        f"{_cores(others)} of {_cores(cores)} cores, `{one.profile.id}` takes {_cores(its)}, "
        f"{int(reserve * 100)}% are kept free"
    )


def _cores(thousandths: int) -> str:
    return f"{thousandths // 1000}.{thousandths % 1000 // 10:02d}"
