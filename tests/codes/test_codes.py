"""Every code has a page and a proof, and every proof is of a code that something emits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path, PurePath

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from exstreamtv.checks.table import run_dated, run_matched
from exstreamtv.cli.codes import PAGES
from exstreamtv.cli.render import full
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.pipeline import read
from exstreamtv.rules import expect
from exstreamtv.rules.verdict import court, doubts
from exstreamtv.schedule.compile import compiled as compile_channel
from exstreamtv.schedule.setting import Inputs
from exstreamtv.sources.context import Context
from exstreamtv.sources.table import fetch
from exstreamtv.syntax.files import read_texts
from tests.kit.compiling import inputs

HERE = Path(__file__).parent
CODES = sorted(folder.name for folder in HERE.iterdir() if re.fullmatch(r"[EW]\d{3}", folder.name))

ELSEWHERE = {
    "E011": "unit/syntax/test_files.py",
    "E014": "unit/syntax/test_files.py",
    "E015": "unit/syntax/test_files.py",
    "E345": "unit/sources/test_lock.py",
    "E401": "unit/sources/test_lock.py",
    "E402": "unit/sources/test_lock.py",
    "E403": "unit/sources/test_lock.py",
    "E404": "unit/sources/test_lock.py",
    "E405": "unit/sources/test_lock.py",
    "E406": "unit/sources/test_lock.py",
    "E407": "unit/cli/test_saved.py",
    "E408": "unit/cli/test_saved.py",
    "E409": "unit/cli/test_saved.py",
    "E410": "unit/schedule/test_anchor.py",
    "E411": "unit/schedule/test_anchor.py",
    "W330": "unit/schedule/test_guide.py",
    "W305": "unit/schedule/test_history.py",
    "W317": "unit/schedule/test_series.py",
    "W401": "unit/sources/test_lock.py",
    "W336": "unit/checks/test_subtitles.py",
    "W402": "unit/sources/test_local.py",
    "W403": "unit/sources/test_local.py",
    "W404": "unit/cli/test_lock.py",
    "W405": "unit/checks/test_clock.py",
    "W601": "unit/checks/test_copying.py",
    "W507": "unit/rules/test_remote_only.py",
}
"""Codes that take more than YAML to prove, and where they are proved."""

Texts = Mapping[PurePath, str]


def checked(texts: Texts, day: date) -> Iterable[Diagnostic]:
    """What `check` finds without a lock."""
    loaded = read(read_texts(texts))
    if loaded.station is None or loaded.failed:
        return loaded.found
    return [*loaded.found, *run_dated(loaded.station, day)]


def matched(texts: Texts, day: date) -> Iterable[Diagnostic]:
    """What asking the collections' queries finds, with drawn media."""
    return run_matched(given(texts, day))


def compiled(texts: Texts, day: date) -> Iterable[Diagnostic]:
    """What compiling a week finds, with drawn media and cursors that begin on ``day``."""
    of = given(texts, day)
    week = of.calendar.begin(day), of.calendar.begin(day + timedelta(days=7))
    for channel in of.station.channels:
        yield from compile_channel(of, channel, *week).found


def forecast(texts: Texts, day: date) -> Iterable[Diagnostic]:
    """What arithmetic finds in rules that nothing can keep, with drawn media."""
    return doubts(given(texts, day), day)


def judged(texts: Texts, day: date) -> Iterable[Diagnostic]:
    """What rules and tests find in a week, with drawn media."""
    of, stop = given(texts, day), day + timedelta(days=7)
    week = of.calendar.begin(day), of.calendar.begin(stop)
    timelines = {name: compile_channel(of, name, *week).timeline for name in of.station.channels}
    judges = court(of)
    for verdict in judges.verdicts([judges.heard(timelines, *week)]):
        yield from verdict.found
    for test in of.station.tests:
        yield from expect.tested(of, test, timelines[test.channel], day).found


PHASES: dict[str, Callable[[Texts, date], Iterable[Diagnostic]]] = {
    "check": checked,
    "match": matched,
    "compile": compiled,
    "forecast": forecast,
    "judge": judged,
}
"""What finds a code, by the word after `# found by:` in its `bad.yaml`."""

DAY = "2026-11-23"
"""The broadcast day from which is looked, where the proof names none after that word."""


def given(texts: Texts, day: date) -> Inputs:
    """The station with the media of its `generated` sources, and cursors that begin on ``day``."""
    loaded = read(read_texts(texts))
    assert loaded.station
    sources, nowhere = loaded.station.sources, Context(Path(), Path())
    media = {name: tuple(fetch(name, source, nowhere)) for name, source in sources.items()}
    return inputs(loaded.station, Catalogue(media), day)


class Rendered(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def texts(code: str, name: str) -> Texts:
    """The files of a proof under short names, so that no snapshot holds a path of this machine."""
    folder = HERE / code / name
    files = sorted(folder.glob("*.yaml")) or [folder.with_suffix(".yaml")]
    return {PurePath(file.name): file.read_text("utf-8") for file in files}


def found(code: str, name: str) -> list[Diagnostic]:
    first = next(iter(texts(code, "bad").values())).split("\n", 1)[0]
    said = first.removeprefix("# found by: ").split() if "# found by: " in first else []
    phase, day = [*said, *("check", DAY)[len(said) :]]
    return list(PHASES[phase](texts(code, name), date.fromisoformat(day)))


@pytest.mark.parametrize("code", CODES)
def test_the_bad_one_shows_the_code_and_no_other(code: str, snapshot: SnapshotAssertion):
    findings = found(code, "bad")

    assert {finding.code for finding in findings} == {code}
    assert full(findings, texts(code, "bad")) == snapshot(extension_class=Rendered)


@pytest.mark.parametrize("code", CODES)
def test_the_good_one_shows_nothing(code: str):
    assert not full(found(code, "good"), texts(code, "good"))


def emitted() -> set[str]:
    """Codes that stand in the source outside of their pages."""
    house = HERE.parents[1] / "exstreamtv"
    quoted = re.compile(r'"([EW]\d{3})"(?!: """)')
    return {code for path in house.rglob("*.py") for code in quoted.findall(path.read_text())}


def test_every_code_that_is_emitted_has_its_page_and_every_page_its_code():
    assert emitted() == set(PAGES)


def test_every_code_has_its_proof():
    assert sorted([*CODES, *ELSEWHERE]) == sorted(PAGES)


@pytest.mark.parametrize(("code", "where"), ELSEWHERE.items())
def test_what_is_proved_elsewhere_is(code: str, where: str):
    assert code in (HERE.parent / where).read_text()


@pytest.mark.parametrize("code", PAGES)
def test_a_page_is_a_title_a_reason_and_an_example(code: str):
    title, blank, *rest = PAGES[code].splitlines()

    assert title
    assert not title.endswith(".")
    assert not blank
    assert "```yaml" in rest or code[1] == "4", "only the lock has nothing to show in YAML"
