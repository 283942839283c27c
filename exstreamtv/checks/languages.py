"""Codes of languages that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exstreamtv.config.presentation import Presentation
from exstreamtv.config.section import Section
from exstreamtv.config.station import Station
from exstreamtv.config.subtitles import SubtitlesConfig
from exstreamtv.model.diagnostic import Diagnostic, error
from exstreamtv.model.language import is_language

CODES = {
    "E359": """There is no such language

`audio` and `subtitles` take codes of two letters (ISO 639-1), or of three: `de`, `en`, `pt-br`,
`gsw`. `und` is what does not say its language.

```yaml
channels: {one: {number: 1, name: One, audio: [de], subtitles: [de, en]}}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """E359 for every code of a language that is none."""
    for section in station.sections:
        if isinstance(section, Presentation):
            yield from _unknown(section, section.audio, "audio")
        elif isinstance(section, SubtitlesConfig):
            mapping = section.written("languages") is not None
            yield from _unknown(section, section.languages, *(("languages",) if mapping else ()))


def _unknown(section: Section, codes: Iterable[str], *steps: str) -> Iterator[Diagnostic]:
    for place, code in enumerate(codes):
        if not is_language(code):
            hint = "write a code of two or three letters, such as `de` or `en`"
            if code == "none" and isinstance(section, SubtitlesConfig):
                hint = "`subtitles: none` stands alone"
            span = section.span(*steps, place)
            yield error("E359", f"`{code}` is no code of a language", span, hint=hint)
