"""Steps and what they carry, drawn by hypothesis: every step of the language with every key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from exstreamtv.schedule import ordering
from tests.kit.drawn_days import CHANGES, times

ORDERS = tuple(ordering.ORDERS)

NAMES = ("cheers", "wings", "films", "ads", "tales", "mixed", "picked", "toons", "none")

Drawn = st.SearchStrategy[dict[str, Any]]


def lengths(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda minutes: f"{minutes}m")


def some(**optional: st.SearchStrategy[Any]) -> Drawn:
    """A mapping with some of these keys; Python's `from_` is YAML's `from`."""
    return st.fixed_dictionaries({}, optional={k.rstrip("_"): v for k, v in optional.items()})


def all_of(*parts: Drawn) -> Drawn:
    """One mapping of several."""
    return st.tuples(*parts).map(lambda found: {k: v for part in found for k, v in part.items()})


def said(**keys: Any) -> Drawn:
    """A mapping with these keys, of strategies or of values."""
    drawn = {
        k.rstrip("_"): v if isinstance(v, st.SearchStrategy) else st.just(v)
        for k, v in keys.items()
    }
    return st.fixed_dictionaries(drawn)


names = st.sampled_from(NAMES)
clips = st.sampled_from(["ads", "idents"])
layers = st.lists(st.sampled_from(["bug", "clock", "now"]), max_size=2, unique=True)
followers = st.lists(st.sampled_from(["wings", "films", "cheers"]), min_size=1, max_size=2)
items = st.sampled_from(["S01E04", "1985-02-04", "cheers 2", "Film 03", "nobody"])
cursors = st.sampled_from(["shared", "other"])
begun = st.sampled_from(CHANGES).map(lambda day: str(day + timedelta(days=1)))
series = said(from_=begun, at=items)

openings = st.one_of(
    said(at="chapters"),
    said(at=st.sampled_from([["25%", "50%"], ["12m"], ["1m", "99%"]])),
    said(every="17m"),
    said(when=st.sampled_from(["since_last >= 10m and progress < 90%", "matched < 2"])),
)
breaks = all_of(
    openings,
    said(with_="ads", length=st.sampled_from(["30s", "1m..2m", "7s..8s"])),
    some(
        min_gap=lengths(1, 20),
        first_after=lengths(1, 30),
        at_most=st.just("2"),
        opening=st.just("idents"),
        closing=st.just("idents"),
        not_in=st.just("News"),
    ),
)
guide = some(
    subtitle=st.just("A subtitle"),
    description=st.just("What it is"),
    category=st.just(["Film"]),
    group=st.sampled_from(["true", "false"]),
)
manners = some(
    before=clips,
    after=clips,
    title=st.just("Tonight"),
    guide=guide,
    breaks=breaks,
    filler=clips,
    layers=layers,
    audio=st.just(["de", "en"]),
)
counted = some(order=st.sampled_from(ORDERS), cursor=cursors)
spaced = some(
    gap=st.sampled_from(["1", "2"]),
    max_run=st.sampled_from(["1", "3"]),
    cooldown=st.sampled_from(["5m", "2h"]),
)
weights = st.dictionaries(names, st.sampled_from(["1", "2", "5"]), min_size=1, max_size=4)
turns = st.one_of(
    all_of(said(mix=weights, by=st.sampled_from(["time", "count"])), spaced),
    all_of(said(random=weights), spaced),
    said(rotate=st.lists(names, min_size=1, max_size=4), each=st.sampled_from(["1", "2"])),
)
ends = st.one_of(st.just({}), said(for_=lengths(5, 300)), said(until=times))
plays = all_of(
    said(play=names),
    st.one_of(said(count=st.sampled_from(["1", "3", "all"])), ends),
    some(then=followers, start=series, parts=st.just("all")),
)
fills = all_of(
    said(fill=names),
    ends,
    some(then=followers, start=series, fit=st.just("best"), skip=st.sampled_from(["0", "2"])),
)
taking = all_of(turns, st.one_of(said(count=st.sampled_from(["2", "5"])), ends))
moves = all_of(
    st.one_of(said(skip=st.sampled_from(["1", "3"])), said(goto=items), said(rewind="true")),
    said(of=names),
    some(cursor=cursors),
)
leaf = st.one_of(
    all_of(st.one_of(plays, fills, taking), manners, counted),
    moves,
    said(block=st.sampled_from(["night", "evening"])),
    said(pad=lengths(1, 90)),
    all_of(
        said(break_=st.sampled_from(["1m..3m", "40s"]), with_="ads"),
        some(opening=st.just("idents"), closing=st.just("idents")),
    ),
    said(wait=times, tomorrow=st.sampled_from(["true", "false"])),
    all_of(said(off_air="true"), ends),
    said(layers=some(add=layers, drop=layers)),
)
inner = st.lists(leaf, min_size=1, max_size=3)
steps = st.lists(
    st.one_of(
        leaf,
        leaf,
        all_of(said(repeat=inner), some(times=st.just("2"), layers=layers)),
        said(shuffle=inner),
    ),
    min_size=1,
    max_size=4,
)
plain = st.lists(all_of(st.one_of(plays, fills, taking), manners), min_size=1, max_size=2)
"""Steps of a block that is played inside others."""
