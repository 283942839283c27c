from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from exstreamtv.model.timeline import PlayoutItem
from exstreamtv.schedule.compile import compiled
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, clips, films
from tests.kit.compiling import MONDAY, inputs, on_air
from tests.kit.station import station

MINUTE = timedelta(minutes=1)

MEDIA = (
    *films(6, "90m", chapters=6),
    *clips("ad", ["30s"] * 10),
    *clips("ident", ["5s", "10s"]),
)


def given(step: dict[str, Any], **pool: Any) -> Inputs:
    collections = {
        "films": {"from": "tv", "where": "kind = movie"},
        "ads": {"from": "tv", "where": "tag = ad", **pool},
        "idents": {"from": "tv", "where": "tag = ident"},
    }
    slots = {
        "evening": {"at": "20:00", "until": "00:00", **step},
        "rest": {"at": "00:00", "off_air": "true"},
    }
    return inputs(station(slots, collections=collections), catalogue(*MEDIA))


def pods(it: Inputs) -> list[list[PlayoutItem]]:
    """What airs between two parts of a film, or before the first."""
    found: list[list[PlayoutItem]] = [[]]
    for item in on_air(it).items:
        if item.media is None or item.media.key.startswith("Film"):
            found.append([])
        else:
            found[-1].append(item)
    return [pod for pod in found if pod]


def tags(pod: list[PlayoutItem]) -> str:
    return " ".join(item.media.tags[0] for item in pod if item.media)


BREAKS = {"at": "chapters", "with": "ads", "length": "2m", "opening": "idents", "closing": "idents"}


def test_what_opens_and_closes_a_break_is_part_of_its_length():
    found = pods(given({"play": "films", "breaks": BREAKS}))

    assert len(found) == 5
    assert {tags(pod) for pod in found} == {"ident ad ad ad ad ident"}
    assert {pod[-1].stop - pod[0].start for pod in found} == {2 * MINUTE}


def test_a_break_step_has_them_too():
    step = {"steps": [{"break": "1m..2m", "with": "ads", "opening": "idents"}]}

    assert tags(pods(given(step))[0]) == "ident ad ad"


def test_without_spots_there_is_no_break():
    breaks = {**BREAKS, "with": "nothing"}
    it = given({"play": "films", "breaks": breaks})
    it.station.collections["nothing"] = it.station.collections["ads"].model_copy(
        update={"where": "tag = none"}
    )

    assert pods(it) == []


def test_a_cap_counts_for_all_of_the_day():
    breaks = {"at": "chapters", "with": "ads", "length": "2m..3m"}
    it = given({"fill": "films", "breaks": breaks}, per_hour="2", per_day="3")

    begin = it.calendar.begin(MONDAY)
    found = compiled(it, "one", begin, begin + timedelta(days=1))
    aired = [
        (item.media.key, (item.start - begin) // timedelta(hours=1))
        for item in found.timeline.items
        if item.media and item.media.tags == ("ad",)
    ]
    assert set(Counter(key for key, _ in aired).values()) == {3}
    assert max(Counter(aired).values()) == 2
    assert [one.code for one in found.found] == ["W322"]


def test_a_draft_that_is_not_aired_counts_for_nothing():
    """With its breaks no film ends in time, so all are drafted and none is aired."""
    breaks = {"at": "chapters", "with": "ads", "length": "2m..3m"}
    step = {
        "until": "21:34",
        "steps": [{"play": "films", "breaks": breaks}, {"break": "5m", "with": "ads"}],
    }
    it = given(step, per_day="1")

    assert tags(pods(it)[0]) == "ad ad ad ad ad ad ad ad ad ad"
