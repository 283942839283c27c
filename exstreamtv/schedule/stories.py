"""Multi-part stories: which media of a collection are parts of one, told by their titles.

`Fog (1)`, `Fog, Part Two`, `Fog (III)`, `Fog Pt. 4`, `Fog (5 of 5)`. The parts of a story are
consecutive episodes of one show, or stand one after the other in a list: so do crossovers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from exstreamtv.model.media import Media
from exstreamtv.schedule.fields import folded
from exstreamtv.schedule.groups import by_number, numbers
from exstreamtv.schedule.line import Pick

Stories: TypeAlias = Mapping[str, tuple[Media, ...]]
"""The whole story of each medium that is a part of one, by the medium's name."""

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_NUMBERS = {
    word: number
    for words in (_WORDS, _ROMAN, [str(number) for number in range(1, 21)])
    for number, word in enumerate(words, 1)
}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_PART = re.compile(
    rf"(?P<base>.*?)[\s,:;-]*"
    rf"(?:\(?\b(?:part|pt|teil)\b\.?\s*(?P<named>{_NUMBER})|\((?P<bare>{_NUMBER}))"
    rf"(?:\s*(?:of|/)\s*(?:{_NUMBER}))?\)?",
)


Unit: TypeAlias = tuple[Media, ...]
"""The parts of a story, or one medium that is whole."""

_Follows: TypeAlias = Callable[[Media, Media], bool]


class Part(NamedTuple):
    """Which part of what a title says that it is."""

    base: str
    number: int


def part_of(media: Media) -> Part | None:
    """What the title says, else the number that the source gives; None for what is whole."""
    title = folded(media.title)
    if match := _PART.fullmatch(title):
        return Part(match["base"], _NUMBERS[match["named"] or match["bare"]])
    return Part(title, media.part) if media.part else None


def stories_in(media: Iterable[Media], lists: Sequence[Media]) -> Stories:
    """The stories among ``media``; ``lists`` is what the author listed, in that order."""
    shows: dict[str, list[Media]] = {}
    for medium in sorted(media, key=lambda one: (numbers(one), by_number(one))):
        if medium.show:
            shows.setdefault(folded(medium.show), []).append(medium)
    found = [run for show in shows.values() for run in _runs(show, _next_episode)]
    found += _runs(lists, _next_listed)
    return {medium.name: tuple(run) for run in found for medium in run}


def _runs(media: Sequence[Media], follows: _Follows) -> Iterator[list[Media]]:
    """Every stretch of ``media`` that begins with a first part and goes on from there."""
    run: list[Media] = []
    for medium in media:
        if run and follows(run[-1], medium):
            run.append(medium)
            continue
        if len(run) > 1:
            yield run
        part = part_of(medium)
        run = [medium] if part and part.number == 1 else []
    if len(run) > 1:
        yield run


def _next_episode(one: Media, other: Media) -> bool:
    """Is it the next part, under the same title, and the next episode?"""
    part, following = part_of(one), part_of(other)
    return (
        part is not None
        and following == Part(part.base, part.number + 1)
        and _consecutive(one, other)
    )


def _consecutive(one: Media, other: Media) -> bool:
    """The next number, the same (halves of one episode), or the first of the next season."""
    (season, episode, _), (next_season, following, _) = numbers(one), numbers(other)
    if season == next_season:
        return following - episode in (0, 1)
    return next_season == season + 1 and following == 1


def _next_listed(one: Media, other: Media) -> bool:
    """Is it the next part, whatever it is called and of whichever show?"""
    part, following = part_of(one), part_of(other)
    return part is not None and following is not None and following.number == part.number + 1


def units(picks: Iterable[Pick], stories: Stories, *, whole: bool) -> Iterator[tuple[Pick, ...]]:
    """``picks`` by stories: all parts of each if ``whole``, else only the one that is next.

    A story is begun with its first part; only one that has been begun, which is then due, goes
    on in its midst. Part by part, no story is begun out of turn: its next part would be late.
    """
    due = True
    for head, run in groupby(picks, lambda pick: head_of(pick.media, stories)):
        unit = tuple(run)
        if head is None:
            yield from ((pick,) for pick in unit)
        elif due or (whole and unit[0].media.name == head.name):
            yield unit if whole else unit[:1]
        due = False


def in_units(media: Iterable[Media], stories: Stories) -> Iterator[Unit]:
    """``media`` by stories, which stand together; what is whole is a unit of its own."""
    for head, run in groupby(media, lambda medium: head_of(medium, stories)):
        if head is None:
            yield from ((medium,) for medium in run)
        else:
            yield tuple(run)


def head_of(media: Media, stories: Stories) -> Media | None:
    """The first part of the story that ``media`` is a part of."""
    story = stories.get(media.name)
    return story[0] if story else None
