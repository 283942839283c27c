"""Rules that can never find anything, and exceptions that excuse nothing."""

from __future__ import annotations

from collections.abc import Iterator

from exstreamtv.config.onair import About
from exstreamtv.model.diagnostic import Diagnostic, warning
from exstreamtv.rules.scope import Scope, original
from exstreamtv.rules.verdict import court
from exstreamtv.schedule.setting import Inputs

CODES = {
    "W515": """A rule watches nothing

Its `where` holds for no medium in the lock, or every slot that it would hold in is an exception: it
is kept whatever airs. Correct it, or switch it off with `severity: off`.

```yaml
rules:
  facts: {quota: {at_least: 20%}, where: 'genre = "Documentary"'}
```
""",
    "W516": """An exception excuses nothing

The rule does not hold in that slot anyway: `slots` or `channels` of the rule leave it out. Remove
the exception, or let the rule hold there.

```yaml
rules:
  ads: {advertising: 12m, of: ads, exceptions: {one.night: nobody watches}}
channels:
  one: {number: 1, name: One, filler: idents, schedule: {night: {at: "06:00", fill: films}}}
```
""",
}


def check(inputs: Inputs) -> Iterator[Diagnostic]:
    """W515 and W516 for the rules that are not switched off."""
    for scope in court(inputs).scopes:
        yield from _watching(scope)
        yield from _excusing(scope)


def _watching(scope: Scope) -> Iterator[Diagnostic]:
    rule, catalogue = scope.rule, scope.inputs.catalogue
    if isinstance(rule, About) and rule.where and not any(map(scope.about, catalogue)):
        among = " of these collections" if rule.of else ""
        what = f"`{scope.name}` is about no medium{among} in the lock"
        hint = "compare its words with what the lock holds"
        yield warning("W515", what, rule.span("where"), hint=hint)
    elif rule.exceptions and not any(scope.holds(*place) for place in _places(scope)):
        what = f"every slot that `{scope.name}` could hold in is an exception"
        yield warning(
            "W515", what, rule.key_span("exceptions"), hint="to switch it off, say `severity: off`"
        )


def _excusing(scope: Scope) -> Iterator[Diagnostic]:
    rule = scope.rule
    watched = {
        name
        for channel, slot in _places(scope)
        if not rule.slots or not _names(channel, slot).isdisjoint(rule.slots)
        for name in _names(channel, slot)
    }
    for name in rule.exceptions:
        if name not in watched:
            what = f"`{scope.name}` does not hold in `{name}` anyway"
            span = rule.key_span("exceptions", name)
            yield warning("W516", what, span, hint="remove the exception")


def _places(scope: Scope) -> Iterator[tuple[str, str]]:
    """Every slot of the channels that a rule holds for."""
    for channel in scope.channels:
        for slot in original(scope.inputs.station, channel).schedule:
            yield channel, slot


def _names(channel: str, slot: str) -> frozenset[str]:
    return frozenset((slot, f"{channel}.{slot}"))
