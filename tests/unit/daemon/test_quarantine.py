"""Who is not tried any more, for how long, and who never gets there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from exstreamtv.daemon.quarantine import MOST, Quarantine
from exstreamtv.model.remedy import Patience, Suspect
from tests.kit.catalogue import medium

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
THREE = Patience(3, timedelta(hours=1))
BAD, GOOD = medium("bad"), medium("good")


def after(failures: int, *, vouched: bool = True) -> Quarantine:
    """A quarantine in which one medium has failed so often, another one of its source playing."""
    made = Quarantine()
    for _ in range(failures):
        made.failed(BAD, "1 2 3", "no moov atom", THREE, NOON)
        if vouched:
            made.played(GOOD)
    return made


def test_the_third_failure_is_the_last_for_an_hour() -> None:
    made = after(3)
    inside = made.held(BAD, "1 2 3", NOON + timedelta(minutes=59))

    assert after(2).held(BAD, "1 2 3", NOON) is None
    assert inside
    assert (inside.failures, inside.until) == (3, NOON + timedelta(hours=1))
    assert made.listed(NOON) == [inside]
    assert made.held(BAD, "1 2 3", NOON + timedelta(hours=1)) is None
    assert made.listed(NOON) == []


def test_another_file_is_tried_at_once() -> None:
    made = after(3)

    assert made.held(BAD, "9 9 9", NOON) is None
    assert made.listed(NOON) == []


def test_while_nothing_of_its_source_plays_the_source_is_to_blame() -> None:
    made = after(50, vouched=False)

    made.played(medium("elsewhere", source="other"))
    made.failed(BAD, "1 2 3", "i/o error", THREE, NOON)

    assert made.held(BAD, "1 2 3", NOON) is None


def test_one_that_plays_after_all_is_forgiven() -> None:
    made = after(2)
    made.played(BAD)

    assert made.failed(BAD, "1 2 3", "", THREE, NOON) is None


def test_what_is_in_it_is_written_down_only_when_that_changes() -> None:
    written: list[Sequence[Suspect]] = []
    made = Quarantine(keep=written.append)
    for _ in range(3):
        made.failed(BAD, "1 2 3", "", THREE, NOON)
        made.played(GOOD)
        made.write_down()
    made.write_down()
    again = Quarantine(written[-1])

    assert [[each.media for each in page] for page in written] == [["tv:bad"]]
    assert again.held(BAD, "1 2 3", NOON)


def test_it_does_not_grow_for_ever() -> None:
    made = Quarantine()
    for number in range(MOST + 10):
        made.failed(medium(f"bad-{number}"), "", "", Patience(1), NOON)
        made.played(GOOD)
        made.failed(medium(f"bad-{number}"), "", "", Patience(1), NOON)

    assert len(made.listed(NOON)) == MOST
