"""The player: pure decisions about one channel's processes. No I/O, no clock.

It has one idea: find the first slot that no process delivers, look up the timeline there,
and cut in. Tune-in, seam, crash and stall are the same act. So is copying: what is copied says
where it begins and ends, and the holes in front of it and behind it are encoded. The shell
(`daemon/channel.py`) says what happened and carries out what is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

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
from exstreamtv.daemon.player.relay import NOTHING, Reel, standby
from exstreamtv.daemon.player.remedies import Failure, failed, forgiven
from exstreamtv.daemon.splicing.stretch import Stretch
from exstreamtv.model.grid import Grid
from exstreamtv.model.remedy import Remedy
from exstreamtv.model.timeline import Cue, PlayoutItem, Timeline

REACH = timedelta(seconds=6)
"""How long before its first slot is shown the next process starts."""

STARTUP = timedelta(seconds=1)
"""How long before its first slot is shown a process must start, to be in time."""

SLOWEST = 4
"""So many times as long at most, after that many failures in a row."""

GRACE = timedelta(seconds=6)
"""How long a channel goes on when nobody watches; a viewer who zaps back finds it running."""

BEHIND, AHEAD = timedelta(seconds=6), timedelta(seconds=5)
"""Distances from the wall clock that only a step of the clock, or a stopped machine, explains."""

WORTH = timedelta(seconds=3)
"""What is shorter is not copied: it takes an encoder beside it at both ends."""

SKIPPED = timedelta(seconds=1)
"""By how much later a stream may begin that copies: half of what it is ahead of the clock.

Its first picture is sent no later for it, but sooner: no encoder has to start.
"""

MOST_COPIES = 2
"""What has failed so often in a row is encoded from then on."""

MOST_RUNS = 6
REMEMBERED = 8
"""Failures of different items that are counted at a time."""


def never(_: PlayoutItem) -> bool:
    """Nothing is copied."""
    return False


@dataclass(frozen=True, slots=True)
class Player:
    """One channel's state. `step` returns the next one; nothing is changed in place.

    ``runs`` are in the order of their slots and never overlap; ``picture`` and ``sound``
    are the next slots to be written, None while the channel is off the air; ``first`` is the
    picture that the stream began with. ``group`` is how many pictures are from one key picture to
    the next; ``table`` says what is done about a failure, ``reel`` what airs instead. It goes on
    for ``grace`` when nobody watches. ``copies`` says which items are sent as they are; ``copied``
    are those that one run is or was for: all else of them is encoded. One that ends before picture
    ``until`` is of the past: its clock waits for it, so that nothing is ever too late. Of what is
    copied so much may be ``skipped`` at the beginning of the stream.
    """

    grid: Grid
    group: int = 1
    table: tuple[Remedy, ...] = ()
    reel: Reel = NOTHING
    copies: Callable[[PlayoutItem], bool] = never
    viewers: int = 0
    runs: tuple[Run, ...] = ()
    picture: int | None = None
    sound: int = 0
    first: int | None = None
    next_run: int = 1
    copied: tuple[PlayoutItem, ...] = ()
    failures: tuple[Failure, ...] = ()
    leave_at: datetime | None = None
    wake: datetime | None = None
    grace: timedelta = GRACE
    until: int | None = None
    skipped: timedelta = SKIPPED

    def step(
        self, happened: Happened, timeline: Timeline, now: datetime
    ) -> tuple[Player, tuple[Action, ...]]:
        """The state after ``happened``, and what the shell must do now, in order."""
        player, mended = self._after(happened, now)
        if player.picture is not None and player.leave_at is not None and now >= player.leave_at:
            return player._off()
        if player.picture is None:
            if not player.viewers:
                return player, ()
            player, begun = player._begun(now)
        elif player.lost(now) or isinstance(happened, ClockJumped):
            player, begun = player._begun(now)
        else:
            begun = ()
        player, dropped = player._without_the_past()
        player, started = player._covered(timeline, now)
        return player, (*mended, *begun, *dropped, *started)

    def _after(self, happened: Happened, now: datetime) -> tuple[Player, tuple[Action, ...]]:
        match happened:
            case TunedIn():
                return replace(self, viewers=self.viewers + 1, leave_at=None), ()
            case TunedOut():
                viewers = max(0, self.viewers - 1)
                leave_at = None if viewers else now + self.grace
                return replace(self, viewers=viewers, leave_at=leave_at), ()
            case Hurried():
                return (self if self.viewers else replace(self, leave_at=now)), ()
            case Wrote(picture, sound):
                on_air = self.picture is not None
                return (replace(self, picture=picture, sound=sound) if on_air else self), ()
            case Broke():
                return self._broken(happened, now), ()
            case Mended(item):
                return self._mended(item, now)
            case Joined() | Ended():
                return self._fitted(happened)
            case Woke() | ClockJumped():
                return self, ()
            case _:
                assert_never(happened)

    def _broken(self, broke: Broke, now: datetime) -> Player:
        """The run shortened to what it delivered, and the count of its item's failures."""
        run = next((run for run in self.runs if run.id == broke.run), None)
        if run is None or broke.picture >= run.stretch.picture_stop:
            return self
        rest = replace(
            run.stretch,
            picture_stop=max(run.stretch.picture, broke.picture),
            sound_stop=min(run.stretch.sound_stop, max(run.stretch.sound, broke.sound)),
        )
        before = self._failure(run.item)
        delivered = rest.pictures / self.grid.rate
        failure = failed(before, run.item, broke.fault, delivered, self.table, now)
        return replace(
            self,
            runs=tuple(replace(each, stretch=rest) if each is run else each for each in self.runs),
            copied=tuple(each for each in self.copied if each is not run.item or not run.copied),
            failures=(*self._without(before), failure)[-REMEMBERED:],
        )

    def _fitted(self, told: Joined | Ended) -> tuple[Player, tuple[Action, ...]]:
        """With a copied run that begins or ends where it says."""
        if isinstance(told, Joined):
            ends = {"picture": told.picture, "sound": told.sound}
        else:
            ends = {"picture_stop": told.picture, "sound_stop": told.sound}
        runs = tuple(
            replace(run, stretch=replace(run.stretch, **ends)) if run.id == told.run else run
            for run in self.runs
        )
        player = replace(self, runs=runs)
        if isinstance(told, Joined) and player._may_begin_at(told.picture):
            begun = replace(player, picture=told.picture, sound=told.sound, first=told.picture)
            return begun, (Skip(told.picture),)
        return player, ()

    def _may_begin_at(self, picture: int) -> bool:
        """Is it soon, is nothing written yet, and does no process have what comes before it?"""
        first = self.picture
        if first is None or first != self.first or picture <= first:
            return False
        covered = any(r.stretch.picture <= first < r.stretch.picture_stop for r in self.runs)
        late = self.grid.picture_instant(picture) - self.grid.picture_instant(first)
        return late <= self.skipped and not covered

    def _mended(self, item: PlayoutItem, now: datetime) -> tuple[Player, tuple[Action, ...]]:
        """Try it at once, and let what airs in its place end with a group of pictures by then."""
        before = self._failure(item)
        if before is None or self.picture is None:
            return self, ()
        soon = max(self.picture, self.grid.picture_at(now + STARTUP))
        end = -(-soon // self.group) * self.group
        player = replace(self, failures=(*self._without(before), forgiven(before, now)))
        actions = list[Action]()
        for run in self.runs:
            if run.item in standby(item, self.reel) and run.stretch.picture_stop > end:
                player, ended = player._ended(run, end)
                actions.append(ended)
        return player, tuple(actions)

    def _ended(self, run: Run, picture: int) -> tuple[Player, Action]:
        """With a run that ends there, or without it if it begins there or later."""
        if run.stretch.picture >= picture:
            return replace(self, runs=tuple(r for r in self.runs if r is not run)), Stop(run.id)
        sound = max(run.stretch.sound, self.grid.sound_at_picture(picture))
        rest = replace(run.stretch, picture_stop=picture, sound_stop=sound)
        runs = tuple(replace(r, stretch=rest) if r is run else r for r in self.runs)
        return replace(self, runs=runs), Trim(run.id, picture, sound)

    def _without(self, failure: Failure | None) -> tuple[Failure, ...]:
        return tuple(each for each in self.failures if each is not failure)

    def _failure(self, item: PlayoutItem) -> Failure | None:
        return next((each for each in self.failures if each.item is item), None)

    def is_due(self, now: datetime) -> bool:
        """Is there something to decide, though nothing has happened?"""
        awake = self.wake is not None and now >= self.wake
        return self.picture is None or awake or self.lost(now)

    def lost(self, now: datetime) -> bool:
        """Has the wall clock left the stream?"""
        if self.picture is None:
            return False
        ahead = self.grid.picture_instant(self.picture) - now
        return not -BEHIND <= ahead <= AHEAD

    def _begun(self, now: datetime) -> tuple[Player, tuple[Action, ...]]:
        picture = self.grid.picture_at(now)
        sound = self.grid.sound_at_picture(picture)
        leave_at = now + self.grace if self.leave_at else None
        fresh = replace(self, runs=(), picture=picture, sound=sound, first=picture, copied=())
        fresh = replace(fresh, failures=(), leave_at=leave_at)
        return fresh, (*(Stop(run.id) for run in self.runs), Begin(picture))

    def _off(self) -> tuple[Player, tuple[Action, ...]]:
        stops = tuple(Stop(run.id) for run in self.runs)
        fresh = Player(self.grid, self.group, self.table, self.reel, self.copies)
        fresh = replace(fresh, next_run=self.next_run, grace=self.grace, until=self.until)
        fresh = replace(fresh, skipped=self.skipped)
        return fresh, (*stops, Leave())

    def _without_the_past(self) -> tuple[Player, tuple[Action, ...]]:
        assert self.picture is not None
        over = [run for run in self.runs if self._written(run)]
        runs = tuple(run for run in self.runs if run not in over)
        return replace(self, runs=runs), tuple(Stop(run.id) for run in over)

    def _written(self, run: Run) -> bool:
        assert self.picture is not None
        stretch = run.stretch
        return stretch.picture_stop <= self.picture and stretch.sound_stop <= self.sound

    def _covered(self, timeline: Timeline, now: datetime) -> tuple[Player, tuple[Action, ...]]:
        """A run into each hole that is near, item by item, as long as there is room for one."""
        player, actions = replace(self, wake=self.leave_at), list[Action]()
        for first, stop in self._holes():
            at = first
            while at != stop and len(player.runs) < MOST_RUNS:
                shown = self.grid.picture_instant(at)
                cue = timeline.at(shown)
                if shown > now + REACH or cue is None:
                    player = player._awake_at(max(shown - REACH, now + STARTUP))
                    break
                item, last = player._instead(cue, now)
                end = min(last, stop or last)
                player, started = player._cut_in(item, at, end, now, own=item is cue.item)
                actions += started
                at = end
        return player, tuple(actions)

    def _instead(self, cue: Cue, now: datetime) -> tuple[PlayoutItem, int]:
        """The item to cut in, and its end: while it cannot be played, what airs in its place.

        That ends as long after the next attempt as this one has time to succeed.
        """
        failure = self._failure(cue.item)
        last = self.grid.picture_at(cue.item.stop)
        if not (failure and failure.stands_in and now < failure.retry_at):
            return cue.item, last
        at = cue.item.stop - cue.remaining
        instead = [each for each in standby(cue.item, self.reel) if at < each.stop]
        if not instead:
            return cue.item, last
        until = self.grid.picture_at(failure.retry_at + REACH)
        return instead[0], min(last, until, self.grid.picture_at(instead[0].stop))

    def _holes(self) -> Iterator[tuple[int, int | None]]:
        """Pictures that no run delivers, in order; the last hole ends with everything, or never."""
        assert self.picture is not None
        edge = self.picture
        for run in self.runs:
            if run.stretch.picture > edge:
                yield edge, run.stretch.picture
            edge = max(edge, run.stretch.picture_stop)
        if self.until is None or edge < self.until:
            yield edge, self.until

    def _cut_in(
        self, item: PlayoutItem, first: int, stop: int, now: datetime, *, own: bool
    ) -> tuple[Player, tuple[Start, ...]]:
        """A run of this item as early as it can be in time; none if that is too late.

        What airs in the place of another, not of its ``own``, is never copied: it is cut off.
        """
        failure = self._failure(item)
        if failure and now < failure.retry_at:
            return self._awake_at(failure.retry_at), ()
        # Before its first picture the stream waits for whatever it begins with.
        begins = self.picture == self.first and not failure
        if not begins and self.until is None:
            slowness = max(1, min(failure.count, SLOWEST)) if failure else 1
            first = max(first, self.grid.picture_at(now + STARTUP * slowness))
        if first >= stop:
            return self, ()
        software = failure is not None and failure.remedy is Remedy.SOFTWARE
        copied = own and self._copies(item, first, stop)
        run = Run(self.next_run, item, self._stretch(first, stop), software, copied)
        runs = tuple(sorted((*self.runs, run), key=lambda each: each.stretch.picture))
        known = (*self.copied, item)[-REMEMBERED:] if copied else self.copied
        return replace(self, runs=runs, copied=known, next_run=self.next_run + 1), (Start(run),)

    def _copies(self, item: PlayoutItem, first: int, stop: int) -> bool:
        """Is this stretch of an item worth copying, and has none of it been copied?"""
        failure = self._failure(item)
        return (
            stop - first >= WORTH.seconds * self.grid.rate
            and stop == self.grid.picture_at(item.stop)
            and not (failure and failure.count >= MOST_COPIES)
            and not any(each is item for each in self.copied)
            and self.copies(item)
        )

    def _stretch(self, first: int, stop: int) -> Stretch:
        """With the sound that a broken run before it left out."""
        sound = self.grid.sound_at_picture(first)
        before = [run.stretch for run in self.runs if run.stretch.picture_stop == first]
        if before:
            sound = min(sound, max(before[-1].sound_stop, self.sound))
        return Stretch(first, stop, sound, self.grid.sound_at_picture(stop))

    def _awake_at(self, instant: datetime) -> Player:
        return replace(self, wake=min(instant, self.wake) if self.wake else instant)
