"""What steps ask of collections is there: the items that are named, enough to keep apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from exstreamtv.config.channel import Slot
from exstreamtv.config.rules import listed
from exstreamtv.config.steps import Goto, Spaced
from exstreamtv.model.diagnostic import Diagnostic, warning
from exstreamtv.model.media import Media
from exstreamtv.model.time import ZERO, length_text
from exstreamtv.schedule.acts import Act, leaves
from exstreamtv.schedule.moves import called
from exstreamtv.schedule.setting import Inputs
from exstreamtv.schedule.turns import work_of

CODES = {
    "W314": """An item to go on with does not exist

`goto` and `start` name an item of the collection: `S02E01`, the date it first aired, its title or
key. Nothing that the collection holds is called so, and the place stays where it is.

```yaml
schedule:
  strip: {at: "19:00", play: cheers, start: {from: 2026-12-07, at: S02E01}}
```
""",
    "W315": """Rules between turns cannot hold with what the collections have

`gap: 3` needs at least four different shows (or items that belong to none); while a collection
rests with `cooldown`, the others have to have enough for that long, one item of each. If they
have not, filler airs again and again.

```yaml
schedule:
  evening: {at: "20:00", mix: {cheers: 2, wings: 1}, gap: 1, cooldown: 20m}
```
""",
}


def check(inputs: Inputs) -> Iterator[Diagnostic]:
    """W314 and W315, each once at a place though many slots may play the block."""
    found = (
        one
        for channel, config in inputs.station.channels.items()
        if any(map(_asks, config.schedule.values()))
        for slot in inputs.setting(channel).acts.values()
        for act in leaves(slot)
        for one in (*_named(inputs, act), *_spaced(inputs, act))
    )
    yield from dict.fromkeys(found)


def _asks(slot: Slot) -> bool:
    """May anything in the slot ask for what is looked at here?"""
    return bool(slot.block or slot.steps or slot.mix or slot.random or slot.start != "hard")


def _named(inputs: Inputs, act: Act) -> Iterator[Diagnostic]:
    step = act.step
    goto = (step.goto, ("goto",)) if isinstance(step, Goto) and act.collection else None
    begins = (act.begins.at, ("start", "at")) if act.begins else None
    for name, steps in filter(None, (goto, begins)):
        if not called(name, _media(inputs, act)):
            what = f"nothing in `{act.collection}` is called `{name}`"
            hint = "write `S02E01`, a date, a title or a key"
            yield warning("W314", what, act.written.span(*steps), hint=hint)


def _spaced(inputs: Inputs, act: Act) -> Iterator[Diagnostic]:
    step = act.step
    if not isinstance(step, Spaced):
        return
    hint = "add a collection, or ask for less"
    media = [one for member in act.acts for one in _media(inputs, member)]
    works = len({work_of(one) for one in media})
    if works <= step.gap:
        what = f"`gap: {step.gap}` needs {step.gap + 1} different shows or films, here are {works}"
        yield warning("W315", what, act.written.span("gap"), hint=hint)
    if step.cooldown and _goes_on(act, step):
        yield from _uncovered(inputs, act, step.cooldown, hint)


def _goes_on(act: Act, step: Spaced) -> bool:
    """Does it run for longer than each member's first turn?"""
    ends = step.for_ or step.until or step is not act.written
    return bool(ends) or (step.count or 1) > len(act.acts)


def _uncovered(inputs: Inputs, act: Act, cooldown: timedelta, hint: str) -> Iterator[Diagnostic]:
    longest = {
        member.collection: max((one.length for one in _media(inputs, member)), default=ZERO)
        for member in act.acts
    }
    resting = max(longest, key=lambda name: (longest[name], name))
    others = sum(longest.values(), ZERO) - longest[resting]
    if others < cooldown:
        names = listed(sorted(longest.keys() - {resting})) or "no other"
        what = f"while `{resting}` rests, {names} can air for {length_text(others)} at most"
        yield warning("W315", what, act.written.span("cooldown"), hint=hint)


def _media(inputs: Inputs, act: Act) -> tuple[Media, ...]:
    return inputs.library.members(act.collection).media
