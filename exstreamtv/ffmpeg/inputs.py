"""How a medium is opened: which demuxer, how far ahead of the cut, which of its streams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from exstreamtv.ffmpeg.cut import Cut, decimal
from exstreamtv.ffmpeg.drawing import drawing_graph
from exstreamtv.model.grid import SAMPLE_RATE
from exstreamtv.model.media import Drawing, FileInput, Input, LiveInput
from exstreamtv.model.subtitles import spoken

FORMATS = "mov,mp4,m4a,matroska,webm,mpegts,mpeg,avi,flv,ogg,mp3,aac,flac,wav"
"""Demuxers that open nothing but the file itself: no playlists, no concatenations."""

INDEXED = frozenset({"mov", "mp4", "m4a", "matroska", "webm"})

EARLY = Fraction(1, 4)
EARLY_UNINDEXED = Fraction(12)
"""Seconds to seek ahead of the cut. A plain seek in a long-GOP TS lands up to 225 pictures off."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The arguments up to the inputs, what to take of them, and where their clock 0 lies.

    ``origin`` is the media position, in seconds, that the filters see as 0. Where it is
    ``endless``, its end is a fault; ``hidden`` are secrets among the arguments.
    """

    arguments: tuple[str, ...]
    origin: Fraction
    picture: str
    sound: str
    has_sound: bool = True
    interlaced: bool = False
    endless: bool = False
    hidden: tuple[str, ...] = ()


def opened(source: Input, cut: Cut, audio: Iterable[str], font: str | None) -> Opened:
    """The input for this cut. ``audio`` are the languages wanted, best first."""
    match source:
        case FileInput():
            return _file(source, cut, tuple(audio))
        case Drawing():
            return _drawing(source, cut, font)
        case LiveInput():
            return _live(source, cut)
        case _:
            assert_never(source)


def _file(source: FileInput, cut: Cut, audio: tuple[str, ...]) -> Opened:
    early = EARLY if INDEXED & set(source.format.split(",")) else EARLY_UNINDEXED
    origin = max(Fraction(0), cut.earliest - early)
    pictures = [stream for stream in source.streams if stream.kind == "video"]
    heard = spoken(source.streams, audio)
    has_sound = heard is not None or not source.streams
    arguments = (
        *("-fflags", "+genpts+discardcorrupt", "-reinit_filter:v", "0"),
        *("-protocol_whitelist", "file", "-format_whitelist", FORMATS),
        *("-probesize", "1000000", "-analyzeduration", "1000000"),
        *(("-ss", decimal(origin)) if origin else ()),
        *("-i", f"file:{source.path}"),
        *(() if has_sound else _SILENCE),
    )
    sound = f"0:{heard.index}" if heard else "0:a:0?"
    return Opened(
        arguments,
        origin,
        picture="0:V:0",
        sound=sound if has_sound else "1:a:0",
        has_sound=has_sound,
        interlaced=any(stream.interlaced for stream in pictures),
    )


_SILENCE = ("-f", "lavfi", "-i", f"anullsrc=r={SAMPLE_RATE}:cl=stereo")


def _drawing(source: Drawing, cut: Cut, font: str | None) -> Opened:
    first = int(cut.earliest * source.rate)
    graph = drawing_graph(source, first, font)
    return Opened(("-f", "lavfi", "-i", graph), first / source.rate, "0:v:0", "0:a:0")


_PATIENCE = "5000000"
"""Microseconds that a relay may be silent."""

_WEB = ("-rw_timeout", _PATIENCE, "-protocol_whitelist", "http,https,tcp,tls,crypto,httpproxy")
_RTSP = (
    *("-rtsp_transport", "tcp", "-timeout", _PATIENCE),
    *("-protocol_whitelist", "rtsp,rtsps,rtp,srtp,tcp,tls,udp"),
)

_RELAYED: Mapping[str, tuple[str, ...]] = {
    "http": _WEB,
    "https": _WEB,
    "rtsp": _RTSP,
    "rtsps": _RTSP,
    "udp": ("-timeout", _PATIENCE, "-protocol_whitelist", "udp"),
    "srt": ("-timeout", _PATIENCE, "-protocol_whitelist", "srt"),
}
"""By the scheme of the address: how long to wait, and what else it may lead to. Never a file."""


def _live(source: LiveInput, cut: Cut) -> Opened:
    """What is sent now belongs to the cut's first picture, whenever that is.

    Nobody reconnects here: what is missing then would be late for ever. The player begins anew.
    """
    scheme = source.url.partition(":")[0].lower()
    arguments = (
        *("-fflags", "+genpts+discardcorrupt", "-reinit_filter:v", "0"),
        *_RELAYED.get(scheme, _WEB),
        *("-probesize", "1000000", "-analyzeduration", "1000000"),
        *("-i", source.url),
    )
    first = cut.picture_position
    return Opened(arguments, first, "0:V:0", "0:a:0?", endless=True, hidden=source.hidden)
