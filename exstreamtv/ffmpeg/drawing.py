"""Media that FFmpeg draws while they play: nothing on disk, an exact join anywhere at once.

Everything that moves is a function of the picture's number in the medium (``n`` of FFmpeg
plus the number joined at), so a join shows what a viewer from the beginning sees.
"""

from __future__ import annotations

from exstreamtv.ffmpeg.blocks import SHARE, blocks_graph
from exstreamtv.ffmpeg.captions import captions, initial
from exstreamtv.ffmpeg.motion import MOTIONS, motion_graph
from exstreamtv.ffmpeg.palette import palette
from exstreamtv.ffmpeg.sound import sound_graph
from exstreamtv.model.media import Drawing
from exstreamtv.model.time import ms

__all__ = ["MOTIONS", "drawing_graph"]

_PANEL, _LINE, _LINE_HEIGHT = 0.72, 0.9, 0.007
"""Where the lower third and its progress line begin, as shares of the picture's height."""


def drawing_graph(drawing: Drawing, picture: int, font: str | None) -> str:
    """A graph for `-f lavfi -i`: pictures on ``[out0]``, 48 kHz stereo on ``[out1]``, both from 0.

    The first picture is number ``picture`` of the medium. There is no end. ``font`` is the
    absolute path of a font file; without one (or without `drawtext` in FFmpeg) no text is shown.
    """
    colours = palette(drawing.hue)
    width, height, rate = drawing.width, drawing.height, drawing.rate
    field = [
        motion_graph(drawing.motion, colours, picture, rate),
        f"scale={width}:{height}:flags=bicubic,format=yuv420p",
    ]
    front = [f"overlay=y={_even(height * _PANEL)}", *_marks(drawing, colours.accent)]
    if font:
        field.append(initial(drawing, picture, font))
        front += captions(drawing, picture, font, colours.accent)
    blocks = f"scale={width}:{_even(height * SHARE)}:flags=neighbor"
    chains = (
        f"{','.join(field)}[field]",
        f"{_stripe(drawing, 'black@0.5', _LINE - _PANEL)},format=yuva420p[panel]",
        f"{_stripe(drawing, colours.accent, _LINE_HEIGHT)},format=yuv420p[line]",
        f"{blocks_graph(drawing.code, picture, rate)},{blocks}[blocks]",
        f"[field][panel]{','.join(front)}[titled]",
        f"[titled][line]overlay=x='{_progress(drawing, picture)}':y={_even(height * _LINE)}[whole]",
        "[whole][blocks]overlay[out0]",
        f"{sound_graph(drawing.hue, picture, rate)}[out1]",
    )
    return ";".join(chains)


def _stripe(drawing: Drawing, colour: str, share: float) -> str:
    """A source of one colour across the picture; laid over it is far cheaper than `drawbox`."""
    size = f"{drawing.width}x{_even(drawing.height * share)}"
    return f"color={colour}:size={size}:rate={drawing.rate}"


def _marks(drawing: Drawing, accent: str) -> tuple[str, ...]:
    """The upright stroke beside the title, and the groove of the progress line."""
    width, height = drawing.width, drawing.height
    across = f"x={_even(width * 0.06)}:w={_even(width * 0.006)}"
    down = f"y={_even(height * 0.75)}:h={_even(height * 0.12)}"
    groove = f"x=0:w={width}:y={_even(height * _LINE)}:h={_even(height * _LINE_HEIGHT)}"
    return (
        f"drawbox={across}:{down}:color={accent}:t=fill",
        f"drawbox={groove}:color=white@0.22:t=fill",
    )


def _progress(drawing: Drawing, picture: int) -> str:
    """Where the line begins, left of the picture, so that it ends at the share that is over."""
    pictures = max(1, int(ms(drawing.length) * drawing.rate / 1000))
    return f"{drawing.width}*(min(1,(n+{picture})/{pictures})-1)"


def _even(value: float) -> int:
    """Whole pixels on the chroma grid."""
    return max(2, 2 * round(value / 2))
