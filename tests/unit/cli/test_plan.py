from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from exstreamtv.cli.options import Status
from exstreamtv.cli.state import announced, held, state_directory
from tests.unit.cli.conftest import Exstreamtv, Ran
from tests.unit.cli.test_git import git

Edited = Callable[[str, str], Path]


def committed(home: Path) -> None:
    git(home, "init", "-q")
    git(home, "add", ".")
    git(home, "commit", "-q", "-m", "one")


def test_it_shows_the_week(exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("plan", "-C", station)

    assert ran.code == Status.DONE
    assert " 1  Channel One" in ran.out
    assert "The Nine O'Clock Film" in ran.out
    assert "\x1b" not in ran.out


def test_brief_is_a_line_a_slot(exstreamtv: Exstreamtv, station: Path) -> None:
    lines = exstreamtv("plan", "--brief", "-C", station).out.splitlines()

    assert [line.split()[:2] for line in lines if line.startswith("    ")] == [
        ["06:00", "daily"],
        ["19:00", "daily"],
        ["21:00", "daily"],
    ]


def test_full_shows_every_programme(exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("plan", "--full", "--days", "1", "-C", station)

    assert "06:00-06:30" in ran.out
    assert "mon 23 nov" in ran.out


def test_programs_get_json(exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("plan", "--format", "json", "--days", "1", "-C", station)
    document = json.loads(ran.out)

    assert document["start"] == "2026-11-23T06:00:00.000Z"
    assert document["channels"][0]["channel"] == "one"


def test_colour_is_there_on_demand(exstreamtv: Exstreamtv, station: Path) -> None:
    assert "\x1b[" in exstreamtv("plan", "--color", "always", "-C", station).out


def test_one_channel_may_be_named(exstreamtv: Exstreamtv, station: Path) -> None:
    by_number = exstreamtv("plan", "--channel", "1", "-C", station)

    assert by_number.out == exstreamtv("plan", "--channel", "one", "-C", station).out
    assert exstreamtv("plan", "--channel", "oen", "-C", station).code == Status.USAGE


def test_nothing_changes_against_what_is_committed(exstreamtv: Exstreamtv, home: Path) -> None:
    committed(home)
    ran = exstreamtv("plan", "--against", "HEAD", "--exit-code", "-C", home / "channels.d")

    assert ran.code == Status.DONE
    assert "nothing changes on 1 channel" in ran.out


def test_an_edit_shows_against_what_is_committed(
    exstreamtv: Exstreamtv, home: Path, edited: Edited
) -> None:
    committed(home)
    station = edited("title: The Nine O'Clock Film", "title: Night Film")
    ran = exstreamtv("plan", "--against", "HEAD", "-C", station)
    counted = exstreamtv("plan", "--against", "HEAD", "--exit-code", "-C", station)

    assert ran.code == Status.DONE
    assert "7 metadata" in ran.out
    assert "7 airings change on 1 of 1 channel" in ran.out
    assert counted.code == Status.CHANGES


def test_what_was_kept_can_be_compared_with(
    exstreamtv: Exstreamtv, edited: Edited, tmp_path: Path, station: Path
) -> None:
    kept = tmp_path / "week.json"
    exstreamtv("export", "timelines", "--out", kept, "-C", station)
    same = exstreamtv("plan", "--against", kept, "--exit-code", "-C", station)
    edited("title: The Nine O'Clock Film", "title: Night Film")
    other = exstreamtv("plan", "--against", kept, "--exit-code", "-C", station)

    assert (same.code, other.code) == (Status.DONE, Status.CHANGES)


def test_without_a_word_it_is_the_guide_where_there_is_no_commit(
    exstreamtv: Exstreamtv, station: Path
) -> None:
    assert exstreamtv("plan", "-C", station).out == shown(exstreamtv, station, "none")


def shown(exstreamtv: Exstreamtv, station: Path, against: str) -> str:
    return exstreamtv("plan", "--against", against, "-C", station).out


def test_without_a_word_it_is_compared_with_the_last_commit(
    exstreamtv: Exstreamtv, home: Path, edited: Edited
) -> None:
    committed(home)
    same = exstreamtv("plan", "-C", home / "channels.d")
    station = edited("title: The Nine O'Clock Film", "title: Night Film")
    ran = exstreamtv("plan", "-C", station)

    assert "nothing changes on 1 channel" in same.out
    assert "plan --against none` shows the week" in same.err
    assert ran.out.startswith("against `HEAD` in git\n")
    assert ran.out == shown(exstreamtv, station, "HEAD")
    assert exstreamtv("plan", "--brief", "-C", station).out != ran.out


def test_a_commit_without_the_station_is_not_compared_with(
    exstreamtv: Exstreamtv, home: Path
) -> None:
    station = home / "channels.d"
    git(home, "init", "-q")
    git(home, "commit", "-q", "-m", "one", "--allow-empty")

    assert exstreamtv("plan", "-C", station).out == shown(exstreamtv, station, "none")


def test_without_a_word_it_is_compared_with_the_daemon_that_serves_the_directory(
    exstreamtv: Exstreamtv, home: Path
) -> None:
    committed(home)
    state = state_directory(home / "channels.d")
    with held(state), announced(state, "http://127.0.0.1:1"):
        ran = exstreamtv("plan", "-C", home / "channels.d")
    after = exstreamtv("plan", "-C", home / "channels.d")

    assert ran.code == Status.WORLD
    assert "the daemon at http://127.0.0.1:1 cannot be reached" in ran.err
    assert after.out.startswith("against `HEAD` in git\n")


def test_a_daemon_that_was_killed_is_not_compared_with(exstreamtv: Exstreamtv, home: Path) -> None:
    committed(home)
    state = state_directory(home / "channels.d")
    with held(state):
        pass
    (state / "address").write_text("http://127.0.0.1:1\n")

    assert exstreamtv("plan", "-C", home / "channels.d").code == Status.DONE


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("plan.html", "<!DOCTYPE html>"),
        ("plan.md", "### 7 airings change"),
        ("plan.json", "{"),
        ("plan.XML", "<?xml"),
        ("plan.txt", "against `HEAD` in git"),
    ],
)
def test_a_file_holds_what_its_name_says(
    exstreamtv: Exstreamtv, home: Path, edited: Edited, tmp_path: Path, name: str, begins: str
) -> None:
    committed(home)
    station = edited("title: The Nine O'Clock Film", "title: Night Film")
    ran = exstreamtv("plan", "--out", tmp_path / name, "-C", station)

    assert ran.code == Status.DONE
    assert (tmp_path / name).read_text().startswith(begins)
    assert f"wrote {tmp_path / name}" in ran.err
    assert ran.out == ""


def test_the_form_that_is_asked_for_wins_over_the_files_name(
    exstreamtv: Exstreamtv, station: Path, tmp_path: Path
) -> None:
    exstreamtv("plan", "--format", "html", "--out", tmp_path / "week.txt", "-C", station)

    assert (tmp_path / "week.txt").read_text().startswith("<!DOCTYPE html>")


def test_the_guide_as_it_would_be_is_a_guide(
    exstreamtv: Exstreamtv, home: Path, edited: Edited
) -> None:
    committed(home)
    station = edited("title: The Nine O'Clock Film", "title: Night & Film")
    exported = exstreamtv("export", "xmltv", "-C", station).out
    ran = exstreamtv("plan", "--format", "xmltv", "--exit-code", "-C", station)
    dtd = etree.DTD(Path(__file__).parents[2] / "golden" / "xmltv.dtd")

    assert dtd.validate(etree.fromstring(ran.out.encode())), dtd.error_log
    assert ran.out == exported
    assert ran.code == Status.CHANGES


def test_what_is_frozen_stays_in_the_guide_as_it_would_be(
    exstreamtv: Exstreamtv, home: Path, edited: Edited
) -> None:
    committed(home)
    before = entries(exstreamtv("export", "xmltv", "-C", home / "channels.d"))
    station = edited('drama: {at: "19:00"', 'drama: {at: "20:00"')
    assert exstreamtv("lock", "-C", station).code == Status.DONE
    after = entries(exstreamtv("export", "xmltv", "-C", station))

    to_be = entries(exstreamtv("plan", "--format", "xmltv", "-C", station))

    tuesday = "20261124060000"
    assert before != after
    assert [each for each in to_be if each < tuesday] == [each for each in before if each < tuesday]
    assert [each for each in to_be if each >= tuesday] == [
        each for each in after if each >= tuesday
    ]


def entries(guide: Ran) -> list[str]:
    """When a guide's programmes begin, each with its title."""
    found = etree.fromstring(guide.out.encode()).iter("programme")
    return [f"{each.get('start')} {each.findtext('title')}" for each in found]


def test_a_commit_that_does_not_compile_is_no_dead_end(
    exstreamtv: Exstreamtv, home: Path, edited: Edited
) -> None:
    edited("fill: deep-country", "fill: deep-contry")
    committed(home)
    ran = exstreamtv("plan", "-C", edited("fill: deep-contry", "fill: deep-country"))

    assert ran.code == Status.INPUT
    assert "the station at `HEAD` does not compile; `exstreamtv plan --against none`" in ran.err


def test_an_unknown_ref_is_a_usage_error(exstreamtv: Exstreamtv, home: Path) -> None:
    committed(home)
    ran = exstreamtv("plan", "--against", "nowhere", "-C", home / "channels.d")

    assert ran.code == Status.USAGE
    assert "neither a file nor anything git knows" in ran.err


def test_a_folder_that_is_no_repository_is_the_worlds_fault(
    exstreamtv: Exstreamtv, station: Path
) -> None:
    ran = exstreamtv("plan", "--against", "HEAD", "-C", station)

    assert ran.code == Status.WORLD
    assert "not in a git repository" in ran.err


def test_a_file_that_is_no_plan_is_the_worlds_fault(exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("plan", "--against", station / "10-first.yaml", "-C", station)

    assert ran.code == Status.WORLD


def test_a_station_with_an_error_is_not_compiled(exstreamtv: Exstreamtv, edited: Edited) -> None:
    ran = exstreamtv("plan", "-C", edited("fill: deep-country", "fill: deep-contry"))

    assert ran.code == Status.INPUT
    assert ran.out == ""
    assert "did you mean `deep-country`" in ran.err


def causes(ran: Ran) -> dict[str, set[str]]:
    """By slot, the causes that a plan in JSON tells."""
    found: dict[str, set[str]] = {}
    for channel in json.loads(ran.out)["channels"]:
        for each in channel["airings"]:
            found.setdefault(each["slot"], set()).add(each["cause"])
    return found


def test_an_edit_is_told_from_what_follows_of_it(
    exstreamtv: Exstreamtv, home: Path, edited: Edited
) -> None:
    committed(home)
    station = edited('drama: {at: "19:00"', 'drama: {at: "19:30"')
    assert exstreamtv("lock", "-C", station).code == Status.DONE
    ran = exstreamtv("plan", "--against", "HEAD", "--format", "json", "-C", station)

    assert causes(ran)["drama"] == {"your YAML"}
    assert set().union(*causes(ran).values()) <= {"your YAML", "knock-on"}


def test_what_new_media_change_is_the_locks_doing(
    exstreamtv: Exstreamtv, home: Path, edited: Edited
) -> None:
    committed(home)
    station = edited("length: 1h32m, year: 1953", "length: 1h12m, year: 1953")
    ran = exstreamtv("lock", "--upgrade", "--allow-shrink", "-C", station)
    assert ran.code == Status.DONE, ran.err
    ran = exstreamtv("plan", "--against", "HEAD", "--format", "json", "-C", station)

    assert "the lock" in set().union(*causes(ran).values())
    assert "cursors: " not in ran.out


def test_what_airs_before_the_new_cursors_count_stays(
    exstreamtv: Exstreamtv, home: Path, edited: Edited
) -> None:
    committed(home)
    station = edited('drama: {at: "19:00"', 'drama: {at: "20:00"')
    assert exstreamtv("lock", "-C", station).code == Status.DONE

    ran = exstreamtv("plan", "--against", "HEAD", "--format", "json", "-C", station)

    (channel,) = json.loads(ran.out)["channels"]
    days = {airing["day"] for airing in channel["airings"]}
    assert min(days) == "2026-11-24"
    assert "the lock counts anew by tue 24 nov 06:00, not before" in ran.out
