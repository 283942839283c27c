"""Whatever an author's hand slips to, there are findings or a station, soon, and no traceback.

`MUTATIONS=10000` in the environment asks for so many; `make soak` does.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path, PurePath

import pytest

from exstreamtv.checks.table import run_dated, run_matched
from exstreamtv.cli.render import FORMS, render
from exstreamtv.config.sources import GeneratedSource
from exstreamtv.emit.m3u import m3u
from exstreamtv.emit.xmltv import xmltv
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.diagnostic import Diagnostic, failed
from exstreamtv.model.media import Media
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded, read
from exstreamtv.rules import expect
from exstreamtv.rules.verdict import court, doubts
from exstreamtv.schedule.compile import compiled
from exstreamtv.schedule.setting import Inputs
from exstreamtv.sources.context import Context
from exstreamtv.sources.table import fetch
from exstreamtv.syntax.edit import apart, edited
from exstreamtv.syntax.files import read_texts
from exstreamtv.syntax.layout import UnformattableError, canonical
from tests.kit.compiling import MONDAY, inputs
from tests.kit.mutations import Texts, mutated

SECONDS = 10
BATCH = 50


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Seconds of this process, however busy the machine is with others."""

    def late(*_: object) -> None:
        raise TimeoutError(f"still at it after {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def given(loaded: Loaded) -> Inputs:
    """The station with what its drawn sources hold; the others are empty."""
    assert loaded.station
    nowhere = Context(Path(), Path())
    drawn = {n: s for n, s in loaded.station.sources.items() if isinstance(s, GeneratedSource)}
    media: dict[str, tuple[Media, ...]] = dict.fromkeys(loaded.station.sources, ())
    return inputs(
        loaded.station,
        Catalogue({**media, **{n: tuple(fetch(n, s, nowhere)) for n, s in drawn.items()}}),
        MONDAY,
    )


def compile_all(loaded: Loaded) -> list[Diagnostic]:
    """Everything that `check`, `plan` and `test` do over two days, from the only text on."""
    assert loaded.station
    found = run_dated(loaded.station, MONDAY)
    if failed(found):
        return found
    of = given(loaded)
    found += run_matched(of)
    if failed(found):
        return found
    found += doubts(of, MONDAY)
    start, timelines = of.calendar.begin(MONDAY), {}
    for channel in of.station.channels:
        done = compiled(of, channel, start, start + timedelta(days=2))
        timelines[channel] = done.timeline
        found += done.found
    found += judge_all(of, timelines)
    assert loaded.lineup
    xmltv(loaded.lineup, timelines, start, start + timedelta(days=2))
    m3u(loaded.lineup, "http://tv")
    return found


def judge_all(of: Inputs, timelines: Mapping[str, Timeline]) -> Iterator[Diagnostic]:
    """What rules and tests find: in the second day, so that there is one before it, and in both."""
    begin = of.calendar.begin
    judges = court(of)
    for first in (MONDAY, MONDAY + timedelta(days=1)):
        span = begin(first), begin(MONDAY + timedelta(days=2))
        shown = {name: Timeline(name, tuple(one.between(*span))) for name, one in timelines.items()}
        for verdict in judges.verdicts([judges.heard(shown, *span)]):
            yield from verdict.found
    for test in of.station.tests:
        yield from expect.tested(of, test, timelines[test.channel], MONDAY).found


def survives(texts: Texts) -> bool:
    """Reads, mends, lays out and compiles the station; did it air?"""
    loaded = read(read_texts({PurePath(f"{n}.yaml"): text for n, text in enumerate(texts)}))
    found = list(loaded.found)
    aired = loaded.station is not None and not loaded.failed
    if aired:
        found += compile_all(loaded)
    for form in FORMS:
        render(found, loaded.texts, form)
    edits = [edit for fix in apart(each.fix for each in found) for edit in fix]
    for file, text in loaded.texts.items():
        mended = edited(text, [edit for edit in edits if edit.span.file == file])
        with suppress(UnformattableError):
            canonical(mended)
    return aired


COUNT = int(os.environ.get("MUTATIONS", "300"))


@pytest.mark.parametrize("first", range(0, COUNT, BATCH))
def test_a_slip_is_a_finding_or_a_station(first: int):
    for number in range(first, first + BATCH):
        texts = mutated(number)
        try:
            with at_most(SECONDS):
                survives(texts)
        except BaseException as problem:
            problem.add_note(f"station {number} of tests/kit/mutations.py:\n{texts[0]}")
            raise


def test_many_slips_still_air():
    assert sum(survives(mutated(number)) for number in range(100)) >= 4
