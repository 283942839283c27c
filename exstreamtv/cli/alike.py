"""Which channels two stations air alike, known without compiling either.

A channel is a function of its own entry, of what that names, of what those name, and so on; of
its cursors, of the media, and of what holds for the whole station.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from exstreamtv.config.station import Station
from exstreamtv.model.cursor import Cursor
from exstreamtv.schedule.setting import Inputs

NAMED = ("channels", "collections", "blocks", "profiles", "layers")
"""Sections whose entries concern only who names them."""

RULES = {"rules_", "tests"}
"""Sections that look at what airs, and change nothing of it."""

_WORD = re.compile(r"[\w-]+")


def alike(old: Inputs, new: Inputs) -> frozenset[str]:
    """The channels that air the same in both, over any window.

    What a name looks like is taken for one wherever it stands: at worst a channel is left out.
    """
    if _common(old) != _common(new):
        return frozenset()
    before, after = _entries(old.station), _entries(new.station)
    names = before.keys() | after.keys()
    changed = {name for name in names if before.get(name) != after.get(name)}
    changed |= _moved(old.cursors, new.cursors)
    both = old.station.channels.keys() & new.station.channels.keys()
    return frozenset(channel for channel in both if not changed & _reached(after, channel))


def _common(inputs: Inputs) -> tuple[object, ...]:
    """What concerns every channel: the media, and the sections that are no lists of names."""
    return inputs.station.model_dump(exclude={*NAMED, *RULES}), inputs.catalogue.sources


def _entries(station: Station) -> dict[str, str]:
    """All that is said under each name, in whichever sections."""
    found: dict[str, str] = {}
    for section in NAMED:
        for name, said in station.model_dump(include={section})[section].items():
            found[name] = f"{found.get(name, '')}{section} {said}\n"
    return found


def _moved(before: Mapping[str, Cursor], after: Mapping[str, Cursor]) -> set[str]:
    """The channels of which a cursor differs."""
    names = before.keys() | after.keys()
    differing = (name for name in names if before.get(name) != after.get(name))
    return {name.partition("/")[0] for name in differing}


def _reached(entries: Mapping[str, str], name: str) -> set[str]:
    """Every word of the entry called ``name``, of those that these words name, and so on."""
    reached, pending = {name}, [name]
    while pending:
        words = {*_WORD.findall(entries.get(pending.pop(), ""))} - reached
        reached |= words
        pending += words & entries.keys()
    return reached
