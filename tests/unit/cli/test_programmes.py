"""What the daemon is handed: every revision in force, one after the other."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from exstreamtv import pipeline
from exstreamtv.cli.programmes import Compiled
from exstreamtv.cli.revision import bundle, name_of
from exstreamtv.daemon.revisions import Revisions
from exstreamtv.model.failure import StaleError, StateError, UnfitError
from exstreamtv.model.progress import Progress
from exstreamtv.model.time import EPOCH, instant_from
from exstreamtv.model.timeline import Timeline
from tests.kit.compiling import facts
from tests.unit.cli.conftest import NOW, Exstreamtv

Edited = Callable[[str, str], Path]
EVENING = instant_from(NOW)
FREEZE, DAY = timedelta(hours=4), timedelta(days=1)
ANOTHER = 'channels:\n  two: {number: "2", name: Two, delay_of: one, by: 1h}\n'


class Clock:
    def __init__(self) -> None:
        self.instant = EVENING

    def now(self) -> datetime:
        return self.instant


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, station: Path, clock: Clock) -> Callable[[], Compiled]:
    """A daemon's view of the station, as after each start of it."""
    state = tmp_path / "state"
    state.mkdir()
    return lambda: Compiled(Revisions(state), station, clock.now)


@pytest.fixture
def on_air(opened: Callable[[], Compiled], station: Path) -> Compiled:
    programmes = opened()
    programmes.apply(files_of(station), "")
    return programmes


def files_of(station: Path) -> dict[str, str]:
    return bundle(station, pipeline.open_station(station, EVENING).texts)


def alone(station: Path, start: datetime, stop: datetime) -> Timeline:
    """What the directory's station has on the air by itself."""
    return pipeline.timelines(pipeline.open_station(station, EVENING), start, stop)[0]["one"]


def within(timeline: Timeline, start: datetime, stop: datetime) -> list[object]:
    return facts(list(timeline.between(start, stop)))


def test_the_first_revision_has_always_been_in_force(on_air: Compiled, station: Path) -> None:
    span = EVENING - DAY, EVENING + DAY

    assert facts(on_air.timeline("one", *span).items) == facts(alone(station, *span).items)
    assert on_air.history[0].starts == {"one": EPOCH}
    assert on_air.revision == name_of(files_of(station))


def test_an_edit_takes_over_after_the_freeze_between_two_programmes(
    on_air: Compiled, edited: Edited
) -> None:
    before = on_air.timeline("one", EVENING - DAY, EVENING + DAY)
    station = edited("title: The Nine O'Clock Film", "title: Night Film")

    at = on_air.apply(files_of(station), on_air.revision).starts["one"]

    after = on_air.timeline("one", EVENING - DAY, EVENING + 2 * DAY)
    new = alone(station, EVENING - DAY, EVENING + 2 * DAY)
    ended = before.programme_at(EVENING + FREEZE)
    assert ended
    assert at == ended.stop
    assert within(after, EVENING - DAY, at) == within(before, EVENING - DAY, at)
    assert within(after, at, EVENING + 2 * DAY) == within(new, at, EVENING + 2 * DAY)
    assert {entry.title for entry in after.programmes if entry.start >= at} >= {"Night Film"}
    assert "Night Film" not in {entry.title for entry in after.programmes if entry.start < at}


def test_one_that_counts_otherwise_waits_for_the_day_of_its_cursors(
    on_air: Compiled, edited: Edited, exstreamtv: Exstreamtv
) -> None:
    station = edited("order: shuffle", "order: title")
    assert exstreamtv("lock", "-C", station).code == 0

    at = on_air.apply(files_of(station), on_air.revision).starts["one"]

    assert at == instant_from("2026-11-24T06:00:00Z")


def test_it_waits_for_the_end_of_what_runs_into_that_day(
    opened: Callable[[], Compiled], edited: Edited, exstreamtv: Exstreamtv
) -> None:
    station = edited('day: {at: "06:00"', 'day: {at: "08:00"')
    assert exstreamtv("lock", "-C", station).code == 0
    on_air = opened()
    on_air.apply(files_of(station), "")
    span = EVENING - DAY, instant_from("2026-11-24T08:00:00Z")
    before = on_air.timeline("one", *span)

    edited("order: shuffle", "order: title")
    assert exstreamtv("lock", "-C", station).code == 0
    at = on_air.apply(files_of(station), on_air.revision).starts["one"]

    assert at == instant_from("2026-11-24T08:00:00Z")
    assert facts(on_air.timeline("one", *span).items) == facts(before.items)


def test_an_edit_does_not_hasten_cursors_that_do_not_count_yet(
    on_air: Compiled, edited: Edited, exstreamtv: Exstreamtv
) -> None:
    span = EVENING - DAY, instant_from("2026-11-24T06:00:00Z")
    before = on_air.timeline("one", *span)
    station = edited("order: shuffle", "order: title")
    assert exstreamtv("lock", "-C", station).code == 0
    on_air.apply(files_of(station), on_air.revision)

    edited("title: The Nine O'Clock Film", "title: Night Film")
    at = on_air.apply(files_of(station), on_air.revision).starts["one"]

    assert at == span[1]
    assert facts(on_air.timeline("one", *span).items) == facts(before.items)


def test_a_channel_that_not_all_that_is_in_force_has_may_be_edited_and_go(
    on_air: Compiled, station: Path, exstreamtv: Exstreamtv
) -> None:
    two = station / "two.yaml"
    two.write_text(
        "channels:\n  two:\n    number: 2\n    name: Two\n    schedule:\n"
        '      day: {at: "06:00", fill: deep-country}\n'
    )
    assert exstreamtv("lock", "-C", station).code == 0
    on_air.apply(files_of(station), on_air.revision)

    two.write_text(two.read_text().replace("name: Two", "name: Three"))
    edited = on_air.apply(files_of(station), on_air.revision).starts["two"]
    two.unlink()
    gone = on_air.apply(files_of(station), on_air.revision).starts["two"]

    assert EVENING + FREEZE <= edited <= gone < EVENING + DAY


def test_what_is_not_on_the_air_any_more_is_not_even_read(
    on_air: Compiled, edited: Edited, opened: Callable[[], Compiled], tmp_path: Path
) -> None:
    first = on_air.revision
    on_air.apply(files_of(edited("Nine O'Clock", "Ten O'Clock")), first)
    (tmp_path / "state" / "revisions" / f"{first}.json").unlink()

    assert opened().timeline("one", EVENING + DAY, EVENING + 2 * DAY).items


def test_a_forced_one_takes_over_after_the_programme_on_air(
    on_air: Compiled, edited: Edited
) -> None:
    station = edited("title: The Nine O'Clock Film", "title: Night Film")
    present = on_air.timeline("one", EVENING, EVENING + DAY).programme_at(EVENING)
    assert present

    applied = on_air.apply(files_of(station), on_air.revision, force=True)

    assert applied.starts == {"one": present.stop}


def test_the_guide_is_what_plays(on_air: Compiled, edited: Edited) -> None:
    station = edited("title: The Nine O'Clock Film", "title: Night Film")
    on_air.apply(files_of(station), on_air.revision)
    timeline = on_air.timeline("one", EVENING - DAY, EVENING + 14 * DAY)

    guide = etree.fromstring(on_air.xmltv({}))

    entries = timeline.programmes_between(EVENING - DAY, EVENING + 14 * DAY)
    for told, entry in zip(guide.iter("programme"), entries, strict=True):
        assert told.get("start") == f"{entry.start:%Y%m%d%H%M%S} +0000"
        assert str(told.findtext("title")).startswith(entry.title)


def test_a_restart_plays_the_same_whatever_the_yaml_says(
    on_air: Compiled, edited: Edited, opened: Callable[[], Compiled]
) -> None:
    span = EVENING - DAY, EVENING + 3 * DAY
    station = edited("title: The Nine O'Clock Film", "title: Night Film")
    on_air.apply(files_of(station), on_air.revision)
    edited("Night Film", "Never Applied")

    again = opened()

    assert again.history == on_air.history
    assert facts(again.timeline("one", *span).items) == facts(on_air.timeline("one", *span).items)
    assert again.xmltv({}) == on_air.xmltv({})


def test_going_back_before_it_took_over_leaves_everything_as_it_was(
    on_air: Compiled, edited: Edited
) -> None:
    span = EVENING, EVENING + 3 * DAY
    first, before = on_air.revision, on_air.timeline("one", *span)
    second = on_air.apply(files_of(edited("Nine O'Clock", "Ten O'Clock")), first).revision

    on_air.apply(on_air.files(first), second)

    assert facts(on_air.timeline("one", *span).items) == facts(before.items)
    assert on_air.files(second)


def test_what_is_not_in_force_is_no_base(on_air: Compiled, edited: Edited) -> None:
    first, station = on_air.revision, edited("Nine O'Clock", "Ten O'Clock")
    on_air.apply(files_of(station), first)
    history = on_air.history

    with pytest.raises(StaleError) as stale:
        on_air.apply(files_of(edited("Ten O'Clock", "Late")), first)

    assert stale.value.current == on_air.revision
    assert on_air.history == history


@pytest.mark.parametrize(
    ("path", "text"),
    [("bad.yaml", "channels: [\n"), ("../out.yaml", ""), ("/etc/x.yaml", ""), ('/"\\\n', "")],
)
def test_what_does_not_compile_is_refused(
    on_air: Compiled, station: Path, path: str, text: str
) -> None:
    history = on_air.history

    with pytest.raises(UnfitError) as unfit:
        on_air.apply({**files_of(station), path: text}, on_air.revision)

    assert json.loads(unfit.value.report)
    assert on_air.history == history


def test_a_channel_that_is_added_begins_at_once_and_one_that_goes_ends(
    on_air: Compiled, station: Path
) -> None:
    one, both = files_of(station), {**files_of(station), "two.yaml": ANOTHER}

    added = on_air.apply(both, on_air.revision)
    assert added.starts["two"] == EVENING
    assert on_air.timeline("two", EVENING, EVENING + DAY).items[0].start == EVENING

    gone = on_air.apply(one, on_air.revision)
    last = on_air.timeline("two", EVENING, EVENING + DAY).items[-1]
    assert last.stop == gone.starts["two"]
    assert [channel.id for channel in on_air.lineup.channels] == ["one"]


def test_fifty_applications_keep_what_can_be_gone_back_to_and_no_more(
    on_air: Compiled, station: Path, clock: Clock
) -> None:
    files = files_of(station)
    for number in range(60):
        clock.instant += timedelta(seconds=1)
        on_air.apply({**files, "note.yaml": f"x-note: {number}\n"}, on_air.revision)

    assert len(on_air.history) == 51
    with pytest.raises(StateError):
        on_air.files(name_of({**files, "note.yaml": "x-note: 3\n"}))


def test_a_channel_that_waits_goes_by_the_newest_alone(on_air: Compiled, edited: Edited) -> None:
    span = EVENING - 2 * DAY, EVENING + DAY
    edited("    schedule:", "    progress: watched\n    schedule:")
    station = edited("title: The Nine O'Clock Film", "title: Night Film")
    on_air.apply(files_of(station), on_air.revision)

    assert facts(on_air.timeline("one", *span).items) == facts(alone(station, *span).items)


def test_the_guide_shows_a_channel_that_waits_as_it_airs(on_air: Compiled, edited: Edited) -> None:
    station = edited("    schedule:", "    progress: watched\n    schedule:")
    on_air.apply(files_of(station), on_air.revision)
    left = EVENING - timedelta(hours=3)

    guide = etree.fromstring(on_air.xmltv({"one": Progress(DAY, left)}))

    entries = guide.findall("programme")
    planned = alone(station, EVENING - 3 * DAY, EVENING + DAY).programme_at(left - DAY)
    waiting = [each for each in entries if "Waits for you at" in (each.findtext("desc") or "")]
    assert planned
    assert [each.get("start") for each in waiting] == [f"{planned.start + DAY:%Y%m%d%H%M%S} +0000"]
    assert {one.get("stop") == two.get("start") for one, two in pairwise(entries)} == {True}


def test_a_channel_that_has_stood_for_weeks_has_a_whole_guide(
    on_air: Compiled, edited: Edited
) -> None:
    station = edited("    schedule:", "    progress: watched\n    schedule:")
    on_air.apply(files_of(station), on_air.revision)

    guide = etree.fromstring(on_air.xmltv({"one": Progress(DAY, EVENING - 40 * DAY)}))

    first, *entries = guide.findall("programme")
    assert "Waits for you at" in (first.findtext("desc") or "")
    assert str(first.get("start")) < f"{EVENING - DAY:%Y%m%d%H%M%S}"
    assert str(entries[-1].get("stop")) >= f"{EVENING + 14 * DAY:%Y%m%d%H%M%S}"


def test_who_asks_for_the_lineup_does_not_wait_for_an_application(on_air: Compiled) -> None:
    asked: list[str] = []
    ask = threading.Thread(target=lambda: asked.append(on_air.lineup.channels[0].id))

    with on_air._lock:  # as `apply` holds it while it compiles
        ask.start()
        ask.join(5)

        assert asked == ["one"]
