"""How far an edit reaches: the table of determinism.md, sections 3 and 4, with budgets.

One channel walked for 30 days, the edit on day 30; the share of the next week's minutes
that shows something else.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.timeline import Timeline
from exstreamtv.schedule.anchor import anchored
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, clips, episodes, medium
from tests.kit.compiling import MONDAY, facts, inputs, on_air
from tests.kit.station import station

DAY = timedelta(days=1)
EDIT = MONDAY + 30 * DAY
MINUTE = timedelta(minutes=1)


def movies(tag: str, count: int, **known: Any) -> list[Media]:
    return [
        medium(
            f"{tag} {n:04d}",
            timedelta(minutes=20 + n * 7 % 40, seconds=n * 13 % 60),
            kind=MediaKind.MOVIE,
            tags=(tag,),
            **known,
        )
        for n in range(count)
    ]


SMALL, LARGE = movies("small", 300), movies("large", 1000)
STRIP = episodes("strip", 1000)
CLIPS = clips("ad", [f"{10 + n * 7 % 50}s" for n in range(100)])
MEDIA = (*SMALL, *LARGE, *STRIP, *CLIPS)

SCHEDULE: dict[str, Any] = {
    "small": {"at": "06:00", "until": "12:00", "fill": "small"},
    "strip": {"at": "12:00", "play": "strip", "days": "mon-fri"},
    "large": {"at": "12:30", "fill": "large"},
    "night": {"at": "00:00", "fill": "strip", "pad": "30m"},
}


def given(*media: Media, schedule: dict[str, Any] = SCHEDULE) -> Inputs:
    collections = {
        "small": {"from": "tv", "where": "tag = small", "order": "shuffle", "gap": "20"},
        "large": {"from": "tv", "where": "tag = large", "order": "shuffle", "gap": "20"},
        "strip": {"from": "tv", "where": "show = strip"},
        "ads": {"from": "tv", "where": "tag = ad"},
    }
    made = station(schedule, collections=collections, channel={"filler": "ads"})
    return inputs(made, catalogue(*media))


BEFORE = given(*MEDIA)


@cache
def week() -> Timeline:
    """The week after the edit, had there been none."""
    return on_air(BEFORE, EDIT, 7)


def changed(one: Timeline, other: Timeline) -> float:
    """The share of a week's minutes in which two timelines show different pictures."""
    start, count = BEFORE.calendar.begin(EDIT), 7 * 24 * 60
    differ = 0
    for minute in range(count):
        first, second = one.at(start + minute * MINUTE), other.at(start + minute * MINUTE)
        assert first
        assert second
        differ += (first.item.media, first.position) != (second.item.media, second.position)
    return 100 * differ / count


def without(*media: Media, key: str) -> list[Media]:
    return [replace(one, gone=EDIT) if one.key == key else one for one in media]


NEW = {"kind": MediaKind.MOVIE, "since": EDIT}

EDITS: dict[str, tuple[Inputs, float]] = {
    "one more of 300": (given(*MEDIA, medium("small new", "31m", tags=("small",), **NEW)), 1.0),
    "one more of 1000": (given(*MEDIA, medium("large new", "31m", tags=("large",), **NEW)), 1.0),
    "one less of 300": (given(*without(*MEDIA, key="small 0100")), 2.0),
    "one less of 1000": (given(*without(*MEDIA, key="large 0100")), 2.0),
    "a new episode": (given(*MEDIA, *episodes("strip", 1001, since=EDIT)[1000:]), 0.0),
    "one more clip of 100": (given(*MEDIA, *clips("ad", ["10s"] * 101)[100:]), 1.0),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_the_library_stays_within_its_budget(edit: str):
    after, budget = EDITS[edit]
    after = replace(after, cursors=BEFORE.cursors)

    assert changed(week(), on_air(after, EDIT, 7)) <= budget


def with_breaks(*media: Media, **pool: Any) -> Inputs:
    """A day of films with breaks from a pool of a hundred spots, which is the filler too."""
    collections = {
        "large": {"from": "tv", "where": "tag = large", "order": "shuffle", "gap": "20"},
        "ads": {"from": "tv", "where": "tag = ad", **pool},
    }
    breaks = {"every": "12m", "with": "ads", "length": "2m"}
    schedule = {"day": {"at": "06:00", "fill": "large", "pad": "30m", "breaks": breaks}}
    made = station(schedule, collections=collections, channel={"filler": "ads"})
    return inputs(made, catalogue(*media))


def replaced(one: Timeline, other: Timeline) -> float:
    """The share of a week's minutes in which two timelines show different media."""
    start, count = BEFORE.calendar.begin(EDIT), 7 * 24 * 60
    cues = ((one.at(start + n * MINUTE), other.at(start + n * MINUTE)) for n in range(count))
    return 100 * sum(a.item.media is not b.item.media for a, b in cues if a and b) / count


@pytest.mark.parametrize("pool", [{}, {"separate": "advertiser"}])
def test_one_more_spot_of_a_hundred_replaces_few(pool: dict[str, Any]):
    """A third of the week are spots, so a hundredth of that is its own share."""
    ads = [replace(one, tags=("ad", f"advertiser:{n % 20}")) for n, one in enumerate(CLIPS)]
    new = replace(ads[7], key="ad-new", length=timedelta(seconds=23), since=EDIT)
    before, after = with_breaks(*LARGE, *ads, **pool), with_breaks(*LARGE, *ads, new, **pool)
    after = replace(after, cursors=before.cursors)

    assert replaced(on_air(before, EDIT, 7), on_air(after, EDIT, 7)) <= 3


TURNS: dict[str, dict[str, Any]] = {
    "mix": {"mix": {"large": "1", "strip": "1"}, "max_run": "3", "cooldown": "1m"},
    "random": {"random": {"large": "1", "strip": "1"}, "max_run": "4"},
    "shuffle": {"loop": "true", "steps": [{"shuffle": [{"play": "large"}, {"play": "strip"}]}]},
}


@pytest.mark.parametrize("body", TURNS)
def test_whose_turn_it_is_does_not_hang_on_newcomers(body: str):
    """In the midst of a cycle they wait for the next one."""
    schedule = {"day": {"at": "06:00", **TURNS[body]}}
    new = [medium("large new", "31m", tags=("large",), **NEW), episodes("strip", 1001, **NEW)[1000]]
    before = given(*MEDIA, schedule=schedule)
    after = replace(given(*MEDIA, *new, schedule=schedule), cursors=before.cursors)

    assert facts(on_air(after, EDIT, 4).items) == facts(on_air(before, EDIT, 4).items)


@pytest.mark.parametrize("edit", [name for name in EDITS if "clip" not in name])
def test_an_edit_of_the_library_leaves_the_past_alone(edit: str):
    after = replace(EDITS[edit][0], cursors=BEFORE.cursors)

    days = MONDAY + 21 * DAY, 8
    assert facts(on_air(after, *days).items) == facts(on_air(BEFORE, *days).items)


@pytest.mark.parametrize(
    ("slot", "said"),
    [("strip", {"days": "daily"}), ("small", {"fill": "large"}), ("night", {"pad": "45m"})],
)
def test_an_edit_of_a_slot_stays_within_it(slot: str, said: dict[str, Any]):
    after = given(*MEDIA, schedule={**SCHEDULE, slot: {**SCHEDULE[slot], **said}})
    after = replace(after, cursors=BEFORE.cursors)
    after = replace(after, cursors=anchored(after, BEFORE, EDIT))
    one, other = week(), on_air(after, EDIT, 7)

    start, stop = one.items[0].start, one.items[-1].stop
    untouched = [
        facts(i for i in t.items if start <= i.start < stop and i.why.slot not in (slot, ""))
        for t in (one, other)
    ]
    assert untouched[0] == untouched[1]


def digest() -> str:
    """A week of the station in one word."""
    return hashlib.sha256(repr(facts(on_air(BEFORE, MONDAY, 7).items)).encode()).hexdigest()


def test_the_same_bytes_whatever_the_hash_seed_and_the_time_zone(house: Path):
    code = "from tests.properties.test_stability import digest; print(digest())"
    worlds = [{"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu"}, {"PYTHONHASHSEED": "2", "TZ": "UTC"}]
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=house,
            env={**os.environ, **world},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for world in worlds
    }

    assert found == {digest()}
