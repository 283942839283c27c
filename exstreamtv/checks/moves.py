"""What moves a place in a collection moves one, and what follows a series can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exstreamtv.config.rules import listed
from exstreamtv.config.station import Station
from exstreamtv.config.steps import Goto, Move, Rewind, body_of
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.schedule.acts import Act, Script, leaves

CODES = {
    "E330": """It is not clear which place in a collection is moved

`goto`, `skip` and `rewind` move the place of a collection that the same slot plays. Without `of`
that is the only one; where there are several, `of` says which. A place that several slots
share is named as where it is played, with `cursor`.

```yaml
blocks:
  night:
    - {goto: S01E01, of: cheers}
    - {play: cheers}
    - {play: wings}
```
""",
    "E331": """There is no place to move in an order that is drawn each time

In the order `random` every item is drawn from all, so nothing has a place in it. `shuffle` has:
each item once, in an order that is drawn for the cycle.

```yaml
blocks:
  night:
    - {goto: "The Pilot", of: cheers}
    - {play: cheers, order: shuffle}
```
""",
    "E333": """What follows is never reached

`then` names what follows when the last item of a collection has aired. In the orders `random` and
`rotate` there is no last item.

```yaml
schedule:
  strip: {at: "19:00", play: cheers, order: aired, then: wings}
```
""",
}

_ENDLESS = ("random", "rotate")


def check(station: Station, day: date) -> Iterator[Diagnostic]:
    """E330, E331 and E333, each once at a place though many slots may play the block."""
    found = (
        one
        for channel, config in station.channels.items()
        if any(slot.then or slot.block or slot.steps for slot in config.schedule.values())
        for slot in Script(station, channel).acts().values()
        for one in _slot(station, slot)
    )
    yield from dict.fromkeys(found)


def _slot(station: Station, slot: Act) -> Iterator[Diagnostic]:
    acts = list(leaves(slot))
    for act in acts:
        if isinstance(act.step, Move) and not act.cursor:
            yield _aimless(act, sorted({one.collection for one in acts if one.collection}))
        elif isinstance(act.step, Goto | Rewind) and _order(station, act) == "random":
            what = f"`{body_of(act.step)}` means nothing where each item is drawn from all"
            yield error("E331", what, act.written.span(), hint="write `order: shuffle`")
        if getattr(act.step, "then", ()) and act.collection:
            yield from _endless(station, act)


def _aimless(act: Act, played: list[str]) -> Diagnostic:
    step = act.step
    of = step.of if isinstance(step, Move) else None
    what = f"`{body_of(step)}` does not say which it moves of {listed(played, 'or')}"
    hint = f"add `of: {played[0]}`" if played else ""
    if not played:
        what = f"`{act.slot}` plays nothing whose place `{body_of(step)}` could move"
    elif of and of not in played:
        what, hint = f"`{act.slot}` does not play `{of}`", f"it plays {listed(played)}"
    elif of:
        what = f"`{act.slot}` has several places in `{of}`"
        hint = "give the step the same `order` and `cursor` as the one that it means"
    return error("E330", what, act.written.span(), hint=hint)


def _endless(station: Station, act: Act) -> Iterator[Diagnostic]:
    order = _order(station, act)
    if order in _ENDLESS:
        what = f"`{act.collection}` never ends in the order `{order}`, so nothing follows it"
        hint = "choose another order, or leave `then` out"
        yield error("E333", what, act.written.span("then"), hint=hint)


def _order(station: Station, act: Act) -> str:
    return act.manner.order or station.collections[act.collection].order
