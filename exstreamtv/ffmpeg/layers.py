"""Layers as filters: what is laid over the pictures of one cut, counted from its first picture.

Texts and bands are filters of the picture's own chain; a logo is an input of its own, read and
scaled once and then laid over every picture, which costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from exstreamtv.ffmpeg.lettering import figures, literal, number, words
from exstreamtv.model.channel import Profile
from exstreamtv.model.layer import Field, Layer, Look

Line: TypeAlias = tuple[str | Field, ...]
"""A text in pieces: what is written, and the fields that change while it is shown."""

LOGO, TEXT, BAR = 10, 4, 1
"""The usual heights of a layer, in per cent of the picture's."""

_LETTER_WIDTH = 0.56
"""Mean advance of a letter in ems, on the wide side, so that a long line is made to fit."""

_LIGHT = "fontcolor=white:shadowcolor=black@0.6:shadowx=2:shadowy=2"


@dataclass(frozen=True, slots=True)
class Overlay:
    """A layer over one cut.

    ``windows`` are pictures of the cut from first to before stop; None is always. ``image`` is
    an absolute path. ``clock`` is the local time of the first picture in seconds since any
    midnight; ``over`` of ``length`` pictures of the programme are over then.
    """

    layer: Layer
    windows: tuple[tuple[int, int], ...] | None = None
    lines: tuple[Line, ...] = ()
    image: str = ""
    clock: Fraction = Fraction(0)
    over: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Laid:
    """Arguments for the images, and the graph's chains from ``[picture]`` to ``[laid]``."""

    inputs: tuple[str, ...]
    chains: tuple[str, ...]


def captioned(overlays: Iterable[Overlay], profile: Profile, font: str | None) -> tuple[str, ...]:
    """The texts and bands among the layers, as filters of one chain."""
    if font is None:
        return ()
    return tuple(
        stage
        for overlay in overlays
        if overlay.layer.look in (Look.TEXT, Look.CARD)
        for stage in _written(overlay, profile, font)
    )


def laid(overlays: Iterable[Overlay], profile: Profile, inputs: int) -> Laid | None:
    """The logos and progress lines among them; None if there are none of either.

    ``inputs`` is how many inputs come before theirs. They lie below all texts.
    """
    arguments: list[str] = []
    chains: list[str] = []
    below = "picture"
    for overlay in overlays:
        name = f"layer{len(chains) // 2}"
        match overlay.layer.look:
            case Look.LOGO:
                place = inputs + arguments.count("-i")
                arguments += _image(f"file:{overlay.image}")
                chains += [_logo(overlay, profile, place, name), _over(overlay, profile)]
            case Look.PROGRESS:
                chains += [_bar(overlay.layer, profile, name), _growing(overlay, profile)]
            case _:
                continue
        chains[-1] = f"[{below}][{name}]{chains[-1]}[on{name}]"
        below = f"on{name}"
    return Laid(tuple(arguments), (*chains, f"[{below}]null[laid]")) if chains else None


def _image(path: str) -> tuple[str, ...]:
    return ("-protocol_whitelist", "file", "-f", "image2", "-pattern_type", "none", "-i", path)


def _logo(overlay: Overlay, profile: Profile, place: int, name: str) -> str:
    """At most half as wide as the picture; the same colours as the picture's."""
    layer = overlay.layer
    height = _share(layer.size or LOGO, profile)
    matrix = "bt709" if profile.height >= 720 else "smpte170m"
    fitted = (
        f"scale={profile.width // 2}:{height}:force_original_aspect_ratio=decrease"
        f":force_divisible_by=2:flags=lanczos:out_color_matrix={matrix}:out_range=tv"
    )
    plain = f"format=yuva420p,{_faded(layer)}setparams=colorspace=unknown"
    return f"[{place}:v:0]{fitted},{plain}[{name}]"


def _faded(layer: Layer) -> str:
    return f"colorchannelmixer=aa={layer.opacity / 100:.2f}," if layer.opacity < 100 else ""


def _over(overlay: Overlay, profile: Profile) -> str:
    across, down = _place(overlay.layer, profile, ("W", "w"), ("H", "h"))
    return f"overlay=x={across}:y={down}:format=yuv420{_enabled(overlay)}"


def _bar(layer: Layer, profile: Profile, name: str) -> str:
    size = f"{profile.width}x{_share(layer.size or BAR, profile)}"
    colour = f"color=white@{layer.opacity / 100:.2f}:size={size}:rate={profile.rate}"
    return f"{colour},format=yuva420p[{name}]"


def _growing(overlay: Overlay, profile: Profile) -> str:
    share = f"min(1,(n+{overlay.over})/{max(1, overlay.length)})"
    _, down = _place(overlay.layer, profile, ("W", "w"), ("H", "h"))
    across = f"{profile.width}*({share}-1)"
    return f"overlay=x='{across}':y={down}:shortest=1:format=yuv420{_enabled(overlay)}"


def _written(overlay: Overlay, profile: Profile, font: str) -> Iterator[str]:
    layer = overlay.layer
    if layer.look is Look.CARD:
        yield from _card(overlay, profile, font)
        return
    size = _fitting(overlay.lines[0], _share(layer.size or TEXT, profile), layer, profile)
    across, down = _place(layer, profile, ("w", "tw"), ("h", "th"))
    box = f":box=1:boxcolor=black@0.55:boxborderw={size // 3}" if layer.box else ""
    style = f"fontsize={size}:x={across}:y={down}:alpha={layer.opacity / 100:.2f}:{_LIGHT}{box}"
    yield _text(overlay, overlay.lines[0], profile, font, style)


def _card(overlay: Overlay, profile: Profile, font: str) -> Iterator[str]:
    """A dark band and one or two lines in it."""
    layer = overlay.layer
    large = _share(layer.size or TEXT, profile)
    band, margin = large * 3, _share(layer.margin, profile)
    top = margin if layer.corner.startswith("top") else profile.height - margin - band
    enabled = _enabled(overlay)
    colour = f"black@{0.6 * layer.opacity / 100:.2f}"
    yield f"drawbox=x=0:y={top}:w={profile.width}:h={band}:color={colour}:t=fill{enabled}"
    heights = (large, large * 2 // 3)
    rows = (top + large // 2, top + large * 7 // 4) if overlay.lines[1:] else (top + large,)
    for line, row, height in zip(overlay.lines, rows, heights, strict=False):
        size = _fitting(line, height, layer, profile)
        place = f"fontsize={size}:x={margin * 2}:y={row}"
        yield _text(
            overlay, line, profile, font, f"{place}:alpha={layer.opacity / 100:.2f}:{_LIGHT}"
        )


def _text(overlay: Overlay, line: Line, profile: Profile, font: str, style: str) -> str:
    style += _enabled(overlay)
    plain = [piece for piece in line if not isinstance(piece, Field)]
    if len(plain) == len(line):
        return words(font, "".join(plain), style)
    counted = {Field.TIME: _time(overlay, profile), Field.LEFT: _left(overlay, profile)}
    pieces = (counted[p] if isinstance(p, Field) else literal(p) for p in line)
    return figures(font, "".join(pieces), style)


def _time(overlay: Overlay, profile: Profile) -> str:
    """The time of day, from the number of the picture: exact for every picture."""
    rate, clock = profile.rate, overlay.clock
    passed = f"n*{rate.denominator}/{rate.numerator}"
    second = f"floor(({clock.numerator}/{clock.denominator})+{passed}+0.000001)"
    hours, minutes = f"mod(floor({second}/3600),24)", f"mod(floor({second}/60),60)"
    return f"{number(hours, 2)}:{number(minutes, 2)}"


def _left(overlay: Overlay, profile: Profile) -> str:
    rate = profile.rate
    left = f"max(0,{overlay.length - overlay.over}-n)*{rate.denominator}/{rate.numerator}"
    second = f"ceil({left}-0.000001)"
    return f"{number(f'floor({second}/60)', 1)}:{number(f'mod({second},60)', 2)}"


def _fitting(line: Line, size: int, layer: Layer, profile: Profile) -> int:
    """The size of letters, smaller where the line is longer than the picture is wide."""
    letters = sum(5 if isinstance(piece, Field) else len(piece) for piece in line)
    room = profile.width - 4 * _share(layer.margin, profile)
    return max(8, min(size, int(room / (_LETTER_WIDTH * max(1, letters)))))


def _place(
    layer: Layer, profile: Profile, wide: tuple[str, str], high: tuple[str, str]
) -> tuple[str, str]:
    """Where the upper left corner is, in the names that the filter has for its sizes."""
    margin = _share(layer.margin, profile) if layer.margin else 0
    sides = layer.corner.split("-")
    across = _between(wide, margin, "left" in sides, "right" in sides)
    return across, _between(high, margin, "top" in sides, "bottom" in sides)


def _between(sizes: tuple[str, str], margin: int, first: bool, last: bool) -> str:
    whole, own = sizes
    if first or last:
        return str(margin) if first else f"{whole}-{own}-{margin}"
    return f"({whole}-{own})/2"


def _enabled(overlay: Overlay) -> str:
    if overlay.windows is None:
        return ""
    shown = "+".join(f"between(n,{first},{stop - 1})" for first, stop in overlay.windows)
    return f":enable='{shown}'"


def _share(percent: int, profile: Profile) -> int:
    """Whole pixels on the chroma grid."""
    return max(2, 2 * round(percent * profile.height / 200))
