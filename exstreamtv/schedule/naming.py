"""What a list may call a medium: `source:key`, key, title, `Title (1947)`, `Show S02E01`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from exstreamtv.model.media import Media
from exstreamtv.schedule.fields import folded

_EPISODE = re.compile(r"(.+?)[\s,-]+(?:s(\d+)\s*e|(\d+)x)(\d+)")
_LEVELS = 4


class Named:
    """Media by their names. The most exact name counts: a key before another's title."""

    def __init__(self, media: Iterable[Media]) -> None:
        self._levels: tuple[dict[str, list[Media]], ...] = tuple({} for _ in range(_LEVELS))
        for medium in media:
            for level, names in zip(self._levels, _names(medium), strict=True):
                for name in names:
                    level.setdefault(name, []).append(medium)

    def called(self, name: str) -> tuple[Media, ...]:
        """The media of that name: none, one, or several that a list cannot tell apart."""
        sought = _plain(folded(name))
        found = (level[sought] for level in self._levels if sought in level)
        return tuple(next(found, ()))


def exact_name(media: Media, named: Named) -> str:
    """The shortest name that calls ``media`` and no other."""
    year = _year(media)
    names = [media.title, f"{media.title} ({year})", _episode(media), media.key]
    return next((name for name in names if named.called(name) == (media,)), media.name)


def together(media: Iterable[Media]) -> list[Media]:
    """Those of ``media`` that may air on a day on which another of them may, too.

    A file that was replaced by another is in the lock twice, but never on one day.
    """
    held = list(media)
    return [one for one in held if any(_overlap(one, other) for other in held if other is not one)]


def _overlap(one: Media, other: Media) -> bool:
    first, last = date.min, date.max
    return (one.since or first) < (other.gone or last) and (other.since or first) < (
        one.gone or last
    )


def _names(media: Media) -> tuple[tuple[str, ...], ...]:
    """What it may be called, the most exact names first: as many as there are levels."""
    title, year = folded(media.title), _year(media)
    dated = (f"{title} ({year})",) if year else ()
    episode = _episode(media)
    exact = folded(media.key), folded(episode)
    return (folded(media.name),), exact[: 2 if episode else 1], dated, (title,)


def _episode(media: Media) -> str:
    if not media.show or media.season is None or media.episode is None:
        return ""
    return f"{media.show} S{media.season:02d}E{media.episode:02d}"


def _year(media: Media) -> int | None:
    return media.aired.year if media.year is None and media.aired else media.year


def _plain(name: str) -> str:
    """An episode's name in the one form, whether written `s2e1`, `S02E01` or `2x01`."""
    match = _EPISODE.fullmatch(name)
    if not match:
        return name
    show, season, other, episode = match.groups()
    return f"{show} s{int(season or other):02d}e{int(episode):02d}"


def near(name: str, media: Iterable[Media]) -> Iterator[str]:
    """Names of ``media`` of the kind that ``name`` is: what it may have been meant for."""
    episodes = _EPISODE.fullmatch(folded(name)) is not None
    for medium in media:
        found = _episode(medium) if episodes else medium.title
        if found:
            yield found
