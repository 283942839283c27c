"""Where the author wrote what aired: a timeline knows only the path in the merged document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from exstreamtv.cli.excerpt import Mark, excerpt
from exstreamtv.cli.options import Options
from exstreamtv.cli.paint import ansi, plain
from exstreamtv.model.diagnostic import Span
from exstreamtv.model.timeline import Why
from exstreamtv.pipeline import Loaded
from exstreamtv.syntax.tree import Steps, locate, locate_key


def span_of(loaded: Loaded, path: Steps) -> Span | None:
    """The key at ``path``, or the entry of a list."""
    if loaded.root is None:
        return None
    named = path and isinstance(path[-1], str)
    return locate_key(loaded.root, path) if named else locate(loaded.root, path)


def place_text(span: Span | None) -> str:
    """``channels.d/retro.yaml:22``, or nothing."""
    return f"{span.file.as_posix()}:{span.line + 1}" if span else ""


def placed(loaded: Loaded) -> Callable[[Why], str]:
    """A function that says where the step of an airing stands."""
    return lambda why: place_text(span_of(loaded, why.path))


def quoted(options: Options, loaded: Loaded, paths: Sequence[Steps]) -> Iterator[str]:
    """Each place with the line that stands there."""
    painted = ansi if options.color else plain
    for span in dict.fromkeys(filter(None, (span_of(loaded, path) for path in paths))):
        yield f"{painted('-->', 'blue')} {place_text(span)}:{span.column + 1}"
        mark = Mark(span, "^", "bold cyan")
        lines, gutter = loaded.texts.get(span.file, "").splitlines(), len(str(span.line + 1))
        yield from excerpt([mark], lines, gutter, painted)
