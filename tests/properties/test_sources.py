"""Claims about the lock and about text from outside that must hold for any of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from pathlib import PurePath, PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.cursor import Cursor
from exstreamtv.model.media import Chapter, Media, MediaKind, Stream
from exstreamtv.sources import names, nfo
from exstreamtv.sources.lock import Lock, lock_from, lock_texts, unlike
from exstreamtv.sources.merge import union_of_media
from exstreamtv.sources.upgrade import upgraded

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
WORD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
LENGTHS = st.integers(1, 10**9).map(lambda count: timedelta(milliseconds=count))
STREAMS = st.builds(
    Stream,
    kind=st.sampled_from(["video", "audio", "subtitle"]),
    codec=st.sampled_from(["h264", "aac", ""]),
    title=TEXT,
    language=TEXT,
    file=TEXT,
    rate=st.fractions(0, 10**6, max_denominator=1001).map(Fraction),
    forced=st.booleans(),
)
MEDIA = st.builds(
    Media,
    source=st.just("films"),
    key=WORD,
    kind=st.sampled_from(MediaKind),
    title=TEXT.filter(bool),
    length=LENGTHS,
    locator=WORD,
    show=TEXT,
    season=st.none() | st.integers(0, 99),
    aired=st.none() | DAYS,
    genres=st.lists(TEXT, max_size=2).map(tuple),
    plot=TEXT,
    chapters=st.lists(st.builds(Chapter, LENGTHS, TEXT), max_size=2).map(tuple),
    streams=st.lists(STREAMS, max_size=2).map(tuple),
    since=st.none() | DAYS,
    gone=st.none() | DAYS,
)
SHELVES = st.lists(MEDIA, max_size=4, unique_by=lambda medium: medium.key).map(tuple)
CURSOR = st.builds(
    Cursor, name=WORD, at=DAYS, next=TEXT, used=st.lists(TEXT, max_size=2).map(tuple)
)
CURSORS = st.lists(CURSOR, max_size=3, unique_by=lambda cursor: cursor.name)


def on_disk(lock: Lock) -> dict[PurePath, str]:
    return {PurePath("lock", name): text for name, text in lock_texts(lock).items()}


@given(SHELVES, CURSORS)
def test_what_the_lock_holds_comes_back(media, positions):
    cursors = {cursor.name: cursor for cursor in positions}
    lock = Lock(Catalogue({"films": media}), cursors, {"UTC": "2026:0"})
    read, found = lock_from(on_disk(lock))

    assert found == []
    assert {*read.catalogue.sources["films"]} == {*media}
    assert (read.cursors, read.zones) == (lock.cursors, lock.zones)
    assert list(unlike(on_disk(lock), read)) == []


@given(TEXT | st.text('{}[]":,\n0k<>= '))
def test_no_text_breaks_the_lock(text):
    lock, found = lock_from({PurePath("lock/films.jsonl"): text, PurePath("lock/lock.json"): text})

    assert found or not any(lock.catalogue)


@given(SHELVES, SHELVES)
def test_a_merge_is_a_union_whichever_side_comes_first(ours, theirs):
    merged = union_of_media([*ours, *theirs])

    assert {medium.key for medium in merged} == {medium.key for medium in (*ours, *theirs)}
    assert merged == union_of_media([*theirs, *ours])


@given(SHELVES, st.data())
def test_an_upgrade_alters_no_day_before_its_own(media, data):
    """Unless a medium's length changed, or it came back from the dead."""
    day = date(2050, 1, 1)
    old = [m for m in media if m.gone is None]
    kept = data.draw(st.sampled_from([old, old[1:], old[:-1]]))
    new = data.draw(MEDIA.filter(lambda medium: medium.locator not in {m.locator for m in old}))
    upgrade = upgraded(old, [*kept, new], day, needed=date(2000, 1, 1))

    before = day - timedelta(days=1)
    assert alive(upgrade.media, before) == alive(old, before)


def alive(media: object, day: date) -> set[str]:
    return {medium.key for medium in media if medium.alive(day)}


@given(TEXT | st.text('<>/&;!?"= movietl#x0'))
def test_no_text_breaks_the_reading_of_notes(text):
    with suppress(nfo.UnreadableError):
        nfo.facts_in(text)


@given(st.text("Ss0123456789xXeE .-_()[]{}/aé", min_size=1), st.sampled_from(MediaKind))
def test_no_path_breaks_the_reading_of_names(path, kind):
    facts = names.facts_in(PurePosixPath(path), kind)

    assert facts.get("season", 0) >= 0
