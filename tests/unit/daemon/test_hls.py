from __future__ import annotations

import re
from fractions import Fraction

from exstreamtv.daemon.hls import KEPT, LISTED, Segments
from exstreamtv.daemon.splicer import Chunk
from exstreamtv.model.grid import Grid

PAL = Grid(Fraction(25))
NTSC = Grid(Fraction(30_000, 1001))
START = 44_885_880_000


def cut(grid: Grid, group: int, first: int, groups: int) -> Segments:
    """A stream whose key pictures are where the encoder puts them: first, then on the grid."""
    segments = Segments(grid, group)
    segments.put(Chunk(b"tables"))
    segments.put(Chunk(b"first", first))
    aligned = first + group - first % group
    for n in range(groups):
        segments.put(Chunk(b"key", aligned + n * group))
        segments.put(Chunk(b"more"))
    return segments


def numbers(playlist: str) -> list[int]:
    return [int(found) for found in re.findall(r"^7/(\d+)\.ts$", playlist, re.M)]


def test_segments_are_numbered_from_the_epoch() -> None:
    segments = cut(PAL, 25, START, 20)
    numbered = segments.segment(START // 50 + 3)

    assert numbered is not None
    assert (numbered.picture, numbered.stop) == (START + 150, START + 200)


def test_two_daemons_cut_alike() -> None:
    one, other = cut(NTSC, 30, START, 30), cut(NTSC, 30, START + 77, 30)
    number = (START + 400) // 60

    mine, theirs = one.segment(number), other.segment(number)

    assert mine is not None
    assert theirs is not None
    assert (mine.picture, mine.stop) == (theirs.picture, theirs.stop)


def test_the_list_goes_on_without_a_hole_and_forgets_the_oldest() -> None:
    playlist = cut(PAL, 25, START, 60).playlist("7")

    assert playlist is not None
    listed = numbers(playlist)
    assert listed == list(range(listed[0], listed[0] + LISTED))
    assert f"#EXT-X-MEDIA-SEQUENCE:{listed[0]}\n" in playlist


def test_no_segment_is_longer_than_the_target() -> None:
    playlist = cut(NTSC, 30, START + 7, 40).playlist("7")

    assert playlist is not None
    target = int(re.search(r"TARGETDURATION:(\d+)", playlist)[1])  # type: ignore[index]
    lengths = [Fraction(found) for found in re.findall(r"#EXTINF:([\d.]+),", playlist)]
    assert all(round(length) <= target for length in lengths)


def test_each_segment_says_its_instant() -> None:
    segments = cut(PAL, 25, START, 20)
    playlist = segments.playlist("7")

    assert playlist is not None
    assert "#EXT-X-PROGRAM-DATE-TIME:2026-11-23T12:00:10.000Z" in playlist


def test_segments_outlive_their_place_in_the_list() -> None:
    segments = cut(PAL, 25, START, 60)
    newest = numbers(segments.playlist("7") or "")[-1]

    assert segments.segment(newest - KEPT + 1) is not None
    assert segments.segment(newest - KEPT) is None


def test_without_a_segment_there_is_no_list() -> None:
    assert Segments(PAL, 25).playlist("7") is None
