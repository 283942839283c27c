from __future__ import annotations

from exstreamtv.daemon.ring import KEEP, Ring
from exstreamtv.daemon.splicer import Chunk


def ring(*chunks: Chunk) -> Ring:
    made = Ring()
    for chunk in chunks:
        made.put(chunk)
    return made


def test_a_viewer_begins_at_the_last_key_picture_on_the_air() -> None:
    made = ring(Chunk(b"a", 100), Chunk(b"b"), Chunk(b"c", 125), Chunk(b"d", 150))

    assert made.since(130) == [b"c", b"d"]
    assert made.since(124) == [b"a", b"b", b"c", b"d"]


def test_nothing_is_joined_before_the_first_key_picture() -> None:
    assert ring(Chunk(b"tables")).since(100) == []


def test_what_begins_only_later_is_sent_all_the_same() -> None:
    assert ring(Chunk(b"a", 100)).since(90) == [b"a"]


def test_the_ring_forgets() -> None:
    made = ring(*(Chunk(b"%d" % n, n) for n in range(100)))

    assert len(made.since(0)) == KEEP
