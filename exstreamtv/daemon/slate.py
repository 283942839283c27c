"""The slate as units that fit any slot."""

from __future__ import annotations

from dataclasses import dataclass

from exstreamtv.daemon.transport.demux import Demux
from exstreamtv.daemon.transport.units import Kind, Unit

_SETTLED = 3
"""Audio frames until the encoder has come to rest."""


@dataclass(frozen=True, slots=True)
class Slate:
    """One closed group of pictures, the first of them key, and one frame of silence."""

    pictures: tuple[Unit, ...]
    silence: Unit


def slate_from(data: bytes) -> Slate:
    """The slate in what `ffmpeg.slate` wrote; ValueError if it is not whole."""
    demux = Demux()
    units = demux.feed(data) + demux.flush()
    pictures = tuple(unit for unit in units if unit.kind is Kind.PICTURE)
    sounds = [unit for unit in units if unit.kind is Kind.SOUND]
    if not pictures or not pictures[0].key or len(sounds) <= _SETTLED:
        raise ValueError("the slate has no key picture or no sound")
    return Slate(pictures, sounds[_SETTLED])
