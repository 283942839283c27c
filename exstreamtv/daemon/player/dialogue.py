"""What the shell tells the player, and what the player asks of it. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from exstreamtv.daemon.splicing.stretch import Stretch
from exstreamtv.model.remedy import Fault
from exstreamtv.model.timeline import PlayoutItem


@dataclass(frozen=True, slots=True)
class TunedIn:
    """A viewer came."""


@dataclass(frozen=True, slots=True)
class TunedOut:
    """A viewer left."""


@dataclass(frozen=True, slots=True)
class Hurried:
    """The machine is needed for others: leave, if nobody watches."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """The stream is written up to, and without, this picture and this audio frame."""

    picture: int
    sound: int


@dataclass(frozen=True, slots=True)
class Broke:
    """A run ended, or was given up, without this picture, this audio frame and all that follow."""

    run: int
    picture: int
    sound: int
    fault: Fault = Fault.BROKEN


@dataclass(frozen=True, slots=True)
class Mended:
    """What an item that failed is played from is there again, or is another one by now."""

    item: PlayoutItem


@dataclass(frozen=True, slots=True)
class Joined:
    """What is copied begins with this picture and this audio frame; what is before it is not."""

    run: int
    picture: int
    sound: int


@dataclass(frozen=True, slots=True)
class Ended:
    """What is copied ends before this picture and this audio frame, as far as it can be."""

    run: int
    picture: int
    sound: int


@dataclass(frozen=True, slots=True)
class Woke:
    """The instant `Player.wake` has come, or the timeline has grown."""


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """The time on the air went on from another instant: what is written is for another time."""


Happened: TypeAlias = (
    TunedIn | TunedOut | Hurried | Wrote | Broke | Mended | Joined | Ended | Woke | ClockJumped
)


@dataclass(frozen=True, slots=True)
class Run:
    """A process and what it must deliver; a slate's run needs no process.

    ``software`` says that no declared hardware encodes it. One that is ``copied`` may begin later,
    and end before: `Joined`, `Ended`.
    """

    id: int
    item: PlayoutItem
    stretch: Stretch
    software: bool = False
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Begin:
    """Begin the stream at this picture; end the one that is running for its viewers."""

    picture: int


@dataclass(frozen=True, slots=True)
class Skip:
    """Begin the stream, of which nothing is written yet, at this picture instead."""

    picture: int


@dataclass(frozen=True, slots=True)
class Start:
    """Start this run."""

    run: Run


@dataclass(frozen=True, slots=True)
class Stop:
    """End this run's process, if it still runs, and forget what it delivered."""

    run: int


@dataclass(frozen=True, slots=True)
class Trim:
    """End this run before this picture and audio frame; a group of pictures begins there."""

    run: int
    picture: int
    sound: int


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave the air: nobody watches."""


Action: TypeAlias = Begin | Skip | Start | Stop | Trim | Leave
