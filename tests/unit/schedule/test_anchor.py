from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from exstreamtv.schedule.anchor import anchored, cursors_needed, stale
from exstreamtv.schedule.setting import Inputs
from exstreamtv.sources.rename import under
from tests.kit.catalogue import catalogue, episodes
from tests.kit.compiling import MONDAY, facts, inputs, on_air, said
from tests.kit.station import station

CHEERS = catalogue(*episodes("cheers", 20))
STRIP: dict[str, Any] = {"strip": {"at": "20:00", "play": "cheers", "days": "mon-fri"}}
NAME = "one/strip/cheers"
LATER = MONDAY + timedelta(days=7)


def given(schedule: dict[str, Any], where: str = "show = cheers") -> Inputs:
    made = station(schedule, collections={"cheers": {"from": "tv", "where": where}})
    return inputs(made, CHEERS)


def edited(old: Inputs, schedule: dict[str, Any], where: str = "show = cheers") -> Inputs:
    new = replace(given(schedule, where), cursors=old.cursors)
    return replace(new, cursors=anchored(new, old, LATER))


def test_a_new_slot_begins_with_its_first_item():
    cursor = given(STRIP).cursors[NAME]

    assert (cursor.at, cursor.cycle, cursor.next) == (MONDAY, 0, "")


def test_an_edit_that_changes_no_counting_keeps_the_line():
    old = given(STRIP)
    new = edited(old, {"strip": {**STRIP["strip"], "title": "Strip", "filler": "cheers"}})

    assert new.cursors == old.cursors


def test_an_edit_of_the_recurrence_goes_on_where_the_old_one_arrives():
    old = given(STRIP)
    new = edited(old, {"strip": {**STRIP["strip"], "days": "daily"}})

    assert new.cursors[NAME].next == "tv:cheers/S01E06"
    assert said(new, on_air(new, LATER)) == said(old, on_air(old, LATER))


def test_an_item_that_is_no_longer_asked_for_gives_way_to_its_successor():
    new = edited(given(STRIP), STRIP, "show = cheers and not episode in (6, 7)")

    assert new.cursors[NAME].next == "tv:cheers/S01E08"


def turning(where: str = "") -> Inputs:
    """Cheers, Taxi and Wings in turn; on `LATER` each of them has aired, the first two twice."""
    shows = [one for show in ("cheers", "taxi", "wings") for one in episodes(show, 9)]
    told = {"where": where} if where else {}
    collection = {"from": "tv", "order": "rotate", **told}
    return inputs(station(STRIP, collections={"cheers": collection}), catalogue(*shows))


@pytest.mark.parametrize("removed", ["cheers 3", "taxi 3", "wings 2"])
def test_each_show_of_a_rotation_gives_way_to_a_successor_of_its_own(removed: str):
    old, new = turning(), turning(f'title != "{removed}"')
    new = replace(new, cursors=anchored(replace(new, cursors=old.cursors), old, LATER))
    numbers = {show: 2 if show == "wings" else 3 for show in ("wings", "cheers", "taxi")}
    numbers[removed.split()[0]] += 1

    aired = [each[6:] for each in said(new, on_air(new, LATER, days=3))]
    assert aired == [f"{show}/S01E{number:02d}" for show, number in numbers.items()]


def test_a_show_that_is_no_longer_asked_for_leaves_the_others_where_they_are():
    old, new = turning(), turning('show != "wings"')
    new = replace(new, cursors=anchored(replace(new, cursors=old.cursors), old, LATER))

    aired = [each[6:] for each in said(new, on_air(new, LATER, days=2))]
    assert aired == ["cheers/S01E03", "taxi/S01E03"]


def test_a_removed_slot_loses_its_line():
    assert edited(given(STRIP), {}).cursors == {}


def test_an_old_anchor_is_moved_forward_and_nothing_airs_otherwise():
    old = given(STRIP)
    far = MONDAY + timedelta(days=120)
    new = replace(old, cursors=anchored(old, old, far))

    assert new.cursors[NAME].at == far
    assert facts(on_air(new, far).items) == facts(on_air(old, far).items)


def test_a_station_without_its_cursors_is_stale():
    new = given(STRIP)
    changed = given({"strip": {**STRIP["strip"], "at": "21:00"}})

    assert [one.code for one in stale(replace(new, cursors={}))] == ["E410"]
    assert [one.code for one in stale(replace(new, cursors=changed.cursors))] == ["E411"]
    assert list(stale(new)) == []


def test_the_basis_knows_what_counts_and_nothing_else():
    def basis(schedule: dict[str, Any]) -> str:
        return cursors_needed(given(schedule).station)[NAME]

    slot, same = STRIP["strip"], basis(STRIP)
    assert basis({"strip": {**slot, "title": "x", "audio": "de"}}) == same
    assert basis({"strip": {**slot, "subtitles": ["de", "en"]}}) == same
    assert basis({"strip": {**slot, "order": "shuffle"}} | STRIP) == same
    assert basis({"strip": {**slot, "for": "1h"}}) != same
    assert basis({"strip": {**slot, "days": "mon"}}) != same
    assert basis({"strip": slot, "next": {"at": "21:00", "off_air": "true"}}) != same


GALA = {"late", "night"}
EVENING: dict[str, Any] = {
    "day": {"at": "06:00", "fill": "cheers"},
    "early": {"at": "19:00", "play": "cheers", "days": "mon-fri"},
    "late": {"at": "21:00", "play": "cheers"},
    "night": {"at": "23:00", "until": "02:00", "fill": "cheers"},
}


def moved(schedule: dict[str, Any]) -> set[str]:
    """The slots of `EVENING` whose line in the lock an edit changes."""
    old = given(EVENING)
    new = edited(old, EVENING | schedule)
    both = old.cursors.keys() & new.cursors.keys()
    return {name.split("/")[1] for name in both if new.cursors[name] != old.cursors[name]}


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        ({"night": {**EVENING["night"], "until": "03:00"}}, {"night"}),
        ({"night": {**EVENING["night"], "at": "23:30"}}, {"night", "late"}),
        ({"late": {**EVENING["late"], "order": "shuffle"}}, set()),
        ({"late": {**EVENING["late"], "pad": "30m"}}, {"late"}),
        ({"early": {**EVENING["early"], "at": "18:00"}}, {"early", "day"}),
        ({"late": {**EVENING["late"], "at": "20:00"}}, {"late", "early", "day"}),
        ({"late": {**EVENING["late"], "when": "12-01..12-31"}}, {"late", "early", "day"}),
        ({"dawn": {"at": "03:00", "off_air": "true"}}, set()),
        ({"noon": {"at": "12:00", "for": "1h", "off_air": "true"}}, {"day"}),
        ({"gala": {"at": "22:00", "for": "2h", "play": "cheers", "replaces": "any"}}, GALA),
    ],
)
def test_an_edit_of_a_slot_moves_its_line_and_those_whose_claims_it_moves(
    edit: dict[str, Any], lines: set[str]
) -> None:
    assert moved(edit) == lines


def test_a_slot_that_a_new_special_takes_days_from_repeats_nothing():
    """Counted anew from its anchor, it would have aired less by now than it did."""
    nightly = {"film": {"at": "20:00", "for": "1h", "play": "cheers"}}
    special = {"at": "20:00", "for": "1h", "off_air": "true", "days": "sat", "replaces": "film"}
    old = given(nightly)
    new = edited(old, {**nightly, "special": special})

    assert said(new, on_air(new, LATER)) == said(old, on_air(old, LATER))


def renamed(old: Inputs, new: Inputs, before: Inputs | None) -> Inputs:
    """``new``, whose slot or channel was called otherwise in ``old``."""
    (was,), (name,) = old.cursors, cursors_needed(new.station)
    held = replace(new, cursors=under(old.cursors, {name: was}))
    return replace(held, cursors=anchored(held, before, LATER, {name: was}))


SHUFFLED: dict[str, Any] = {"at": "20:00", "play": "cheers", "order": "shuffle"}


def test_a_renamed_slot_airs_what_it_would_have():
    old = given({"strip": SHUFFLED})
    new = renamed(old, given({"special": SHUFFLED}), old)
    before, after = (said(it, on_air(it, LATER, days=60)) for it in (old, new))

    assert after == before
    assert new.cursors["one/special/cheers/shuffle"].draws_as == "one/strip/cheers/shuffle"


def test_a_slot_renamed_and_edited_goes_on_where_the_old_one_arrives():
    old = given({"strip": SHUFFLED | {"days": "mon-fri"}})
    new = renamed(old, given({"special": SHUFFLED}), old)

    assert said(new, on_air(new, LATER, days=3)) == said(old, on_air(old, LATER, days=3))
    assert new.cursors["one/special/cheers/shuffle"].at == LATER


def test_a_renamed_slot_of_which_no_commit_is_known_keeps_its_place():
    old = given(STRIP)
    old = replace(old, cursors=anchored(old, old, LATER + timedelta(days=90)))
    new = renamed(old, given({"special": {**STRIP["strip"], "for": "1h"}}), None)

    assert new.cursors["one/special/cheers"].next == old.cursors[NAME].next != ""
    assert [*stale(new)] == []
