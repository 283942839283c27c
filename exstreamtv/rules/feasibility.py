"""Arithmetic before anything is compiled: how many items slots need, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from exstreamtv.config.onair import Rest, Rotation, Separation
from exstreamtv.config.steps import Fill, Play, Repeat
from exstreamtv.model.names import counted
from exstreamtv.model.time import ZERO, length_text
from exstreamtv.rules.breach import Doubt
from exstreamtv.rules.scope import Scope
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.setting import Setting

CODES = {
    "W508": """A rule asks for more than the pool holds

Two films a day with a rest of fourteen days need 28 films, and the collection has 12: no order of
them keeps the rule. How often a slot plays is known; how many items fill a slot is reckoned from
their mean length, so there it is `about`. Let more into the collection, ask for less, or let the
slot play less often.

```yaml
rules:
  films: {rest: 2h, of: films}
channels:
  one: {number: 1, name: One, filler: idents, schedule: {day: {at: "06:00", fill: films}}}
```
""",
}

PERIODS = {"day": DAY, "week": 7 * DAY, "month": 30 * DAY}


class Need(NamedTuple):
    """How many items of a collection a slot airs; ``sure`` if that is more than reckoned."""

    slot: str
    collection: str
    times: int
    sure: bool


def returning(rule: Rest | Separation, scope: Scope, day: date) -> Iterator[Doubt]:
    """Where so many items would have to air within the time that none may return in."""
    span = rule.rest if isinstance(rule, Rest) else rule.separation
    if isinstance(rule, Separation) and (rule.same != "item" or scope.narrow):
        return
    if span >= DAY:
        yield from _short(scope, day, span, 1)


def rotating(rule: Rotation, scope: Scope, day: date) -> Iterator[Doubt]:
    """Where a slot airs more in a period than its pool allows."""
    if rule.rotation != "all":
        yield from _short(scope, day, PERIODS[rule.per], rule.rotation)


def _short(scope: Scope, day: date, span: timedelta, each: int) -> Iterator[Doubt]:
    inputs = scope.inputs
    for channel in scope.channels:
        needs: dict[str, list[Need]] = {}
        for need in demand(inputs.setting(channel), day, span):
            if scope.holds(channel, need.slot):
                needs.setdefault(need.collection, []).append(need)
        for name, parts in needs.items():
            alive = [m for m in inputs.library.members(name).media if m.alive(day)]
            held = sum(scope.about(media) for media in alive) if scope.narrow else len(alive)
            times = sum(need.times for need in parts)
            if held and held == len(alive) and times > held * each:
                yield _doubt(channel, parts, span, held)


def _doubt(channel: str, parts: list[Need], span: timedelta, held: int) -> Doubt:
    most = max(parts, key=lambda need: (need.times, need.slot))
    times = sum(need.times for need in parts)
    about = "" if all(need.sure for need in parts) else "about "
    days = counted(span // DAY, "day") if not span % DAY else length_text(span)
    what = f"`{most.collection}` airs {about}{counted(times, 'time')} in {days} on `{channel}`"
    hint = "let more into the collection, ask for less, or let the slot play less often"
    return Doubt(channel, most.slot, f"{what}, and it holds {counted(held, 'item')}", hint)


def demand(setting: Setting, day: date, span: timedelta) -> Iterator[Need]:
    """What the slots of a channel play in the days from ``day`` on, by slot and collection."""
    sums: dict[tuple[str, str], tuple[int, bool]] = {}
    for number in range(-(-span // DAY)):
        for stretch in setting.diary.stretches(day + number * DAY):
            act = setting.acts[stretch.slot]
            for need in played(setting, act, stretch.stop - stretch.start):
                times, sure = sums.get((need.slot, need.collection), (0, True))
                sums[need.slot, need.collection] = times + need.times, sure and need.sure
    for (slot, collection), (times, sure) in sums.items():
        yield Need(slot, collection, times, sure)


def played(setting: Setting, act: Act, room: timedelta) -> Iterator[Need]:
    """What one run of a step in so much room airs, at the least; nothing that is not known."""
    step, mean = act.step, _mean(setting, act)
    match step:
        case Play(count=None, for_=None, until=None) if act.collection:
            yield Need(act.slot, act.collection, 1, True)
        case Play(count=int(count)):
            yield Need(act.slot, act.collection, count, True)
        case Fill(for_=length, until=None) if mean:
            yield Need(act.slot, act.collection, min(length or room, room) // mean, False)
        case Repeat(times=int(times)):
            for inner in act.acts:
                for need in played(setting, inner, room):
                    yield need._replace(times=need.times * times)
        case _:
            pass


def _mean(setting: Setting, act: Act) -> timedelta:
    """The mean length of what a step plays, padded as it is; zero if that is not known."""
    if not act.collection:
        return ZERO
    media = setting.inputs.library.members(act.collection).media
    mean = sum((one.length for one in media), ZERO) // max(1, len(media))
    pad = act.manner.pad
    return -(-mean // pad) * pad if pad and mean else mean
