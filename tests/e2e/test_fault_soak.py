"""Faults at drawn instants while a channel of files plays: what is seen of each, and what never is.

`pytest -m soak tests/e2e/test_fault_soak.py -s` prints the figures of fifty.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import pytest

from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import Grid
from exstreamtv.model.timeline import Timeline
from tests.kit.capture import complaints, pictures, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, content_of, input_of, write
from tests.kit.on_air import in_turn, on_air, whole_second
from tests.kit.processes import children
from tests.kit.transport import examine
from tests.kit.truth import Content, slot_of, verdict

SMALL = Profile("small", 640, 360, video_kbps=1000, preset="ultrafast")
ONE = Channel("test", "1", "Test", SMALL)
GRID = Grid(SMALL.rate)
NAMES = ("pal.mp4", "film.mp4", "ntsc.mkv")
ITEM_S = 20
APART_S = 10.0
NEAR_S = 9.5
"""So long after a blow what it costs is seen: a process is up to eight seconds ahead."""

SETTLED_S = 4.0
"""How long the first picture may take on a busy machine."""

AWAY_S = 3.0
BACK_S = 2.0
"""How long after a file is back it is on the air again, by the clock; 1.3 s with nothing beside."""


@dataclass(frozen=True, slots=True)
class Blow:
    """``after_s`` the capture began; ``kind`` is a signal's name, or `gone` for a file."""

    after_s: float
    kind: str


def blows(count: int) -> list[Blow]:
    """Drawn, and the same in every run."""
    chance = random.Random(5)
    kinds = ["SIGKILL", "SIGSTOP", "SIGKILL", "SIGSTOP", "gone"]
    return [
        Blow(5 + number * APART_S + chance.random() * 4, kinds[number % len(kinds)])
        for number in range(count)
    ]


class Villain:
    """Strikes when it is time; ``struck`` are the instants, in seconds since the epoch."""

    def __init__(self, planned: list[Blow], timeline: Timeline, folder: Path) -> None:
        self.struck: list[tuple[float, str]] = []
        self._planned, self._timeline, self._folder = planned, timeline, folder

    def run(self) -> None:
        begun = time.time()
        for blow in self._planned:
            time.sleep(max(0.0, begun + blow.after_s - time.time()))
            if blow.kind == "gone":
                self._hide()
            else:
                self.struck.append((time.time(), blow.kind))
                _strike(getattr(signal, blow.kind))

    def _hide(self) -> None:
        """The file on the air, and all that plays, for a while."""
        now = time.time()
        cue = self._timeline.at(GRID.picture_instant(round(now * SMALL.rate)))
        assert cue
        assert cue.item.media
        film = self._folder / cue.item.media.key
        film.rename(film.with_suffix(".away"))
        _strike(signal.SIGKILL)
        self.struck.append((now, "gone"))
        time.sleep(AWAY_S)
        film.with_suffix(".away").rename(film)


def _strike(blow: signal.Signals) -> None:
    for pid in children(os.getpid()):
        with suppress(ProcessLookupError):
            os.kill(pid, blow)


def slated(seen: dict[int, bool], at: float, seconds: float) -> Iterator[int]:
    """The slots of slate so long from an instant on."""
    first = round(at * SMALL.rate)
    return (n for n in range(first, first + round(seconds * SMALL.rate)) if not seen.get(n, True))


@pytest.mark.soak
@pytest.mark.parametrize("count", [5, 50])
def test_faults_at_drawn_instants_leave_nothing_behind(tmp_path: Path, count: int) -> None:
    clips = [clip for clip in CLIPS if clip.name in NAMES]
    for clip in clips:
        write(clip, tmp_path, ITEM_S + 2)
    inputs = {clip.name: input_of(clip, tmp_path) for clip in clips}
    contents = {clip.name: content_of(clip, tmp_path) for clip in clips}
    seconds = 5 + count * APART_S + 5
    names = islice(cycle(NAMES), int(seconds) // ITEM_S + 4)
    timeline = in_turn(names, ITEM_S, whole_second(), in_point=0.5)
    villain = Villain(blows(count), timeline, tmp_path)

    with on_air([ONE], {"test": timeline}, inputs) as station:
        fate = threading.Thread(target=villain.run)
        fate.start()
        capture = tune(f"{station.base}/iptv/channel/1.ts", seconds)
        fate.join()

    shown = list(pictures(capture))
    seen = {slot_of(each.ticks, GRID): each.mark is not None for each in shown}
    found = verdict(
        (each for each in shown if each.mark), timeline, GRID, lambda m: contents[m.key]
    )
    slots = verdict(shown, timeline, GRID, lambda _: Content(0, GRID.rate, readable=False))
    costs = {
        kind: [len([*slated(seen, at, NEAR_S)]) for at, each in villain.struck if each == kind]
        for kind in ("SIGKILL", "SIGSTOP", "gone")
    }
    idle = sorted(set(slated(seen, capture.asked + SETTLED_S, seconds)) - _near(villain.struck))
    _tell(costs, found.exact, found.pictures, idle)

    hidden = [cost == 0 for kind in ("SIGKILL", "SIGSTOP") for cost in costs[kind]]
    assert slots.flawless, slots
    assert found.wrong == []
    assert found.exact >= found.pictures * 0.999
    assert sum(hidden) >= 0.95 * len(hidden)
    assert max(costs["SIGKILL"] + costs["SIGSTOP"]) <= SMALL.rate
    assert max(costs["gone"], default=0) <= (AWAY_S + BACK_S) * SMALL.rate
    assert idle == []
    assert steps(sound_stamps(capture)) == {1920}
    assert examine(capture.data).faults == []
    assert complaints(capture) == ""


def _near(struck: list[tuple[float, str]]) -> set[int]:
    """The slots in which a blow may be seen."""
    firsts = (round(at * SMALL.rate) for at, _ in struck)
    return {n for first in firsts for n in range(first, first + round(NEAR_S * SMALL.rate))}


def _tell(costs: dict[str, list[int]], exact: int, pictures: int, idle: list[int]) -> None:
    print(f"\n{exact} of {pictures} pictures exact, {len(idle)} slots of slate without a reason")
    for kind, slots in costs.items():
        hidden = sum(slot == 0 for slot in slots)
        print(f"{kind}: {hidden} of {len(slots)} not seen, {sorted(slots)} slots of slate")
