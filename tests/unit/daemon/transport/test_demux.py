from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.daemon.transport.demux import Demux
from exstreamtv.daemon.transport.units import Kind, Unit
from tests.kit.units import head, pes

STREAM = head() + b"".join(
    pes(Kind(n % 2), 9000 + n, 8000 + n if n % 2 == 0 else None, key=n % 8 == 0, size=50 + 70 * n)
    for n in range(24)
)


def units(chunks: list[bytes]) -> list[Unit]:
    demux = Demux()
    return [unit for chunk in chunks for unit in demux.feed(chunk)] + demux.flush()


@given(st.lists(st.integers(1, len(STREAM) - 1), max_size=12))
def test_units_are_the_same_however_the_bytes_arrive(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(STREAM)]
    chunks = [STREAM[begin:end] for begin, end in pairwise(edges)]

    assert sorted(units(chunks), key=lambda unit: unit.pts) == sorted(
        units([STREAM]), key=lambda unit: unit.pts
    )


def test_units_carry_their_stamps_and_their_key_mark() -> None:
    found = sorted(units([STREAM]), key=lambda unit: unit.pts)

    assert [unit.pts for unit in found] == [9000 + n for n in range(24)]
    assert [unit.key for unit in found] == [n % 8 == 0 for n in range(24)]
    assert [unit.stamped for unit in found] == [n % 2 == 0 for n in range(24)]
    assert [unit.kind for unit in found] == [Kind(n % 2) for n in range(24)]


def test_no_byte_of_a_unit_is_lost() -> None:
    assert sum(len(unit.data) for unit in units([STREAM])) == len(STREAM) - len(head())


def test_what_is_no_transport_stream_is_refused() -> None:
    with pytest.raises(ValueError, match="lost its packets"):
        Demux().feed(b"x" * 376)
