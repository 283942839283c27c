from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exstreamtv.cli.options import Status
from tests.unit.cli.conftest import Exstreamtv

Edited = Callable[[str, str], Path]

ONE = """\
# my station
version: 1
station: {name: Home, timezone: Europe/Berln, day_strat: "06:00"}  # kept
sources: {tv: {type: generated, films: {A: {length: 90 min}}}}
collections:
  films: {from: tv, order: shufle, where: 'titel = "A"', gap: 00}
channels:
  a:
    number: 1
    name: !!str A
    name: A
    schedule:
      d: {at: 6am, steps: [{paly: flims}, {off_air: ON, for: 5m}], loop: yes}  # café 📺
"""
REPAIRED = """\
# my station
version: 1
station: {name: Home, timezone: Europe/Berlin, day_start: "06:00"}  # kept
sources: {tv: {type: generated, films: {A: {length: 90m}}}}
collections:
  films: {from: tv, order: shuffle, where: 'title = "A"', gap: 0}
channels:
  a:
    number: 1
    name: A
    schedule:
      d: {at: "06:00", steps: [{play: films}, {off_air: true, for: 5m}], loop: true}  # café 📺
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "channels.d"
    folder.mkdir()
    (folder / "a.yaml").write_text(ONE, encoding="utf-8")
    return folder


def test_what_is_certain_is_repaired_and_nothing_else(exstreamtv: Exstreamtv, broken: Path):
    ran = exstreamtv("check", "--fix", "-C", broken)

    assert (broken / "a.yaml").read_text("utf-8") == REPAIRED
    assert f"{broken}/a.yaml:3:47: E103 `day_strat` becomes `day_start`\n" in ran.err
    assert "13 repairs made\n" in ran.err
    assert ran.out.startswith("error[E401]"), "only the lock is missing"


def test_a_second_time_there_is_nothing_to_do(exstreamtv: Exstreamtv, broken: Path):
    exstreamtv("check", "--fix", "-C", broken)

    assert "0 repairs made\n" in exstreamtv("check", "--fix", "-C", broken).err


def test_the_difference_is_shown_and_nothing_written(exstreamtv: Exstreamtv, broken: Path):
    ran = exstreamtv("check", "--diff", "-C", broken)

    assert (broken / "a.yaml").read_text("utf-8") == ONE
    assert (
        '+station: {name: Home, timezone: Europe/Berlin, day_start: "06:00"}  # kept\n' in ran.out
    )
    assert ran.code == Status.INPUT


def test_a_byte_order_mark_and_line_ends_stay(exstreamtv: Exstreamtv, broken: Path):
    file = broken / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + ONE.replace("\n", "\r\n").encode())
    exstreamtv("check", "--fix", "-C", broken)

    assert file.read_bytes() == b"\xef\xbb\xbf" + REPAIRED.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("for: 90", "a number without a unit may be minutes or seconds"),
        ("play: films2", "a digit is no slip"),
        ("at: 8", "is that morning or evening?"),
    ],
)
def test_what_may_mean_two_things_is_left(
    exstreamtv: Exstreamtv, broken: Path, line: str, why: str
):
    text = REPAIRED.replace("loop: true", f"loop: true, {line}")
    (broken / "a.yaml").write_text(text, encoding="utf-8")

    assert "0 repairs made\n" in exstreamtv("check", "--fix", "-C", broken).err, why


def test_tabs_become_spaces_where_only_tabs_indent(exstreamtv: Exstreamtv, broken: Path):
    tabbed = "channels:\n\ta:\n\t\tnumber: 1 # one\n"
    (broken / "b.yaml").write_text(tabbed, encoding="utf-8")
    exstreamtv("check", "--fix", "-C", broken)

    assert (broken / "b.yaml").read_text() == "channels:\n  a:\n    number: 1 # one\n"
