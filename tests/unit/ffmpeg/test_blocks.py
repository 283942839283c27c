from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.ffmpeg.blocks import CELLS, CODE_BITS, PICTURE_BITS, check_sum

codes = st.integers(0, (1 << CODE_BITS) - 1)
numbers = st.integers(0, (1 << PICTURE_BITS) - 1)


@given(codes, numbers, st.integers(0, PICTURE_BITS - 1))
def test_one_wrong_block_of_the_picture_is_noticed(code: int, picture: int, bit: int) -> None:
    assert check_sum(code, picture) != check_sum(code, picture ^ (1 << bit))


@given(codes, numbers, st.integers(0, CODE_BITS - 1))
def test_one_wrong_block_of_the_code_is_noticed(code: int, picture: int, bit: int) -> None:
    assert check_sum(code, picture) != check_sum(code ^ (1 << bit), picture)


def test_there_are_48_blocks() -> None:
    assert CELLS == 48
