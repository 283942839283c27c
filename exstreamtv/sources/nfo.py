"""Kodi's NFO files: XML that people and programs write loosely, from places nobody vouches for.

A file of several episodes has several roots, a scraper's URL may follow the last one, and a file
may be nothing but such a URL. Nothing outside the text is ever read (security.md, E1 and E2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exstreamtv.model.names import clean
from exstreamtv.sources.facts import Facts, day_in, listed, number_in, year_in

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_BYTES = 1_000_000

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_ROOTS = frozenset({"movie", "episodedetails", "tvshow", "musicvideo"})


class UnreadableError(ValueError):
    """An NFO that says nothing; its text is fit for a person."""


def facts_of(path: Path) -> Facts:
    """What an NFO file says. Raises UnreadableError, or OSError."""
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableError("it is larger than 1 MB")
    return facts_in(_decoded(data))


def facts_in(text: str) -> Facts:
    """What the first known root of an NFO says; of several episodes, the first."""
    root = next((element for element in _roots(text) if element.tag in _ROOTS), None)
    return _facts(root) if root is not None else Facts()


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _roots(text: str) -> list[Element]:
    from lxml import etree

    body = _DECLARATION.sub("", text[: text.rfind(">") + 1])
    if not body.strip():
        return []
    if "<!DOCTYPE" in body or "<!ENTITY" in body:
        raise UnreadableError("it declares a document type")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return list(etree.fromstring(f"<nfo>{_legal(body)}</nfo>", parser))
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"it is no XML: {clean(error.msg or '').lower()}") from error


def _legal(text: str) -> str:
    """Without the control characters that XML 1.0 2.2 forbids and lxml refuses."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def _all(path: str) -> Callable[[Element], tuple[str, ...]]:
    return lambda root: listed(clean(element.text or "") for element in root.iterfind(path))


def _names(path: str) -> Callable[[Element], tuple[str, ...]]:
    """Like `_all`, but a name may hold a slash."""

    def names(root: Element) -> tuple[str, ...]:
        texts = (clean(element.text or "") for element in root.iterfind(path))
        return tuple(dict.fromkeys(text for text in texts if text))

    return names


def _first(*paths: str) -> Callable[[Element], str]:
    def first(root: Element) -> str:
        texts = (clean(root.findtext(path) or "") for path in paths)
        return next(filter(None, texts), "")

    return first


def _parsed(read: Callable[[str], Any], *paths: str) -> Callable[[Element], Any]:
    first = _first(*paths)
    return lambda root: read(first(root))


_FIELDS: Mapping[str, Callable[[Element], Any]] = {
    "title": _first("title"),
    "show": _first("showtitle"),
    "season": _parsed(number_in, "season"),
    "episode": _parsed(number_in, "episode"),
    "aired": _parsed(day_in, "aired", "premiered", "releasedate"),
    "year": _parsed(year_in, "year", "premiered", "aired", "releasedate"),
    "genres": _all("genre"),
    "tags": _all("tag"),
    "rating": _first("mpaa", "certification"),
    "studio": _first("studio"),
    "directors": _names("director"),
    "writers": _names("credits"),
    "actors": _names("actor/name"),
    "artist": _first("artist"),
    "album": _first("album"),
    "track": _parsed(number_in, "track"),
    "plot": _first("plot", "outline"),
}
"""How each field is found below the root. ``season`` may be 0: specials."""


def _facts(root: Element) -> Facts:
    facts = Facts()
    for field, read in _FIELDS.items():
        value = read(root)
        if value or value == 0:
            facts[field] = value  # type: ignore[literal-required]  # _FIELDS names fields of Facts
    return facts


def facts_of_show(facts: Facts) -> Facts:
    """What the NFO of a show (`tvshow.nfo`) says of each of its episodes."""
    inherited = Facts()
    if "title" in facts:
        inherited["show"] = facts["title"]
    for field in ("genres", "tags", "rating", "studio", "actors"):
        if field in facts:
            inherited[field] = facts[field]
    return inherited
