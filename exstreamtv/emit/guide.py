"""A channel's week as rows a person can take in: filling left out, runs and like days folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import groupby

from exstreamtv.emit.airings import Airing, number
from exstreamtv.model.media import MediaKind
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind

MANY = 5
"""More rows of one slot than this are one row, if they are short or come round again."""

SHORT = timedelta(minutes=20)
LONG = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Row:
    """Airings that follow each other under one title. ``time`` is the local start."""

    time: str
    slot: str
    titles: tuple[str, ...]
    tone: str
    run: tuple[Airing, ...]

    @property
    def title(self) -> str:
        """Its titles, the most frequent first."""
        return ", ".join(self.titles)


@dataclass(frozen=True, slots=True)
class Days:
    """Days whose rows stand at the same times in the same slots, each with its rows."""

    days: tuple[date, ...]
    rows: tuple[tuple[Row, ...], ...]

    def across(self) -> Iterator[tuple[Row, ...]]:
        """The rows of one time, one of each day, from morning to night."""
        return zip(*self.rows, strict=True)


def week(airings: Iterable[Airing], zone: tzinfo) -> list[Days]:
    """The days of ``airings``, those of one shape together, in the order of their first."""
    shapes: dict[tuple[tuple[str, str], ...], list[tuple[date, tuple[Row, ...]]]] = {}
    for day, rows in days(airings, zone):
        shapes.setdefault(tuple((row.time, row.slot) for row in rows), []).append((day, rows))
    return [
        Days(tuple(day for day, _ in alike), tuple(rows for _, rows in alike))
        for alike in shapes.values()
    ]


def days(airings: Iterable[Airing], zone: tzinfo) -> Iterator[tuple[date, tuple[Row, ...]]]:
    """Each broadcast day and its rows; a day of nothing but filling has none."""
    for day, of_day in groupby(airings, key=lambda airing: airing.why.day):
        shown = (airing for airing in of_day if not is_filling(airing))
        rows: list[Row] = []
        for _, of_slot in groupby(shown, key=lambda airing: airing.why.slot):
            rows += _of_slot(list(of_slot), zone)
        yield day, tuple(rows)


def is_filling(airing: Airing) -> bool:
    """Is it nothing that anyone would look up?"""
    return airing.kind in (Kind.FILLER, Kind.INTERSTITIAL)


def filling(airings: Iterable[Airing]) -> timedelta:
    """How long nothing but filling is on."""
    return sum((each.programme.length for each in airings if is_filling(each)), ZERO)


def _of_slot(shown: list[Airing], zone: tzinfo) -> list[Row]:
    titled = groupby(shown, key=lambda airing: airing.programme.title)
    rows = [_row(title, tuple(run), zone) for title, run in titled]
    return [_all_of(rows)] if len(rows) > MANY and _tiresome(rows) else rows


def _row(title: str, run: tuple[Airing, ...], zone: tzinfo) -> Row:
    first = run[0]
    local = first.programme.start.astimezone(zone)
    return Row(f"{local.hour:02d}:{local.minute:02d}", first.why.slot, (title,), tone(first), run)


def _tiresome(rows: Sequence[Row]) -> bool:
    """Are they all short, or no films and the same titles come round again?"""
    shown = [airing.programme.length for row in rows for airing in row.run]
    average = sum(shown, ZERO) / len(shown)
    again = 2 * len({row.title for row in rows}) <= len(rows)
    return average < SHORT or (average < LONG and again)


def _all_of(rows: Sequence[Row]) -> Row:
    """One row for a whole slot, the most frequent titles first."""
    run = tuple(airing for row in rows for airing in row.run)
    counted = Counter(airing.programme.title for airing in run)
    titles = tuple(title for title, _ in counted.most_common())
    return Row(rows[0].time, rows[0].slot, titles, rows[0].tone, run)


def tone(airing: Airing) -> str:
    """What colour it has in the guide: its medium's kind, or off the air."""
    if airing.kind is Kind.SLATE or airing.media is None:
        return "slate" if airing.kind is Kind.SLATE else "movie"
    return "music" if airing.media.kind is MediaKind.TRACK else airing.media.kind.value


def detail(runs: Sequence[Sequence[Airing]]) -> str:
    """What to say beside a title that airs in ``runs``, one a day: episodes, a year, a count."""
    shown = [airing for run in runs for airing in run]
    media = [airing.media for airing in shown if airing.media]
    numbers = [number(each) for each in media]
    if numbers and all(numbers) and len({each.show for each in media}) == 1:
        return _episodes(list(dict.fromkeys(numbers)))
    most = max(map(len, runs))
    if most > 1:
        return f"{most}x"
    years = {each.year for each in media}
    return str(years.pop() or "") if len(years) == 1 else ""


def _episodes(numbers: Sequence[str]) -> str:
    """``S01E03``, ``S01E03-E07`` for neighbours of a season, else the first and dots."""
    first, last = numbers[0], numbers[-1]
    if first == last:
        return first
    season, one = _split(first)
    neighbours = [f"{season}E{one + step:02d}" for step in range(len(numbers))]
    return f"{first}-E{_split(last)[1]:02d}" if neighbours == list(numbers) else f"{first} …"


def _split(text: str) -> tuple[str, int]:
    season, _, episode = text.partition("E")
    return season, int(episode)
