"""What a word of the language means, as its own docstring says: a step, an order, a key."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import get_args

from exstreamtv.config.schema import kinds, said
from exstreamtv.config.section import Section, keys_of
from exstreamtv.config.station import Station
from exstreamtv.config.steps import STEPS, StepSection
from exstreamtv.config.types import Order
from exstreamtv.schedule import orders


@cache
def words() -> frozenset[str]:
    """Every word that has a meaning to show."""
    keys = {key for kind in kinds(Section) for key in keys_of(kind).values()}
    return frozenset(keys | STEPS.keys() | set(get_args(Order)))


def explained(word: str) -> Iterator[str]:
    """Everything that the word means, a paragraph each."""
    if word in STEPS:
        yield from _step(word)
    if word in (each.name for each in iter_modules(orders.__path__)):
        page = inspect.getdoc(import_module(f"exstreamtv.schedule.orders.{word}")) or ""
        yield f"order {page}\n"
    meanings = dict(_meanings(word))
    yield from (f"`{word}` of {of}: {meaning}" for meaning, of in meanings.items())


def _step(word: str) -> Iterator[str]:
    kind = STEPS[word]
    yield f"step `{word}`: {inspect.getdoc(kind)}\n"
    common = keys_of(StepSection)
    for field, meaning in said(kind).items():
        if field not in common and keys_of(kind)[field] != word:
            yield f"  {keys_of(kind)[field]:<10}  {meaning}"
    yield ""


def _meanings(word: str) -> Iterator[tuple[str, str]]:
    """What the key means, and of what; steps that carry one key alike are named once."""
    for kind in reversed(list(kinds(Section))):
        field = {key: field for field, key in keys_of(kind).items()}.get(word)
        meaning = said(kind).get(field or "")
        if meaning:
            inherited = kind is not Station and field in keys_of(StepSection)
            of = "a channel, a slot or a step" if inherited else kind.called
            yield " ".join(meaning.split()), of
