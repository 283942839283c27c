"""What is in a media file, by PyAV in process: 2 ms a file, where ffprobe takes 100.

Only demuxers that open nothing but the file itself are allowed (security.md, C7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exstreamtv.ffmpeg.inputs import FORMATS
from exstreamtv.model.failure import SourceError
from exstreamtv.model.language import language
from exstreamtv.model.media import Chapter, Stream
from exstreamtv.model.names import clean
from exstreamtv.model.time import ZERO, from_ms
from exstreamtv.sources import codec
from exstreamtv.sources.codec import Codec

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.stream import Stream as AnyStream

BOUND_S = 15.0
"""Seconds that opening one file may take."""

_OPTIONS = {"format_whitelist": FORMATS, "protocol_whitelist": "file"}
_HDR = frozenset({16, 18})
"""Transfer functions PQ and HLG (ITU-T H.273, table 3)."""

_PROGRESSIVE = frozenset({0, 1})
"""`AVFieldOrder`: unknown and progressive."""

_MATROSKA = re.compile(r"(\d+):(\d\d):(\d\d)(?:\.(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Probe:
    """One file. ``length`` is what can really be played, in whole milliseconds.

    ``tags`` are the embedded ones, their names in lower case.
    """

    length: timedelta
    format: str = ""
    start_time: timedelta = ZERO
    streams: tuple[Stream, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    tags: tuple[tuple[str, str], ...] = field(default=())


PROBE = Codec(
    Probe,
    {
        "ms": codec.length_ms("length"),
        "fmt": codec.text("format"),
        "start_us": codec.offset_us("start_time"),
        "st": codec.streams("streams"),
        "ch": codec.chapters("chapters"),
        "tags": codec.Field("tags", dict, lambda tags: tuple(tags.items()), dict),
    },
)


def probe(path: Path) -> Probe:
    """Look into a file. Raises SourceError, in a few words, if it cannot be played."""
    import av

    try:
        with av.open(f"file:{path}", options=_OPTIONS, timeout=BOUND_S) as container:
            return _probe(container)
    except av.FFmpegError as error:
        raise SourceError(clean(error.strerror or str(error)).lower()) from error


def _probe(container: InputContainer) -> Probe:
    start = Fraction(container.start_time or 0, 1_000_000)
    streams = [stream for stream in container.streams if _is_playable(stream)]
    length = _length(streams, start) or Fraction(container.duration or 0, 1_000_000)
    if length <= 0 or not streams:
        raise SourceError("it has no known length" if streams else "nothing in it can be played")
    return Probe(
        length=from_ms(int(length * 1000)),
        format=container.format.name,
        start_time=timedelta(microseconds=container.start_time or 0),
        streams=tuple(map(_stream, streams)),
        chapters=tuple(_chapters(container, start)),
        tags=tuple(_tags(container)),
    )


def _is_playable(stream: AnyStream) -> bool:
    """Not an attached cover, not data, and of a codec that was recognised."""
    from av.stream import Disposition

    known = stream.type in ("video", "audio", "subtitle") and bool(stream.codec_context)
    return known and not stream.disposition & Disposition.attached_pic


def _length(streams: Sequence[AnyStream], start: Fraction) -> Fraction:
    """Seconds from the start of the file to the end of its longest picture, or sound, stream.

    Zero if no stream says. A container lasts as long as its longest stream, often a sound or
    subtitles that outlive the picture: what a viewer would see of the rest is a frozen one.
    """
    for kind in ("video", "audio"):
        if ends := [_end(stream, start) for stream in streams if stream.type == kind]:
            return max(ends)
    return Fraction(0)


def _end(stream: AnyStream, start: Fraction) -> Fraction:
    if stream.duration is not None and stream.time_base is not None:
        return ((stream.start_time or 0) + stream.duration) * stream.time_base - start
    match = _MATROSKA.match(stream.metadata.get("DURATION", ""))
    if not match:
        return Fraction(0)
    hours, minutes, seconds = (int(part) for part in match.groups()[:3])
    return (hours * 60 + minutes) * 60 + seconds + Fraction(f"0.{match[4] or 0}")


def _stream(stream: AnyStream) -> Stream:
    from av.stream import Disposition

    return Stream(
        kind=stream.type,
        codec=stream.codec_context.codec.canonical_name,
        index=stream.index,
        language=language(stream.language),
        title=clean(stream.metadata.get("title", "")),
        default=bool(stream.disposition & Disposition.default),
        forced=bool(stream.disposition & Disposition.forced),
        profile=_profile(stream),
        **_shape(stream),
    )


def _profile(stream: AnyStream) -> str:
    """Of a codec that may be sent as it is (ffmpeg/copying.py)."""
    context = stream.codec_context
    return (context.profile or "") if context.codec.canonical_name in ("h264", "aac") else ""


def _shape(stream: AnyStream) -> dict[str, Any]:
    import av

    match stream:
        case av.VideoStream():
            return {
                "width": stream.codec_context.width,
                "height": stream.codec_context.height,
                "rate": stream.average_rate or Fraction(0),
                "interlaced": stream.codec_context.field_order not in _PROGRESSIVE,
                "hdr": stream.codec_context.color_trc in _HDR,
            }
        case av.AudioStream():
            channels = stream.codec_context.channels
            return {"rate": Fraction(stream.codec_context.sample_rate), "channels": channels}
        case _:
            return {}


def _chapters(container: InputContainer, start: Fraction) -> Iterator[Chapter]:
    for mark in container.chapters():
        at = int((mark["start"] * (mark["time_base"] or 0) - start) * 1000)
        yield Chapter(from_ms(max(0, at)), clean(mark["metadata"].get("title", "")))


def _tags(container: InputContainer) -> Iterable[tuple[str, str]]:
    """Embedded tags, as the container or (Ogg) its first stream has them."""
    streams = container.streams
    metadata = container.metadata or (streams[0].metadata if len(streams) else {})
    return sorted((name.lower(), clean(value)) for name, value in metadata.items())
