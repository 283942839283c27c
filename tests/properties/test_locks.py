"""Whatever happens to a lock, there are findings or a station, soon, and no traceback.

`MUTATIONS=10000` in the environment asks for so many; `make soak` does.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import PurePath

import pytest

from exstreamtv import pipeline
from exstreamtv.cli.relock import moment, relocked
from exstreamtv.cli.render import FORMS, render
from exstreamtv.model.diagnostic import failed
from exstreamtv.sources.lock import FOLDER, lock_from, lock_texts, unlike
from tests.kit.locks import NOW, Texts, damaged, sound
from tests.properties.test_mutations import BATCH, SECONDS, at_most

MENDED = ("E404", "E405")
COUNT = int(os.environ.get("MUTATIONS", "200"))


def survives(texts: Texts) -> bool:
    """Opens the station, compiles it and brings its lock in line; did it air?"""
    loaded = pipeline.load(texts, NOW)
    assert loaded.station
    for form in FORMS:
        render([*loaded.found, *unlike(loaded.texts, loaded.lock)], loaded.texts, form)
    if not loaded.failed:
        pipeline.timelines(loaded, NOW, NOW + timedelta(days=2))
    locks = {path: text for path, text in texts.items() if path.parent.name == FOLDER}
    held, found = lock_from(locks)
    if not failed([each for each in found if each.code not in MENDED]):
        at = moment(loaded.station, NOW, held)
        new = lock_texts(relocked(loaded.station, held, {}, at, None))
        again, wrong = lock_from({PurePath(FOLDER) / name: text for name, text in new.items()})
        assert wrong == []
        assert lock_texts(again) == new
    return not loaded.failed


@pytest.mark.parametrize("first", range(0, COUNT, BATCH))
def test_a_damaged_lock_is_a_finding_or_a_station(first: int):
    for number in range(first, first + BATCH):
        try:
            with at_most(SECONDS):
                survives(damaged(number))
        except BaseException as problem:
            problem.add_note(f"lock {number} of tests/kit/locks.py")
            raise


def test_sound_ones_air_and_many_damaged_ones_still_do():
    assert all(survives(texts) for texts in sound())
    assert sum(survives(damaged(number)) for number in range(60)) >= 6
