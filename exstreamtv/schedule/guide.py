"""The guide of a day: programmes without a gap, made of what airs.

What is shorter than `BRIEF` has no entry of its own, and a hole shorter than `PAUSE` belongs to
the programme before it. Longer holes get an entry with the channel's name. Airings of one
stretch under one written title are one programme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.timeline import Programme, TitleFrom
from exstreamtv.schedule.airing import BRIEF
from exstreamtv.schedule.fold import Sketch
from exstreamtv.schedule.tape import Airing

PAUSE = timedelta(minutes=15)
"""A hole that is shorter belongs to the programme before it."""


class Title(NamedTuple):
    """What the guide calls a medium, and where that comes from."""

    text: str
    subtitle: str
    taken_from: TitleFrom


@dataclass(slots=True)
class _Row:
    start: datetime
    stop: datetime
    airings: Sequence[Airing] = ()


def programmes(sketch: Sketch, channel: str) -> list[Programme]:
    """The guide of one broadcast day. ``channel`` is the name that holes go by."""
    rows: list[_Row] = []
    for row in [*_rows(sketch.tape.airings), _Row(sketch.stop, sketch.stop)]:
        now = rows[-1].stop if rows else sketch.start
        if not rows and row.start - now < BRIEF:
            row.start = now
        walls = [wall for wall in sketch.tape.walls if now < wall < row.start]
        for begin, end in pairwise([now, *walls, row.start]):
            _close(rows, begin, end)
        rows.append(row)
    return [_programme(row, channel) for row in rows if row.start < row.stop]


def _close(rows: list[_Row], start: datetime, stop: datetime) -> None:
    """See to the hole between ``start``, where the last row ends, and ``stop``."""
    if rows and (stop - start < PAUSE or not rows[-1].airings):
        rows[-1].stop = stop
    elif start < stop:
        rows.append(_Row(start, stop))


def _rows(airings: Iterable[Airing]) -> Iterator[_Row]:
    for (_, title), group in groupby(airings, lambda one: (one.stretch, one.act.manner.title)):
        together = list(group)
        runs = [together] if title else [[one] for one in together]
        for run in runs:
            if run[-1].stop - run[0].start >= BRIEF:
                yield _Row(run[0].start, run[-1].stop, run)


def _programme(row: _Row, channel: str) -> Programme:
    if not row.airings:
        return Programme(row.start, row.stop, channel, title_from=TitleFrom.CHANNEL)
    first, manner = row.airings[0], row.airings[0].act.manner
    media = first.media if len(row.airings) == 1 else None
    title = title_of(media, channel)
    if manner.title:
        title = Title(manner.title, _line(title) if media else "", TitleFrom.STEP)
    guide = manner.guide
    return Programme(
        row.start,
        row.stop,
        title.text,
        (guide and guide.subtitle) or title.subtitle,
        (guide and guide.description) or (media.plot if media else ""),
        media,
        title.taken_from,
        first.repeat and media is not None,
    )


def _line(title: Title) -> str:
    return f"{title.text}: {title.subtitle}" if title.subtitle else title.text


def title_of(media: Media | None, channel: str) -> Title:
    """The title of ``media``: its own, else its file's, else its address's, else the channel's."""
    if media is None:
        return Title(channel, "", TitleFrom.CHANNEL)
    if media.title or media.show:
        return _own(media)
    address = urlsplit(media.key)
    if address.scheme in ("http", "https"):
        name = PurePosixPath(unquote(address.path)).stem
        return Title(name, "", TitleFrom.URL) if name else title_of(None, channel)
    name = PurePosixPath(media.key).stem
    return Title(name, "", TitleFrom.FILE) if name else title_of(None, channel)


def _own(media: Media) -> Title:
    if media.show and media.kind is MediaKind.EPISODE:
        return Title(media.show, media.title, TitleFrom.MEDIA)
    if media.artist and media.kind in (MediaKind.MUSIC, MediaKind.TRACK):
        return Title(media.title, media.artist, TitleFrom.MEDIA)
    return Title(media.title or media.show, "", TitleFrom.MEDIA)
