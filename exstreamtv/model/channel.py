"""What playing and listing a channel takes, once its schedule is compiled away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

from exstreamtv.model.layer import Layer
from exstreamtv.model.limits import Limits, Warm
from exstreamtv.model.pacing import ADAPTIVE, Pacing
from exstreamtv.model.remedy import PATIENT, Patience, Remedy
from exstreamtv.model.screen import CARD, Screen
from exstreamtv.model.time import ZERO


@dataclass(frozen=True, slots=True)
class Profile:
    """How a channel is encoded, the same for as long as it is on the air.

    Bit rates are kbit/s, ``gop`` is seconds between key pictures. Where it ``copies``, media that
    fit are sent as they are (ffmpeg/copying.py).
    """

    id: str = "hd"
    width: int = 1280
    height: int = 720
    rate: Fraction = Fraction(25)
    gop: Fraction = Fraction(1)
    video_kbps: int = 4000
    audio_kbps: int = 128
    preset: str = "veryfast"
    hardware: str = "software"
    copies: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """One numbered service. ``number`` is text: ``7``, ``102``, ``1984.1``.

    ``layers`` are all that its items may name; ``timezone`` is the IANA name of the zone whose
    time they tell. One that ``waits`` airs only while somebody watches, and goes on where it
    was left. ``templates`` write its programmes, by what they are about. It goes on for ``idle``
    when nobody watches: a viewer who zaps back finds it running. ``on_failure`` is what is
    done about an item that cannot be played, failure by failure; empty for the usual. After so
    many of them ``patience`` with a medium ends. ``slate`` shows when nothing can be shown,
    ``off_air`` when nothing is planned.
    """

    id: str
    number: str
    name: str
    profile: Profile
    group: str = ""
    logo: str = ""
    language: str = ""
    layers: tuple[Layer, ...] = ()
    timezone: str = "UTC"
    waits: bool = False
    templates: tuple[tuple[str, str], ...] = ()
    pacing: Pacing = ADAPTIVE
    idle: timedelta = timedelta(seconds=6)
    on_failure: tuple[Remedy, ...] = ()
    patience: Patience = PATIENT
    slate: Screen = CARD
    off_air: Screen = CARD

    @property
    def guide_id(self) -> str:
        """What XMLTV and M3U call it: never a bare number, which clients take for the channel's."""
        return f"{self.id}.exstreamtv.local"


@dataclass(frozen=True, slots=True)
class Lineup:
    """The station's channels in the order of their numbers.

    ``public_url`` has no trailing slash; it is empty where the station declares none. What has
    aired can be seen again for so long as ``back``.
    """

    station: str
    timezone: str
    channels: tuple[Channel, ...]
    public_url: str = ""
    limits: Limits = field(default_factory=Limits)
    warm: Warm = field(default_factory=Warm)
    back: timedelta = ZERO

    def channel(self, number: str) -> Channel | None:
        """The channel with this number, or None."""
        return next((c for c in self.channels if c.number == number), None)


def number_key(number: str) -> tuple[int, ...]:
    """Sorts channel numbers as people do: 2 before 10, 7 before 7.1."""
    return tuple(int(part) for part in number.split("."))
