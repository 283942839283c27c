"""A stream as a short text, for the lock and the probe cache.

``video h264 width=1920 height=1080 rate=24000/1001`` or ``audio aac index=1 language=eng default``:
kind, codec, then what differs from nothing; a flag stands alone. Spaces within are ``%20``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from fractions import Fraction

from exstreamtv.model.media import Stream

_DEFAULTS = {field.name: field.default for field in fields(Stream)}
_RATE = re.compile(r"\d{1,9}(/[1-9]\d{0,8})?")
_WORDS = tuple(name for name in _DEFAULTS if name not in ("kind", "codec"))


def stream_text(stream: Stream) -> str:
    """The inverse of `stream_from`."""
    words = [stream.kind, stream.codec]
    for name in _WORDS:
        value = getattr(stream, name)
        if value != _DEFAULTS[name]:
            words.append(name if value is True else f"{name}={_escaped(str(value))}")
    return " ".join(words)


def stream_from(text: str) -> Stream:
    """The stream that `stream_text` wrote; ValueError for anything else."""
    if type(text) is not str:
        raise ValueError("a stream is a text")
    kind, codec, *words = text.split(" ")
    return Stream(kind, codec, **dict(map(_word, words)))  # type: ignore[arg-type]  # _word checks


def _word(word: str) -> tuple[str, object]:
    name, equals, value = word.partition("=")
    default = _DEFAULTS.get(name)
    if name not in _WORDS or isinstance(default, bool) is bool(equals):
        raise ValueError(f"`{word}` says nothing about a stream")
    if not equals:
        return name, True
    return name, _READ[type(default)](value.replace("%20", " ").replace("%25", "%"))


def _rate(value: str) -> Fraction:
    if not _RATE.fullmatch(value):
        raise ValueError(f"`{value}` is no rate")
    return Fraction(value)


_READ: dict[type, Callable[[str], object]] = {int: int, str: str, Fraction: _rate}


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace(" ", "%20")
