"""A strict reading of HLS playlists (RFC 8216), independent of ours: what breaks a rule raises."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

_ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"\r\n]*"|[^",\s][^",]*)(?:,|$)')
_ONCE = ("VERSION", "TARGETDURATION", "MEDIA-SEQUENCE", "DISCONTINUITY-SEQUENCE", "PLAYLIST-TYPE")


@dataclass(frozen=True, slots=True)
class Entry:
    """A segment: ``uri`` as it stands there, the sequence number that its place gives it."""

    number: int
    uri: str
    seconds: Decimal
    at: datetime
    discontinuous: bool


@dataclass(frozen=True, slots=True)
class Media:
    """A media playlist that keeps the rules of 4.3.2, 4.3.3 and 6.2.

    ``changes`` is its discontinuity sequence number.
    """

    target: int
    kind: str
    ended: bool
    entries: tuple[Entry, ...]
    changes: int

    @property
    def seconds(self) -> Decimal:
        return sum((entry.seconds for entry in self.entries), Decimal(0))


@dataclass(frozen=True, slots=True)
class Master:
    """A master playlist: each stream's attributes by its URI, and the other media's attributes."""

    streams: dict[str, dict[str, str]]
    media: list[dict[str, str]]


@dataclass
class _Reader:
    tags: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    seconds: Decimal | None = None
    at: datetime | None = None
    discontinuous: bool = False
    ended: bool = False

    def take(self, line: str) -> None:
        assert not self.ended or line.startswith("#"), "a segment after the end"
        if line.startswith("#EXT"):
            self.tag(*line.removeprefix("#").removeprefix("EXT-X-").partition(":")[::2])
        elif not line.startswith("#"):
            self.segment(line)

    def tag(self, name: str, value: str) -> None:
        if name in _ONCE:
            assert name not in self.tags, f"{name} stands there twice"
            assert not self.entries, f"{name} must stand before the first segment (4.3.3)"
            self.tags[name] = value
        elif name == "EXTINF":
            assert re.fullmatch(r"\d+(\.\d+)?,[^\r\n]*", value), value
            self.seconds = Decimal(value.partition(",")[0])
        elif name == "PROGRAM-DATE-TIME":
            self.at = datetime.fromisoformat(value)
            assert self.at.tzinfo, "an instant without a zone"
        elif name == "DISCONTINUITY":
            self.discontinuous = True
        elif name == "ENDLIST":
            self.ended = True
        else:
            known = ("INDEPENDENT-SEGMENTS", "START")
            assert name in known, f"{name} is no tag that is known here"

    def segment(self, uri: str) -> None:
        assert self.seconds is not None, f"{uri} has no EXTINF (4.3.2.1)"
        before = self.entries[-1] if self.entries else None
        number = before.number + 1 if before else int(self.tags.get("MEDIA-SEQUENCE", "0"))
        at = self.at
        if at is None:
            assert before, "the first segment does not say when it is"
            at = before.at + timedelta(microseconds=int(before.seconds * 1_000_000))
        self.entries.append(Entry(number, uri, self.seconds, at, self.discontinuous))
        self.seconds, self.at, self.discontinuous = None, None, False


def media(text: str) -> Media:
    """The media playlist; AssertionError where it breaks a rule."""
    reader = _read(text)
    target = int(reader.tags["TARGETDURATION"])
    for entry in reader.entries:
        # 4.3.3.1: "The EXTINF duration ... when rounded to the nearest integer".
        assert int(entry.seconds + Decimal("0.5")) <= target, f"{entry} is longer than {target}"
    for one, next_ in pairwise(reader.entries):
        apart = (next_.at - one.at) / timedelta(seconds=1)
        assert abs(apart - float(one.seconds)) < 0.0011, f"{one} lasts {apart} s by the clock"
    kind = reader.tags.get("PLAYLIST-TYPE", "")
    assert kind in ("", "EVENT", "VOD")
    assert kind != "VOD" or reader.ended, "nothing may be added to VOD: it has an end (4.3.3.5)"
    changes = int(reader.tags.get("DISCONTINUITY-SEQUENCE", "0"))
    return Media(target, kind, reader.ended, tuple(reader.entries), changes)


def _read(text: str) -> _Reader:
    lines = text.split("\n")
    assert lines[0] == "#EXTM3U"
    assert lines[-1] == "", "the last line has no end"
    assert "\r" not in text
    reader = _Reader()
    for line in filter(None, lines[1:]):
        reader.take(line)
    assert int(reader.tags["VERSION"]) >= 3, "fractions of seconds need version 3"
    assert reader.seconds is None, "an EXTINF without a segment"
    return reader


def goes_on(before: Media, after: Media) -> None:
    """AssertionError unless the one may be the other after a while (6.2.1, 6.2.2)."""
    assert after.target == before.target, "the target duration has changed"
    assert after.entries[0].number >= before.entries[0].number, "the sequence went back"
    known = {entry.number: entry for entry in before.entries}
    for entry in after.entries:
        assert known.get(entry.number, entry) == entry, f"{entry} was otherwise"
    if before.kind == "EVENT":
        assert after.entries[: len(before.entries)] == before.entries, "only the end may grow"


def master(text: str) -> Master:
    """The master playlist; AssertionError where it breaks a rule."""
    lines = text.split("\n")
    assert lines[0] == "#EXTM3U"
    assert lines[-1] == ""
    found = Master({}, [])
    stream: dict[str, str] | None = None
    for line in filter(None, lines[1:]):
        if line.startswith("#EXT-X-STREAM-INF:"):
            stream = attributes(line.partition(":")[2])
            assert int(stream["BANDWIDTH"]) > 0, "4.3.4.2: it is required"
        elif line.startswith("#EXT-X-MEDIA:"):
            found.media.append(attributes(line.partition(":")[2]))
        elif not line.startswith("#"):
            assert stream, f"{line} has no STREAM-INF"
            found.streams[line], stream = stream, None
        else:
            assert re.match("#EXT-X-(VERSION|INDEPENDENT-SEGMENTS)", line), line
    groups = {each["GROUP-ID"] for each in found.media}
    assert {each["SUBTITLES"] for each in found.streams.values() if "SUBTITLES" in each} == groups
    return found


def attributes(text: str) -> dict[str, str]:
    """An attribute list (4.2), quotes taken off."""
    found = [(match[1], match[2]) for match in _ATTRIBUTE.finditer(text)]
    assert ",".join(f"{name}={value}" for name, value in found) == text, f"{text} is no list"
    assert len(dict(found)) == len(found), "an attribute stands there twice"
    return {name: value.strip('"') for name, value in found}
