"""Small expressions, as a collection's `where`, read into a tree. `matching` runs it.

any   = all ("or" all)*
all   = one ("and" one)*
one   = "not" one | "(" any ")" | "has" FIELD | FIELD "in" set | FIELD op VALUE
set   = LOW ".." HIGH | "(" VALUE ("," VALUE)* ")"
op    = "=" | "!=" | "<" | "<=" | ">" | ">=" | "~"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, NoReturn, TypeAlias

from exstreamtv.model.names import did_you_mean
from exstreamtv.model.time import length_from
from exstreamtv.schedule.fields import (
    MEDIA,
    Field,
    Type,
    Value,
    Vocabulary,
    folded,
    percent_from,
)

DEEPEST = 50
"""How far parentheses and `not` may nest."""

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=", "~")

_TOKEN = re.compile(r"""\s*(?:("[^"]*"|'[^']*')|(!=|<=|>=|[=<>~(),])|([^\s"'!=<>~(),]+))""")
_KEYWORDS = ("and", "or", "not", "in", "has")


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part must hold."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: Query


@dataclass(frozen=True, slots=True)
class Compare:
    """A field against a value; true if one of the field's values compares so."""

    field: Field
    operator: str
    value: Value


@dataclass(frozen=True, slots=True)
class Among:
    """A field's value must be one of these."""

    field: Field
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A field's value must lie in a range, both ends included."""

    field: Field
    low: Value
    high: Value


@dataclass(frozen=True, slots=True)
class Has:
    """A field must have a value."""

    field: Field


Query: TypeAlias = All | Either | Not | Compare | Among | Between | Has


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an expression cannot be read; ``start`` and ``stop`` are places in its text."""

    code: str
    message: str
    start: int
    stop: int
    hint: str = ""


class Token(NamedTuple):
    """A word, a sign or a quoted text, and where it stands. ``kind``: text, sign, word, end."""

    kind: str
    text: str
    start: int
    stop: int


class _MisreadError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def query_from(text: str, words: Vocabulary = MEDIA) -> Query | Fault:
    """The tree of an expression over ``words``, or what is wrong with it first."""
    try:
        return _Reader(_tokens(text), words).whole()
    except _MisreadError as misread:
        return misread.fault


def _tokens(text: str) -> list[Token]:
    tokens, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            _misread("E320", "this text is never closed", start, end, "add the closing quote")
        kind = ("text", "sign", "word")[match.lastindex - 1] if match.lastindex else "word"
        found = match[match.lastindex or 0]
        quoted = found[1:-1] if kind == "text" else found
        at = match.end()
        tokens.append(Token(kind, quoted, at - len(found), at))
    return [*tokens, Token("end", "", end, end)]


def _misread(code: str, message: str, start: int, stop: int, hint: str = "") -> NoReturn:
    raise _MisreadError(Fault(code, message, start, stop, hint))


class _Reader:
    """Takes tokens from the left; one method a rule of the grammar."""

    def __init__(self, tokens: list[Token], words: Vocabulary) -> None:
        self._tokens, self._words = tokens, words
        self._at, self._depth = 0, 0

    def whole(self) -> Query:
        query = self._any()
        if self._next.kind != "end":
            self._unexpected("`and` or `or`")
        return query

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _took(self, word: str) -> bool:
        found = self._next.kind in ("word", "sign") and self._next.text == word
        self._at += found
        return found

    def _unexpected(self, due: str) -> NoReturn:
        token = self._next
        if token.kind == "end":
            _misread("E320", f"the expression ends where {due} is due", token.start, token.stop)
        _misread("E320", f"{due} is due here, not `{token.text}`", token.start, token.stop)

    def _any(self) -> Query:
        parts = self._chain("or", self._all)
        return parts[0] if len(parts) == 1 else Either(parts)

    def _all(self) -> Query:
        parts = self._chain("and", self._one)
        return parts[0] if len(parts) == 1 else All(parts)

    def _chain(self, word: str, part: Callable[[], Query]) -> tuple[Query, ...]:
        parts = [part()]
        while self._took(word):
            parts.append(part())
        return tuple(parts)

    def _one(self) -> Query:
        opening = self._next
        self._depth += 1
        if self._depth > DEEPEST:
            _misread("E320", "this nests too deep", opening.start, opening.stop)
        query = self._inner()
        self._depth -= 1
        return query

    def _inner(self) -> Query:
        if self._took("not"):
            return Not(self._one())
        if self._took("("):
            query = self._any()
            if not self._took(")"):
                self._unexpected("`)`")
            return query
        if self._took("has"):
            return Has(self._field())
        return self._test()

    def _field(self) -> Field:
        token = self._next
        if token.kind != "word" or token.text in _KEYWORDS:
            self._unexpected("a field")
        fields = self._words.fields
        if token.text not in fields:
            hint = did_you_mean(token.text, fields) or f"fields are: {', '.join(fields)}"
            message = f"{self._words.having} no `{token.text}`"
            _misread("E321", message, token.start, token.stop, hint)
        self._take()
        return fields[token.text]

    def _test(self) -> Query:
        place = self._next
        field = self._field()
        if field.type is Type.PRESENCE:
            hint = f"write `has {field.name}`"
            _misread("E322", f"`{field.name}` has no value", place.start, place.stop, hint)
        if self._took("in"):
            return self._set(field)
        if self._next.kind != "sign" or self._next.text not in COMPARISONS:
            self._unexpected(f"one of {' '.join(COMPARISONS)} or `in`")
        operator = self._take()
        _must_compare(field, operator)
        return Compare(field, operator.text, self._value(field))

    def _set(self, field: Field) -> Query:
        if self._took("("):
            values = [self._value(field)]
            while self._took(","):
                values.append(self._value(field))
            if not self._took(")"):
                self._unexpected("`,` or `)`")
            return Among(field, tuple(values))
        token = self._take()
        low, dots, high = token.text.partition("..")
        if token.kind != "word" or not dots:
            hint = f'write `{field.name} in 1..9` or `{field.name} in ("A", "B")`'
            _misread("E320", "a range or a list is due here", token.start, token.stop, hint)
        split = token.start + len(low)
        ends = Token("word", low, token.start, split), Token("word", high, split + 2, token.stop)
        return Between(field, value_from(field, ends[0]), value_from(field, ends[1]))

    def _value(self, field: Field) -> Value:
        if self._next.kind not in ("word", "text") or self._next.text in _KEYWORDS:
            self._unexpected(field.type)
        return value_from(field, self._take())


def _must_compare(field: Field, operator: Token) -> None:
    if (operator.text == "~") != (field.type is Type.TEXT) and operator.text not in ("=", "!="):
        hint = "texts take `=`, `!=`, `~` and `in`; numbers, dates and lengths take `<` and `in`"
        message = f"`{field.name}` is {field.type}: `{operator.text}` cannot compare it"
        _misread("E322", message, operator.start, operator.stop, hint)


_READ: dict[Type, tuple[Callable[[str], Value], str]] = {
    Type.TEXT: (folded, 'write `"..."`'),
    Type.NUMBER: (int, "write a whole number: `1984`"),
    Type.DATE: (date.fromisoformat, "write `2026-12-24`"),
    Type.LENGTH: (length_from, "write `90m`, `1h30m` or `15s`"),
    Type.PERCENT: (percent_from, "write `25%`"),
}


def value_from(field: Field, token: Token) -> Value:
    """The value a token writes, of the field's type."""
    read, hint = _READ[field.type]
    try:
        return read(token.text)
    except ValueError:
        message = f"`{token.text}` is not {field.type}, which `{field.name}` is"
        _misread("E322", message, token.start, token.stop, hint)


def equals(query: Query) -> Iterable[tuple[Field, tuple[Value, ...]]]:
    """What must be equal, and to one of what, for ``query`` to hold: food for an index."""
    match query:
        case Compare(field, "=", value):
            yield field, (value,)
        case Among(field, values):
            yield field, values
        case All(parts):
            for part in parts:
                yield from equals(part)
        case _:
            return
