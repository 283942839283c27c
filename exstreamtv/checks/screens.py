"""Pictures, clips and sounds of slates: files from where the station may read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from exstreamtv.checks.images import SUFFIXES, readable
from exstreamtv.config.screen import SlateConfig
from exstreamtv.config.section import sections
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic, error

CODES = {
    "E613": """A slate shows or plays what the station may not read

`picture`, `clip` and `sound` of a `slate` or `off_air` are files. Their paths begin at the folder
that holds `channels.d`, or at the root of the disk if they lie in the folder of a `local` source;
nothing else on the machine is read. A picture is PNG, JPEG or WebP.

```yaml
channels:
  one:
    number: 1
    name: One
    slate: {picture: art/back-soon.png, sound: art/hum.flac}
    schedule: {day: {at: "06:00", fill: films}}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """E613 for every file that cannot be shown or heard, whatever is on the disk."""
    for section in sections(station.channels):
        if isinstance(section, SlateConfig):
            for key in ("picture", "clip", "sound"):
                yield from _checked(station, section, key)


def _checked(station: Station, section: SlateConfig, key: str) -> Iterator[Diagnostic]:
    written = getattr(section, key)
    if not written or (key == "sound" and written in ("silent", "tone")):
        return
    path = PurePosixPath(written)
    if key == "picture" and path.suffix.lower() not in SUFFIXES:
        hint = f"write a file in {', '.join(SUFFIXES)}"
        yield error("E613", f"`{path.name}` is no image", section.span(key), hint=hint)
    elif not readable(station, path):
        what = f"`{written}` lies outside of the station's folders"
        hint = "put it below the folder that holds `channels.d`, or into a local source"
        yield error("E613", what, section.span(key), hint=hint)
