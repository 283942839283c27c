"""Each rule finds what the slowest possible way of looking for it finds."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import combinations, pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind, PlayoutItem, Timeline
from exstreamtv.rules.ratings import age
from exstreamtv.rules.rotation import Cycles
from tests.kit.ruling import DAWN, MINUTE, at, broken, clip, ruled, run, show

RATINGS = ("", "TV-Y", "TV-PG", "TV-14", "TV-MA")
SHOWS = [show(n, show=f"s{n // 2}", rating=RATINGS[n % 5]) for n in range(6)]
CLIPS = [clip(n) for n in range(4)]

entry = st.tuples(st.sampled_from([*SHOWS, *CLIPS, None]), st.integers(1, 180))
channel = st.lists(entry, min_size=1, max_size=30)
fast = settings(max_examples=60, deadline=None)


def programmes(timeline: Timeline) -> list[PlayoutItem]:
    return [item for item in timeline.items if item.kind is Kind.PROGRAMME]


@fast
@given(channel, st.integers(1, 600))
def test_separation(entries, minutes: int):
    timeline = run(entries)
    found = broken(ruled({"separation": f"{minutes}m"}), timeline)

    shown, apart = programmes(timeline), minutes * MINUTE
    slow = {
        later.start
        for one, later in combinations(shown, 2)
        if one.media is later.media and later.start - one.start < apart
    }
    assert {breach.start for breach in found} == slow


@fast
@given(channel, channel, st.integers(1, 600))
def test_separation_of_shows_across_the_station(one, two, minutes: int):
    timelines = run(one, "one"), run(two, "two")
    rule = {"separation": f"{minutes}m", "same": "show", "across": "station"}
    found = broken(ruled(rule, ("one", "two")), *timelines)

    shown = [(item.start, t.channel, item) for t in timelines for item in programmes(t)]
    shown.sort(key=lambda each: each[:2])
    slow = {
        later[:2]
        for before, later in combinations(shown, 2)
        if before[2].media.show == later[2].media.show and later[0] - before[0] < minutes * MINUTE
    }
    assert {(breach.start, breach.channel) for breach in found} == slow


@fast
@given(channel, st.sampled_from(RATINGS[1:]), st.sampled_from(["allow", "refuse", "TV-14"]))
def test_watershed_minute_by_minute(entries, ceiling: str, unrated: str):
    timeline = run(entries)
    rule = {"watershed": {"08:00-12:00": ceiling, "23:00-01:00": "TV-PG"}, "unrated": unrated}
    found = broken(ruled(rule), timeline)

    slow = set()
    for item in timeline.items:
        rated = age(item.media.rating) if item.media else None
        if rated is None:
            rated = {"allow": 0, "refuse": 99}.get(unrated, 14)
            if item.kind is not Kind.PROGRAMME:
                continue
        for minute in range(item.length // MINUTE):
            hour = ((item.start - DAWN) // MINUTE + minute) // 60 % 24 + 6
            if (8 <= hour < 12 and rated > age(ceiling)) or (hour in (23, 24) and rated > 10):
                slow.add(item.start)
    assert {breach.start for breach in found} == slow


@fast
@given(channel, st.integers(1, 60))
def test_advertising_minute_by_minute(entries, minutes: int):
    rule = {"advertising": f"{minutes}m", "where": 'tag = "ad"'}
    timeline = run(entries)
    found = broken(ruled(rule), timeline)

    hours = Counter[int]()
    for item in timeline.items:
        if item.kind is Kind.INTERSTITIAL:
            begun = (item.start - DAWN) // MINUTE
            hours.update((begun + n) // 60 for n in range(item.length // MINUTE))
    assert len(found) == sum(count > minutes for count in hours.values())


@fast
@given(channel, channel, st.integers(0, 300))
def test_exclusive(one, two, minutes: int):
    timelines = run(one, "one"), run(two, "two")
    rule = {"exclusive": "item", **({"within": f"{minutes}m"} if minutes else {})}
    found = broken(ruled(rule, ("one", "two")), *timelines)

    slow = set()
    for a, b in product(programmes(timelines[0]), programmes(timelines[1])):
        if a.media is b.media:
            late, name, early = (b, "two", a) if a.start <= b.start else (a, "one", b)
            if late.start < early.stop + minutes * MINUTE:
                slow.add((late.start, name))
    assert {(breach.start, breach.channel) for breach in found} == slow


@fast
@given(st.lists(channel, min_size=1, max_size=4), st.integers(1, 3))
def test_streams_minute_by_minute(parts, most: int):
    names = [f"c{n}" for n in range(len(parts))]
    timelines = [run(part, name) for name, part in zip(names, parts, strict=True)]
    found = broken(ruled({"streams": str(most), "sources": "tv"}, names), *timelines)

    def playing(minute: int) -> int:
        cues = [timeline.at(DAWN + minute * MINUTE) for timeline in timelines]
        return sum(cue is not None and cue.item.media is not None for cue in cues)

    last = max((t.items[-1].stop - DAWN) // MINUTE for t in timelines)
    load = [0, *(playing(minute) for minute in range(last))]
    rises = {n for n, (before, now) in enumerate(pairwise(load)) if now > max(most, before)}
    assert rises <= set(at(found))
    assert bool(found) == any(now > most for now in load)


@fast
@given(channel)
def test_pods(entries):
    timeline = run(entries)
    found = broken(ruled({"pods": "unique"}), timeline)

    slow = set()
    for first, item in enumerate(timeline.items):
        for later in range(first + 1, len(timeline.items)):
            if timeline.items[later].kind is not Kind.INTERSTITIAL:
                break
            if item.kind is Kind.INTERSTITIAL and timeline.items[later].media is item.media:
                slow.add(timeline.items[later].start)
    assert {breach.start for breach in found} == slow


@fast
@given(channel, st.integers(0, 100))
def test_quota_a_day(entries, percent: int):
    timeline = run(entries)
    rule = {"quota": {"at_least": f"{percent}%"}, "per": "day", "where": 'show = "s0"'}
    found = broken(ruled(rule), timeline)

    sums: dict[object, list[timedelta]] = {}
    for item in programmes(timeline):
        whole = sums.setdefault(item.why.day, [ZERO, ZERO])
        whole[0] += item.length if item.media and item.media.show == "s0" else ZERO
        whole[1] += item.length
    last = (timeline.items[-1].stop - timedelta(hours=5, minutes=1)).date()
    days = {(DAWN + timedelta(days=n)).date() for n in range(3)}
    slow = 0
    for day in (d for d in days if d <= last):
        some, all_ = sums.get(day, [ZERO, ZERO])
        slow += percent > 0 if not all_ else 100 * some < percent * all_
    assert len(found) == slow


@fast
@given(channel, st.integers(1, 3))
def test_runs_and_rotation_count_alike(entries, most: int):
    timeline = run(entries)
    by_day = Counter((item.media.name, item.why.day) for item in programmes(timeline))
    surplus = sum(max(0, count - most) for count in by_day.values())

    rights = {"rights": "..", "runs": str(most), "per": "day", "where": 'kind = "episode"'}
    assert len(broken(ruled(rights), timeline)) == surplus
    assert len(broken(ruled({"rotation": str(most), "per": "day"}), timeline)) == surplus


@fast
@given(st.integers(2, 5), st.data())
def test_a_rotation_is_found_fair_if_some_beginning_of_its_cycles_explains_it(size: int, data):
    drawn = data.draw(st.lists(st.integers(0, size - 1), max_size=12))

    def fair(offset: int) -> bool:
        bounds = [0, *range(offset, len(drawn), size), len(drawn)]
        parts = [drawn[a:b] for a, b in pairwise(sorted(set(bounds)))]
        return all(len(set(part)) == len(part) for part in parts)

    cycles = Cycles(size)
    assert all(cycles.take(str(n)) for n in drawn) == any(fair(o) for o in range(size))


@fast
@given(channel, st.integers(0, 300))
def test_continuity(entries, minutes: int):
    timeline = run(entries)
    found = broken(ruled({"continuity": f"{minutes}m" if minutes else "none"}), timeline)

    dark = Counter[object]()
    for item in timeline.items:
        if item.kind is Kind.SLATE:
            dark[item.why.day] += item.length // MINUTE
    assert len(found) == sum(count > minutes for count in dark.values())
