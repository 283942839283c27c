"""The pieces that the description of the API is made of."""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]
"""A piece of the document."""


def ref(name: str) -> Data:
    """A schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def json(description: str, schema: Data) -> Data:
    """An answer in JSON."""
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def text(description: str, kind: str) -> Data:
    """An answer in words, of a media type."""
    return {"description": description, "content": {kind: {"schema": {"type": "string"}}}}


def mapping(properties: Data, *optional: str) -> Data:
    """An object with these properties, all there but the optional ones."""
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def listing(schema: Data) -> Data:
    """Several."""
    return {"type": "array", "items": schema}


def in_path(name: str, schema: Data, description: str) -> Data:
    """A parameter in a path."""
    about = {"name": name, "in": "path", "required": True}
    return {**about, "schema": schema, "description": description}


def refused(description: str) -> Data:
    """A refusal in JSON."""
    return json(description, ref("Refusal"))


TEXT: Data = {"type": "string"}
COUNT: Data = {"type": "integer", "minimum": 0}
INSTANT = ref("Instant")
NAME: Data = {"type": "string", "pattern": "^[0-9a-f]{12}$"}
STARTS: Data = {"type": "object", "additionalProperties": INSTANT}
