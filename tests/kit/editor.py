"""A document as an editor's YAML server hands it to JSON Schema: YAML 1.2's core schema."""

from __future__ import annotations

import re
from typing import Any

from exstreamtv.syntax.tree import Mapping, Node, Scalar, Sequence

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NULL = ("", "~", "null", "Null", "NULL")
_TRUE, _FALSE = ("true", "True", "TRUE"), ("false", "False", "FALSE")


def as_in_an_editor(node: Node) -> Any:
    match node:
        case Scalar(value=None):
            return None
        case Scalar(value=str() as text, quoted=True):
            return text
        case Scalar(value=str() as text):
            return _core(text)
        case Sequence(items=items):
            return [as_in_an_editor(item) for item in items]
        case Mapping(entries=entries):
            return {str(key.value): as_in_an_editor(value) for key, value in entries}


def _core(text: str) -> Any:
    """YAML 1.2.2, 10.3.2."""
    if text in _NULL:
        return None
    if text in (*_TRUE, *_FALSE):
        return text in _TRUE
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
