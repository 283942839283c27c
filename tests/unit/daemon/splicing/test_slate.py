"""Slates of several groups, and sounds that go round with them."""

from __future__ import annotations

from fractions import Fraction

from exstreamtv.daemon.splicing.slate import Slate, slate_from
from exstreamtv.daemon.transport.units import Kind
from exstreamtv.model.grid import Grid
from tests.kit.units import head, picture, sound

GRID = Grid(Fraction(25))
GROUP = 10
DAY = 44_000_000_000 // 1500 * 1500


def made(pictures: int, sounds: int, *, lasting: bool) -> Slate:
    shown = b"".join(picture(GRID, n, n, key=n % GROUP == 0) for n in range(pictures))
    heard = b"".join(sound(GRID, m) for m in range(-1, sounds))
    return slate_from(head() + shown + heard, GRID, GROUP, lasting=lasting)


def test_pictures_go_round_by_the_grid_in_whole_groups() -> None:
    slate = made(38, 5, lasting=False)
    places = [slate.pictures.index(slate.picture(DAY + n, n % GROUP)) for n in range(60)]

    assert slate.turn == 30
    assert places == [*range(30), *range(30)]


def test_whoever_enters_within_a_group_begins_with_its_key_picture() -> None:
    slate = made(30, 5, lasting=False)

    assert slate.picture(DAY + 17, 0) is slate.pictures[10]
    assert slate.picture(DAY + 18, 1) is slate.pictures[11]


def test_a_sound_that_lasts_begins_anew_with_each_turn() -> None:
    slate = made(10, 188, lasting=True)
    first = GRID.sound_at_picture(DAY)
    again = GRID.sound_at_picture(DAY + slate.turn)

    assert slate.turn == 100
    assert slate.sound(first, GRID) is slate.sounds[0]
    assert slate.sound(first + 50, GRID) is slate.sounds[50]
    assert slate.sound(again, GRID) is slate.sounds[0]


def test_of_a_tone_one_frame_is_enough() -> None:
    slate = made(10, 47, lasting=False)

    assert len(slate.sounds) == 1
    assert slate.sounds[0].kind is Kind.SOUND
