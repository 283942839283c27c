"""Whole numbers are written without a zero in front, which other YAML programs read as octal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exstreamtv.config.section import Section, keys_of
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic, TextEdit, warning
from exstreamtv.syntax.tree import Scalar

CODES = {
    "W107": """A number has a zero in front

`0123` is 123 here, but many programs that read YAML take it for the octal number 83. Leave the
zero out.

```yaml
collections: {noir: {from: films, gap: 20}}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """W107 for every whole number that begins with a zero and goes on."""
    for section in station.sections:
        for field, key in keys_of(type(section)).items():
            if field in section.model_fields_set and type(getattr(section, field)) is int:
                yield from _octal(section, key)


def _octal(section: Section, key: str) -> Iterator[Diagnostic]:
    match section.written(key):
        case Scalar(value=str() as text, quoted=False) if text[0] == "0" and text[1:2].isdigit():
            what = f"`{text}` has a zero in front, and is read without it"
            number, span = text.lstrip("0") or "0", section.span(key)
            found = warning("W107", what, span, hint=f"write `{number}`")
            yield replace(found, fix=(TextEdit(span, number),) if span else ())
        case _:
            pass
