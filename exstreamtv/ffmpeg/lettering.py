"""Text for `drawtext`, so quoted that no title can become part of the filter graph."""

from __future__ import annotations

from exstreamtv.model.names import clean

_OPTION = str.maketrans({char: f"\\{char}" for char in "\\':"})
_GRAPH = str.maketrans({char: f"\\{char}" for char in "\\'[],;"})


def quoted(text: str) -> str:
    """``text`` as the value of one option in a filter graph.

    Twice escaped: for the option list, then for the graph (ffmpeg-filters(1), "Notes on
    filtergraph escaping"). Control characters and outer blanks go, as FFmpeg would drop them.
    """
    return clean(text).translate(_OPTION).translate(_GRAPH)


def words(font: str, text: str, style: str) -> str:
    """A `drawtext` that shows ``text`` letter by letter: ``%{n}`` is four characters."""
    return f"drawtext=fontfile={quoted(font)}:expansion=none:text={quoted(text)}:{style}"


def figures(font: str, text: str, style: str) -> str:
    """A `drawtext` whose ``%{...}`` are evaluated for each picture; foreign text is `literal`."""
    return f"drawtext=fontfile={quoted(font)}:expansion=normal:text={quoted(text)}:{style}"


def literal(text: str) -> str:
    """Foreign text within `figures`: nothing in it is evaluated."""
    return text.replace("\\", "\\\\").replace("%", "\\%")


def number(expression: str, digits: int) -> str:
    """For `figures`: the whole number that ``expression`` gives, with leading zeros."""
    return f"%{{eif:{expression}:d:{digits}}}"
