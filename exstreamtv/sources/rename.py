"""Cursors under new names: a slot, channel or collection that is renamed goes on where it stands.

A renamed cursor draws its chance under the name it had, so a shuffle goes on, too, and what it
airs does not change (determinism.md, section 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import takewhile

from exstreamtv.model.cursor import Cursor

COLLECTIONS = "collections."
"""Before the name of a collection, as `explain` writes it; else it is a cursor's, or its start."""

_SLOT, _COLLECTION = 1, 2
"""Where they stand in a cursor's name; ``channel.slot`` is another channel's, shown again."""


def called(cursors: Iterable[str]) -> set[str]:
    """Everything that can be renamed: ``retro``, ``retro/strip``, ``retro/strip/cheers``, ..."""
    found = set[str]()
    for name in cursors:
        parts = name.split("/")
        found |= {"/".join(parts[:count]) for count in range(1, len(parts) + 1)}
        found.add(f"{COLLECTIONS}{parts[_COLLECTION]}")
    return found


def renamed(cursors: Mapping[str, Cursor], old: str, new: str) -> dict[str, str]:
    """The cursors that ``old`` names, by their names after it has become ``new``."""
    return {after: name for name in cursors if (after := _after(name, old, new)) != name}


def _after(name: str, old: str, new: str) -> str:
    parts = name.split("/")
    if old.startswith(COLLECTIONS):
        if parts[_COLLECTION] == old.removeprefix(COLLECTIONS):
            parts[_COLLECTION] = new.removeprefix(COLLECTIONS)
        return "/".join(parts)
    own = old.split("/")
    if len(own) > 1 and parts[_SLOT] == ".".join(own):
        parts[_SLOT] = ".".join(new.split("/"))
    return (
        "/".join([*new.split("/"), *parts[len(own) :]])
        if parts[: len(own)] == own
        else "/".join(parts)
    )


def under(cursors: Mapping[str, Cursor], names: Mapping[str, str]) -> dict[str, Cursor]:
    """The cursors with those of ``names`` (new to old) called so."""
    gone = {*names.values()}
    kept = {name: cursor for name, cursor in cursors.items() if name not in gone}
    return kept | {after: _called(cursors[before], after) for after, before in names.items()}


def _called(cursor: Cursor, name: str) -> Cursor:
    drawn = cursor.draws_as or cursor.name
    return replace(cursor, name=name, draws_as="" if drawn == name else drawn)


def likely(old: Mapping[str, Cursor], new: Mapping[str, Cursor]) -> tuple[tuple[str, str], ...]:
    """What has probably been renamed, and to what: one cursor went, and one came that counts alike.

    Said as shortly as it can be: without what both names end with.
    """
    went, came = _by_basis(old, new), _by_basis(new, old)
    pairs = (
        (went[basis][0], came[basis][0])
        for basis in went
        if len(went[basis]) == 1 and len(came[basis]) == 1
    )
    return tuple(dict.fromkeys(_short(*pair) for pair in pairs))


def _by_basis(cursors: Mapping[str, Cursor], others: Mapping[str, Cursor]) -> dict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for name in sorted(cursors.keys() - others.keys()):
        found[cursors[name].basis].append(name)
    return found


def _short(old: str, new: str) -> tuple[str, str]:
    before, after = old.split("/"), new.split("/")
    pairs = zip(reversed(before), reversed(after), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return "/".join(before[: len(before) - same]), "/".join(after[: len(after) - same])
