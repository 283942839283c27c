from __future__ import annotations

import pytest

from exstreamtv.daemon.viewers import ring as module
from exstreamtv.daemon.viewers.ring import Ring


def ring(*puts: tuple[bytes, int | None, int], back: int = 1000) -> Ring:
    made = Ring(back)
    for data, key_at, upto in puts:
        made.put(data, key_at, upto)
    return made


GROUPS = ((b"tables", None, 100), (b"a", 100, 120), (b"b", None, 125), (b"c", 125, 150))


def test_a_viewer_begins_at_the_group_that_is_on_the_air() -> None:
    made = ring(*GROUPS, (b"d", 150, 175))

    assert [made.start(at) for at in (124, 130, 160)] == [1, 3, 4]


def test_what_begins_only_later_is_where_to_begin_all_the_same() -> None:
    assert ring(*GROUPS).start(90) == 1


def test_before_the_first_group_there_is_what_announces_it() -> None:
    assert ring(GROUPS[0]).start(100) == 0


def test_a_piece_is_shown_where_the_one_before_it_ends() -> None:
    made = ring(*GROUPS)

    assert [made.piece(n).at for n in range(made.stop)] == [100, 100, 120, 125]  # type: ignore[union-attr]
    assert made.piece(4) is None
    assert [made.waiting(n) for n in range(5)] == [50, 50, 30, 25, 0]


def test_what_nobody_needs_is_let_go_of_in_whole_groups() -> None:
    made = ring(*GROUPS, back=20)
    made.let_go(4)

    assert made.first == 3
    assert made.start(0) == 3


def test_what_a_viewer_needs_is_kept() -> None:
    made = ring(*GROUPS, back=20)
    made.let_go(2)

    assert made.first == 2
    assert made.piece(2).data == b"b"  # type: ignore[union-attr]


def test_beyond_the_last_resort_even_that_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 2)
    made = ring(*GROUPS)
    made.let_go(0)

    assert made.first == 2
