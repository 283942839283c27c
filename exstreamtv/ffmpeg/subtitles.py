"""Subtitles: taken out of whatever they are in, and drawn into the pictures of one cut."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import PurePath

from exstreamtv.ffmpeg.inputs import FORMATS
from exstreamtv.ffmpeg.lettering import quoted
from exstreamtv.model.command import Command
from exstreamtv.model.media import FileInput, Stream

FAMILY = "Aileron"
"""The name of the one font that is there on a bare machine (`sources/font.py`)."""

_SIDECARS = "srt,ass,webvtt"

_HALF = Fraction(1, 2) + Fraction(1, 1000)


def extraction(ffmpeg: str, source: FileInput, stream: Stream, charset: str = "") -> Command:
    """The process that writes subtitles of text as one ASS file to its output.

    ``charset`` is that of a sidecar; without one it is Unicode.
    """
    if stream.file:
        charsets = ("-sub_charenc", charset) if charset else ()
        taken = (*_opened(_SIDECARS, stream.file, charsets), "-map", "0:s:0")
    else:
        taken = (*_opened(FORMATS, source.path, ()), "-map", f"0:{stream.index}")
    quiet = ("-hide_banner", "-nostdin", "-loglevel", "error")
    return Command((ffmpeg, *quiet, *taken, "-c:s", "ass", "-f", "ass", "pipe:1"))


def _opened(formats: str, path: str, options: tuple[str, ...]) -> tuple[str, ...]:
    allowed = ("-protocol_whitelist", "file", "-format_whitelist", formats)
    return (*allowed, *options, "-i", f"file:{path}")


def drawn(path: str, font: str | None, position: Fraction, rate: Fraction) -> tuple[str, ...]:
    """Filters that draw the ASS file at ``path`` on pictures of the grid, if there is one.

    The first picture shows the medium at ``position`` seconds. That is rounded to whole pictures,
    in the same way for all cuts of an item: a cue comes and goes with the same picture whoever
    joins when. Letters that ``font`` does not have are looked for on the machine.
    """
    if not path:
        return ()
    first = math.floor(position * rate + _HALF)
    look = ""
    if font:
        folder = str(PurePath(font).parent)
        look = f":fontsdir={quoted(folder)}:force_style=FontName={FAMILY}"
    return (
        f"setpts=PTS+{first}",
        f"subtitles=filename={quoted(path)}{look}",
        f"setpts=PTS-{first}",
    )
