from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from exstreamtv.daemon.hls.segments import KEPT, LISTED, Part, Raster, Segments
from exstreamtv.daemon.splicing.splicer import Chunk
from exstreamtv.daemon.transport.units import Kind
from exstreamtv.model.grid import Grid
from tests.kit import playlists
from tests.kit.units import head, pes

PAL = Grid(Fraction(25))
NTSC = Grid(Fraction(30_000, 1001))
START = 44_885_880_000
KEY, MORE = pes(Kind.PICTURE, 900, key=True, size=300), pes(Kind.PICTURE, 1800, size=300)


def cut(grid: Grid, group: int, first: int, groups: int) -> Segments:
    """A stream whose key pictures are where the encoder puts them: first, then on the grid."""
    segments = Segments(grid, group)
    segments.put(Chunk(head()))
    segments.put(Chunk(KEY, first))
    aligned = first + group - first % group
    for n in range(groups):
        segments.put(Chunk(KEY, aligned + n * group))
        segments.put(Chunk(MORE))
    return segments


def numbers(playlist: str) -> list[int]:
    return [entry.number for entry in playlists.media(playlist).entries]


def test_segments_are_numbered_from_the_epoch() -> None:
    segments = cut(PAL, 25, START, 20)
    numbered = segments.segment(START // 50 + 3)

    assert numbered is not None
    assert (numbered.part.picture, numbered.part.stop) == (START + 150, START + 200)


def test_two_daemons_cut_alike() -> None:
    one, other = cut(NTSC, 30, START, 30), cut(NTSC, 30, START + 77, 30)
    number = (START + 400) // 60

    mine, theirs = one.segment(number), other.segment(number)

    assert mine is not None
    assert theirs is not None
    assert mine.part == theirs.part
    assert mine.data == theirs.data


def test_the_list_goes_on_without_a_hole_and_forgets_the_oldest() -> None:
    playlist = cut(PAL, 25, START, 60).playlist()

    assert playlist is not None
    listed = numbers(playlist)
    assert listed == list(range(listed[0], listed[0] + LISTED))
    assert f"#EXT-X-MEDIA-SEQUENCE:{listed[0]}\n" in playlist


def test_what_is_listed_stays_what_it_is_while_it_is_listed() -> None:
    lists = [cut(NTSC, 30, START + 7, count).playlist() for count in range(4, 40)]

    read = [playlists.media(each) for each in lists if each]

    assert len(read) > 30
    for before, after in pairwise(read):
        playlists.goes_on(before, after)


def test_a_second_of_ntsc_is_a_second_to_players() -> None:
    playlist = cut(NTSC, 30, START, 20).playlist()

    assert playlist is not None
    assert playlists.media(playlist).target == 2


def test_what_was_cut_short_has_an_address_of_its_own() -> None:
    segments = cut(PAL, 25, START + 10, 4)
    number = START // 50
    playlist = segments.playlist()

    assert playlist is not None
    assert [entry.uri for entry in playlists.media(playlist).entries] == [
        f"{number}.ts?from={START + 10}",
        f"{number + 1}.ts",
    ]
    assert segments.segment(number) is None
    assert segments.segment(number, START + 10) is not None
    assert segments.segment(number, START + 11) is None


def copied(chunks: list[Chunk]) -> list[playlists.Media]:
    """The playlist of a stream of copied media, after each chunk."""
    segments = Segments(PAL, 25, copies=True)
    lists = []
    for chunk in chunks:
        segments.put(chunk)
        if text := segments.playlist():
            lists.append(playlists.media(text))
    return lists


def test_where_a_decoder_begins_anew_there_is_a_discontinuity() -> None:
    keys = [(0, False), (25, False), (60, True), (85, False), (110, False), (160, False)]
    lists = copied([Chunk(KEY, START + at, anew) for at, anew in keys])
    number = START // 50

    assert [(e.number, e.discontinuous, float(e.seconds)) for e in lists[-1].entries] == [
        (number, False, 2.4),
        (number + 1, True, 2.0),
        (number + 2, False, 2.0),
    ]


def test_copied_media_with_rare_key_pictures_leave_no_hole_in_the_numbers() -> None:
    keys = range(START, START + 5000, 250)
    lists = copied([Chunk(KEY, key, key == START + 1000) for key in keys])

    assert lists[-1].target == 10
    for before, after in pairwise(lists):
        playlists.goes_on(before, after)
    assert [len(each.entries) for each in lists[-3:]] == [LISTED] * 3


def test_changes_are_counted_when_they_have_left_the_list() -> None:
    keys = range(START, START + 1500, 50)
    changed = {START + 100, START + 150, START + 600}
    lists = copied([Chunk(KEY, key, key in changed) for key in keys])

    def number(listed: playlists.Media) -> int:
        """Of the newest entry, as a player counts."""
        return listed.changes + sum(each.discontinuous for each in listed.entries)

    assert [number(each) - START // 50 for each in lists] == [
        0, 0, 1, *(2 for _ in range(9)), *(3 for _ in range(len(lists) - 12))
    ]  # fmt: skip
    assert lists[-1].changes == START // 50 + 3


def test_a_window_is_cut_where_the_stream_is() -> None:
    raster = Raster(PAL, 25)
    number = START // 50

    parts = list(raster.parts(START + 40, START + 110))

    assert parts == [
        Part(number, START + 40, START + 50),
        Part(number + 1, START + 50, START + 100),
        Part(number + 2, START + 100, START + 110),
    ]
    assert [raster.whole(part) for part in parts] == [False, True, False]


def test_each_segment_says_its_instant() -> None:
    segments = cut(PAL, 25, START, 20)
    playlist = segments.playlist()

    assert playlist is not None
    assert "#EXT-X-PROGRAM-DATE-TIME:2026-11-23T12:00:10.000Z" in playlist


def test_segments_outlive_their_place_in_the_list() -> None:
    segments = cut(PAL, 25, START, 60)
    newest = numbers(segments.playlist() or "")[-1]

    assert segments.segment(newest - KEPT + 1) is not None
    assert segments.segment(newest - KEPT) is None


def test_less_than_a_segment_is_no_list_to_begin_with() -> None:
    segments = Segments(PAL, 25)
    begun = [segments.playlist()]
    for key in (START + 10, START + 50, START + 100):
        segments.put(Chunk(KEY, key))
        begun.append(segments.playlist())

    assert [text is None for text in begun] == [True, True, True, False]
    assert [float(each.seconds) for each in playlists.media(begun[-1] or "").entries] == [1.6, 2]
