"""The language as JSON Schema, for editors: `python -m exstreamtv.config.schema FILE`.

Draft 7, because that is what the YAML language server knows. An editor sees one file at a time and
cannot read other files, so no section is required, and names are not looked up.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from exstreamtv.config.section import Section, keys_of
from exstreamtv.config.station import Station

_DIALECT = "http://json-schema.org/draft-07/schema#"


def schema() -> dict[str, Any]:
    """The schema of one file of a station."""
    made: dict[str, Any] = _plain(Station.model_json_schema(by_alias=True))
    objects = {**made["$defs"], Station.__name__: made}
    for kind in _below(Section):
        for field, meaning in said(kind).items() if kind.__name__ in objects else ():
            properties = objects[kind.__name__]["properties"]
            properties[keys_of(kind)[field]]["description"] = meaning
    del made["required"]
    for section in made["properties"].values():
        if section.get("type") == "object":
            section["type"] = ["object", "null"]
    return {
        "$schema": _DIALECT,
        "title": "EXStreamTV station",
        **made,
        "patternProperties": {"^x-": {"description": "Holds anchors, and means nothing itself."}},
    }


def schema_text() -> str:
    """The schema as the file in `schemas/` holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def kinds(above: type[Section]) -> Iterator[type[Section]]:
    """Every section that has no kinds of its own."""
    for kind in above.__subclasses__():
        yield from kinds(kind)
    if not above.__subclasses__():
        yield above


def _below(above: type[Section]) -> Iterator[type[Section]]:
    """Every section, also one like `guide`, which those of channels and stations extend."""
    for kind in above.__subclasses__():
        yield kind
        yield from _below(kind)


def said(kind: type[Section]) -> dict[str, str]:
    """The text below each field in the source. Read here, since pydantic would at every start."""
    found: dict[str, str] = {}
    for owner in reversed(kind.__mro__[: kind.__mro__.index(Section)]):
        (declared,) = ast.parse(inspect.getsource(owner)).body
        for field, text in pairwise(declared.body if isinstance(declared, ast.ClassDef) else []):
            match field, text:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str() as said)),
                ):
                    found[name] = said
                case _:
                    pass
    return found


def _plain(part: Any) -> Any:
    """Without what pydantic adds for itself: titles, and null for what may be left out."""
    match part:
        case {"anyOf": [only, {"type": "null"}], **rest}:
            return _plain({**only, **{key: rest[key] for key in rest if key != "default"}})
        case dict():
            return _closed({k: _plain(v) for k, v in part.items() if not _added(k, v)})
        case list():
            return [_plain(item) for item in part]
        case _:
            return part


def _added(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)


def _closed(part: dict[str, Any]) -> dict[str, Any]:
    """A mapping by name admits no key that cannot be a name."""
    if "patternProperties" in part:
        part.setdefault("additionalProperties", False)
    return part


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8")
