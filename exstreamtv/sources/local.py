"""A folder of media files and all below it.

A medium's key is its path below the folder. What is said of it is, from best to least: its NFO,
the show's NFO, the tags inside the file, its name. `walk` finds files, `cache` probes them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

from exstreamtv.config.sources import LocalSource
from exstreamtv.model.diagnostic import Diagnostic, warning
from exstreamtv.model.failure import SourceError
from exstreamtv.model.media import FileInput, Media, MediaKind, Stream
from exstreamtv.model.names import clean
from exstreamtv.sources import names, nfo, tags
from exstreamtv.sources.cache import probed
from exstreamtv.sources.context import Context
from exstreamtv.sources.facts import Facts, merged
from exstreamtv.sources.probe import Probe
from exstreamtv.sources.sidecars import picture, subtitles
from exstreamtv.sources.walk import File, Folder, files, reason

CODES = {
    "W402": """A file of a source is left out

It is broken, empty, cannot be read, or leads out of the source's folder. It cannot be scheduled;
the other files are not affected.

Mend or remove the file, exclude it, or (for links) allow links on purpose. Then run
`exstreamtv lock --upgrade`.

```yaml
sources:
  films: {type: local, path: /srv/films, kind: movie, exclude: ["incoming/**"]}
```
""",
    "W403": """An NFO file is not understood

The medium beside it is used, with what its tags and its name say of it.

```xml
<movie><title>Heat</title><year>1995</year></movie>
```
""",
}

_KINDS = {
    "show": MediaKind.EPISODE,
    "movie": MediaKind.MOVIE,
    "music": MediaKind.MUSIC,
    "clip": MediaKind.CLIP,
}


def fetch(name: str, config: LocalSource, context: Context) -> Iterator[Media]:
    """Every medium below the folder, in the order of paths. Raises SourceError without a folder."""
    root = _root(name, config, context)
    found: list[File] = []
    for entry in files(str(root), config):
        if isinstance(entry, File):
            found.append(entry)
        else:
            context.report(_left_out(name, config, entry.name, entry.why))
    read = cache(lambda path: _noted(Path(path), root, config, context))
    for done, (file, outcome) in enumerate(probed(found, context.cache), 1):
        context.progress(name, done, len(found))
        if isinstance(outcome, Probe):
            yield _medium(name, config, file, outcome, _facts(file, config, outcome, read))
        else:
            context.report(_left_out(name, config, file.name, outcome))


def resolve(media: Media, config: LocalSource, context: Context) -> FileInput:
    """The file of a medium, below the declared folder. Raises SourceError if it is not there.

    Files beside it become absolute paths, whether they are there or not.
    """
    root = _root(media.source, config, context)
    path = Path(os.path.realpath(root / media.locator))
    if not _is_inside(path, root, config):
        raise SourceError(f"`{media.name}` leads out of `{root}`")
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise SourceError(f"`{media.name}` cannot be read: {reason(error)}") from error
    if not stat.S_ISREG(mode):
        raise SourceError(f"`{media.name}` is no regular file")
    beside = Path(root / media.locator).parent
    streams = tuple(_located(stream, beside, root, config) for stream in media.streams)
    return FileInput(str(path), media.format, tuple(filter(None, streams)), media.start_time)


def _located(stream: Stream, beside: Path, root: Path, config: LocalSource) -> Stream | None:
    """The stream; None if it is a file beside the medium that leads out of the folder."""
    if not stream.file:
        return stream
    path = Path(os.path.realpath(beside / stream.file))
    return replace(stream, file=str(path)) if _is_inside(path, root, config) else None


def _is_inside(path: Path, root: Path, config: LocalSource) -> bool:
    return config.follow_symlinks or path.is_relative_to(root)


def _root(name: str, config: LocalSource, context: Context) -> Path:
    root = Path(os.path.realpath(context.base / config.path))
    if not root.is_dir():
        raise SourceError(f"source `{name}`: there is no folder `{root}`")
    return root


def _left_out(source: str, config: LocalSource, file: str, why: str) -> Diagnostic:
    message = f"`{clean(file)}` of `{source}` is left out: {why}"
    return warning("W402", message, config.span("path"))


def _noted(path: Path, root: Path, config: LocalSource, context: Context) -> Facts:
    """What an NFO says; nothing, and a finding, if it is not understood."""
    try:
        return nfo.facts_of(path)
    except (nfo.UnreadableError, OSError) as error:
        file = clean(str(path.relative_to(root)))
        context.report(warning("W403", f"`{file}` is not used: {error}", config.span("path")))
        return Facts()


def _facts(file: File, config: LocalSource, probe: Probe, read: Callable[[str], Facts]) -> Facts:
    notes = [read(path) for path in _notes(file, config)]
    if config.kind == "show" and (path := _show_note(file.folder)):
        notes.insert(0, nfo.facts_of_show(read(path)))
    said = merged(
        Facts(tags=config.tags),
        names.facts_in(PurePosixPath(file.name), _KINDS[config.kind]),
        tags.facts_in(probe.tags),
        *notes,
    )
    return Facts(title=_untitled(file, said)) | said


def _notes(file: File, config: LocalSource) -> Iterator[str]:
    """The NFO of the file itself, or of the film whose folder it is in."""
    alone = ("movie.nfo",) if config.kind == "movie" and file.folder.above else ()
    present = (name for name in (f"{file.stem}.nfo", *alone) if name in file.folder.beside)
    if name := next(present, None):
        yield f"{file.folder.path}/{name}"


def _show_note(folder: Folder | None) -> str | None:
    while folder:
        if "tvshow.nfo" in folder.beside:
            return f"{folder.path}/tvshow.nfo"
        folder = folder.above
    return None


def _medium(source: str, config: LocalSource, file: File, probe: Probe, facts: Facts) -> Media:
    kind = _KINDS[config.kind]
    if kind is MediaKind.MUSIC and not any(stream.kind == "video" for stream in probe.streams):
        kind = MediaKind.TRACK
    poster = picture(file.stem, file.folder.beside)
    return Media(
        source=source,
        key=file.name,
        locator=file.name,
        kind=kind,
        length=probe.length,
        format=probe.format,
        start_time=probe.start_time,
        chapters=probe.chapters,
        streams=probe.streams + subtitles(file.stem, file.folder.beside),
        art=str(PurePosixPath(file.name).with_name(poster)) if poster else "",
        **facts,
    )


def _untitled(file: File, facts: Facts) -> str:
    """What a medium without a title is called."""
    if "episode" in facts:
        return f"Episode {facts['episode']}"
    return str(facts.get("aired") or clean(file.stem))
