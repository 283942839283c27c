"""The guide of a day: programmes without a gap, made of what airs.

No entry is shorter than the channel's minimum: what is shorter joins its neighbours in the same
stretch, else the programme before it. A hole shorter than `PAUSE` belongs to the programme before
it; longer ones get an entry with the channel's name. Airings of one stretch under one written
title, or of one group, are one programme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from exstreamtv.model.diagnostic import Diagnostic, warning
from exstreamtv.model.media import Media
from exstreamtv.model.timeline import Programme, TitleFrom
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.findings import Found
from exstreamtv.schedule.fold import Sketch
from exstreamtv.schedule.rows import PAUSE, Row, entry_of, rows_of
from exstreamtv.schedule.setting import Setting
from exstreamtv.schedule.titles import Title, common_title, contents, shared_name, title_of

CODES = {
    "W330": """Media have no title, so the guide shows where they lie

A title is looked for in the step, then in the medium itself, then in the name of its file, then
in its address; if nothing is there the guide shows the channel's name. The last three are seldom
what viewers should read.

Give the media titles (a name that says what is in the file, an NFO beside it), or write one:

```yaml
schedule:
  evening: {at: "20:00", play: tapes, title: From the Archive}
```
""",
    "W331": """An entry of several works has no title

`guide: {group: true}` makes one entry of what airs in a row. These works have neither show nor
artist nor album in common, so the entry is called like the first of them.

Write a title:

```yaml
schedule:
  morning: {at: "06:00", fill: toons, title: Cartoon Club}
```
""",
}

BRIEF = timedelta(minutes=3)
"""The shortest entry where nothing else is said."""


class Shape(NamedTuple):
    """How a channel's guide is shaped.

    ``channel`` is the name that holes go by. A work is new if it is at most ``recent`` old; None
    means: if it has not aired before. What has aired is known from the day ``known`` on. ``last``
    are the last starts of media that are about to go, by their names.
    """

    channel: str
    minimum: timedelta
    recent: timedelta | None
    known: date
    last: Mapping[str, datetime]


def shape_of(setting: Setting, known: date, last: Mapping[str, datetime]) -> Shape:
    """What channel and station say of the guide, the channel first."""
    own, every = setting.config.guide, setting.inputs.station.station.guide
    minimum = own.minimum if own and own.minimum is not None else every.minimum
    recent = own.new if own and own.new is not None else every.new
    name = setting.config.name
    return Shape(name, BRIEF if minimum is None else minimum, recent, known, last)


def programmes(sketch: Sketch, shape: Shape) -> list[Programme]:
    """The guide of one broadcast day. What there is to tell of it goes to the sketch's tape."""
    rows: list[Row] = []
    for row in [*rows_of(sketch.tape, shape.minimum), Row(sketch.stop, sketch.stop)]:
        now = rows[-1].stop if rows else sketch.start
        if not rows and row.start - now < shape.minimum:
            row.start = now
        walls = [wall for wall in sketch.tape.walls if now < wall < row.start]
        for begin, end in pairwise([now, *walls, row.start]):
            _close(rows, begin, end, max(PAUSE, shape.minimum))
        rows.append(row)
    _tell(sketch, rows)
    return [_programme(row, shape) for row in rows if row.start < row.stop]


def _close(rows: list[Row], start: datetime, stop: datetime, pause: timedelta) -> None:
    """See to the hole between ``start``, where the last row ends, and ``stop``."""
    if rows and (stop - start < pause or not rows[-1].airings):
        rows[-1].stop = stop
    elif start < stop:
        rows.append(Row(start, stop))


def _programme(row: Row, shape: Shape) -> Programme:
    if not row.airings:
        return Programme(row.start, row.stop, shape.channel, title_from=TitleFrom.CHANNEL)
    manner, works = row.airings[0].act.manner, row.works()
    media = works[0] if len(works) == 1 else None
    title = _title(row, works, shape.channel)
    guide = manner.guide
    entry = Programme(
        row.start,
        row.stop,
        title.text,
        (guide and guide.subtitle) or title.subtitle,
        (guide and guide.description) or _description(works, shape.channel),
        media,
        title.taken_from,
        _repeats(row, works, shape),
    )
    if media is None:
        entry.works = works
    if guide and guide.category:
        entry.categories = guide.category
    _mark(entry, row, shape)
    return entry


def _title(row: Row, works: Sequence[Media], channel: str) -> Title:
    written = row.airings[0].act.manner.title
    if not works:
        return Title(written, "", TitleFrom.STEP) if written else title_of(None, channel)
    own = title_of(works[0], channel) if len(works) == 1 else common_title(works, channel)
    if written:
        return Title(written, own.line if len(works) == 1 else "", TitleFrom.STEP)
    return own


def _description(works: Sequence[Media], channel: str) -> str:
    if len(works) == 1:
        return works[0].plot
    return contents(works, channel)


def _repeats(row: Row, works: Sequence[Media], shape: Shape) -> bool:
    """Is there nothing new in it?"""
    if shape.recent is None:
        return bool(works) and all(one.repeat for one in row.airings)
    return not any(_age(work, row.start.date()) <= shape.recent for work in works)


def _age(work: Media, day: date) -> timedelta:
    return day - work.aired if work.aired else timedelta.max


def _mark(entry: Programme, row: Row, shape: Shape) -> None:
    """Say if something in it airs for the first or the last time."""
    for one in row.airings:
        media = one.media
        if media and media.since and not one.repeat and media.since >= shape.known:
            entry.premiere = True
        if media and shape.last and shape.last.get(media.name) == one.start:
            entry.last_chance = True


def _tell(sketch: Sketch, rows: Sequence[Row]) -> None:
    """W330 for media without a title, W331 for groups without one."""
    found = sketch.tape.found
    for one in sketch.tape.airings:
        if one.media and not (one.media.title or one.media.show or one.act.manner.title):
            found.append(Found(sketch.day, _poor(one.act)))
    for row in rows:
        if len(row.airings) > 1 and _is_nameless(row):
            found.append(Found(sketch.day, _nameless(row.airings[0].act)))


def _is_nameless(row: Row) -> bool:
    """Is it a group that was asked for, whose works go by no name together?"""
    title, group = entry_of(row.airings[0].act)
    works = row.works()
    return bool(group) and not title and len(works) > 1 and not shared_name(works)


def _poor(act: Act) -> Diagnostic:
    what = f"media of `{act.collection}` have no title, so the guide shows where they lie"
    return warning("W330", what, act.written.span() or None, hint="give them titles, or `title:`")


def _nameless(act: Act) -> Diagnostic:
    what = f"the works of an entry of `{act.slot}` have no name in common"
    return warning("W331", what, act.written.span() or None, hint="write a `title:` for it")
