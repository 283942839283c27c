"""Subtitles as words of their own: from an ASS file to WebVTT on the channel's clock. No I/O.

RFC 8216 3.5: a segment has every cue that is shown in it, each with its whole time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from exstreamtv.daemon.transport.stamps import WRAP
from exstreamtv.model.grid import CLOCK
from exstreamtv.model.time import EPOCH, MILLISECOND, from_ms, ms
from exstreamtv.model.timeline import PlayoutItem

_TIME = re.compile(r"(\d+):(\d\d):(\d\d)[.:](\d\d)", re.ASCII)
_OVERRIDE = re.compile(r"\{[^}]*\}")
_DRAWING = re.compile(r"\{[^}]*\\p[1-9]")
_FIELDS = 10
"""Of a line of dialogue; the last one is the text, which may have commas in it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words at a position of their medium."""

    start: timedelta
    stop: timedelta
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Words on the air."""

    start: datetime
    stop: datetime
    text: str


def cues(ass: str) -> tuple[Cue, ...]:
    """What is said in an ASS file, as FFmpeg writes it; its looks are left out."""
    lines = (line for line in ass.splitlines() if line.startswith("Dialogue:"))
    return tuple(cue for cue in map(_cue, lines) if cue)


def _cue(line: str) -> Cue | None:
    fields = line.removeprefix("Dialogue:").split(",", _FIELDS - 1)
    if len(fields) < _FIELDS or _DRAWING.search(fields[-1]):
        return None
    start, stop, text = _time(fields[1]), _time(fields[2]), _words(fields[-1])
    return Cue(start, stop, text) if start is not None and stop and start < stop and text else None


def _time(text: str) -> timedelta | None:
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    hours, minutes, seconds, hundredths = map(int, found.groups())
    return from_ms(((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10)


def _words(text: str) -> str:
    """Plain lines; none is empty, for that would end the cue."""
    plain = _OVERRIDE.sub("", text).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
    return "\n".join(line for line in map(str.strip, plain.splitlines()) if line)


def on_air(item: PlayoutItem, said: Iterable[Cue]) -> Iterator[Shown]:
    """When the cues of its medium are shown while an item is on the air."""
    late = item.start - item.in_point
    for cue in said:
        start, stop = max(item.start, late + cue.start), min(item.stop, late + cue.stop)
        if start < stop:
            yield Shown(start, stop, cue.text)


def written(said: Iterable[Shown], start: datetime, stop: datetime) -> str:
    """The segment from one instant to another.

    Its own time begins with its earliest cue, and is tied to the stream's there.
    """
    here = sorted((one.start, one.stop, one.text) for one in said if one.start < stop)
    here = [one for one in here if one[1] > start]
    zero = ms(min([start, *(one[0] for one in here)]) - EPOCH)
    stamp = zero * (CLOCK // 1000) % WRAP
    head = f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:{stamp},LOCAL:00:00:00.000\n"
    origin = EPOCH + zero * MILLISECOND
    return "\n".join((head, *(_entry(*one, origin) for one in here)))


def _entry(start: datetime, stop: datetime, text: str, origin: datetime) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{_clock(start - origin)} --> {_clock(stop - origin)}\n{safe}\n"


def _clock(length: timedelta) -> str:
    seconds, thousandths = divmod(ms(length), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"
