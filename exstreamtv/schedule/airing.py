"""How the next medium of a line gets on the air: what is chosen, how it is cut up, placed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from itertools import islice, pairwise

from exstreamtv.config.breaks import Breaks
from exstreamtv.config.steps import Break, Play
from exstreamtv.config.types import LengthRange
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.time import ZERO, length_text
from exstreamtv.model.timeline import Kind
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.breaks import openings
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.line import Line, Pick
from exstreamtv.schedule.run import Cut, Run
from exstreamtv.schedule.stories import units

CODES = {
    "W311": """Nothing of a collection fits

Every item that may air is longer than what is left of the slot, so filler airs instead.
With `overrun: forbid`, the default, an item is only chosen if it ends in time.

Make the slot longer, let the item run over or be cut, or narrow the collection:

```yaml
schedule:
  film: {at: "20:00", for: 1h30m, play: films, overrun: cut}
```
""",
    "W312": """A collection has nothing to air on a day

It holds no item, or none that may be picked on that day (the lock dates what comes and
goes). Filler airs instead.

Lock the source again, or ask the collection for something that is there:

```yaml
collections:
  noir: {from: films, where: 'genre = "Film-Noir"'}
```
""",
    "W318": """A story is longer than the slot that plays it whole

The collection keeps multi-part stories together, and all parts of this one are longer than the
slot. None of them airs there; other items of the collection do.

Make the slot longer, or play the parts on one day after the other, without `parts: all`:

```yaml
collections:
  cheers: {from: shows, where: 'show = "Cheers"', parts: together}
channels:
  one: {number: 1, name: One, schedule: {strip: {at: "20:00", play: cheers}}}
```
""",
    "W307": """Nothing has premiered yet

The slot plays only what the one in `premiered_by` has aired before, and that one has aired nothing
of this collection yet. Filler airs instead, until it has.

```yaml
schedule:
  prime: {at: "20:00", days: fri, play: cheers}
  strip: {at: "17:00", days: mon-fri, play: cheers, premiered_by: prime}
```
""",
}

BRIEF = timedelta(minutes=3)
"""A clip that is shorter is an interstitial, and nothing that is shorter is in the guide alone."""


def end_of(run: Run, length: timedelta | None, until: time | None) -> datetime:
    """Where a step with `for` or `until` ends: at the latest with its stretch."""
    if length is not None:
        return min(run.stop, run.now + length)
    if until is None:
        return run.stop
    calendar = run.setting.inputs.calendar
    return min(run.stop, calendar.comes(until, run.stretch.day - DAY, run.now))


def air_next(run: Run, act: Act, line: Line, stop: datetime, look: int) -> bool:
    """Air the first medium that fits before ``stop``: the due one or one of ``look`` others."""
    if run.setting.inputs.library.members(act.collection).stories:
        return _air_story(run, act, line, stop, look)
    room = room_before(run, act, stop)
    for pick in islice(line.upcoming(run.stretch.day), look + 1):
        if pick.media.length > room:
            continue
        mark = run.mark()
        draft = drafted(run, act, pick.media)
        if lasting(draft) <= room:
            line.take(pick)
            air(run, act, pick.media, draft, stop)
            return True
        run.back_to(mark)
    return False


def _air_story(run: Run, act: Act, line: Line, stop: datetime, look: int) -> bool:
    """The same where stories are kept together: one that does not fit whole does not air."""
    day, stories = run.stretch.day, run.setting.inputs.library.members(act.collection).stories
    found = units(line.upcoming(day), stories, whole=whole(act))
    for number, unit in enumerate(islice(found, look + 1)):
        if air_together(run, act, line, unit, stop):
            return True
        if not number and len(unit) > 1:
            _tell_long(run, act, unit)
    return False


def whole(act: Act) -> bool:
    """Does the step air stories whole? Only where items are counted one by one it does not."""
    step = act.step
    return not isinstance(step, Play) or bool(step.parts or step.for_ or step.until)


def air_together(run: Run, act: Act, line: Line, unit: Sequence[Pick], stop: datetime) -> bool:
    """Air all of these, one after the other, if they fit before ``stop``; else nothing."""
    room, start, mark = room_before(run, act, stop), run.now, run.mark()
    drafts: list[list[Cut]] = []
    for pick in unit if sum((p.media.length for p in unit), ZERO) <= room else ():
        if drafts and act.manner.pad:
            run.now += run.setting.inputs.calendar.until_multiple(run.now, act.manner.pad)
        drafts.append(drafted(run, act, pick.media))
        run.now += sum((cut.length for cut in drafts[-1]), ZERO)
    lasting, run.now = run.now - start, start
    if not drafts or lasting > room:
        run.back_to(mark)
        return False
    for pick, draft in zip(unit, drafts, strict=True):
        if run.now < stop or act.manner.overrun != "cut":
            line.take(pick)
            air(run, act, pick.media, draft, stop)
    return True


def _tell_long(run: Run, act: Act, unit: Sequence[Pick]) -> None:
    """W318 if the parts of a story could never air in this stretch."""
    lasting, room = sum((p.media.length for p in unit), ZERO), run.latest - run.stretch.start
    if lasting > room and act.manner.overrun != "cut":
        message = (
            f"the {len(unit)} parts of `{unit[0].media.title}` last {length_text(lasting)}, "
            f"and `{act.slot}` {length_text(room)}"
        )
        run.tell("W318", message, act, "make the slot longer, or play the parts one by one")


def air_first(run: Run, act: Act, line: Line, stop: datetime, look: int) -> bool:
    """The same for the first medium of a step, which has a right to something that fits.

    If nothing left of the cycle fits, though something of the collection would, the next
    cycle begins: else a line could stand for ever before what never fits.
    """
    if air_next(run, act, line, stop, look):
        return True
    day, room = run.stretch.day, room_before(run, act, stop)
    alive = [m for m in run.setting.inputs.library.members(act.collection).media if m.alive(day)]
    if any(_least(run, act, media) <= room for media in alive):
        line.turn(day)
        if air_next(run, act, line, stop, look):
            return True
    if act.manner.premiered_by and next(line.upcoming(day), None) is None:
        hint = "let it begin later than the slot that shows them first"
        what = f"nothing of `{act.collection}` has aired in `{act.manner.premiered_by}` yet"
        run.tell("W307", what, act, hint)
    elif alive:
        run.unfit.setdefault(act, run.now)
    else:
        hint = "lock its source again, or change its query"
        run.tell("W312", f"`{act.collection}` has nothing to air", act, hint)
    return False


def _least(run: Run, act: Act, media: Media) -> timedelta:
    """The room that it takes to air ``media``: that of its story where that airs whole."""
    stories = run.setting.inputs.library.members(act.collection).stories
    story = stories.get(media.name) if whole(act) else None
    return sum((part.length for part in story or (media,)), ZERO)


def tell_unfit(run: Run) -> None:
    """W311 for every step that found nothing to air in the whole stretch.

    A `fill` that comes late and finds no room is no mistake: that is where it ends.
    """
    for act, when in run.unfit.items():
        if act not in run.fit and (isinstance(act.step, Play) or when == run.stretch.start):
            hint = "make the slot longer, or say `overrun: cut`"
            run.tell("W311", f"nothing of `{act.collection}` fits in `{act.slot}`", act, hint)


def room_before(run: Run, act: Act, stop: datetime) -> timedelta:
    """How long an item may be that begins now and belongs before ``stop``."""
    match act.manner.overrun:
        case "cut":
            return timedelta.max
        case "slide":
            return run.latest - run.now
        case _:
            return stop - run.now


def drafted(run: Run, act: Act, media: Media) -> list[Cut]:
    """How ``media`` would air: its parts, the breaks between them, what comes around it."""
    kind, manner = kind_of(media), act.manner
    if kind is Kind.INTERSTITIAL or not (manner.breaks or manner.before or manner.after):
        return [Cut(media, media.length, ZERO, kind, act.collection)]
    cuts = _clips(run, manner.before, ZERO)
    cuts += _parts(run, act, media, kind, lasting(cuts))
    return [*cuts, *_clips(run, manner.after, lasting(cuts))] if manner.after else cuts


def lasting(cuts: Iterable[Cut]) -> timedelta:
    """How long they are together."""
    total = ZERO
    for cut in cuts:
        total += cut.length
    return total


def kind_of(media: Media) -> Kind:
    """What an item is to the viewer that a step plays."""
    brief = media.kind is MediaKind.CLIP and media.length < BRIEF
    return Kind.INTERSTITIAL if brief else Kind.PROGRAMME


def _clips(run: Run, collections: tuple[str, ...], ahead: timedelta) -> list[Cut]:
    """A clip of each of these, the first so long from now."""
    cuts: list[Cut] = []
    for name in collections:
        for piece in run.clip(name, ahead):
            cuts.append(Cut(*piece, ZERO, Kind.INTERSTITIAL, name))
            ahead += piece.length
    return cuts


def _parts(run: Run, act: Act, media: Media, kind: Kind, ahead: timedelta) -> list[Cut]:
    breaks = act.manner.breaks
    at = openings(media, breaks) if breaks else []
    cuts: list[Cut] = []
    for start, stop in pairwise([ZERO, *at, media.length]):
        if breaks and start:
            pod = pod_of(run, act, breaks, breaks.length, ahead + start)
            ahead += lasting(pod)
            cuts += pod
        cuts.append(Cut(media, stop - start, start, kind, act.collection))
    return cuts


def pod_of(
    run: Run, act: Act, said: Breaks | Break, length: LengthRange, ahead: timedelta
) -> list[Cut]:
    """A break that begins so long from now; what opens and closes it is part of its length.

    Nothing at all where there is nothing to show between the two.
    """
    mark, name = run.mark(), said.with_
    opening = _clips(run, said.opening, ahead)
    closing = _clips(run, said.closing, ahead + length.shortest)
    left = _without(length, lasting([*opening, *closing])) if opening or closing else length
    pieces = run.pod(name, left, ahead + lasting(opening))
    spots = [Cut(*piece, ZERO, Kind.INTERSTITIAL, name) for piece in pieces]
    if not spots:
        run.back_to(mark)
    if lasting(spots) < left.shortest:
        run.tell_short(act, name, length)
    return [*opening, *spots, *closing] if spots else []


def _without(length: LengthRange, around: timedelta) -> LengthRange:
    return LengthRange(max(length.shortest - around, ZERO), max(length.longest - around, ZERO))


def air(run: Run, act: Act, media: Media, draft: list[Cut], stop: datetime) -> None:
    """Put a draft on the air, cut at ``stop`` where the manner says so, and pad after it."""
    start = run.now
    run.fit.add(act)
    for cut in draft:
        if act.manner.overrun == "cut":
            cut = cut._replace(length=min(cut.length, stop - run.now))
        run.place(act, cut)
    if kind_of(media) is Kind.PROGRAMME:
        run.airing(start, media, act)
        pad(run, act, act.manner.pad)


def pad(run: Run, act: Act, step: timedelta | None) -> None:
    """Filler until the clock shows a multiple of ``step``; nothing if it does, or for None."""
    if step:
        run.rest(act, run.now + run.setting.inputs.calendar.until_multiple(run.now, step))
