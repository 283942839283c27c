"""The colours of a drawn medium, all from its hue."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """``deep`` and ``glow`` are luma, Cb, Cr (ITU-R BT.709, 8 bits); ``accent`` is ``0xRRGGBB``."""

    deep: tuple[float, float, float]
    glow: tuple[float, float, float]
    accent: str


def palette(hue: int) -> Palette:
    """Dark to bright around ``hue`` (degrees), and a warm contrast to it."""
    return Palette(
        deep=_yuv(_rgb(hue + 35, 0.16, 0.6)),
        glow=_yuv(_rgb(hue - 20, 0.6, 0.62)),
        accent="0x" + "".join(f"{round(255 * part):02x}" for part in _rgb(hue + 165, 0.7, 0.9)),
    )


def _rgb(hue: int, lightness: float, saturation: float) -> tuple[float, float, float]:
    return colorsys.hls_to_rgb(hue % 360 / 360, lightness, saturation)


def _yuv(rgb: tuple[float, float, float]) -> tuple[float, float, float]:
    red, green, blue = rgb
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (
        16 + 219 * luma,
        128 + 224 * (blue - luma) / 1.8556,
        128 + 224 * (red - luma) / 1.5748,
    )
