"""Stations drawn by hypothesis: any mixture of the language's core over one catalogue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from exstreamtv.config.station import Station
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.schedule import ordering
from tests.kit.catalogue import catalogue, clips, episodes, films, medium
from tests.kit.station import station

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago")

CHANGES = (
    date(2026, 3, 28),
    date(2026, 10, 24),
    date(2026, 3, 7),
    date(2026, 10, 31),
    date(2026, 4, 4),
    date(2026, 10, 3),
    date(2026, 9, 5),
    date(2026, 6, 1),
)
"""Nights on which clocks change in one of the zones, and one on which none does."""

ORDERS = tuple(ordering.ORDERS)

NAMES = ("cheers", "wings", "films", "ads")


def media() -> Catalogue:
    """Two shows, films with chapters, clips of odd lengths."""
    return catalogue(
        *episodes("cheers", 9, "22m13s417ms"),
        *episodes("wings", 5, "44m1s"),
        *films(7, "1h31m7s3ms", chapters=5),
        *clips("ad", ["30s", "29s970ms", "15s", "45s40ms", "1m", "10s", "7s1ms", "20s"]),
        *(medium(f"spot {n}", "20s", tags=("ad", f"brand:{n % 3}")) for n in range(6)),
    )


def lengths(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda minutes: f"{minutes}m")


times = st.integers(0, 95).map(lambda n: f"{n // 4:02d}:{n % 4 * 15:02d}")

manners = st.fixed_dictionaries(
    {},
    optional={
        "before": st.just("ads"),
        "after": st.just("ads"),
        "title": st.just("Tonight"),
        "breaks": st.fixed_dictionaries(
            {"with": st.just("ads"), "length": st.sampled_from(["30s", "1m..2m"])},
            optional={"min_gap": lengths(1, 20), "at_most": st.just("2")},
        ).flatmap(
            lambda given: st.sampled_from([{"at": "chapters"}, {"every": "17m"}]).map(
                lambda where: {**given, **where}
            )
        ),
    },
)


def with_manner(body: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(body, manners).map(lambda parts: {**parts[0], **parts[1]})


names = st.sampled_from(NAMES)
weights = st.dictionaries(names, st.sampled_from(["1", "2", "5"]), min_size=1)
rules = st.fixed_dictionaries(
    {},
    optional={
        "gap": st.just("2"),
        "max_run": st.sampled_from(["1", "3"]),
        "cooldown": st.sampled_from(["5m", "2h"]),
    },
)
turns = st.one_of(
    st.tuples(weights, st.sampled_from(["time", "count"]), rules).map(
        lambda t: {"mix": t[0], "by": t[1], **t[2]}
    ),
    st.tuples(weights, rules).map(lambda t: {"random": t[0], **t[1]}),
    st.tuples(st.lists(names, min_size=1, max_size=4), st.sampled_from(["1", "2"])).map(
        lambda t: {"rotate": t[0], "each": t[1]}
    ),
)
ends = st.one_of(st.just({}), lengths(5, 300).map(lambda t: {"for": t}))
leaf = st.one_of(
    with_manner(
        st.tuples(names, st.sampled_from(["1", "3", "all"])).map(
            lambda t: {"play": t[0], "count": t[1]}
        )
    ),
    with_manner(st.tuples(names, ends).map(lambda t: {"play": t[0], **t[1]})),
    with_manner(st.tuples(names, ends).map(lambda t: {"fill": t[0], **t[1]})),
    names.map(lambda name: {"fill": name, "fit": "best"}),
    with_manner(st.tuples(turns, ends).map(lambda t: {**t[0], **t[1]})),
    names.map(lambda name: {"skip": "3", "of": name}),
    names.map(lambda name: {"goto": "S01E04", "of": name}),
    names.map(lambda name: {"rewind": "true", "of": name}),
    lengths(1, 90).map(lambda t: {"pad": t}),
    st.just({"break": "1m..3m", "with": "ads"}),
    times.map(lambda t: {"wait": t}),
    lengths(1, 90).map(lambda t: {"off_air": "true", "for": t}),
)
steps = st.lists(
    st.one_of(
        leaf,
        st.lists(leaf, min_size=1, max_size=2).map(lambda some: {"repeat": some}),
        st.lists(leaf, min_size=1, max_size=3).map(lambda some: {"shuffle": some}),
    ),
    min_size=1,
    max_size=4,
)
bodies = st.one_of(
    with_manner(names.map(lambda name: {"play": name})),
    with_manner(st.tuples(names, lengths(5, 60)).map(lambda t: {"fill": t[0], "pad": t[1]})),
    with_manner(names.map(lambda name: {"fill": name})),
    st.tuples(st.sampled_from(["play", "fill"]), names, names).map(
        lambda t: {t[0]: t[1], "then": t[2]}
    ),
    st.tuples(names, st.sampled_from(CHANGES)).map(
        lambda t: {"play": t[0], "start": {"from": str(t[1] + timedelta(days=1)), "at": "S01E04"}}
    ),
    with_manner(turns),
    steps.map(lambda some: {"steps": some}),
    steps.map(lambda some: {"steps": some, "loop": "true"}),
    st.just({"off_air": "true"}),
)


@st.composite
def slots(draw: st.DrawFn, *, slides: bool) -> dict[str, Any]:
    slot = {"at": draw(times), **draw(bodies)}
    slot |= draw(st.sampled_from([{}, {}, {"until": draw(times)}, {"for": draw(lengths(5, 900))}]))
    slot |= draw(st.sampled_from([{}, {}, {"days": "mon-fri"}, {"days": "sun"}]))
    slot |= draw(st.sampled_from([{}, {"filler_at": "between"}, {"filler_at": "start"}]))
    slot["overrun"] = draw(st.sampled_from(["forbid", "cut", *(["slide"] if slides else [])]))
    if slides and draw(st.booleans()):
        slot["start"] = {"soft": draw(lengths(1, 60))}
    if draw(st.booleans()):
        slot["replaces"] = "any"
    return slot


@st.composite
def stations(draw: st.DrawFn, *, slides: bool = True) -> Station:
    """Any station; its slots may overlap, which a check would refuse and the fold must bear."""
    found = draw(st.lists(slots(slides=slides), min_size=0, max_size=6))
    collections = {
        name: {
            "from": "tv",
            "where": where,
            "order": draw(st.sampled_from(ORDERS)),
            "gap": draw(st.sampled_from(["0", "2"])),
            **draw(st.sampled_from([{}, {}, {"per_hour": "2"}, {"separate": ["brand"]}])),
        }
        for name, where in zip(
            NAMES,
            ("show = cheers", "show = wings", "kind = movie", 'tag = "ad"'),
            strict=True,
        )
    }
    channel = draw(st.sampled_from([{}, {"filler": "ads"}, {"fallback": "films"}]))
    return station(
        {f"slot-{number}": slot for number, slot in enumerate(found)},
        collections=collections,
        channel=channel,
        zone=draw(st.sampled_from(ZONES)),
    )
