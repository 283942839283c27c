"""What every part of the authored language has in common."""

from __future__ import annotations

from collections.abc import Iterator
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

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    called: ClassVar[str] = "this section"
    """What a finding calls it: "a slot"."""

    later: ClassVar[frozenset[str]] = frozenset()
    """Keys of the language that this version does not know yet."""

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
        given = {name_of(type(self), field) for field in self.model_fields_set}
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


def name_of(kind: type[Section], field: str) -> str:
    """The key an author writes for a field of ours: ``from`` for ``from_``."""
    return kind.model_fields[field].alias or field


def place(value: object, root: Node, path: Steps = ()) -> None:
    """Tell every section in ``value`` where it came from."""
    match value:
        case Section():
            value._root, value._path = root, path
            for field in value.model_fields_set:
                place(getattr(value, field), root, (*path, name_of(type(value), field)))
        case list() | tuple():
            for index, item in enumerate(value):
                place(item, root, (*path, index))
        case dict():
            for key, item in value.items():
                place(item, root, (*path, key))
        case _:
            pass


def sections(value: object) -> Iterator[Section]:
    """Every section in ``value``, those above before those below."""
    match value:
        case Section():
            yield value
            for field in value.model_fields_set:
                yield from sections(getattr(value, field))
        case list() | tuple():
            for item in value:
                yield from sections(item)
        case dict():
            for item in value.values():
                yield from sections(item)
        case _:
            pass
