"""The soft chord of a drawn medium, with a tick at each full second of it."""

from __future__ import annotations

from fractions import Fraction

from exstreamtv.model.grid import SAMPLE_RATE

PERIOD = 4
"""Seconds after which the sound repeats: every pitch in it is a whole number of hertz."""

TICK_HZ = 1760
_ROOTS = (196, 220, 246, 262, 294, 330)


def sound_graph(hue: int, picture: int, rate: Fraction) -> str:
    """48 kHz stereo from the instant of ``picture``; one period is computed and then repeated."""
    root = _ROOTS[hue % len(_ROOTS)]
    passed = picture / rate % PERIOD
    second = f"mod(t+{passed},1)"
    swell = f"(0.7+0.3*sin(PI/2*(t+{passed})))"
    tick = f"0.22*sin({_angle(TICK_HZ, passed)})*exp(-70*{second})"
    left = f"0.05*{swell}*({_tone(root, passed)}+{_tone(root * 3 // 2, passed)})+{tick}"
    right = f"0.05*{swell}*({_tone(root, passed)}+{_tone(root * 5 // 4, passed)})+{tick}"
    return (
        f"aevalsrc=exprs='{left}|{right}':channel_layout=stereo:sample_rate={SAMPLE_RATE},"
        f"aloop=loop=-1:size={PERIOD * SAMPLE_RATE},asetpts=N/SR/TB"
    )


def _tone(hertz: int, passed: Fraction) -> str:
    return f"sin({_angle(hertz, passed)})"


def _angle(hertz: int, passed: Fraction) -> str:
    return f"2*PI*{hertz}*(t+{passed})"
