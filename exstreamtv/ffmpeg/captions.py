"""What is written on a drawn picture: titles, running time code, time left."""

from __future__ import annotations

from exstreamtv.ffmpeg.lettering import figures, number, words
from exstreamtv.model.media import Drawing
from exstreamtv.model.time import SECOND

_LETTER_WIDTH = 0.56
"""Mean advance of a letter in ems, on the wide side, so that a long title is made to fit."""

_LIGHT = "fontcolor=white:shadowcolor=black@0.5:shadowx=2:shadowy=2"


def initial(drawing: Drawing, picture: int, font: str) -> str:
    """The first letter of the title, large and faint, on a slow swing."""
    width, height = drawing.width, drawing.height
    swing = f"{width * 0.06:.0f}*sin((n+{picture})/{7 * drawing.rate})"
    style = (
        f"fontsize={height * 0.7:.0f}:fontcolor=white@0.13"
        f":x='{width * 0.74:.0f}-tw/2+{swing}':y={height * 0.66:.0f}-ascent"
    )
    return words(font, drawing.title[:1].upper(), style)


def captions(drawing: Drawing, picture: int, font: str, accent: str) -> tuple[str, ...]:
    """Title and subtitle on the left of the lower third, the two clocks on its right."""
    width, height = drawing.width, drawing.height
    small = f"fontsize={height * 0.036:.0f}:y={height * 0.84:.0f}"
    large = f"fontsize={height * 0.045:.0f}:y={height * 0.76:.0f}"
    title = f"fontsize={_title_size(drawing):.0f}:y={height * 0.785:.0f}-ascent/2"
    left, right = f"x={width * 0.08:.0f}", f"x={width * 0.94:.0f}-tw"
    return (
        words(font, drawing.title, f"{title}:{left}:{_LIGHT}"),
        words(font, drawing.subtitle, f"{small}:{left}:fontcolor=white@0.8"),
        figures(font, _time_code(drawing, picture), f"{large}:{right}:{_LIGHT}"),
        figures(font, _time_left(drawing, picture), f"{small}:{right}:fontcolor={accent}"),
    )


def _title_size(drawing: Drawing) -> float:
    room = 0.6 * drawing.width / (_LETTER_WIDTH * max(1, len(drawing.title)))
    return min(0.075 * drawing.height, room)


def _time_code(drawing: Drawing, picture: int) -> str:
    """``HH:MM:SS:FF`` of real time: FF is 00 on the first picture of every second."""
    seconds = _seconds(drawing, picture)
    parts = (
        f"floor({seconds}/3600)",
        f"mod(floor({seconds}/60),60)",
        f"mod({seconds},60)",
        f"n+{picture}-ceil({seconds}*{drawing.rate})",
    )
    return ":".join(number(part, 2) for part in parts)


def _time_left(drawing: Drawing, picture: int) -> str:
    left = f"max(0,{-(-drawing.length // SECOND)}-{_seconds(drawing, picture)})"
    return f"- {number(f'floor({left}/60)', 2)}:{number(f'mod({left},60)', 2)}"


def _seconds(drawing: Drawing, picture: int) -> str:
    return f"floor((n+{picture})*{drawing.rate.denominator}/{drawing.rate.numerator})"
