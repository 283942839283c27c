from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from exstreamtv.sources.upgrade import Upgrade, first, upgraded
from tests.kit.media import episode, film

DAY = date(2026, 11, 24)
PAST = date(2026, 9, 1)


def test_the_first_lock_is_alive_from_the_beginning():
    upgrade = first([film("heat.mkv")])

    assert upgrade.media == (film("heat.mkv"),)


def test_a_newcomer_waits_for_the_day():
    upgrade = upgraded([film("heat.mkv")], [film("heat.mkv"), film("ran.mkv")], DAY, PAST)

    assert upgrade.added == (film("ran.mkv", since=DAY),)
    assert set(upgrade.media) == {film("heat.mkv"), film("ran.mkv", since=DAY)}


def test_what_has_gone_stays_as_a_tombstone():
    upgrade = upgraded([film("heat.mkv"), film("ran.mkv")], [film("heat.mkv")], DAY, PAST)

    assert set(upgrade.media) == {film("heat.mkv"), film("ran.mkv", gone=DAY)}
    assert upgrade.gone == (film("ran.mkv"),)


def test_a_tombstone_that_no_cursor_looks_at_is_pruned():
    old = [film("heat.mkv"), film("ran.mkv", gone=PAST)]
    upgrade = upgraded(old, [film("heat.mkv")], DAY, needed=PAST)

    assert upgrade == Upgrade((film("heat.mkv"),), alive_before=1)


def test_a_tombstone_that_a_cursor_still_looks_past_stays_as_it_is():
    old = [film("heat.mkv"), film("ran.mkv", gone=DAY)]
    upgrade = upgraded(old, [film("heat.mkv")], DAY + timedelta(7), needed=PAST)

    assert film("ran.mkv", gone=DAY) in upgrade.media
    assert upgrade.gone == ()


def test_what_comes_back_before_its_end_never_was_away():
    upgrade = upgraded([film("ran.mkv", gone=DAY)], [film("ran.mkv")], DAY, PAST)

    assert upgrade.media == (film("ran.mkv"),)


def test_what_comes_back_after_its_end_is_a_newcomer():
    upgrade = upgraded([film("ran.mkv", gone=PAST)], [film("ran.mkv")], DAY, PAST)

    assert upgrade.media == (film("ran.mkv", since=DAY),)


def test_less_than_a_second_of_length_changes_nothing():
    longer = replace(film("heat.mkv"), length=timedelta(minutes=90, milliseconds=999))
    upgrade = upgraded([film("heat.mkv")], [longer], DAY, PAST)

    assert upgrade == Upgrade((film("heat.mkv"),), alive_before=1)


def test_a_second_of_length_is_a_change():
    longer = replace(film("heat.mkv"), length=timedelta(minutes=90, seconds=1))
    upgrade = upgraded([film("heat.mkv")], [longer], DAY, PAST)

    assert upgrade.changed == (longer,)


def test_a_renamed_episode_keeps_its_key():
    old = episode("Cheers", 3, 5, key="cheers/s3e5.avi", locator="cheers/s3e5.avi")
    new = episode("Cheers", 3, 5, key="Cheers/3x05.mkv", locator="Cheers/3x05.mkv")
    upgrade = upgraded([old], [new], DAY, PAST)

    assert upgrade.media == (replace(old, locator="Cheers/3x05.mkv"),)
    assert upgrade.moved == (("cheers/s3e5.avi", "Cheers/3x05.mkv"),)
    assert not upgrade.changed


def test_the_next_look_finds_the_renamed_file_where_it_is():
    held = replace(episode("Cheers", 3, 5), locator="new.mkv")
    found = episode("Cheers", 3, 5, key="new.mkv", locator="new.mkv")

    assert upgraded([held], [found], DAY, PAST) == Upgrade((held,), alive_before=1)


def test_a_recut_of_another_length_is_another_medium():
    new = episode("Cheers", 3, 5, minutes=30, key="uncut.mkv", locator="uncut.mkv")
    upgrade = upgraded([episode("Cheers", 3, 5)], [new], DAY, PAST)

    assert not upgrade.moved
    assert [medium.key for medium in upgrade.added] == ["uncut.mkv"]


def test_a_newcomer_at_a_path_that_is_the_key_of_another_gets_a_key_of_its_own():
    held = replace(film("a.mkv"), locator="b.mkv")
    upgrade = upgraded(
        [held], [film("a.mkv", title="other"), film("b.mkv", title="a.mkv")], DAY, PAST
    )

    assert [(medium.key, medium.locator) for medium in upgrade.added] == [("a.mkv~2", "a.mkv")]


def test_losing_more_than_a_fifth_at_once_looks_like_an_accident():
    old = [film(f"{number}.mkv") for number in range(10)]

    assert not upgraded(old, old[2:], DAY, PAST).shrinks
    assert upgraded(old, old[3:], DAY, PAST).shrinks


def test_of_two_lines_for_one_file_one_goes():
    renamed, scanned = film("old.mkv", locator="a.mkv"), film("a.mkv")
    upgrade = upgraded([renamed, scanned], [film("a.mkv")], DAY, PAST)

    assert sorted((medium.key, medium.gone) for medium in upgrade.media) == [
        ("a.mkv", None),
        ("old.mkv", DAY),
    ]
