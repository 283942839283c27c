"""A slot goes through too many items

So many items of one collection may a slot take in one run. A half hour that shows 300 idents has
the wrong collection, or one whose items are far too short for it; a pool whose items are few
against that comes round and round. `check` reckons with the mean length of the items beforehand.
A warning, if nothing else is said.

```yaml
rules:
  sizes: {pool: 40}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from exstreamtv.config.onair import Pool
from exstreamtv.model.names import counted
from exstreamtv.model.time import length_text
from exstreamtv.model.timeline import Kind, Why
from exstreamtv.rules.air import Air, Airing
from exstreamtv.rules.breach import Breach, Doubt
from exstreamtv.rules.feasibility import Need, played
from exstreamtv.rules.scope import Scope
from exstreamtv.rules.written import written_at
from exstreamtv.schedule.calendar import DAY
from exstreamtv.schedule.setting import Setting

CODES = {"W506": __doc__}


def breaches(rule: Pool, scope: Scope, air: Air) -> Iterator[Breach]:
    """Every run of a slot that takes too many items of one collection."""
    runs: dict[tuple[date, str, str], list[Airing]] = {}
    for airing in air.shown:
        if airing.kind is not Kind.FILLER and airing.slot:
            runs.setdefault((airing.day, airing.slot, airing.collection), []).append(airing)
    for (_, slot, collection), aired in runs.items():
        if len(aired) <= rule.pool or not scope.holds(air.channel, slot):
            continue
        if any(_played(scope, airing.why) for airing in aired):
            pool = len({airing.media.name for airing in aired})
            what = f"{len(aired)} items of `{collection}` in one run, {pool} of them different"
            yield Breach(air.channel, slot, aired[0].start, what)


def ahead(rule: Pool, scope: Scope, day: date) -> Iterator[Doubt]:
    """Every slot whose longest run of a week takes too many items of their mean length."""
    for channel in scope.channels:
        setting = scope.inputs.setting(channel)
        for slot, room in _longest(setting, day).items():
            if scope.holds(channel, slot):
                for need in _taken(setting, slot, room):
                    if need.times > rule.pool:
                        yield _doubt(channel, need, room)


def _longest(setting: Setting, day: date) -> dict[str, timedelta]:
    """How long each slot of a channel lasts in the week from ``day`` on, at the most."""
    found: dict[str, timedelta] = {}
    for number in range(7):
        for one in setting.diary.stretches(day + number * DAY):
            found[one.slot] = max(found.get(one.slot, timedelta()), one.stop - one.start)
    return found


def _taken(setting: Setting, slot: str, room: timedelta) -> Iterator[Need]:
    """What one run of a slot takes of each collection."""
    sums: dict[str, Need] = {}
    for need in played(setting, setting.acts[slot], room):
        before = sums.get(need.collection, need._replace(times=0))
        sure = before.sure and need.sure
        sums[need.collection] = need._replace(times=before.times + need.times, sure=sure)
    yield from sums.values()


def _doubt(channel: str, need: Need, room: timedelta) -> Doubt:
    about = "" if need.sure else "about "
    many = f"{about}{counted(need.times, 'item')} of `{need.collection}`"
    what = f"{many} fill the {length_text(room)} of `{need.slot}` on `{channel}`"
    return Doubt(channel, need.slot, what, "let the slot be shorter, or play something longer")


def _played(scope: Scope, why: Why) -> bool:
    """Is this the collection that the step plays, rather than one of its breaks?"""
    step = written_at(scope.inputs.station, why.path)
    around = {*getattr(step, "before", ()), *getattr(step, "after", ())}
    played = {getattr(step, "play", None), getattr(step, "fill", None)} - {None}
    return why.collection in played if played else why.collection not in around
