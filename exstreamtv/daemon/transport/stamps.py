"""Time stamps as the standard packs them: 33 bits at 90 kHz, which wrap every 26.5 hours."""

from __future__ import annotations

from collections.abc import Sequence

WRAP = 1 << 33
_HALF = 1 << 32


def difference(later: int, earlier: int) -> int:
    """Ticks from one stamp to another, the short way round."""
    return (later - earlier + _HALF) % WRAP - _HALF


def read_stamp(data: Sequence[int], at: int) -> int:
    """The PTS or DTS at this place (2.4.3.7)."""
    return (
        (data[at] >> 1 & 7) << 30
        | data[at + 1] << 22
        | data[at + 2] >> 1 << 15
        | data[at + 3] << 7
        | data[at + 4] >> 1
    )


def write_stamp(data: bytearray, at: int, ticks: int) -> None:
    """Put a PTS or DTS in the place of another, its prefix kept."""
    ticks %= WRAP
    packed = (ticks >> 29 & 0x0E | 1) << 32 | (ticks >> 14 & 0xFFFE | 1) << 16
    stamp = (data[at] & 0xF0) << 32 | packed | ticks << 1 & 0xFFFE | 1
    data[at : at + 5] = stamp.to_bytes(5, "big")


def clock_reference(ticks: int) -> bytes:
    """A PCR without its 27 MHz extension (2.4.3.5)."""
    ticks %= WRAP
    return (ticks << 15 | 0x3F << 9).to_bytes(6, "big")
