from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from exstreamtv.daemon.player.dialogue import (
    Action,
    Begin,
    Broke,
    ClockJumped,
    Ended,
    Happened,
    Hurried,
    Joined,
    Leave,
    Mended,
    Run,
    Skip,
    Start,
    Stop,
    Trim,
    TunedIn,
    TunedOut,
    Woke,
    Wrote,
)
from exstreamtv.daemon.player.player import GRACE, MOST_RUNS, REACH, Player, never
from exstreamtv.daemon.player.relay import Reel
from exstreamtv.model.grid import Grid
from exstreamtv.model.remedy import Fault, Remedy
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind, PlayoutItem, Timeline, Why
from tests.kit.catalogue import medium
from tests.kit.on_air import in_turn

GRID = Grid(Fraction(25))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEAD = timedelta(seconds=2)
TIMELINE = in_turn([f"item-{n}" for n in range(200)], 30, NOON)


REEL = Reel(tuple(medium(f"clip-{n}", "7s") for n in range(3)))


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def test_a_stream_of_the_past_is_covered_to_its_end_and_no_further() -> None:
    first = GRID.picture_at(NOON + seconds(29.5))
    player = Player(GRID, until=first + 40 * 25)

    _, actions = player.step(TunedIn(), TIMELINE, NOON + seconds(29.5))
    begun, *started = actions
    runs = [each.run.stretch for each in started if isinstance(each, Start)]

    assert begun == Begin(first)
    # What is so near would be too late on the air: nobody could see its beginning.
    assert [(run.picture, run.picture_stop) for run in runs] == [
        (first, GRID.picture_at(NOON + seconds(30))),
        (GRID.picture_at(NOON + seconds(30)), GRID.picture_at(NOON + seconds(60))),
    ]

    at = replace(player, viewers=1, picture=first + 39 * 25, sound=0)
    _, (last,) = at.step(Woke(), TIMELINE, NOON + seconds(66))

    assert isinstance(last, Start)
    assert last.run.stretch.picture_stop == first + 40 * 25


class Shell:
    """Does what the player asks for, in a world without processes."""

    def __init__(
        self,
        timeline: Timeline = TIMELINE,
        copies: Callable[[PlayoutItem], bool] = never,
    ) -> None:
        self.timeline = timeline
        self.player = Player(GRID, copies=copies)
        self.now = NOON + seconds(10)
        self.running: set[int] = set()
        self.done: list[Action] = []

    def tell(self, happened: Happened) -> tuple[Action, ...]:
        self.player, actions = self.player.step(happened, self.timeline, self.now)
        for action in actions:
            match action:
                case Start(run):
                    assert run.id not in self.running
                    self.running.add(run.id)
                case Stop(run_id):
                    self.running.remove(run_id)
                case Trim(run_id):
                    assert run_id in self.running
                case Leave():
                    assert not self.running
        self.done += actions
        return actions

    def write(self) -> tuple[Action, ...]:
        """The stream is written as far ahead as it should be."""
        if self.player.picture is None:
            return self.tell(Woke())
        picture = GRID.picture_at(self.now + LEAD)
        return self.tell(Wrote(picture, GRID.sound_at_picture(picture)))

    def play(self, span: timedelta) -> None:
        stop = self.now + span
        while self.now < stop:
            self.now += seconds(0.2)
            self.write()

    def break_first(self, after: timedelta) -> tuple[Action, ...]:
        """The run on the air has delivered only so much beyond the present, then died."""
        run = self.player.runs[0]
        picture = GRID.picture_at(self.now + after)
        return self.tell(Broke(run.id, picture, GRID.sound_at_picture(picture)))


def started(actions: tuple[Action, ...]) -> list[Start]:
    return [action for action in actions if isinstance(action, Start)]


def test_the_first_viewer_cuts_in_at_the_wall_clock() -> None:
    shell = Shell()

    begin, start = shell.tell(TunedIn())

    assert begin == Begin(GRID.picture_at(shell.now))
    assert isinstance(start, Start)
    assert start.run.item is TIMELINE.items[0]
    assert start.run.stretch.picture == GRID.picture_at(shell.now)
    assert start.run.stretch.picture_stop == GRID.picture_at(TIMELINE.items[0].stop)


def test_who_tunes_in_just_before_a_seam_sees_what_follows_from_its_first_picture() -> None:
    shell = Shell()
    shell.now = NOON + seconds(29.5)

    _, *started = shell.tell(TunedIn())

    seam = GRID.picture_at(NOON + seconds(30))
    assert [each.run.stretch.picture for each in started if isinstance(each, Start)] == [
        GRID.picture_at(shell.now),
        seam,
    ]


def test_a_second_viewer_starts_nothing() -> None:
    shell = Shell()
    shell.tell(TunedIn())

    assert shell.tell(TunedIn()) == ()


def test_the_next_item_starts_ahead_of_its_seam_and_meets_it() -> None:
    shell = Shell()
    shell.tell(TunedIn())
    shell.play(seconds(20) - REACH - seconds(0.5))
    early = len(shell.running)

    shell.play(seconds(1))

    first, second = shell.player.runs
    assert early == 1
    assert second.item is TIMELINE.items[1]
    assert second.stretch.picture == first.stretch.picture_stop
    assert second.stretch.sound == first.stretch.sound_stop


def test_a_run_that_is_written_out_is_stopped() -> None:
    shell = Shell()
    shell.tell(TunedIn())

    shell.play(seconds(25))

    assert shell.running == {2}


def test_a_death_with_a_full_queue_is_mended_without_a_hole() -> None:
    shell = Shell()
    shell.tell(TunedIn())
    shell.play(seconds(3))

    (mended,) = started(shell.break_first(seconds(4)))

    assert mended.run.stretch.picture == GRID.picture_at(shell.now + seconds(4))
    assert mended.run.item is TIMELINE.items[0]


def test_a_death_with_an_empty_queue_is_mended_ahead_of_the_clock() -> None:
    shell = Shell()
    shell.tell(TunedIn())
    shell.play(seconds(3))

    picture = GRID.picture_at(shell.now + seconds(0.4))
    shell.tell(Wrote(picture, GRID.sound_at_picture(picture)))

    (mended,) = started(shell.break_first(seconds(0.4)))

    assert mended.run.stretch.picture == GRID.picture_at(shell.now + seconds(1))


def test_sound_that_a_dead_process_left_out_is_made_up_for() -> None:
    shell = Shell()
    shell.tell(TunedIn())
    shell.play(seconds(3))
    picture = GRID.picture_at(shell.now + seconds(4))
    sound = GRID.sound_at_picture(picture) - 9

    (mended,) = started(shell.tell(Broke(1, picture, sound)))

    assert mended.run.stretch.sound == sound


def test_a_file_that_always_fails_is_tried_less_and_less() -> None:
    shell = Shell()
    shell.tell(TunedIn())
    attempts = []
    while shell.now < NOON + seconds(24):
        for run in shell.player.runs:
            if run.item is TIMELINE.items[0] and run.stretch.pictures:
                attempts.append(shell.now)
                shell.tell(Broke(run.id, run.stretch.picture, run.stretch.sound))
        shell.play(seconds(0.2))

    pauses = [after - before for before, after in pairwise(attempts)]

    assert len(attempts) == 5
    assert pauses == sorted(pauses)


def test_the_item_after_a_broken_one_starts_in_time() -> None:
    shell = Shell()
    shell.tell(TunedIn())
    while shell.now < NOON + seconds(29):
        for run in shell.player.runs:
            if run.item is TIMELINE.items[0]:
                shell.tell(Broke(run.id, run.stretch.picture, run.stretch.sound))
        shell.play(seconds(0.2))

    after = [run for run in shell.player.runs if run.item is TIMELINE.items[1]]

    assert [run.stretch.picture for run in after] == [GRID.picture_at(TIMELINE.items[1].start)]


def test_items_that_fail_in_turn_do_not_excuse_each_other() -> None:
    shell = Shell(in_turn([f"item-{n}" for n in range(100)], 2, NOON))
    shell.tell(TunedIn())
    for _ in range(50):
        for run in shell.player.runs:
            shell.tell(Broke(run.id, run.stretch.picture, run.stretch.sound))
        shell.play(seconds(0.2))

    assert len(started(tuple(shell.done))) < 40


def test_nobody_watching_ends_everything_after_a_grace() -> None:
    shell = Shell()
    shell.tell(TunedIn())
    shell.tell(TunedOut())
    shell.play(GRACE - seconds(0.5))
    before = len(shell.running)

    shell.play(seconds(1))

    assert before == 1
    assert shell.running == set()
    assert shell.done[-1] == Leave()


def test_a_viewer_within_the_grace_finds_the_channel_running() -> None:
    shell = Shell()
    shell.tell(TunedIn())
    shell.tell(TunedOut())
    shell.play(seconds(2))

    assert shell.tell(TunedIn()) == ()


def test_a_jump_of_two_seconds_is_cut_though_the_stream_is_as_far_ahead() -> None:
    shell = Shell()
    shell.tell(TunedIn())
    shell.tell(TunedOut())
    shell.now -= seconds(2)

    stayed = shell.tell(Woke())
    actions = shell.tell(ClockJumped())

    begin = next(action for action in actions if isinstance(action, Begin))
    assert not any(isinstance(action, Begin) for action in stayed)
    assert begin.picture == GRID.picture_at(shell.now)
    assert shell.player.leave_at == shell.now + GRACE


def test_a_step_of_the_clock_begins_the_stream_anew() -> None:
    for step in (seconds(600), seconds(-8)):
        shell = Shell()
        shell.tell(TunedIn())
        shell.play(seconds(3))
        shell.now += step

        actions = shell.tell(Woke())

        assert Begin(GRID.picture_at(shell.now)) in actions
        assert len(shell.running) == 1


def test_nothing_is_decided_before_the_next_run_is_due() -> None:
    shell = Shell()
    before = shell.player.is_due(shell.now)
    shell.tell(TunedIn())
    shell.play(seconds(3))
    wake = shell.player.wake

    assert before
    assert wake
    assert not shell.player.is_due(shell.now)
    assert shell.player.is_due(shell.now + seconds(60))
    assert shell.player.is_due(shell.now - seconds(60))
    shell.now = wake
    assert shell.player.is_due(wake)


def test_a_timeline_that_has_run_out_is_looked_at_again() -> None:
    shell = Shell(Timeline("test", TIMELINE.items[:1]))
    shell.now = NOON + seconds(60)

    shell.tell(TunedIn())

    assert shell.player.wake is not None
    shell.timeline = TIMELINE
    assert started(shell.tell(Woke()))


def test_a_slate_needs_no_process_but_has_its_run() -> None:
    nothing = PlayoutItem(NOON, NOON + seconds(60), Kind.SLATE, None, Why("s", NOON.date(), ()))
    shell = Shell(Timeline("test", [nothing]))

    shell.tell(TunedIn())

    assert [run.item.media for run in shell.player.runs] == [None]


happenings = st.one_of(
    st.just(TunedIn()),
    st.just(TunedOut()),
    st.just(Hurried()),
    st.just(Woke()),
    st.builds(
        Broke,
        st.integers(1, 12),
        st.integers(-50, 200),
        st.just(0),
        st.sampled_from([*Fault]),
    ),
    st.integers(0, 60),
    st.floats(-20, 40),
)


@settings(deadline=None)
@given(
    st.lists(happenings, max_size=40),
    st.integers(1, 40),
    st.lists(st.sampled_from([*Remedy]), max_size=5).map(tuple),
)
def test_whatever_happens_no_slot_has_two_processes(
    story: list[Happened | float | int], length: int, table: tuple[Remedy, ...]
) -> None:
    shell = Shell(in_turn([f"item-{n}" for n in range(400)], length, NOON - seconds(200)))
    shell.player = Player(GRID, 25, table, REEL)

    for happened in story:
        match happened:
            case float():
                shell.now += seconds(happened)
                shell.write()
            case Broke(run, picture, _, fault):
                at = GRID.picture_at(shell.now) + picture
                shell.tell(Broke(run, at, GRID.sound_at_picture(at), fault))
            case int():
                shell.tell(Mended(shell.timeline.items[happened]))
            case _:
                shell.tell(happened)

        runs = shell.player.runs
        assert {run.id for run in runs} == shell.running
        assert len(runs) <= MOST_RUNS
        assert all(
            before.stretch.picture_stop <= after.stretch.picture for before, after in pairwise(runs)
        )
        assert not (runs and shell.player.picture is None)


def copying(shell: Shell) -> tuple[Run, ...]:
    """The runs after somebody has tuned in, the first one being a copied one."""
    shell.tell(TunedIn())
    assert [run.copied for run in shell.player.runs] == [True]
    return shell.player.runs


def joined(shell: Shell, run: Run, picture: int) -> tuple[Action, ...]:
    return shell.tell(Joined(run.id, picture, GRID.sound_at_picture(picture)))


def ended(shell: Shell, run: Run, picture: int) -> tuple[Action, ...]:
    return shell.tell(Ended(run.id, picture, GRID.sound_at_picture(picture)))


def spans(shell: Shell) -> list[tuple[int, int, bool]]:
    """What is covered from the beginning of the stream on, and how."""
    first = shell.player.first or 0
    runs = ((run.stretch, run.copied) for run in shell.player.runs)
    return [(each.picture - first, each.picture_stop - first, copied) for each, copied in runs]


def test_what_is_copied_is_one_run_if_it_begins_with_a_key_picture() -> None:
    shell = Shell(copies=lambda _: True)
    (run,) = copying(shell)

    assert joined(shell, run, run.stretch.picture) == ()


def test_up_to_the_first_key_picture_the_channel_encodes_at_once() -> None:
    shell = Shell(copies=lambda _: True)
    (run,) = copying(shell)

    (start,) = started(joined(shell, run, run.stretch.picture + 60))

    assert spans(shell) == [(0, 60, False), (60, 500, True)]
    assert start.run.stretch.sound_stop == shell.player.runs[1].stretch.sound


def test_a_stream_begins_with_a_copy_that_begins_within_a_second() -> None:
    shell = Shell(copies=lambda _: True)
    (run,) = copying(shell)
    first = run.stretch.picture

    assert joined(shell, run, first + 25) == (Skip(first + 25),)
    assert shell.player.picture == first + 25
    assert shell.player.sound == GRID.sound_at_picture(first + 25)
    assert spans(shell) == [(0, 475, True)]


def test_a_stream_that_has_begun_skips_nothing() -> None:
    shell = Shell(copies=lambda item: item is not TIMELINE.items[0])
    shell.tell(TunedIn())
    shell.play(seconds(16))
    _, run = shell.player.runs

    (start,) = joined(shell, run, run.stretch.picture + 10)

    assert isinstance(start, Start)
    assert start.run.stretch.pictures == 10


def test_who_goes_on_where_he_left_misses_nothing() -> None:
    shell = Shell(copies=lambda _: True)
    shell.player = replace(shell.player, skipped=ZERO)
    (run,) = copying(shell)

    (start,) = joined(shell, run, run.stretch.picture + 1)

    assert isinstance(start, Start)
    assert start.run.stretch.pictures == 1


def test_what_the_copy_leaves_at_its_end_is_encoded() -> None:
    shell = Shell(copies=lambda _: True)
    (run,) = copying(shell)
    joined(shell, run, run.stretch.picture)
    shell.play(seconds(15))

    (start,) = started(ended(shell, run, run.stretch.picture_stop - 3))

    assert not start.run.copied
    assert start.run.stretch.picture == run.stretch.picture_stop - 3
    assert start.run.stretch.picture_stop == run.stretch.picture_stop


def test_a_misfit_is_encoded_to_its_end_without_counting_as_a_failure() -> None:
    shell = Shell(copies=lambda _: True)
    (run,) = copying(shell)

    (start,) = started(ended(shell, run, run.stretch.picture))

    assert not start.run.copied
    assert start.run.stretch == run.stretch
    assert shell.player.failures == ()


def test_a_copy_that_was_killed_is_copied_again_once() -> None:
    shell = Shell(copies=lambda _: True)
    copying(shell)

    (again,) = started(shell.break_first(seconds(2)))
    shell.tell(Broke(again.run.id, again.run.stretch.picture, 0))
    shell.play(seconds(2))
    last = shell.player.runs[-1]

    assert again.run.copied
    assert last.id > again.run.id
    assert not last.copied


def test_an_encoder_that_is_killed_before_a_copy_is_followed_by_one_up_to_it() -> None:
    shell = Shell(copies=lambda _: True)
    (run,) = copying(shell)
    (start,) = started(joined(shell, run, run.stretch.picture + 200))

    died = shell.tell(Broke(start.run.id, start.run.stretch.picture + 50, 0))

    (again,) = started(died)
    assert not again.run.copied
    assert spans(shell) == [(0, 50, False), (50, 200, False), (200, 500, True)]


def test_what_is_short_is_not_worth_a_copy() -> None:
    shell = Shell(copies=lambda _: True)
    shell.now = NOON + seconds(27.5)
    shell.tell(TunedIn())

    assert [run.copied for run in shell.player.runs] == [False, True]


def test_the_next_item_is_copied_behind_one_that_is_not() -> None:
    shell = Shell(copies=lambda item: item is not TIMELINE.items[0])
    shell.tell(TunedIn())
    shell.play(seconds(16))

    assert [run.copied for run in shell.player.runs] == [False, True]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 900)), max_size=25))
def test_whatever_copies_say_of_themselves_no_slot_is_covered_twice(
    told: list[tuple[int, int]],
) -> None:
    shell = Shell(copies=lambda _: True)
    shell.tell(TunedIn())
    told_of: set[int] = set()

    for kind, share in told:
        shell.play(seconds(1 + share % 3))
        for run in shell.player.runs[: kind % 3 + 1]:
            length = run.stretch.pictures * share // 900
            reached = max(run.stretch.picture + length, shell.player.picture or 0)
            if reached >= run.stretch.picture_stop:
                continue
            if kind == 4:
                shell.tell(Broke(run.id, reached, GRID.sound_at_picture(reached)))
            elif run.copied and kind % 2 and run.id not in told_of:
                joined(shell, run, reached)
                told_of.add(run.id)
            elif run.copied:
                ended(shell, run, reached)
        stretches = [run.stretch for run in shell.player.runs]
        assert all(a.picture_stop <= b.picture for a, b in pairwise(stretches)), stretches
        assert len(shell.running) <= MOST_RUNS
