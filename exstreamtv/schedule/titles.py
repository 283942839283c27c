"""What the guide calls things: one medium, and several that share an entry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.timeline import TitleFrom

TOLD = 6
"""Works of one entry whose descriptions it gives; of more it gives only the titles."""


class Title(NamedTuple):
    """What the guide calls a medium, and where that comes from."""

    text: str
    subtitle: str
    taken_from: TitleFrom

    @property
    def line(self) -> str:
        """Title and sub-title in one."""
        return f"{self.text}: {self.subtitle}" if self.subtitle else self.text

    def without(self, name: str) -> str:
        """The same where ``name``, which the entry has already, need not be said."""
        if self.subtitle and name in (self.text, self.subtitle):
            return self.subtitle if name == self.text else self.text
        return self.line


def title_of(media: Media | None, channel: str) -> Title:
    """The title of ``media``: its own, else its file's, else its address's, else the channel's."""
    if media is None:
        return Title(channel, "", TitleFrom.CHANNEL)
    if media.title or media.show:
        return _own(media)
    address = urlsplit(media.key)
    if address.scheme in ("http", "https"):
        name = PurePosixPath(unquote(address.path)).stem
        return Title(name, "", TitleFrom.URL) if name else title_of(None, channel)
    name = PurePosixPath(media.key).stem
    return Title(name, "", TitleFrom.FILE) if name else title_of(None, channel)


def _own(media: Media) -> Title:
    if media.show and media.kind is MediaKind.EPISODE:
        return Title(media.show, media.title, TitleFrom.MEDIA)
    if media.artist and media.kind in (MediaKind.MUSIC, MediaKind.TRACK):
        return Title(media.title, media.artist, TitleFrom.MEDIA)
    return Title(media.title or media.show, "", TitleFrom.MEDIA)


def common_title(works: Sequence[Media], channel: str) -> Title:
    """What several works go by together: their show, artist or album, else the first's title."""
    if name := shared_name(works):
        return Title(name, "", TitleFrom.MEDIA)
    return title_of(works[0], channel)._replace(subtitle="")


def shared_name(works: Sequence[Media]) -> str:
    """The show, the artist or the album that all have in common, or an empty text."""
    if not works:
        return ""
    first = works[0]
    if first.show and all(work.show == first.show for work in works):
        return first.show
    if first.artist and all(work.artist == first.artist for work in works):
        return first.artist
    return first.album if all(work.album == first.album for work in works) else ""


def contents(works: Sequence[Media], channel: str) -> str:
    """What is in an entry: each work's title, with its description if they are few."""
    name = shared_name(works)
    lines = [title_of(work, channel).without(name) for work in works]
    if len(works) <= TOLD:
        told = zip(lines, works, strict=True)
        lines = [f"{line}. {work.plot}" if work.plot else line for line, work in told]
    return " · ".join(dict.fromkeys(lines))
