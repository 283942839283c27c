from __future__ import annotations

import pytest

from exstreamtv.daemon.transport.units import Kind, Unit, unit
from tests.kit.units import parameters, pes

SPS = b"\x64\x00\x1f\xac"
LONG = b"\0\0\1\x06" + b"x264" * 300
"""What x264 says of itself: more than a packet holds."""

SLICE, WHOLE_SLICE = b"\0\0\1\x41", b"\0\0\1\x65"


def made(begins: bytes) -> Unit:
    """A picture that its container marks as one to begin at."""
    found = unit(Kind.PICTURE, pes(Kind.PICTURE, 0, 0, key=True, begins=begins))
    assert found
    return found


def test_a_key_picture_has_its_sequence_parameters() -> None:
    found = made(parameters(SPS))

    assert (found.key, found.parameters) == (True, b"\x67" + SPS)


@pytest.mark.parametrize("begins", [parameters(SPS)[:-4] + LONG + WHOLE_SLICE, LONG + WHOLE_SLICE])
def test_what_stands_before_the_slice_may_fill_packets(begins: bytes) -> None:
    assert made(begins).key


@pytest.mark.parametrize("begins", [SLICE, LONG + SLICE, parameters(SPS)[:-4] + SLICE])
def test_a_picture_that_may_need_others_is_none_to_begin_with(begins: bytes) -> None:
    found = made(begins)

    assert (found.key, found.parameters) == (False, b"")


def test_where_no_slice_is_the_mark_is_believed() -> None:
    assert made(b"").key
