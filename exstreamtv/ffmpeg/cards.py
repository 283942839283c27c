"""The words on a screen, as one ASS script: wrapped, centred, in whatever letters there are."""

from __future__ import annotations

from collections.abc import Sequence

from exstreamtv.ffmpeg.subtitles import FAMILY
from exstreamtv.model.channel import Profile
from exstreamtv.model.names import clean

LONGEST = 90
"""Letters of a line; a longer one is cut."""

LOGO_TOP, LOGO_HEIGHT = 16, 22
"""Where a card's logo stands, in per cent of the picture's height."""

_MIDDLE, _TOP, _BOTTOM = 5, 8, 2

_STYLES = "Format: Name, Fontname, Fontsize, PrimaryColour, BackColour, OutlineColour, BorderStyle"
_PLACES = "Outline, Shadow, Alignment, MarginL, MarginR, MarginV"


def card_script(profile: Profile, name: str, lines: Sequence[str], *, logo: bool) -> str:
    """A large name and smaller lines below it; below the logo where there is one."""
    height = profile.height
    below = height * (LOGO_TOP + LOGO_HEIGHT + 6) // 100
    place = (_TOP, below) if logo else (_MIDDLE, 0)
    large = height * (9 if len(name) <= 24 else 6) // 100
    small = height * 5 // 100
    text = f"{{\\fs{large}}}{_plain(name)}"
    for line in filter(None, map(_plain, lines)):
        text += f"\\N{{\\fs{small // 2}}} \\N{{\\fs{small}\\c&HD8C8B8&}}{line}"
    return _script(profile, text, place, "1,0,0")


def clock_script(profile: Profile, name: str, lines: Sequence[str]) -> str:
    """The name and the lines below the middle, where the time of day stands."""
    height = profile.height
    text = f"{{\\fs{height * 6 // 100}}}{_plain(name)}"
    for line in filter(None, map(_plain, lines)):
        text += f"\\N{{\\fs{height * 4 // 100}\\c&HD8C8B8&}}{line}"
    return _script(profile, text, (_TOP, height * 62 // 100), "1,0,0")


def label_script(profile: Profile, name: str) -> str:
    """A name in a black box, on a test pattern."""
    text = f"{{\\fs{profile.height * 6 // 100}}}{_plain(name)}"
    return _script(profile, text, (_BOTTOM, profile.height * 40 // 100), "3,12,0")


def _script(profile: Profile, text: str, place: tuple[int, int], box: str) -> str:
    alignment, down = place
    across = profile.width * 8 // 100
    colours = "&H00F4ECE8,&H00000000,&H00000000"
    style = f"Style: Name,{FAMILY},40,{colours},{box},{alignment},{across},{across},{down}"
    return "\n".join(
        (
            "[Script Info]",
            "ScriptType: v4.00+",
            f"PlayResX: {profile.width}",
            f"PlayResY: {profile.height}",
            "WrapStyle: 0",
            "[V4+ Styles]",
            f"{_STYLES}, {_PLACES}",
            style,
            "[Events]",
            "Format: Layer, Start, End, Style, Text",
            f"Dialogue: 0,0:00:00.00,9:59:59.00,Name,{text}",
            "",
        )
    )


def _plain(text: str) -> str:
    """Foreign text: nothing in it is a command of the script."""
    text = clean(text)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    # A backslash with a word joiner behind it escapes nothing (libass, "ASS override tags").
    return text.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}")
