"""What is done about an item that cannot be played, failure by failure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from exstreamtv.daemon.player.dialogue import (
    Broke,
    Mended,
    Run,
    Start,
    Stop,
    Trim,
    TunedIn,
    Wrote,
)
from exstreamtv.daemon.player.player import Player
from exstreamtv.daemon.player.relay import Reel, standby
from exstreamtv.daemon.player.remedies import Failure, failed, table_of
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import Grid
from exstreamtv.model.remedy import Fault, Remedy
from exstreamtv.model.timeline import Timeline
from tests.kit.catalogue import medium
from tests.kit.on_air import in_turn

GRID = Grid(Fraction(25))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LINE = in_turn(["film", "next"], 1800, NOON)
FILM, NEXT = LINE.items
REEL = Reel(tuple(medium(f"clip-{n}", "40s") for n in range(3)))
LEAD = timedelta(seconds=2)
R, S, A = Remedy.RETRY, Remedy.SOFTWARE, Remedy.ALTERNATE
NOTHING = Fraction(0)


def in_a_row(count: int, *table: Remedy, fault: Fault = Fault.BROKEN) -> Failure:
    """The last of so many failures, one right after the other."""
    failure = None
    for _ in range(count):
        failure = failed(failure, FILM, fault, NOTHING, table, NOON)
    assert failure
    return failure


def waits(failure: Failure) -> float:
    return (failure.retry_at - NOON).total_seconds()


def test_each_failure_takes_the_next_word_and_the_last_one_stays() -> None:
    found = [in_a_row(count, R, S, A).remedy for count in (1, 2, 3, 4)]

    assert found == [R, S, A, A]


def test_the_usual_table_tries_four_times_and_then_something_else_airs() -> None:
    found = [in_a_row(count) for count in range(1, 7)]

    assert [each.stands_in for each in found] == [False] * 4 + [True] * 2
    assert [waits(each) for each in found] == [0, 1, 2, 5, 15, 15]


def test_what_is_not_there_is_not_tried_again_and_again() -> None:
    assert in_a_row(1, R, S, A, fault=Fault.GONE).remedy is A
    assert in_a_row(1, R, fault=Fault.GONE).remedy is A


@pytest.mark.parametrize("last", [Remedy.SKIP, Remedy.SLATE])
def test_an_item_that_is_left_is_not_tried_before_its_end(last: Remedy) -> None:
    failure = in_a_row(2, R, last)

    assert failure.retry_at == FILM.stop
    assert failure.stands_in is (last is Remedy.SKIP)


def test_one_that_has_played_a_while_fails_for_the_first_time_unless_it_is_too_slow() -> None:
    before = in_a_row(1, R, A)

    assert failed(before, FILM, Fault.BROKEN, Fraction(2), (R, A), NOON).remedy is R
    assert failed(before, FILM, Fault.SLOW, Fraction(2), (R, A), NOON).remedy is A


def test_a_failure_is_forgotten_after_a_minute() -> None:
    before = in_a_row(3, R, R, A)
    later = before.retry_at + timedelta(seconds=61)

    assert failed(before, FILM, Fault.SLOW, NOTHING, (R, A), later).count == 1


def test_software_is_no_remedy_where_nothing_else_encodes() -> None:
    channel = Channel("one", "1", "One", Profile(), on_failure=(R, S, A))

    assert table_of(channel) == (R, A)


class Story:
    """A player on the air for ten seconds, with nothing but a table and a reel."""

    def __init__(self, *table: Remedy, reel: Reel = REEL) -> None:
        self.player = Player(GRID, 25, table, reel)
        self.now = NOON + timedelta(seconds=10)
        self.tell(TunedIn())
        self.now += timedelta(seconds=10)
        self.write()

    def tell(self, happened: object) -> tuple[object, ...]:
        line = Timeline("one", LINE.items)
        self.player, actions = self.player.step(happened, line, self.now)  # type: ignore[arg-type]
        return actions

    def write(self, lead: timedelta = LEAD) -> tuple[object, ...]:
        picture = GRID.picture_at(self.now + lead)
        return self.tell(Wrote(picture, GRID.sound_at_picture(picture)))

    def break_all(self, fault: Fault = Fault.BROKEN) -> list[Run]:
        """All runs break with nothing delivered that is not written; what is started then."""
        runs: list[Run] = []
        picture = self.player.picture
        assert picture is not None
        for run in self.player.runs:
            sound = GRID.sound_at_picture(picture)
            told = self.tell(Broke(run.id, picture, sound, fault))
            runs += [action.run for action in told if isinstance(action, Start)]
        return runs


def test_in_place_of_a_file_that_is_gone_the_reel_airs_at_once() -> None:
    (run,) = Story().break_all(Fault.GONE)

    assert run.item in standby(FILM, REEL)
    assert run.item.media in REEL.media


def test_without_a_reel_there_is_the_slate_and_the_file_is_looked_for() -> None:
    story = Story(reel=Reel())

    assert story.break_all(Fault.GONE) == []
    assert story.player.wake == story.now + timedelta(seconds=3)


def test_the_reel_goes_round_from_where_the_instant_points_to() -> None:
    items = standby(FILM, REEL)

    assert len(items) == 45
    assert {each.media for each in items[:3]} == set(REEL.media)
    assert [each.media for each in items[:3]] == [each.media for each in items[3:6]]
    assert (items[0].start, items[-1].stop) == (FILM.start, FILM.stop)


def test_a_file_that_is_back_is_on_the_air_a_second_later() -> None:
    story = Story(reel=Reel())
    story.break_all(Fault.GONE)
    story.now += timedelta(seconds=2.9)
    story.write(timedelta(seconds=0.4))

    (start,) = story.tell(Mended(FILM))

    assert isinstance(start, Start)
    assert start.run.item is FILM
    assert start.run.stretch.picture == GRID.picture_at(story.now + timedelta(seconds=1))


def test_what_airs_instead_ends_with_a_whole_group_for_a_file_that_is_back() -> None:
    story = Story()
    (instead,) = story.break_all(Fault.GONE)
    story.now += timedelta(seconds=3.3)
    story.write()

    trim, start = story.tell(Mended(FILM))

    assert isinstance(trim, Trim)
    assert isinstance(start, Start)
    assert trim.run == instead.id
    assert trim.picture == start.run.stretch.picture
    assert trim.picture % 25 == 0
    assert (
        timedelta(0)
        <= GRID.picture_instant(trim.picture) - story.now - LEAD
        < timedelta(seconds=1.1)
    )
    assert start.run.stretch.sound == trim.sound


def test_what_airs_instead_later_is_not_begun_for_a_file_that_is_back() -> None:
    story = Story(Remedy.SKIP)
    story.break_all()
    while story.now < standby(FILM, REEL)[0].stop - timedelta(seconds=4):
        story.now += timedelta(seconds=1)
        story.write()
    _, second = story.player.runs

    actions = story.tell(Mended(FILM))

    assert Stop(second.id) in actions
    assert [run.item for run in story.player.runs] == [FILM]
    assert second.item in standby(FILM, REEL)


def test_nothing_happens_where_nothing_was_amiss() -> None:
    assert Story().tell(Mended(FILM)) == ()


def test_the_software_encodes_what_the_hardware_could_not() -> None:
    story = Story(S)

    assert [run.software for run in story.break_all()] == [True]
