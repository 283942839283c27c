"""The language as JSON Schema, for editors: `python -m exstreamtv.config.schema FILE`.

Draft 7, because that is what the YAML language server knows. An editor sees one file at a time and
cannot read other files, so no section is required, and names are not looked up.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from exstreamtv.config.station import Station

_DIALECT = "http://json-schema.org/draft-07/schema#"


def schema() -> dict[str, Any]:
    """The schema of one file of a station."""
    made: dict[str, Any] = _plain(Station.model_json_schema(by_alias=True))
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
