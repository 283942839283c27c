"""The machine-readable row at the upper edge of a drawn picture: which medium, which picture.

One line of black and white blocks, as broadcasters write VITC. From left to right: white,
black, 16 bits of the medium's code, 24 bits of the picture's number, 5 bits of check sum, all
with the highest bit first, and white. A receiver finds the row by its two white ends, so
scaling, pillars and letterbox do not matter, and compares it with the schedule.
"""

from __future__ import annotations

from fractions import Fraction

CODE_BITS = 16
PICTURE_BITS = 24
CHECK_BITS = 5
CELLS = 2 + CODE_BITS + PICTURE_BITS + CHECK_BITS + 1
"""Blocks in the row, each as wide as all others; together they span the picture."""

SHARE = 1 / 36
"""The row's share of the picture's height; its last quarter is a black line below the blocks."""

_BLACK, _WHITE = 16, 225
_CHECK = 31


def check_sum(code: int, picture: int) -> int:
    """0..30; one wrong block changes it, because no power of two is a multiple of 31."""
    return (3 * code + picture) % _CHECK


def blocks_graph(code: int, picture: int, rate: Fraction) -> str:
    """A source of tiny pictures, one pixel a block, that counts up from ``picture``."""
    number = f"mod(N+{picture},{1 << PICTURE_BITS})"
    first = 2
    fields = []
    for value, bits in (
        (str(code), CODE_BITS),
        (number, PICTURE_BITS),
        (f"mod({3 * code}+{number},{_CHECK})", CHECK_BITS),
    ):
        last = first + bits - 1
        fields.append(f"between(X,{first},{last})*mod(floor({value}/pow(2,{last}-X)),2)")
        first = last + 1
    white = "+".join((f"eq(X,0)+eq(X,{CELLS - 1})", *fields))
    lum = f"if(lt(Y,3)*({white}),{_WHITE},{_BLACK})"
    return f"color=black:size={CELLS}x4:rate={rate},format=yuv420p,geq=lum='{lum}':cb=128:cr=128"
