"""What of a stream a viewer is sent when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pacing:
    """The beginning ``back`` in the past, then ``ahead`` of the clock, both as PCR tells time.

    Who begins gets the newest group of pictures that is on the air, or one that is so much
    older. ``ahead`` is None where everything is sent as soon as the channel has it, which is two
    seconds ahead of the clock. A viewer
    who is ``patience`` further behind the stream than at his beginning is dropped.
    """

    mode: str
    back: timedelta = timedelta()
    ahead: timedelta | None = None
    patience: timedelta = timedelta(seconds=8)


REALTIME = Pacing("realtime", ahead=timedelta())
"""For receivers that cannot buffer: nothing comes before its PCR is due."""

ADAPTIVE = Pacing("adaptive", patience=timedelta(seconds=30))
"""For most: who stalls catches up from memory."""

OFF = Pacing("off")
"""For recorders and relays with pacing of their own."""

MODES = {each.mode: each for each in (REALTIME, ADAPTIVE, OFF)}
"""The pacings that need no more than their name."""


def burst(back: timedelta) -> Pacing:
    """For lines that stumble: ``back`` of the past at once, to play from."""
    return Pacing("burst", back)
