from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exstreamtv.cli.main import app
from exstreamtv.cli.options import hoisted
from exstreamtv.model.failure import SourceError
from tests.kit.library import clip

NOW = "2026-11-23T12:00:00Z"
TOMORROW = "2026-11-24"
STATION = """\
version: 1
station: {name: Test, timezone: Europe/Berlin}
sources:
  films: {type: local, path: media, kind: movie}
collections:
  reels: {from: films, order: title}
channels:
  one:
    number: 1
    name: One
    schedule:
      rest: {at: "06:05", off_air: true}
      day: {at: "06:00", fill: reels}
"""


class House:
    """A station's directory and its media, and the command run on them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.media = root / "media"
        self.directory = root / "channels.d"
        self.directory.mkdir()
        self.write(STATION)
        for name in "abcdef":
            clip(self.media / f"{name}.mkv", pictures=50)

    def write(self, station: str) -> None:
        (self.directory / "station.yaml").write_text(station)

    def lock(self, *arguments: str, now: str = NOW, code: int = 0) -> str:
        """What it says on both streams, having ended with ``code``."""
        given = hoisted(["-C", str(self.directory), "--now", now, "lock", *arguments])
        result = CliRunner().invoke(app, given)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.output

    def lines(self, name: str) -> list[dict[str, object]]:
        text = (self.directory / "lock" / name).read_text()
        return [json.loads(line) for line in text.splitlines()]

    def commit(self) -> None:
        for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "as it was"]):
            who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
            subprocess.run(["git", *who, *words], cwd=self.root, check=True)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_the_first_lock_looks_at_the_sources_and_begins_today(house):
    said = house.lock()
    (cursor,) = house.lines("cursors.jsonl")

    assert "films: 6 items, locked for the first time" in said
    assert [line["k"] for line in house.lines("films.jsonl")] == [f"{n}.mkv" for n in "abcdef"]
    assert (cursor["c"], cursor["at"]) == ("one/day/reels", "2026-11-23")


def test_locking_again_changes_nothing(house):
    house.lock()

    assert house.lock() == "the lock is up to date\n"
    assert "as they were" in house.lock("--upgrade")
    assert "in line" in house.lock("--check")


def test_without_upgrade_the_disk_is_not_looked_at(house):
    house.lock()
    clip(house.media / "g.mkv")

    assert house.lock() == "the lock is up to date\n"


def test_an_upgrade_dates_what_came_and_what_went(house):
    house.lock()
    (house.media / "a.mkv").unlink()
    clip(house.media / "g.mkv")
    said = house.lock("--upgrade")
    lines = {line["k"]: line for line in house.lines("films.jsonl")}

    assert f"films: 6 items, 1 new from {TOMORROW}, 1 gone from {TOMORROW}" in said
    assert lines["a.mkv"]["gone"] == TOMORROW
    assert lines["g.mkv"]["since"] == TOMORROW


def test_the_day_is_the_first_that_begins_after_the_freeze(house):
    house.lock()
    clip(house.media / "g.mkv")
    house.lock("--upgrade", now="2026-11-24T01:01:00Z")

    assert [line.get("since") for line in house.lines("films.jsonl")][-1] == "2026-11-25"


def test_a_dry_run_writes_nothing(house):
    assert house.lock("--dry-run").endswith("nothing is written\n")
    assert not (house.directory / "lock").exists()


def test_a_source_that_shrinks_is_refused(house):
    house.lock()
    for name in "ab":
        (house.media / f"{name}.mkv").unlink()
    said = house.lock("--upgrade", code=3)

    assert "more than 20 % of `films` has gone" in said
    assert not any("gone" in line for line in house.lines("films.jsonl"))
    assert "2 gone" in house.lock("--upgrade", "--allow-shrink")


def test_a_source_that_cannot_be_read_leaves_the_lock_as_it_is(house):
    house.lock()
    house.media.rename(house.root / "elsewhere")

    with pytest.raises(SourceError, match="there is no folder"):
        house.lock("--upgrade")
    assert len(house.lines("films.jsonl")) == 6


def test_what_is_left_out_is_told(house):
    (house.media / "broken.mkv").write_bytes(b"\0" * 100)

    assert "`broken.mkv` of `films` is left out" in house.lock()


def test_of_many_that_are_left_out_only_some_are_named(house):
    for number in range(25):
        (house.media / f"broken{number:02}.mkv").write_bytes(b"")

    assert "5 more are left out; `-v` names them" in house.lock()
    assert "broken24" in house.lock("--upgrade", "-v")


def test_a_source_nobody_declared_is_a_usage_error(house):
    assert "did you mean `films`?" in house.lock("--upgrade-source", "film", code=2)


def test_one_source_can_be_upgraded_alone(house):
    clip(house.root / "more" / "x.mkv")
    house.write(
        STATION.replace("collections", "  more: {type: local, path: more, kind: clip}\ncollections")
    )
    house.lock()
    clip(house.root / "more" / "y.mkv")
    clip(house.media / "g.mkv")
    house.lock("--upgrade-source", "more")

    assert len(house.lines("more.jsonl")) == 2
    assert len(house.lines("films.jsonl")) == 6


def test_a_conflict_is_resolved_offline(house):
    house.lock()
    path = house.directory / "lock" / "films.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    ours, theirs = lines[0].replace("}\n", ',"since":"2026-11-20"}\n'), lines[0]
    path.write_text(
        "".join(["<<<<<<< HEAD\n", ours, "=======\n", theirs, ">>>>>>> b\n", *lines[1:]])
    )

    assert "E404" in house.lock("--check", code=1)
    assert house.lock() == "wrote films.jsonl\n"
    assert path.read_text().splitlines(keepends=True) == lines


def test_a_broken_line_is_never_overwritten(house):
    house.lock()
    path = house.directory / "lock" / "films.jsonl"
    path.write_text(path.read_text() + "{\n")

    assert "E403" in house.lock(code=1)
    assert path.read_text().endswith("{\n")


def test_a_lock_edited_by_hand_is_found_and_mended(house):
    house.lock()
    path = house.directory / "lock" / "films.jsonl"
    path.write_text("".join(reversed(path.read_text().splitlines(keepends=True))))

    assert "E406" in house.lock("--check", code=1)
    assert house.lock() == "wrote films.jsonl\n"


def test_a_slot_that_is_new_begins_on_the_day_and_one_that_is_gone_ends(house):
    house.lock()
    house.write(STATION.replace("day: {at:", "morning: {at:"))
    said = house.lock()
    (cursor,) = house.lines("cursors.jsonl")

    assert "cursors: 1 begun, 1 ended" in said
    assert (cursor["c"], cursor["at"]) == ("one/morning/reels", TOMORROW)


def test_a_cursor_of_no_slot_is_warned_of(house):
    house.lock()
    path = house.directory / "lock" / "cursors.jsonl"
    path.write_text(path.read_text() + '{"c":"one/old/reels","at":"2026-01-01"}\n')

    assert "W404" in house.lock("--check")


def test_a_slot_that_counts_otherwise_goes_on_where_the_committed_one_arrives(house):
    house.write(STATION.replace("fill: reels", "play: reels"))
    house.lock(now="2026-11-20T12:00:00Z")
    house.commit()
    house.write(STATION.replace("fill: reels", "play: reels, overrun: cut"))
    said = house.lock()
    (cursor,) = house.lines("cursors.jsonl")

    assert "cursors: 1 moved" in said
    assert cursor["at"] == TOMORROW
    assert cursor["next"] == "films:e.mkv"


def test_an_edit_that_was_committed_before_it_was_locked_repeats_nothing(house):
    house.write(STATION.replace("fill: reels", "play: reels"))
    house.lock(now="2026-11-20T12:00:00Z")
    house.commit()
    house.write(STATION.replace("fill: reels", "play: reels, overrun: cut"))
    house.commit()
    house.write(STATION)
    house.commit()
    said = house.lock()
    (cursor,) = house.lines("cursors.jsonl")

    assert said == "cursors: 1 moved\nwrote cursors.jsonl\n"
    assert cursor["next"] == "films:e.mkv"


def test_where_no_commit_is_in_line_it_says_so(house):
    house.lock()
    (house.directory / "lock" / "cursors.jsonl").write_text("")
    house.commit()
    (house.directory / "lock" / "cursors.jsonl").write_text(
        '{"c":"one/day/reels","at":"2026-11-20","cycle":0,"next":"","basis":"0"}\n'
    )

    assert "no commit has a lock that is in line" in house.lock()


def test_an_upgrade_shows_first_what_it_changes_on_the_air(house):
    house.write(STATION.replace("fill: reels", "play: reels"))
    house.lock(now="2026-11-20T12:00:00Z")
    (house.media / "e.mkv").unlink()
    tried = house.lock("--upgrade", "--dry-run")
    before = house.lines("films.jsonl")
    said = house.lock("--upgrade-source", "films")

    changes = said[said.index("\n 1  One") : said.index("wrote ")]
    assert "~ tue 24 nov  06:00  day         e → f" in changes
    assert "6 airings change on 1 of 1 channel" in changes
    assert changes in tried
    assert tried.endswith("nothing is written\n")
    assert not any("gone" in line for line in before)


def test_an_upgrade_that_changes_nothing_shows_nothing(house):
    house.lock()

    assert house.lock("--upgrade").splitlines()[1:] == ["the lock is up to date"]


def test_without_a_repository_it_begins_anew_and_says_so(house):
    house.lock()
    house.write(STATION.replace("fill: reels", "play: reels"))
    said = house.lock()

    assert "not in a git repository" in said
    assert [cursor["at"] for cursor in house.lines("cursors.jsonl")] == [TOMORROW]


def test_rules_of_a_zone_that_the_lock_does_not_know_are_found(house):
    house.lock()
    path = house.directory / "lock" / "lock.json"
    path.write_text('{"version":1,"zones":{}}\n')

    assert "E402" in house.lock("--check", code=1)
    house.lock()
    assert "Europe/Berlin" in path.read_text()


def test_a_station_with_errors_is_not_locked(house):
    house.write(STATION.replace("from: films", "from: nothing"))

    assert "E20" in house.lock(code=1)
    assert not (house.directory / "lock").exists()


def test_a_renamed_slot_keeps_its_place(house):
    house.write(STATION.replace("fill: reels", "play: reels"))
    house.lock(now="2026-11-20T12:00:00Z")
    (before,) = house.lines("cursors.jsonl")
    house.write(STATION.replace("day: {at", "morning: {at").replace("fill: reels", "play: reels"))
    said = house.lock("--rename", "one/day=one/morning")
    (after,) = house.lines("cursors.jsonl")

    assert "renamed `one/day/reels` to `one/morning/reels`" in said
    assert after == {**before, "c": "one/morning/reels", "draws_as": "one/day/reels"}
    assert "in line" in house.lock("--check")


def test_a_renamed_collection_goes_on_where_the_committed_one_arrives(house):
    given = STATION.replace("fill: reels", "play: reels")
    house.write(given)
    house.lock(now="2026-11-20T12:00:00Z")
    house.commit()
    house.write(given.replace("reels", "films"))
    house.lock("--rename", "collections.reels=collections.films")
    (after,) = house.lines("cursors.jsonl")

    assert (after["c"], after["at"], after["next"]) == ("one/day/films", TOMORROW, "films:e.mkv")


def test_a_name_that_nothing_has_or_needs_is_a_usage_error(house):
    house.lock()

    assert "did you mean `one/day`?" in house.lock("--rename", "one/dya=one/x", code=2)
    assert "no slot needs the cursor `one/x/reels`" in house.lock(
        "--rename", "one/day=one/x", code=2
    )
    assert "is not OLD=NEW" in house.lock("--rename", "one/day", code=2)


def test_a_name_that_is_taken_is_refused(house):
    house.write(STATION + '      eve: {at: "20:00", fill: reels}\n')
    house.lock()

    assert "has a cursor already" in house.lock("--rename", "one/day=one/eve", code=3)


def test_what_looks_renamed_is_told(house):
    house.lock()
    house.write(STATION.replace("day: {at:", "morning: {at:"))

    assert "run `exstreamtv lock --rename one/day=one/morning`" in house.lock("--dry-run")
    assert "take `lock/cursors.jsonl` from git again" in house.lock()
