"""Runs an expression: closures for the test, over media an index for what must be equal."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, assert_never

from exstreamtv.model.media import Media
from exstreamtv.schedule.fields import Field, Type, Value
from exstreamtv.schedule.query import All, Among, Between, Compare, Either, Has, Not, Query, equals

Test: TypeAlias = Callable[[Any], bool]

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "~": operator.contains,
}


def test_of(query: Query) -> Test:
    """The test that ``query`` writes."""
    match query:
        case All(parts):
            tests = [test_of(part) for part in parts]
            return lambda media: all(test(media) for test in tests)
        case Either(parts):
            tests = [test_of(part) for part in parts]
            return lambda media: any(test(media) for test in tests)
        case Not(part):
            test = test_of(part)
            return lambda media: not test(media)
        case Has(asked):
            return lambda media: bool(asked.values(media))
        case Compare() | Among() | Between():
            return _value_test(query)
        case _:
            assert_never(query)


def _value_test(query: Compare | Among | Between) -> Test:
    values = query.field.values
    match query:
        case Compare(_, "!=", value):
            return lambda media: value not in values(media)
        case Compare(_, sign, value):
            compare = _COMPARE[sign]
            return lambda media: any(compare(found, value) for found in values(media))
        case Among(_, wanted):
            return lambda media: any(found in wanted for found in values(media))
        case Between(_, low, high):
            inside = _COMPARE["<="]
            return lambda media: any(
                inside(low, found) and inside(found, high) for found in values(media)
            )
        case _:
            assert_never(query)


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Media in a fixed order, with an index a field, made when it is first asked for."""

    media: Sequence[Media]
    _index: dict[str, Mapping[Value, Sequence[int]]] = field(default_factory=dict)

    def matching(self, query: Query) -> list[Media]:
        """The media for which ``query`` holds, in the shelf's order."""
        candidates = self._candidates(query)
        if isinstance(query, Compare | Among) and candidates is not self.media:
            return list(candidates)  # the index has answered all of it
        test = test_of(query)
        return [media for media in candidates if test(media)]

    def _candidates(self, query: Query) -> Iterable[Media]:
        places = [
            sorted({place for value in values for place in self._places(asked, value)})
            for asked, values in equals(query)
            if asked.type is Type.TEXT
        ]
        return [self.media[place] for place in min(places, key=len)] if places else self.media

    def _places(self, asked: Field, value: Value) -> Sequence[int]:
        if asked.name not in self._index:
            index: dict[Value, list[int]] = {}
            for place, media in enumerate(self.media):
                for found in asked.values(media):
                    index.setdefault(found, []).append(place)
            self._index[asked.name] = index
        return self._index[asked.name].get(value, ())
