"""What shows when nothing can be shown, encoded once and then shown for ever."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from exstreamtv.ffmpeg import encode
from exstreamtv.ffmpeg.cards import LOGO_HEIGHT, LOGO_TOP
from exstreamtv.ffmpeg.command import ONLY_PICTURE_AND_SOUND, QUIET
from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.ffmpeg.filters import silence_filter, video_filter
from exstreamtv.ffmpeg.inputs import FORMATS
from exstreamtv.ffmpeg.layers import Overlay, captioned
from exstreamtv.ffmpeg.subtitles import drawn as written
from exstreamtv.model.channel import Profile
from exstreamtv.model.command import Command
from exstreamtv.model.grid import SAMPLE_RATE, SAMPLES
from exstreamtv.model.screen import TONE, Show

LOOP_S = 10
"""Seconds of a clip or a sound that go round, at most."""

SNOW_S = 2
"""The same of static; nobody recognises it."""

SHORT_S = 1
"""Seconds of sound from which one frame is taken."""

_TONE_HZ = Fraction(21 * SAMPLE_RATE, SAMPLES)
"""About 1 kHz, and whole waves in an audio frame, so that one frame can follow on itself."""

_FADE = "afade=t=in:d=0.3"

_IMAGE = ("-protocol_whitelist", "file", "-f", "image2", "-pattern_type", "none")
_MEDIA = ("-protocol_whitelist", "file", "-format_whitelist", FORMATS)

_CARD = "0x16213a", "0x2c4468"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A screen with all that it is made of, as absolute paths.

    ``words`` is an ASS script, ``sound`` a media file, `TONE`, or empty for silence.
    """

    show: Show = Show.CARD
    file: str = ""
    logo: str = ""
    words: str = ""
    sound: str = ""


def slate_command(ffmpeg: str, profile: Profile, drawn: Drawn, font: str | None) -> Command:
    """Whole closed groups of pictures, without B-pictures, and its sound."""
    pictures = _pictures(profile, drawn)
    inputs, graph = _graph(profile, drawn, font, pictures)
    heard, sound = _sound(drawn.sound)
    return Command(
        (
            *(ffmpeg, *QUIET, *inputs, *heard),
            *("-filter_complex", f"{graph},trim=end_frame={pictures}[picture]"),
            *("-map", "[picture]", "-map", f"{inputs.count('-i')}:a:0", "-af", sound),
            *ONLY_PICTURE_AND_SOUND,
            *encode.video(_thrifty(profile, drawn.show), phase=0),
            *("-bf", "0"),
            *encode.audio(profile),
            *encode.transport(),
        )
    )


def clock_command(
    ffmpeg: str,
    profile: Profile,
    cut: Cut,
    drawn: Drawn,
    clocks: tuple[Overlay, ...],
    font: str | None,
) -> Command:
    """The process that delivers ``cut`` of a screen with the time of day, in silence."""
    inputs, graph = _graph(profile, drawn, font, cut.pictures)
    stages = ",".join((graph, *captioned(clocks, profile, font)))
    silence = ("-f", "lavfi", "-i", f"anullsrc=r={SAMPLE_RATE}:cl=stereo")
    return Command(
        (
            *(ffmpeg, *QUIET, *inputs, *silence),
            *("-filter_complex", f"{stages},trim=end_frame={cut.pictures}[picture]"),
            *("-map", "[picture]", "-map", f"{inputs.count('-i')}:a:0"),
            *("-af", silence_filter(cut.sounds), *ONLY_PICTURE_AND_SOUND),
            *encode.video(_thrifty(profile, drawn.show), cut.phase),
            *encode.audio(profile),
            *encode.transport(),
        )
    )


def _pictures(profile: Profile, drawn: Drawn) -> int:
    """How many there are at most, in whole groups."""
    group = encode.group_of_pictures(profile)
    lasting = {Show.CLIP: LOOP_S, Show.STATIC: SNOW_S}.get(drawn.show, 0)
    return max(1, int(lasting * profile.rate) // group) * group


def _thrifty(profile: Profile, show: Show) -> Profile:
    if show in (Show.CLIP, Show.STATIC):
        return profile
    return replace(profile, video_kbps=min(profile.video_kbps, 800))


def _graph(
    profile: Profile, drawn: Drawn, font: str | None, pictures: int
) -> tuple[tuple[str, ...], str]:
    """The inputs, and the filters from them to the finished picture."""
    inputs, ground = _ground(profile, drawn, pictures)
    if drawn.logo:
        place = inputs.count("-i")
        inputs = (*inputs, *_IMAGE, "-i", f"file:{drawn.logo}")
        ground = f"{ground}[ground];{_logo(profile, place)}"
    words = written(drawn.words, font, Fraction(0), profile.rate)
    # What stands still is drawn once.
    still = drawn.show not in (Show.CLIP, Show.STATIC)
    one = f"{profile.rate.denominator}/{profile.rate.numerator}"
    again = ("loop=loop=-1:size=1", f"settb={one}", "setpts=N") if still else ()
    return inputs, ",".join((ground, "format=yuv420p", *words, *again))


def _ground(profile: Profile, drawn: Drawn, pictures: int) -> tuple[tuple[str, ...], str]:
    width, height, rate = profile.width, profile.height, profile.rate
    size = f"{width}x{height}"
    match drawn.show:
        case Show.PATTERN:
            return (), f"smptehdbars=s={size}:r={rate},trim=end_frame=1"
        case Show.STATIC:
            # Coarse grain, so that the bits suffice.
            small = f"{ceil(width / 4)}x{ceil(height / 4)}"
            grain = f"color=c=gray:s={small}:r={rate},noise=c0s=100:c0f=t+u:all_seed=7"
            return (), f"{grain},scale={width}:{height}:flags=neighbor,setsar=1"
        case Show.PICTURE:
            still = video_filter(profile, Fraction(0), 1, interlaced=False)
            return (*_IMAGE, "-i", f"file:{drawn.file}"), f"[0:v:0]{still}"
        case Show.CLIP:
            moving = video_filter(profile, Fraction(0), pictures, interlaced=False, held=False)
            return (*_MEDIA, "-t", f"{LOOP_S + 1}", "-i", f"file:{drawn.file}"), f"[0:V:0]{moving}"
        case _:
            one, other = _CARD
            slope = (
                f"gradients=s={size}:r={rate}:c0={one}:c1={other}:x0=0:y0=0:x1=0:y1={height - 1}"
            )
            return (), f"{slope}:nb_colors=2:speed=0.00001:seed=1,trim=end_frame=1"


def _logo(profile: Profile, place: int) -> str:
    """At most half as wide as the picture."""
    wide, high = profile.width // 2, profile.height * LOGO_HEIGHT // 100
    fitted = f"scale={wide}:{high}:force_original_aspect_ratio=decrease:flags=lanczos"
    top = profile.height * LOGO_TOP // 100
    middle = f"overlay=x=(W-w)/2:y={top}+({high}-h)/2"
    return f"[{place}:v:0]{fitted},format=rgba[logo];[ground][logo]{middle}"


def _sound(sound: str) -> tuple[tuple[str, ...], str]:
    if not sound:
        return ("-f", "lavfi", "-i", f"anullsrc=r={SAMPLE_RATE}:cl=stereo:d={SHORT_S}"), "anull"
    if sound == TONE:
        wave = f"sine=frequency={float(_TONE_HZ)}:sample_rate={SAMPLE_RATE}:duration={SHORT_S}"
        return ("-f", "lavfi", "-i", wave), "volume=-2dB,aformat=channel_layouts=stereo"
    stages = (
        f"aresample={SAMPLE_RATE}",
        "aformat=sample_fmts=fltp:channel_layouts=stereo",
        f"atrim=end={LOOP_S}",
        # From silence to silence: where it goes round, nothing is torn apart.
        *(_FADE, "areverse", _FADE, "areverse"),
    )
    return (*_MEDIA, "-t", f"{LOOP_S + 1}", "-i", f"file:{sound}"), ",".join(stages)
