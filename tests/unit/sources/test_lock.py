from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePath

from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.cursor import Cursor
from exstreamtv.sources.lock import (
    Lock,
    lock_from,
    lock_texts,
    missing,
    stale_holidays,
    stale_zones,
    unlike,
)
from tests.kit.media import film

FILMS = PurePath("channels.d/lock/films.jsonl")
LOCK = Lock(
    Catalogue({"films": (film("a.mkv"), film("b.mkv"))}),
    {"retro/prime/films": Cursor("retro/prime/films", date(2026, 11, 23))},
    {"Europe/Berlin": "9f2c4e1a"},
)


def on_disk(lock: Lock) -> dict[PurePath, str]:
    return {FILMS.with_name(name): text for name, text in lock_texts(lock).items()}


def broken(text: str) -> tuple[Lock, list[tuple[str, int]]]:
    lock, found = lock_from({FILMS: text})
    return lock, [(finding.code, finding.span.line) for finding in found]


def test_what_is_written_is_read():
    assert lock_from(on_disk(LOCK)) == (LOCK, [])
    assert list(unlike(on_disk(LOCK), LOCK)) == []


def test_other_files_are_not_its_business():
    texts = {PurePath("channels.d/a.yaml"): "{", PurePath("channels.d/films.jsonl"): "{"}

    assert lock_from(texts) == (Lock(), [])


def test_a_bad_line_is_found_and_the_others_are_read():
    good = lock_texts(LOCK)["films.jsonl"]
    lock, found = broken(good + "{\n" + '{"k":"c"}\n' + "[1]\n")

    assert found == [("E403", 2), ("E403", 3), ("E403", 4)]
    assert lock.catalogue.sources["films"] == LOCK.catalogue.sources["films"]


def test_two_objects_on_a_line_are_no_line():
    _, found = broken(
        '{"k":"c","t":"clip","title":"c","ms":1},{"k":"d","t":"clip","title":"d","ms":1}\n'
    )

    assert found == [("E403", 0)]


def test_a_key_stands_once():
    _, found = broken(lock_texts(LOCK)["films.jsonl"] * 2)

    assert found == [("E405", 0), ("E405", 0)]


def test_a_conflict_is_found_at_its_marker():
    text = lock_texts(LOCK)["films.jsonl"]
    lock, found = broken(f"{text}<<<<<<< HEAD\n{text}=======\n>>>>>>> theirs\n")

    assert found == [("E404", 2)]
    assert lock.catalogue.sources["films"] == LOCK.catalogue.sources["films"]


def test_a_line_that_makes_no_sense_is_found_in_a_conflict_too():
    _, found = broken("<<<<<<< HEAD\n{\n=======\n>>>>>>> theirs\n")

    assert found == [("E404", 0), ("E403", 1)]


def test_lines_out_of_order_are_found_at_the_first():
    lines = lock_texts(LOCK)["films.jsonl"].splitlines()
    texts = {**on_disk(LOCK), FILMS: f"{lines[1]}\n{lines[0]}\n"}
    lock, _ = lock_from(texts)

    assert [(finding.code, finding.span.line) for finding in unlike(texts, lock)] == [("E406", 0)]


def test_another_way_of_writing_the_same_is_found():
    texts = on_disk(LOCK)
    texts[FILMS] = texts[FILMS].replace('"k":', '"k": ', 1)
    lock, found = lock_from(texts)

    assert found == []
    assert [finding.code for finding in unlike(texts, lock)] == ["E406"]


def test_every_source_has_its_file_and_every_file_its_source():
    found = list(missing(LOCK, {"plex": None}))

    assert [finding.code for finding in found] == ["E401", "W401"]


def test_changed_zone_rules_are_found():
    assert not list(stale_zones(LOCK, {"Europe/Berlin": "9f2c4e1a"}))
    assert [finding.code for finding in stale_zones(LOCK, {"Europe/Berlin": "x"})] == ["E402"]


def test_changed_holidays_are_found_and_a_lock_without_any_says_nothing_of_them():
    lock = replace(LOCK, holidays={"DE/BY": "2026:9f2c4e1a"})

    assert lock_from(on_disk(lock))[0].holidays == lock.holidays
    assert "holidays" not in lock_texts(LOCK)["lock.json"]
    assert not list(stale_holidays(lock, lock.holidays))
    assert [f.code for f in stale_holidays(lock, {"DE/BY": "2026:x"})] == ["E345"]
    assert [f.code for f in stale_holidays(LOCK, {"DE": "2026:x"})] == ["E345"]


def test_a_newer_lock_is_not_read_as_an_old_one():
    _, found = lock_from({FILMS.with_name("lock.json"): '{"version":2,"zones":{}}'})

    assert [finding.code for finding in found] == ["E403"]
