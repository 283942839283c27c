"""A year of work at a station: edits, upgrades and applications. What has aired stays so.

`EXAMPLES=20` in the environment works at so many stations; by default there are two, of which
one is worked at for a year.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from exstreamtv import pipeline
from exstreamtv.cli.programmes import Compiled
from exstreamtv.cli.relock import counts_otherwise, moment, relocked, upgrade_of
from exstreamtv.daemon.revisions import Revisions
from exstreamtv.model.media import Media
from exstreamtv.model.timeline import PlayoutItem
from exstreamtv.sources.lock import FOLDER, Lock, lock_texts
from exstreamtv.syntax.files import read_texts
from tests.kit.catalogue import clips, episodes, films

STATIONS = int(os.environ.get("EXAMPLES", "2"))
YEAR, SEASON = timedelta(days=365), timedelta(days=42)
EACH = 3
"""After so many acts all that has aired since the last look is looked at again."""
HEAD = {"name": "Year", "timezone": "Europe/Berlin", "freeze": "4h", "guide": {"back": "60d"}}
BODIES: tuple[dict[str, Any], ...] = (
    {"mix": {"cheers": "2", "films": "1"}},
    {"rotate": ["cheers", "wings"]},
    {"random": {"wings": "1", "films": "1"}, "gap": "1"},
    {"steps": [{"shuffle": [{"play": "cheers"}, {"play": "wings"}]}]},
    {"steps": [{"goto": "S01E05"}, {"play": "wings", "count": "2"}]},
    {"steps": [{"skip": "2", "of": "cheers"}, {"play": "cheers"}, {"fill": "ads"}]},
    {"play": "wings", "then": ["cheers"]},
)
"""What the afternoon may be; with each of them other lines begin and end."""


class Chance:
    """The same year in every run."""

    def __init__(self, seed: int) -> None:
        self._drawn = seed * 1_000_000

    def below(self, bound: int) -> int:
        self._drawn += 1
        return int.from_bytes(blake2b(b"%d" % self._drawn, digest_size=4).digest(), "big") % bound


class Desk:
    """Who works at the station: its YAML, its lock, its daemon."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.now = datetime(2026, 1, 2, 15, 20, tzinfo=UTC)
        self.chance = Chance(seed)
        self.media = [*episodes("Cheers", 40), *episodes("Wings", 30, "24m"), *films(12)]
        self.media += clips("ad", ["5m", "2m30s", "3m20s", "7m"])
        self.schedule: dict[str, Any] = {
            "day": {"at": "06:00", "fill": "films", "pad": "15m"},
            "strip": {"at": "19:00", "play": "cheers", "pad": "30m", "days": "mon-fri"},
            "second": {"at": "19:30", "steps": [{"play": "wings", "count": "1"}], "for": "1h"},
            "late": {"at": "21:00", "fill": "films", "pad": "30m"},
            "again": {"at": "23:00", "rerun_of": "strip", "of": "today", "for": "1h"},
            "night": {"at": "00:00", "off_air": "true"},
            "afternoon": {"at": "15:00", "for": "2h", "replaces": "day", **BODIES[0]},
        }
        self.lock = Lock()
        self.programmes = Compiled(Revisions(folder), Path("tv"), lambda: self.now)
        self._held: dict[str, str] = {}

    def files(self) -> dict[str, str]:
        station = {
            "version": "1",
            "station": HEAD,
            "sources": {"tv": {"type": "local", "path": "tv", "kind": "show"}},
            "collections": {
                "cheers": {"from": "tv", "where": 'show = "Cheers"'},
                "wings": {"from": "tv", "where": 'show = "Wings"'},
                "films": {"from": "tv", "where": 'kind = "movie"', "order": "shuffle", "gap": "3"},
                "ads": {"from": "tv", "where": 'tag = "ad"', "order": "shuffle"},
            },
            "channels": {
                "one": {"number": "1", "name": "One", "filler": "ads", "schedule": self.schedule}
            },
        }
        return {"station.yaml": json.dumps(station, indent=1)}

    def lock_it(self, *, upgrade: bool) -> None:
        """What `exstreamtv lock` does, with or without `--upgrade`."""
        texts = {Path(path): text for path, text in self.files().items()}
        loaded = pipeline.read(read_texts(texts))
        assert loaded.station, loaded.found
        at = moment(loaded.station, self.now, self.lock)
        there = [replace(medium, locator=medium.key) for medium in self.media]
        looked = {"tv": upgrade_of(self.lock, "tv", there, at.day)} if upgrade else {}
        anew = counts_otherwise(loaded.station, self.lock.cursors)
        old = self._committed() if anew else None
        self.lock = relocked(loaded.station, self.lock, looked, at, old)

    def _committed(self) -> Any:
        if not self._held:
            return None
        return pipeline.load({Path(p): text for p, text in self._held.items()}, self.now).inputs

    def apply(self) -> None:
        locked = {f"{FOLDER}/{name}": text for name, text in lock_texts(self.lock).items()}
        self._held = {**self.files(), **locked}
        self.programmes.apply(self._held, self.programmes.revision)

    def work(self) -> None:
        """One thing that people do."""
        match self.chance.below(8):
            case 0:
                self.schedule["strip"]["at"] = ("18:30", "19:00", "18:00")[self.chance.below(3)]
            case 1:
                self.schedule["strip"]["days"] = ("mon-fri", "mon-sun")[self.chance.below(2)]
            case 2:
                self.schedule["second"]["steps"][0]["count"] = str(1 + self.chance.below(2))
            case 3:
                self.schedule["late"]["pad"] = ("30m", "15m", "5m")[self.chance.below(3)]
            case 4:
                self._new_episodes()
            case 5 | 6:
                fixed = {"at": "15:00", "for": "2h", "replaces": "day"}
                body = BODIES[self.chance.below(len(BODIES))]
                self.schedule["afternoon"] = {**fixed, **body}
            case _:
                self._lose_something()
        self.lock_it(upgrade=True)
        self.apply()

    def _new_episodes(self) -> None:
        show = ("Cheers", "Wings")[self.chance.below(2)]
        known = sum(medium.show == show for medium in self.media)
        self.media += episodes(show, known + 3)[known:]

    def _lose_something(self) -> None:
        del self.media[self.chance.below(len(self.media) - 4)]


def aired(desk: Desk, start: datetime, stop: datetime) -> list[PlayoutItem]:
    return between(desk.programmes.timeline("one", start, stop).items, start, stop)


def between(items: Iterable[PlayoutItem], start: datetime, stop: datetime) -> list[PlayoutItem]:
    return [item for item in items if start <= item.start < stop]


def told(items: list[PlayoutItem]) -> list[tuple[datetime, str, timedelta]]:
    return [(i.start, i.media.name if i.media else "", i.in_point) for i in items]


def worked_at(folder: Path, seed: int) -> Iterator[tuple[Desk, datetime, datetime]]:
    """The desk after each act, and the stretch that went by before it."""
    desk = Desk(folder, seed)
    desk.lock_it(upgrade=True)
    desk.apply()
    begin = desk.now
    while desk.now < begin + (SEASON if seed else YEAR):
        before = desk.now
        # Often the next edit comes before the one before it is on the air.
        rest = timedelta(days=0 if desk.chance.below(4) == 0 else 6 + desk.chance.below(12))
        desk.now += rest + timedelta(hours=5 + desk.chance.below(20))
        desk.now += timedelta(minutes=desk.chance.below(60))
        yield desk, before, desk.now
        desk.work()


def in_order(run: list[PlayoutItem], media: list[Media]) -> list[str]:
    """Where a show does not go on with the next episode that could have aired."""
    found = []
    for one, other in pairwise(run):
        assert one.media
        assert other.media
        following = _following(one.media, other.why.day, media)
        if other.media.key != following:
            found.append(f"{other.start}: {one.media.key}, {other.media.key} not {following}")
    return found


def _following(medium: Media, day: date, media: list[Media]) -> str:
    """The next episode of its show that is alive on a day, round and round."""
    show = sorted((m for m in media if m.show == medium.show), key=lambda m: m.episode or 0)
    alive = [m for m in show if m.alive(day)]
    later = [m for m in alive if (m.episode or 0) > (medium.episode or 0)]
    return (later or alive)[0].key


@pytest.mark.parametrize("seed", range(STATIONS))
def test_what_has_aired_never_changes_and_every_show_runs_in_order(
    tmp_path: Path, seed: int
) -> None:
    seen: list[PlayoutItem] = []
    known: dict[str, Media] = {}
    bodies: set[str] = set()
    looked: datetime | None = None
    for act, (desk, before, now) in enumerate(worked_at(tmp_path, seed), start=1):
        since, looked = (before, looked) if act % EACH else (looked or seen[0].start, before)
        shown = aired(desk, since, now)
        assert told([i for i in shown if i.start < before]) == told(between(seen, since, before))
        seen += between(shown, before, now)
        known |= {medium.key: medium for medium in desk.lock.catalogue.sources["tv"]}
        bodies.add(json.dumps(desk.schedule["afternoon"]))

    assert len(bodies) > (4 if seed == 0 else 1)
    for slot in ("strip", "second"):
        run = [i for i in seen if i.why.slot == slot and i.media and i.media.show]
        assert len(run) > (200 if seed == 0 else 30)
        assert in_order(run, [*known.values()]) == []
    assert _shown_again(seen, "again") <= _shown_again(seen, "strip")


def _shown_again(seen: list[PlayoutItem], slot: str) -> set[tuple[date, str]]:
    """What a slot has aired on which day, but for filling."""
    return {
        (i.why.day, i.media.name) for i in seen if i.why.slot == slot and i.media and i.media.show
    }
