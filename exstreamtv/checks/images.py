"""Images of layers: files of a kind that can be drawn, from where the station may read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from exstreamtv.config.sources import LocalSource
from exstreamtv.config.station import Station
from exstreamtv.model.diagnostic import Diagnostic, error

CODES = {
    "E216": """A logo is not an image that the station may read

A logo is a PNG, JPEG or WebP file. Its path begins at the folder that holds `channels.d`, or at
the root of the disk if it lies in the folder of a `local` source; nothing else on the machine is
read.

```yaml
layers: {bug: {logo: art/bug.png}}
```
""",
}

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")


def check(station: Station) -> Iterator[Diagnostic]:
    """E216 for every logo that cannot be shown, whatever is on the disk."""
    for name, layer in station.layers.items():
        if layer.logo:
            path = PurePosixPath(layer.logo)
            span = layer.span("logo")
            if path.suffix.lower() not in SUFFIXES:
                what, hint = f"`{path.name}` is no image", f"write a file in {', '.join(SUFFIXES)}"
                yield error("E216", what, span, hint=hint)
            elif not readable(station, path):
                what = f"the logo of `{name}` lies outside of the station's folders"
                hint = "put it below the folder that holds `channels.d`, or into a local source"
                yield error("E216", what, span, hint=hint)


def readable(station: Station, path: PurePosixPath) -> bool:
    """Does it lie below the station's folder, or that of a local source?"""
    if ".." in path.parts:
        return False
    local = [each for each in station.sources.values() if isinstance(each, LocalSource)]
    roots = [PurePosixPath(source.path) for source in local]
    return not path.is_absolute() or any(
        path.is_relative_to(root) for root in roots if root.is_absolute()
    )
