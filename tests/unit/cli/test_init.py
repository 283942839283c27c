from __future__ import annotations

from pathlib import Path

import pytest

from exstreamtv.cli.options import Status
from tests.unit.cli.conftest import Exstreamtv


def test_what_it_writes_compiles_without_a_word(exstreamtv: Exstreamtv, home: Path) -> None:
    ran = exstreamtv("check", "--strict", "-q", "-C", home / "channels.d")

    assert (ran.code, ran.out, ran.err) == (Status.DONE, "", "")


def test_editors_find_the_schema(home: Path) -> None:
    first = (home / "channels.d" / "10-first.yaml").read_text().splitlines()[0]
    schema = home / "channels.d" / first.partition("$schema=")[2]

    assert schema.resolve() == (home / "schemas" / "exstreamtv.schema.json").resolve()
    assert schema.exists()


def test_it_says_what_to_do_next(exstreamtv: Exstreamtv, tmp_path: Path) -> None:
    ran = exstreamtv("init", tmp_path / "tv")

    assert ran.code == Status.DONE
    assert "exstreamtv plan" in ran.err


def test_it_writes_over_nothing(exstreamtv: Exstreamtv, home: Path) -> None:
    before = (home / "channels.d" / "10-first.yaml").read_bytes()
    ran = exstreamtv("init", home)

    assert ran.code == Status.REFUSED
    assert (home / "channels.d" / "10-first.yaml").read_bytes() == before


def test_a_place_that_cannot_be_written_is_the_worlds_fault(
    exstreamtv: Exstreamtv, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")

    assert exstreamtv("init", tmp_path / "file" / "tv").code == Status.WORLD


TEMPLATES = ["minimal", "films", "kids", "music", "news", "retro-network"]


def test_the_templates_are_listed_with_what_they_are(exstreamtv: Exstreamtv) -> None:
    lines = exstreamtv("init", "--list").out.splitlines()

    assert [line.split()[0] for line in lines] == TEMPLATES
    assert all(line.endswith(".") for line in lines)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_plans_a_month_without_a_word(
    template: str, exstreamtv: Exstreamtv, tmp_path: Path
) -> None:
    assert exstreamtv("init", tmp_path, "--template", template).code == Status.DONE
    station = tmp_path / "channels.d"
    checked = exstreamtv("check", "--strict", "-q", "-C", station)
    planned = exstreamtv("plan", "--brief", "--days", "30", "-C", station)

    assert (checked.code, checked.out, checked.err) == (Status.DONE, "", "")
    assert (planned.code, planned.err) == (Status.DONE, "")


def test_an_unknown_template_is_a_usage_error(exstreamtv: Exstreamtv, tmp_path: Path) -> None:
    ran = exstreamtv("init", tmp_path, "--template", "film")

    assert ran.code == Status.USAGE
    assert "did you mean `films`?" in ran.err
    assert not list(tmp_path.iterdir())


def test_what_git_ignores_is_written_once(exstreamtv: Exstreamtv, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    exstreamtv("init", tmp_path)

    assert (tmp_path / ".gitignore").read_text() == "mine\n"
