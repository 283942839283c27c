"""A rating is above the watershed

Hours of the day, each with the highest rating that may be on the air in them. Ratings of all
systems are compared by the age they stand for (`PG-13` is 13, `FSK 16` is 16, `TV-PG` is 10); a
ceiling may also be an age, `12`. A rating that several countries know means the first of us, gb,
de, au, fr; `gb:PG` says which. `unrated` says what becomes of programmes without a rating:
`refuse` (if nothing is said), `allow`, or the rating that they count as. Short material is looked
at only if it has a rating. Every minute counts: what begins before the hour may not run into it.

```yaml
rules:
  kids: {watershed: {"06:00-20:00": TV-PG, "20:00-22:00": TV-14}, unrated: TV-14}
```
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

from exstreamtv.config.onair import Watershed
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.rules.air import SHOWN, Air, Airing, called
from exstreamtv.rules.breach import Breach
from exstreamtv.rules.ratings import age, known
from exstreamtv.rules.scope import Scope
from exstreamtv.schedule.calendar import DAY

CODES = {
    "E505": __doc__,
    "E214": """A rating is not known

It belongs to none of the systems of ratings that are known here, so that nothing could be compared
with it. Write one of the MPA, US television, BBFC, FSK, ACMA, CNC or another country's, or an age.

```yaml
rules:
  kids: {watershed: {"06:00-20:00": 12}, unrated: FSK 16}
```
""",
}

ADULT = 99


class Band(NamedTuple):
    """Hours of one day in which no rating may be higher than that of this age."""

    start: datetime
    stop: datetime
    ceiling: int
    written: str


def fits(rule: Watershed, scope: Scope | None = None) -> Iterator[Diagnostic]:
    """E214 for every rating that no system knows."""
    for hours, rating in rule.watershed.items():
        if age(rating) is None:
            key = next((key for key in _keys(rule) if key.replace(" ", "") == str(hours)), "")
            yield _unknown(rating, rule, "watershed", key)
    if rule.unrated not in ("refuse", "allow") and (
        not known(rule.unrated) or age(rule.unrated) is None
    ):
        yield _unknown(rule.unrated, rule, "unrated")


def breaches(rule: Watershed, scope: Scope, air: Air) -> Iterator[Breach]:
    """Every airing that is on in hours whose ceiling is below its rating."""
    ages = _ages(rule.unrated)
    shown = [a for a in air.shown if a.media.rating or a.kind in SHOWN]
    starts = [airing.start for airing in shown]
    for band in bands(rule, air):
        # Airings are in order of their starts, and none lasts longer than a day.
        first = max(0, bisect_right(starts, band.start - DAY))
        for airing in _within(shown, first, band):
            years = ages(airing.media.rating)
            if years > band.ceiling and scope.holds(air.channel, airing.slot):
                yield Breach(air.channel, airing.slot, airing.start, _said(airing, band))


def bands(rule: Watershed, air: Air) -> list[Band]:
    """The hours of every day of the window, and of the night before it."""
    calendar, found = air.calendar, []
    for day in [air.days[0][0] - DAY, *(day for day, _, _ in air.days)]:
        for hours, rating in rule.watershed.items():
            start, stop = calendar.wall(hours.start), calendar.wall(hours.stop)
            if stop <= start:
                stop += DAY
            ceiling = age(rating)
            ends = calendar.instant(day, start), calendar.instant(day, stop)
            if ends[0] < ends[1] and ceiling is not None:
                found.append(Band(*ends, ceiling, rating))
    return sorted(found)


def _within(shown: Sequence[Airing], first: int, band: Band) -> Iterator[Airing]:
    for place in range(first, len(shown)):
        if shown[place].start >= band.stop:
            return
        if shown[place].stop > band.start:
            yield shown[place]


def _ages(unrated: str) -> Callable[[str], int]:
    @cache
    def years(rating: str) -> int:
        found = age(rating)
        if found is not None:
            return found
        match unrated:
            case "allow":
                return 0
            case "refuse":
                return ADULT
            case _:
                return age(unrated) or 0

    return years


def _said(airing: Airing, band: Band) -> str:
    rating = airing.media.rating
    said = f"rated {rating}" if age(rating) is not None else "without a rating"
    return f"`{called(airing.media)}`, {said}, is on where {band.written} is the highest"


def _keys(rule: Watershed) -> list[str]:
    node = rule.written("watershed")
    return [str(key.value) for key, _ in getattr(node, "entries", ())]


def _unknown(rating: str, rule: Watershed, *where: str) -> Diagnostic:
    hint = "write one such as `TV-PG`, `PG-13`, `FSK 12`, `gb:15`, or an age"
    return error("E214", f"no system of ratings knows `{rating}`", rule.span(*where), hint=hint)
