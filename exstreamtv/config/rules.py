"""Which keys of a section go together: said once, kept by compiler and editor schema alike."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from exstreamtv.config.types import misfit


@dataclass(frozen=True, slots=True)
class ExactlyOne:
    """One of these keys, and only one: E108."""

    keys: tuple[str, ...]

    def broken(self, given: Set[str], called: str) -> PydanticCustomError | None:
        """What to tell an author who gave these keys, or None."""
        match [key for key in self.keys if key in given]:
            case [_]:
                return None
            case []:
                return misfit("E108", f"{called} has one of {listed(self.keys)}, and here is none")
            case [first, *others]:
                what = f"{called} has only one of `{first}` and {listed(others)}"
                return misfit("E108", what, "keep one of them", at=(first,), also=tuple(others))
        return None

    def schema(self) -> dict[str, Any]:
        """The same in JSON Schema, draft 7."""
        return {"oneOf": [{"required": [key]} for key in self.keys]}


@dataclass(frozen=True, slots=True)
class AtLeastOne:
    """One of these keys, or more: E108."""

    keys: tuple[str, ...]

    def broken(self, given: Set[str], called: str) -> PydanticCustomError | None:
        """What to tell an author who gave these keys, or None."""
        if not given.isdisjoint(self.keys):
            return None
        return misfit("E108", f"{called} has one of {listed(self.keys)}, and here is none")

    def schema(self) -> dict[str, Any]:
        """The same in JSON Schema, draft 7."""
        return {"anyOf": [{"required": [key]} for key in self.keys]}


@dataclass(frozen=True, slots=True)
class AtMostOne:
    """These keys exclude each other: E109."""

    keys: tuple[str, ...]

    def broken(self, given: Set[str], called: str) -> PydanticCustomError | None:
        """What to tell an author who gave these keys, or None."""
        first, *others = [key for key in self.keys if key in given] or [""]
        if not others:
            return None
        what = f"`{first}` and {listed(others)} exclude each other"
        return misfit("E109", what, "keep one of them", at=(first,), also=tuple(others))

    def schema(self) -> dict[str, Any]:
        """The same in JSON Schema, draft 7."""
        pairs = [
            {"required": [one, other]}
            for index, one in enumerate(self.keys)
            for other in self.keys[index + 1 :]
        ]
        return {"not": {"anyOf": pairs}}


@dataclass(frozen=True, slots=True)
class Needs:
    """A key that says nothing without one of some others: E109."""

    key: str
    others: tuple[str, ...]

    def broken(self, given: Set[str], called: str) -> PydanticCustomError | None:
        """What to tell an author who gave these keys, or None."""
        if self.key not in given or not given.isdisjoint(self.others):
            return None
        what = f"`{self.key}` means nothing here without {listed(self.others, 'or')}"
        return misfit("E109", what, "add it, or leave this out", at=(self.key,))

    def schema(self) -> dict[str, Any]:
        """The same in JSON Schema, draft 7."""
        without = {"not": {"required": [self.key]}}
        return {"anyOf": [without, *({"required": [other]} for other in self.others)]}


@dataclass(frozen=True, slots=True)
class Due:
    """A key that must be there (E102) unless a rarer one stands for it; not both (E109)."""

    key: str
    instead: str
    example: str

    def broken(self, given: Set[str], called: str) -> PydanticCustomError | None:
        """What to tell an author who gave these keys, or None."""
        if self.key in given or self.instead in given:
            return AtMostOne((self.key, self.instead)).broken(given, called)
        return misfit("E102", f"{called} needs `{self.key}`", f"for example `{self.example}`")

    def schema(self) -> dict[str, Any]:
        """The same in JSON Schema, draft 7."""
        return {"oneOf": [{"required": [self.key]}, {"required": [self.instead]}]}


Rule = ExactlyOne | AtLeastOne | AtMostOne | Needs | Due


def listed(words: tuple[str, ...] | list[str], join: str = "and") -> str:
    """Words for a sentence: `a`, `b` and `c`."""
    quoted = [f"`{word}`" for word in words]
    return f" {join} ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)
