"""Media and catalogues for tests that need no files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.media import Chapter, Media, MediaKind
from exstreamtv.model.time import length_from


def medium(key: str, length: str | timedelta = "22m", **known: Any) -> Media:
    """One medium of the source ``tv``, an episode unless ``kind`` says otherwise."""
    lasting = length_from(length) if isinstance(length, str) else length
    given = {"source": "tv", "kind": MediaKind.EPISODE, "title": key, **known}
    return Media(key=key, length=lasting, **given)


def episodes(show: str, count: int, length: str = "22m", **known: Any) -> list[Media]:
    """A season of a show, an episode a week from 7 January 1985."""
    return [
        medium(
            f"{show}/S01E{number:02d}",
            length,
            show=show,
            season=1,
            episode=number,
            title=f"{show} {number}",
            aired=date(1985, 1, 7) + timedelta(weeks=number),
            **known,
        )
        for number in range(1, count + 1)
    ]


def films(count: int, length: str = "90m", chapters: int = 0, **known: Any) -> list[Media]:
    """Films with evenly spread chapters."""
    lasting = length_from(length)
    marks = tuple(Chapter(lasting * n // chapters) for n in range(chapters))
    return [
        medium(f"Film {n:02d}", length, kind=MediaKind.MOVIE, chapters=marks, **known)
        for n in range(count)
    ]


def clips(tag: str, lengths: Iterable[str]) -> list[Media]:
    """Short material with a tag."""
    return [
        medium(f"{tag}-{n:03d}", length, kind=MediaKind.CLIP, tags=(tag,))
        for n, length in enumerate(lengths)
    ]


def catalogue(*media: Media) -> Catalogue:
    """A catalogue of these, by their sources, sorted as the lock sorts them."""
    names = sorted({one.source for one in media})
    return Catalogue(
        {
            name: tuple(sorted((m for m in media if m.source == name), key=lambda m: m.key))
            for name in names
        }
    )
