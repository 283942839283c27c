"""A live source on the air: what comes late, and what airs while it is down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from exstreamtv.daemon.player.dialogue import (
    Broke,
    Run,
    Start,
    TunedIn,
    Wrote,
)
from exstreamtv.daemon.player.player import Player
from exstreamtv.daemon.player.relay import standby
from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.transport.units import Kind as UnitKind
from exstreamtv.model.grid import Grid
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind, PlayoutItem, Standby, Timeline, Why
from tests.kit.catalogue import medium
from tests.kit.units import output, stretch

GRID = Grid(Fraction(25))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEWS = Media("news", "live", MediaKind.LIVE, "news", ZERO)
WHY = Why("s", NOON.date(), ())
FIRST = 44_000_000_000
MINUTE = timedelta(minutes=1)


def relay(*alternate: Standby) -> PlayoutItem:
    return PlayoutItem(NOON, NOON + 60 * MINUTE, Kind.LIVE, NEWS, WHY, alternate=alternate)


A, B = (Standby(medium(name, "20m"), 20 * MINUTE) for name in "ab")
REST = Standby(None, 20 * MINUTE)


def started(player: Player, item: PlayoutItem, now: datetime, *happened: object) -> list[Run]:
    line = Timeline("one", [item])
    runs: list[Run] = []
    for each in happened:
        player, actions = player.step(each, line, now)  # type: ignore[arg-type]
        runs += [action.run for action in actions if isinstance(action, Start)]
    PLAYERS.append(player)
    return runs


PLAYERS: list[Player] = []


def after_a_failure(item: PlayoutItem, now: datetime) -> list[Run]:
    """What is started when the relay breaks, ten seconds after somebody tuned in at ``now``."""
    (run,) = started(Player(GRID), item, now, TunedIn())
    later = now + timedelta(seconds=10)
    picture = GRID.picture_at(later + timedelta(seconds=2))
    sound = GRID.sound_at_picture(picture)
    return started(PLAYERS[-1], item, later, Wrote(picture, sound), Broke(run.id, picture, sound))


def test_the_alternate_lies_over_the_whole_relay() -> None:
    a, b, rest = standby(relay(A, B, REST))

    assert [(i.start - NOON, i.stop - NOON) for i in (a, b, rest)] == [
        (20 * n * MINUTE, 20 * (n + 1) * MINUTE) for n in range(3)
    ]
    assert (a.kind, rest.kind, rest.media) == (Kind.FILLER, Kind.SLATE, None)
    assert standby(item := relay(A, REST)) is standby(item)


def test_a_relay_that_is_joined_by_a_twin_has_the_rest_of_its_alternate() -> None:
    item = PlayoutItem(
        NOON, NOON + 30 * MINUTE, Kind.LIVE, NEWS, WHY, 10 * MINUTE, alternate=(A, B)
    )
    a, b = standby(item)

    assert (a.start, a.stop, a.in_point) == (NOON, NOON + 10 * MINUTE, 10 * MINUTE)
    assert (b.start, b.stop, b.in_point) == (NOON + 10 * MINUTE, NOON + 30 * MINUTE, ZERO)


def test_when_a_relay_breaks_the_alternate_is_joined_where_it_is_by_then() -> None:
    (run,) = after_a_failure(relay(A, B, REST), NOON + 25 * MINUTE)

    assert run.item.media is B.media
    assert run.item.start == NOON + 20 * MINUTE


def test_the_alternate_ends_where_the_next_attempt_has_had_its_time() -> None:
    (run,) = after_a_failure(relay(A, B, REST), NOON)

    # 3 s of patience and 6 to succeed, of which 2 are played already.
    assert run.stretch.pictures == 7 * 25


def test_without_an_alternate_the_relay_itself_is_tried_again() -> None:
    (run,) = after_a_failure(relay(), NOON)

    assert run.item.media is NEWS


def test_what_comes_late_is_shown_later_picture_and_sound() -> None:
    feed = Feed(stretch(GRID, FIRST, FIRST + 100), GRID)
    feed.postpone(25)
    feed.take_in(output(GRID, 50, 94))

    first_sound = feed.head(UnitKind.SOUND)
    first = feed.head(UnitKind.PICTURE)
    assert first
    assert first_sound
    assert first[0] == FIRST + 25
    assert first_sound[0] == feed.stretch.sound - 2 + 47  # the encoder's priming comes along


def test_what_is_postponed_over_the_end_is_left_out() -> None:
    feed = Feed(stretch(GRID, FIRST, FIRST + 40), GRID)
    feed.postpone(25)
    feed.take_in(output(GRID, 40, 75))
    feed.end()

    assert feed.complete
    assert feed.reached[0] == FIRST + 40
