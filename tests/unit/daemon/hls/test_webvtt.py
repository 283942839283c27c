from __future__ import annotations

from datetime import UTC, datetime, timedelta

from exstreamtv.daemon.hls.webvtt import Cue, Shown, cues, on_air, written
from exstreamtv.model.time import EPOCH, SECOND
from tests.kit.on_air import item

EIGHT = datetime(2026, 11, 23, 20, tzinfo=UTC)
STAMP = (EIGHT - EPOCH) // SECOND * 90_000 % 2**33

ASS = """\
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.50,0:00:03.00,Default,,0,0,0,,{\\i1}Hello{\\i0}, you\\Nthere
Dialogue: 0,1:02:03.04,1:02:04.00,Default,,0,0,0,,a < b & c
Dialogue: 0,0:00:05.00,0:00:05.00,Default,,0,0,0,,never
Dialogue: 0,0:00:06.00,0:00:07.00,Default,,0,0,0,,{\\p1}m 0 0 l 10 0
Dialogue: 0,0:00:06.00,0:00:07.00,Default,,0,0,0,,{\\an8}
Dialogue: broken
"""


def at(seconds: float) -> datetime:
    return EIGHT + seconds * SECOND


def test_words_are_taken_and_their_looks_left() -> None:
    hello, other = cues(ASS)

    assert hello == Cue(1.5 * SECOND, 3 * SECOND, "Hello, you\nthere")
    assert other == Cue(timedelta(0, 3723.04), timedelta(0, 3724), "a < b & c")


def test_cues_are_shown_while_their_item_is_on_the_air() -> None:
    said = [Cue(n * SECOND, (n + 2) * SECOND, f"{n}") for n in (8, 10, 12, 18, 19, 20)]
    film = item("film", EIGHT, 9, in_point=10)

    shown = list(on_air(film, said))

    assert [(each.start, each.stop, each.text) for each in shown] == [
        (at(0), at(2), "10"),
        (at(2), at(4), "12"),
        (at(8), at(9), "18"),
    ]


def test_a_segment_has_all_that_is_shown_in_it_with_its_whole_time() -> None:
    said = [
        Shown(at(7.5), at(10.25), "begun"),
        Shown(at(11), at(11.5), "a < b & c"),
        Shown(at(2), at(10), "over"),
        Shown(at(12), at(13), "to come"),
    ]

    assert written(said, at(10), at(12)) == (
        "WEBVTT\n"
        f"X-TIMESTAMP-MAP=MPEGTS:{STAMP + 675_000},LOCAL:00:00:00.000\n"
        "\n"
        "00:00:00.000 --> 00:00:02.750\nbegun\n"
        "\n"
        "00:00:03.500 --> 00:00:04.000\na &lt; b &amp; c\n"
    )


def test_a_segment_without_words_is_one() -> None:
    assert written([], EIGHT, at(2)) == (
        f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:{STAMP},LOCAL:00:00:00.000\n"
    )
