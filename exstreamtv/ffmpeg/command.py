"""Whole command lines. The order of the arguments is their meaning."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from exstreamtv.ffmpeg import encode
from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.ffmpeg.filters import audio_filter, silence_filter, video_filter
from exstreamtv.ffmpeg.inputs import Opened, opened
from exstreamtv.ffmpeg.layers import Overlay, captioned, laid
from exstreamtv.ffmpeg.subtitles import drawn
from exstreamtv.model.channel import Profile
from exstreamtv.model.command import Command
from exstreamtv.model.media import Input

QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error")

ONLY_PICTURE_AND_SOUND = ("-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a medium shall look and sound beside what its profile says.

    ``audio`` are languages, best first; ``font`` is the path of what is written with, or None
    for no writing; ``overlays`` lie over the picture, the lowest first. ``subtitles`` is the
    path of the file, made by `extraction`, that is drawn below them; empty for none.
    """

    audio: tuple[str, ...] = ()
    font: str | None = None
    overlays: tuple[Overlay, ...] = ()
    subtitles: str = ""


def item_command(
    ffmpeg: str,
    source: Input,
    cut: Cut,
    profile: Profile,
    wanted: Wanted | None = None,
) -> Command:
    """The process that delivers ``cut`` of ``source`` as MPEG-TS, as fast as it can."""
    wanted = wanted or Wanted()
    medium = opened(source, cut, wanted.audio, wanted.font)
    picture = video_filter(
        profile,
        cut.picture_position - medium.origin,
        cut.pictures,
        interlaced=medium.interlaced,
        held=not medium.endless,
        drawn=drawn(wanted.subtitles, wanted.font, cut.picture_position, profile.rate),
    )
    return Command(
        (
            *(ffmpeg, *QUIET, *medium.arguments),
            *_filtered(medium, picture, wanted, profile),
            *("-af", sounding(medium, cut)),
            *ONLY_PICTURE_AND_SOUND,
            *encode.video(profile, cut.phase),
            *encode.audio(profile),
            *encode.transport(),
        ),
        medium.hidden,
    )


def sounding(medium: Opened, cut: Cut) -> str:
    """The filter that cuts its sound out."""
    if not medium.has_sound:
        return silence_filter(cut.sounds)
    shift = cut.sound_position - medium.origin
    return audio_filter(shift, cut.sounds, Fraction(0) - medium.origin)


def _filtered(medium: Opened, picture: str, wanted: Wanted, profile: Profile) -> tuple[str, ...]:
    """Picture and sound, and the picture with all that lies over it: a chain, or a graph."""
    captions = captioned(wanted.overlays, profile, wanted.font)
    images = laid(wanted.overlays, profile, medium.arguments.count("-i"))
    if images is None:
        chain = ",".join((picture, *captions))
        return ("-map", medium.picture, "-map", medium.sound, "-vf", chain)
    ends = ",".join(captions) or "null"
    chains = (f"[{medium.picture}]{picture}[picture]", *images.chains, f"[laid]{ends}[whole]")
    graph = ("-filter_complex", ";".join(chains))
    return (*images.inputs, *graph, "-map", "[whole]", "-map", medium.sound)
