"""What every part of the authored language has in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from exstreamtv.config.rules import Rule
from exstreamtv.model.diagnostic import Span
from exstreamtv.syntax.tree import Node, Steps, child, locate, locate_key


class Section(BaseModel):
    """A mapping in the author's YAML: closed, immutable, and located."""

    # Built with the station that holds it and not once more by itself: a quarter of the start.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    called: ClassVar[str] = "this section"
    """What a finding calls it: "a slot"."""

    later: ClassVar[frozenset[str]] = frozenset()
    """Keys of the language that this version does not know yet."""

    elsewhere: ClassVar[Mapping[str, str]] = {}
    """Keys that people look for here, and where they are."""

    rules: ClassVar[tuple[Rule, ...]] = ()
    """Which keys go together."""

    _root: Node | None = PrivateAttr(default=None)
    _path: Steps = PrivateAttr(default=())

    @model_validator(mode="before")
    @classmethod
    def _noted(cls, value: Any, info: ValidationInfo) -> Any:
        """Tell `validate` what a mapping was taken for: it names the known keys in its findings."""
        if isinstance(info.context, dict) and isinstance(value, dict):
            info.context[id(value)] = cls
        return value

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if self.rules:
            keys = keys_of(type(self))
            given = {keys[field] for field in self.model_fields_set}
            for rule in self.rules:
                if broken := rule.broken(given, self.called):
                    raise broken
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The fields' schema, with the rules between them."""
        schema = handler(core)
        if cls.rules:
            handler.resolve_ref_schema(schema)["allOf"] = [rule.schema() for rule in cls.rules]
        return schema

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What was written, and nothing that goes without saying."""
        given = self.model_fields_set
        return ((key, value) for key, value in super().__repr_args__() if key in given)

    @property
    def written_path(self) -> Steps:
        """Where in the document this section stands."""
        return self._path

    def span(self, *steps: str | int) -> Span | None:
        """Where the author wrote this section, or the value below it."""
        return locate(self._root, (*self._path, *steps)) if self._root else None

    def key_span(self, *steps: str | int) -> Span | None:
        """Where the author wrote the key of this section, or of the value below it."""
        return locate_key(self._root, (*self._path, *steps)) if self._root else None

    def written(self, *steps: str | int) -> Node | None:
        """The node that this section, or the value below it, was read from."""
        node = self._root
        for step in (*self._path, *steps):
            node = child(node, step) if node else None
        return node


@cache
def keys_of(kind: type[Section]) -> Mapping[str, str]:
    """The key an author writes for each field of ours: ``from`` for ``from_``."""
    return {field: info.alias or field for field, info in kind.model_fields.items()}


def said(section: Section) -> dict[str, Any]:
    """What a section says beyond its defaults, by field: plain values, and sections as mappings.

    As `model_dump` gives it, which would build a serializer for each kind of section first.
    """
    unsaid = _defaults(type(section))
    held = ((field, getattr(section, field)) for field in section.model_fields_set)
    return {field: _plain(value) for field, value in held if value != unsaid[field]}


@cache
def _defaults(kind: type[Section]) -> Mapping[str, Any]:
    return {
        field: info.get_default(call_default_factory=True, validated_data={})
        for field, info in kind.model_fields.items()
    }


def _plain(value: object) -> object:
    match value:
        case Section():
            return said(value)
        case list() | tuple():
            return [*map(_plain, value)]
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case _ if is_dataclass(value):
            held = ((each, getattr(value, each.name)) for each in fields(value))
            return {each.name: _plain(inner) for each, inner in held if inner != each.default}
        case _:
            return value


def place(station: Section, root: Node) -> None:
    """Tell every section of a station where it came from."""
    for path, section in _placed(station, ()):
        section._root, section._path = root, path


def sections(value: object) -> Iterator[Section]:
    """Every section in ``value``, those above before those below."""
    return (section for _, section in _placed(value, ()))


def _placed(value: object, path: Steps) -> Iterator[tuple[Steps, Section]]:
    """Every section in ``value``, with its path below the station."""
    if isinstance(value, Section):
        yield path, value
    for step, inner in _inside(value):
        if isinstance(inner, Section | list | tuple | dict):
            yield from _placed(inner, (*path, step))


def _inside(value: object) -> Iterable[tuple[str | int, object]]:
    match value:
        case Section(model_fields_set=given):
            keys = keys_of(type(value))
            return ((key, getattr(value, field)) for field, key in keys.items() if field in given)
        case list() | tuple():
            return enumerate(value)
        case dict():
            return value.items()
        case _:
            return ()
