"""Stations drawn by hypothesis: any mixture of the language over one catalogue."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from exstreamtv.config.station import Station
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.media import Chapter, MediaKind
from exstreamtv.model.time import length_from
from tests.kit.catalogue import catalogue, clips, episodes, films, medium
from tests.kit.drawn_days import CALENDAR, ZONES, recurring, times
from tests.kit.drawn_steps import (
    ORDERS,
    Drawn,
    all_of,
    breaks,
    counted,
    followers,
    guide,
    layers,
    lengths,
    manners,
    names,
    plain,
    said,
    series,
    some,
    steps,
    turns,
)
from tests.kit.station import station

QUERIES = {
    "cheers": {"where": "show = cheers"},
    "wings": {"where": "show = wings"},
    "films": {"where": "kind = movie"},
    "ads": {"where": 'tag = "ad"'},
    "idents": {"where": 'tag = "ident"'},
    "tales": {"where": "show = tales"},
    "mixed": {"from": ["cheers", "films", "tales"]},
    "picked": {"items": ["Film 03", "cheers S01E02", "tales/S01E03", "Film 03", "Film 01"]},
    "toons": {"where": 'title ~ "compilation"', "chapters": "split"},
    "none": {"where": "show = nobody"},
}
LAYERS = {
    "bug": {"logo": "bug.png"},
    "clock": {"clock": "true", "over": "all"},
    "now": {"text": "{title}", "show": {"first": "15s"}},
}
BEGINNINGS = ("06:00", "00:00", "02:30", "12:00")
"""When a broadcast day begins; also within the hour that clocks skip or repeat."""


def media() -> Catalogue:
    """Shows, one with stories; films with chapters, a compilation; clips of odd lengths."""
    told = ["Fog (1)", "Fog (2)", "Rain", "Ice Part One", "Ice Part Two", "Ice Part Three"]
    marks = tuple(Chapter(length_from(f"{n * 7}m"), f"Toon {n}") for n in range(3))
    return catalogue(
        *episodes("cheers", 9, "22m13s417ms", genres=("News",)),
        *episodes("wings", 5, "44m1s"),
        *films(7, "1h31m7s3ms", chapters=5, directors=("Lang",)),
        *(
            medium(f"tales/S01E{n:02d}", "31m", show="tales", season=1, episode=n, title=title)
            for n, title in enumerate(told, 1)
        ),
        medium("A compilation", "20m40s", kind=MediaKind.CLIP, chapters=marks),
        *clips("ad", ["30s", "29s970ms", "15s", "45s40ms", "1m", "10s", "7s1ms", "20s"]),
        *clips("ident", ["5s", "8s20ms", "11s", "5s"]),
        *(medium(f"spot {n}", "20s", tags=("ad", f"brand:{n % 3}")) for n in range(6)),
    )


@st.composite
def slots(draw: st.DrawFn, number: int, *, slides: bool) -> dict[str, Any]:
    """A slot that may show again what those of a lower number air."""
    before = [f"slot-{n}" for n in range(number)]
    again = draw(st.sampled_from(before)) if before and draw(st.booleans()) else ""
    bodies = st.one_of(
        all_of(said(play=names), some(then=followers, parts=st.just("all")), counted),
        all_of(said(fill=names), some(then=followers, fit=st.just("best")), counted),
        all_of(turns, counted),
        said(steps=steps, loop=st.sampled_from(["true", "false"])),
        said(block=st.sampled_from(["night", "evening"]), loop=st.just("true")),
        said(off_air="true"),
    )
    if again and draw(st.booleans()):
        reach = st.sampled_from(["last", "today", "week"])
        slot = draw(st.one_of(said(rerun_of=again, of=reach), _encore(again, reach)))
    else:
        slot = draw(bodies) | ({"premiered_by": again} if again else {})
    start = {}
    if ("play" in slot or "fill" in slot) and draw(st.booleans()):
        start |= draw(series)
    if slides and draw(st.booleans()):
        start["soft"] = draw(lengths(1, 60))
    return {
        **({} if "delay" in slot else {"at": draw(times)}),
        **draw(manners),
        **slot,
        **draw(recurring),
        **draw(st.one_of(st.just({}), said(until=times), said(for_=lengths(5, 900)))),
        **({"start": start} if start else {}),
        **draw(_placing(slides, before)),
    }


def _encore(again: str, reach: st.SearchStrategy[str]) -> Drawn:
    steps_ = st.just([{"rerun_of": again}, {"fill": "films"}])
    return st.one_of(said(rerun_of=again, of=reach, delay=lengths(30, 2000)), said(steps=steps_))


def _placing(slides: bool, others: list[str]) -> Drawn:
    overruns = ["forbid", "cut", *(["slide"] if slides else [])]
    return all_of(
        said(overrun=st.sampled_from(overruns)),
        some(
            filler_at=st.sampled_from(["between", "start"]),
            pad=lengths(5, 60),
            replaces=st.sampled_from(["any", *others[:1]]),
            priority=st.sampled_from(["1", "2"]),
        ),
    )


@st.composite
def collections(draw: st.DrawFn) -> dict[str, Any]:
    """The same queries as ever, with any manner of counting what they find."""
    keys = some(
        gap=st.just("2"),
        join=st.just("now"),
        limit=st.sampled_from(["1", "4"]),
        parts=st.just("together"),
        per_hour=st.just("2"),
        per_day=st.just("9"),
        separate=st.just(["brand"]),
        group=st.sampled_from(["season", "artist", "director"]),
        groups=st.just("shuffle"),
        batch=st.sampled_from(["1", "2"]),
        specials=st.sampled_from(["first", "last"]),
        exclude=st.sampled_from([["Film 02"], ["tales S01E02"]]),
    )
    return {
        name: {"from": "tv", "order": draw(st.sampled_from(ORDERS)), **draw(keys), **query}
        for name, query in QUERIES.items()
    }


_AROUND = some(
    filler=st.just("ads"),
    fallback=st.just("films"),
    filler_at=st.sampled_from(["between", "start"]),
    before=st.just("idents"),
    breaks=breaks,
    layers=layers,
    guide=all_of(guide, some(new=st.just("30d"), minimum=lengths(1, 30))),
)

_COPIES: dict[str, Any] = {
    "later": {"number": "8", "name": "Later", "delay_of": "one", "by": "7h20m", "filler": "ads"},
    "east": {"number": "9", "name": "East", "delay_of": "one", "zone": "America/New_York"},
    "twin": {"number": "10", "name": "Twin", "mirror_of": "one"},
}


@st.composite
def stations(draw: st.DrawFn, *, slides: bool = True) -> Station:
    """Any station; its slots may overlap, which a check would refuse and the fold must bear.

    Beside ``one`` it has channels that repeat it, and ``two``, which shows slots of it again.
    """
    count = draw(st.integers(1, 5))
    schedule = {f"slot-{n}": draw(slots(n, slides=slides)) for n in range(count)}
    two = {"day": {"at": draw(times), "fill": "wings", **draw(recurring)}}
    for name in list(schedule)[:2]:
        body = draw(st.sampled_from([{"rerun_of": ""}, {"fill": "cheers", "premiered_by": ""}]))
        link = {key: value or f"one.{name}" for key, value in body.items()}
        two[f"of-{name}"] = {"at": draw(times), "for": "3h", "replaces": "any", **link}
    more = {**_COPIES, "two": {"number": "2", "name": "Two", "filler": "ads", "schedule": two}}
    clock = {
        "timezone": draw(st.sampled_from(ZONES)),
        "day_start": draw(st.sampled_from(BEGINNINGS)),
    }
    return station(
        schedule,
        collections=draw(collections()),
        blocks={"night": [*draw(plain), {"block": "evening"}], "evening": draw(plain)},
        channel=draw(_AROUND),
        more=more,
        layers=LAYERS,
        calendar=CALENDAR,
        station={"name": "Test", "seed": "test", **clock},
    )
