"""A test's description of what airs, held against what does."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from exstreamtv.config.expectation import Wanted
from exstreamtv.model.media import Media
from exstreamtv.rules.air import Airing
from exstreamtv.schedule.fields import FIELDS, folded
from exstreamtv.schedule.matching import test_of
from exstreamtv.schedule.members import Members
from exstreamtv.schedule.query import Fault, query_from
from exstreamtv.schedule.setting import Inputs

_FIELDS = ("show", "season", "episode", "kind", "genre", "tag", "rating", "source")
"""What a description asks as a `where` would, by the same names."""


def matches(wanted: Wanted, airing: Airing, title: str, inputs: Inputs) -> bool:
    """Does all that is given hold? ``title`` is what the guide calls it."""
    media = airing.media
    if wanted.title is not None and folded(wanted.title) not in (
        folded(media.title),
        folded(title),
    ):
        return False
    if wanted.slot is not None and wanted.slot != airing.slot:
        return False
    if wanted.collection is not None and not _taken(wanted.collection, airing, inputs):
        return False
    if wanted.where is not None and not _test(wanted.where)(media):
        return False
    return all(_is(name, getattr(wanted, name), media) for name in _FIELDS)


def wanted_text(wanted: Wanted) -> str:
    """The description in words: ``show Cheers, season 2``."""
    fields = type(wanted).model_fields
    given = ((name, getattr(wanted, name)) for name in fields)
    return ", ".join(f"{name} {value}" for name, value in given if value is not None)


def _is(name: str, value: str | int | None, media: Media) -> bool:
    if value is None:
        return True
    wanted = folded(value) if isinstance(value, str) else value
    return wanted in FIELDS[name].values(media)


def _taken(name: str, airing: Airing, inputs: Inputs) -> bool:
    """Was it taken from this collection, or is it one of its members?"""
    return airing.collection == name or airing.media.name in _names(inputs.library.members(name))


@lru_cache(maxsize=64)
def _names(members: Members) -> frozenset[str]:
    return frozenset(media.name for media in members.media)


@lru_cache(maxsize=256)
def _test(where: str) -> Callable[[Media], bool]:
    query = query_from(where)
    if isinstance(query, Fault):
        raise ValueError(query.message)
    return test_of(query)
