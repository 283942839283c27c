"""A channel's week as rows a person can take in: filling left out, runs and like days folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from exstreamtv.emit.airings import Airing, number
from exstreamtv.model.media import MediaKind
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind

MANY = 5
"""More short programmes of one slot than this are one row."""

SHORT = timedelta(minutes=20)
LONG = timedelta(hours=1)
"""What lasts this long is never folded: people choose films one by one."""


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


def week(shown: Sequence[Airing], dawn: datetime) -> list[Days]:
    """The days of ``shown``, those of one shape together, in the order of their first.

    ``dawn`` is the local time at which any broadcast day begins.
    """
    days = [
        (day, [each for each in of_day if not is_filling(each)])
        for day, of_day in by_day(shown, dawn)
    ]
    digests = _digests(of_day for _, of_day in days)
    shapes: dict[tuple[tuple[str, str], ...], list[tuple[date, tuple[Row, ...]]]] = {}
    for day, of_day in days:
        rows = tuple(_rows(of_day, digests, dawn))
        shapes.setdefault(tuple((row.time, row.slot) for row in rows), []).append((day, rows))
    return [
        Days(tuple(day for day, _ in alike), tuple(rows for _, rows in alike))
        for alike in shapes.values()
    ]


def by_day(shown: Iterable[Airing], dawn: datetime) -> Iterator[tuple[date, Iterator[Airing]]]:
    """Each broadcast day with what begins in it, by the clock: a delayed channel's days shift."""
    since = timedelta(hours=dawn.hour, minutes=dawn.minute, seconds=dawn.second)

    def day(airing: Airing) -> date:
        return (airing.programme.start.astimezone(dawn.tzinfo) - since).date()

    return groupby(shown, key=day)


def is_filling(airing: Airing) -> bool:
    """Is it nothing that anyone would look up?"""
    return airing.kind in (Kind.FILLER, Kind.INTERSTITIAL)


def filling(airings: Iterable[Airing]) -> timedelta:
    """How long nothing but filling is on."""
    return sum((each.programme.length for each in airings if is_filling(each)), ZERO)


def _digests(days: Iterable[Sequence[Airing]]) -> dict[str, tuple[str, ...]]:
    """The slots that are one row a day, and their titles, the most frequent of the week first.

    Those are the slots where short programmes abound or the same titles come round again.
    """
    slots: dict[str, list[list[Airing]]] = {}
    for of_day in days:
        for slot, run in groupby(of_day, key=_slot):
            slots.setdefault(slot, []).append(list(run))
    return {slot: _titles(runs) for slot, runs in slots.items() if _tiresome(runs)}


def _tiresome(runs: Sequence[Sequence[Airing]]) -> bool:
    shown = [airing for run in runs for airing in run]
    average = sum((airing.programme.length for airing in shown), ZERO) / len(shown)
    if average >= LONG:
        return False
    most = max(map(len, runs))
    return (average < SHORT and most > MANY) or any(map(_recurs, runs))


def _recurs(run: Sequence[Airing]) -> bool:
    """Does a title come back after another one?"""
    titles = [title for title, _ in groupby(run, key=_title)]
    return len(titles) > len(set(titles))


def _titles(runs: Sequence[Sequence[Airing]]) -> tuple[str, ...]:
    counted = Counter(_title(airing) for run in runs for airing in run)
    return tuple(title for title, _ in counted.most_common())


def _rows(
    shown: Iterable[Airing], digests: Mapping[str, tuple[str, ...]], dawn: datetime
) -> Iterator[Row]:
    for slot, of_slot in groupby(shown, key=_slot):
        if slot in digests:
            yield _row(digests[slot], tuple(of_slot), dawn)
        else:
            for title, run in groupby(of_slot, key=_title):
                yield _row((title,), tuple(run), dawn)


def _row(titles: tuple[str, ...], run: tuple[Airing, ...], dawn: datetime) -> Row:
    local = run[0].programme.start.astimezone(dawn.tzinfo)
    return Row(f"{local.hour:02d}:{local.minute:02d}", _slot(run[0]), titles, tone(run[0]), run)


def _slot(airing: Airing) -> str:
    return airing.why.slot


def _title(airing: Airing) -> str:
    return airing.title


def tone(airing: Airing) -> str:
    """What colour it has in the guide: its medium's kind; off the air is faint."""
    if airing.kind is Kind.SLATE:
        return "slate"
    if airing.media is None:
        return "clip"
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
    """``S01E03``, ``S01E03-E07``, ``S01E09-S02E02``, or the first and dots where some are left out.

    Whether any are left out between two seasons cannot be told from the numbers.
    """
    first, last = numbers[0], numbers[-1]
    if first == last:
        return first
    (season, one), (other, end) = _split(first), _split(last)
    if list(numbers) == sorted(numbers):
        if season == other and end - one == len(numbers) - 1:
            return f"{first}-E{end:02d}"
        if season != other:
            return f"{first}-{last}"
    return f"{first} …"


def _split(text: str) -> tuple[str, int]:
    season, _, episode = text.partition("E")
    return season, int(episode)
