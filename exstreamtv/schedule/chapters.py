"""Chapters of a compilation as clips of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.time import SECOND

_MUSIC = (MediaKind.MUSIC, MediaKind.TRACK)


def split(media: Iterable[Media]) -> Iterator[Media]:
    """Each chapter of ``media`` as a medium: `KEY#3` is the third; without chapters, none.

    What lies before the first chapter is in no clip, and nor is a chapter below a second.
    """
    for medium in media:
        starts = sorted({chapter.start: chapter.title for chapter in medium.chapters}.items())
        stretches = pairwise([*starts, (medium.length, "")])
        for number, ((start, title), (stop, _)) in enumerate(stretches, 1):
            if stop - start >= SECOND:
                yield replace(
                    medium,
                    key=f"{medium.key}#{number}",
                    kind=medium.kind if medium.kind in _MUSIC else MediaKind.CLIP,
                    title=title or f"{medium.title} {number}",
                    show=medium.show or medium.title,
                    season=None,
                    episode=None,
                    part=number,
                    in_point=medium.in_point + start,
                    length=stop - start,
                    chapters=(),
                )


def named(name: str, known: Mapping[str, Media]) -> Media | None:
    """The medium of this name, be it one that is known or a clip of one; None if it is neither."""
    whole, sign, _ = name.rpartition("#")
    if name in known or not sign or whole not in known:
        return known.get(name)
    return next((clip for clip in split([known[whole]]) if clip.name == name), None)
