from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.daemon.transport.stamps import (
    WRAP,
    clock_reference,
    difference,
    read_stamp,
    write_stamp,
)

TICKS = st.integers(0, 2**60)


@given(TICKS)
def test_a_stamp_reads_as_it_was_written_whatever_the_wrap(ticks: int) -> None:
    data = bytearray(b"\x31\0\1\0\1")

    write_stamp(data, 0, ticks)

    assert read_stamp(data, 0) == ticks % WRAP
    assert data[0] >> 4 == 3
    assert data[0] & data[2] & data[4] & 1


@given(TICKS, st.integers(-(2**31), 2**31))
def test_a_difference_crosses_the_wrap(ticks: int, distance: int) -> None:
    assert difference((ticks + distance) % WRAP, ticks % WRAP) == distance


@given(TICKS)
def test_a_clock_reference_holds_33_bits_and_no_extension(ticks: int) -> None:
    field = int.from_bytes(clock_reference(ticks), "big")

    assert field >> 15 == ticks % WRAP
    assert field & 0x1FF == 0
