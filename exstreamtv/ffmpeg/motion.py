"""Five moving fields of colour for drawn media, each a tiny picture that is scaled up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from exstreamtv.ffmpeg.palette import Palette

WIDTH, HEIGHT = 48, 27


@dataclass(frozen=True, slots=True)
class Field:
    """Expressions of FFmpeg's `geq`.

    ``row`` are evaluated once a row and then stand in ``ld(0)``, ``ld(1)``, ...; ``light`` (how
    bright) and ``tint`` (how far from one colour to the other) are 0..1, for each sample.
    """

    row: tuple[str, ...]
    light: str
    tint: str


def _waves(x: str, y: str, t: str) -> Field:
    return Field(
        row=(
            f"{t}*0.7+2*sin({y}/8+{t}*0.31)",
            f"{y}/4.5-{t}*0.53",
            f"{t}*0.23-{y}/10",
        ),
        light=f"0.46+0.27*(sin({x}/6.8+ld(0))+sin({x}/13+ld(1)))",
        tint=f"0.5+0.5*sin({x}/16+ld(2))",
    )


def _orbs(x: str, y: str, t: str) -> Field:
    paths = ((0.31, 0.23, 0, 34), (0.19, 0.37, 2, 62), (0.27, 0.17, 4, 22), (0.13, 0.29, 5, 90))
    across = (f"24+20*sin({t}*{speed}+{phase})" for speed, _, phase, _ in paths)
    down = (
        f"exp(-pow({y}-13-10*cos({t}*{speed}+{phase}),2)/{size})" for _, speed, phase, size in paths
    )
    glows = (
        f"ld({i + 4})*exp(-pow({x}-ld({i}),2)/{size})" for i, (_, _, _, size) in enumerate(paths)
    )
    return Field(
        row=(*across, *down),
        light=f"0.1+0.72*({'+'.join(glows)})",
        tint=f"0.5+0.5*sin({x}/18+{y}/12-{t}*0.3)",
    )


def _bars(x: str, y: str, t: str) -> Field:
    return Field(
        row=(f"{y}*0.19-{t}*1.1", f"{y}*0.089+{t}*0.6"),
        light=f"0.1+0.55*pow(0.5+0.5*sin({x}/3.1+ld(0)),4)+0.42*pow(0.5+0.5*sin({x}/6.8+ld(1)),2)",
        tint=f"0.5+0.5*sin({x}/14-{t}*0.37)",
    )


def _rain(x: str, y: str, t: str) -> Field:
    chance = f"st(2,abs(sin(floor({x})*12.9898+4.1)))"
    fallen = f"mod({t}*(0.1+0.22*{chance})+7.31*ld(2)+ld(0),1)"
    return Field(
        row=(f"4-{y}/39", f"0.12+0.16*{y}/{HEIGHT}"),
        light=f"ld(1)+0.75*pow(1-{fallen},5)*(0.35+0.65*ld(2))",
        tint=f"0.5+0.5*sin({x}/11+{t}*0.11)",
    )


def _drift(x: str, y: str, t: str) -> Field:
    warp = f"2.6*sin({y}/11+{t}*0.19)"
    return Field(
        row=(f"{warp}+{t}*0.27", f"{warp}+{y}/3-{t}*0.41", f"{y}/9+{t}*0.17"),
        light=f"0.47+0.3*sin({x}/10+ld(0))+0.2*sin({x}/6+ld(1))",
        tint=f"0.5+0.5*sin(ld(2)+1.7*sin({x}/20))",
    )


_FIELDS: Mapping[str, Callable[[str, str, str], Field]] = {
    "waves": _waves,
    "orbs": _orbs,
    "bars": _bars,
    "rain": _rain,
    "drift": _drift,
}

MOTIONS = tuple(_FIELDS)
"""The words that `Drawing.motion` may be."""


def motion_graph(motion: str, palette: Palette, picture: int, rate: Fraction) -> str:
    """A source of small pictures whose first one is the field at picture number ``picture``.

    Ten bits a sample, so that scaling it up leaves no steps in the dark.
    """
    field = _FIELDS[motion]("(X/SW)", "(Y/SH)", f"((N+{picture})*{1 / rate})")
    lum, cb, cr = (
        f"{_once_a_row(field.row)};{_between(4 * one, 4 * other, share)}"
        for one, other, share in zip(
            palette.deep, palette.glow, (field.light, field.tint, field.tint), strict=True
        )
    )
    return (
        f"color=black:size={WIDTH}x{HEIGHT}:rate={rate},format=yuv420p10,"
        f"geq=lum='{lum}':cb='{cb}':cr='{cr}'"
    )


def _once_a_row(values: tuple[str, ...]) -> str:
    """Kept in the variables of the expression, which `geq` walks from left to right."""
    return f"if(X,0,{'+'.join(f'st({i},{value})' for i, value in enumerate(values))})"


def _between(one: float, other: float, share: str) -> str:
    return f"{one:.1f}+{other - one:.1f}*clip({share},0,1)"
