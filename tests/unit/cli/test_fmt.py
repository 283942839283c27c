from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from exstreamtv.cli.options import Status
from tests.unit.cli.conftest import Exstreamtv

LOOSE = """\
# the station


version:   1
station:
    name: Home      # what it is called
    timezone: UTC   # whose clock
channels:
  one: { number: 1,name: 'One',
         schedule: {day: {at: 06:00, off_air: true}} }
  # the second
  two:
     number: 2
"""
NEAT = """\
# the station

version: 1
station:
  name: Home     # what it is called
  timezone: UTC  # whose clock
channels:
  one: {number: 1, name: 'One', schedule: {day: {at: "06:00", off_air: true}}}
  # the second
  two:
    number: 2
"""


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    folder = tmp_path / "channels.d"
    folder.mkdir()
    (folder / "a.yaml").write_text(LOOSE)
    (folder / "b.yaml").write_text("version: 1\n")
    return folder


def test_files_are_put_into_the_one_layout(exstreamtv: Exstreamtv, loose: Path):
    ran = exstreamtv("fmt", "-C", loose)

    assert (loose / "a.yaml").read_text() == NEAT
    assert (ran.code, ran.err) == (Status.DONE, "1 file of 2 put into the one layout\n")
    assert exstreamtv("fmt", "--check", "-C", loose).code == Status.DONE


def test_ci_is_told_of_what_would_change(exstreamtv: Exstreamtv, loose: Path):
    ran = exstreamtv("fmt", "--check", "-C", loose)

    assert (ran.code, ran.out) == (Status.INPUT, f"{loose / 'a.yaml'}\n")
    assert (loose / "a.yaml").read_text() == LOOSE


def test_the_difference_can_be_seen_first(exstreamtv: Exstreamtv, loose: Path):
    ran = exstreamtv("fmt", "--diff", loose / "a.yaml")

    assert "\n-version:   1\n" in ran.out
    assert "\n+version: 1\n" in ran.out
    assert (loose / "a.yaml").read_text() == LOOSE


def test_an_editor_pipes_its_text(exstreamtv: Exstreamtv, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", StringIO(LOOSE))

    assert exstreamtv("fmt", "-").out == NEAT


def test_a_broken_text_is_not_piped_on(exstreamtv: Exstreamtv, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", StringIO("a: [b\n"))
    ran = exstreamtv("fmt", "-")

    assert (ran.code, ran.out) == (Status.INPUT, "")
    assert ran.err.startswith("error: stdin is left as it is: ")


def test_a_file_that_cannot_be_read_is_left_and_the_others_are_done(
    exstreamtv: Exstreamtv, loose: Path
):
    (loose / "b.yaml").write_text("a:\n\tb: 1\n")
    (loose / "c.yaml").write_bytes(b"a: \xff\n")
    ran = exstreamtv("fmt", "-C", loose)

    assert ran.code == Status.INPUT
    assert (loose / "a.yaml").read_text() == NEAT
    assert (loose / "b.yaml").read_text() == "a:\n\tb: 1\n"
    assert "a tab is used for indentation" in ran.err
    assert "is not UTF-8" in ran.err


def test_line_ends_and_a_byte_order_mark_stay(exstreamtv: Exstreamtv, loose: Path):
    (loose / "a.yaml").write_bytes(b"\xef\xbb\xbf" + LOOSE.replace("\n", "\r\n").encode())
    exstreamtv("fmt", "-C", loose)

    assert (loose / "a.yaml").read_bytes() == b"\xef\xbb\xbf" + NEAT.replace("\n", "\r\n").encode()
