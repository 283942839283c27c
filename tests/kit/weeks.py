"""A week of a small station, by hand: strips, films, songs, and a channel at rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from exstreamtv.model.channel import Channel, Lineup, Profile
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.timeline import Kind, PlayoutItem, Programme, Timeline, Why
from tests.kit.timelines import MONDAY, Built, airing, episode, film, lineup, timeline

WEEK_END = MONDAY + timedelta(days=7)

FILMS = (
    film("The Long Pier", year=1947, length=timedelta(minutes=91)),
    film("Ashes at Noon", year=1951, length=timedelta(minutes=98)),
    film("Nine Mile Tide", year=1949, length=timedelta(minutes=86)),
    film("A Very Long Title That No Column of Any Terminal Holds at Once", year=1962),
    film("東京の夜", year=1971, length=timedelta(minutes=114)),
)


def station() -> Lineup:
    """The lineup of `timelines`."""
    named = (
        ("retro", "7", "Retro One"),
        ("reel", "8", "Reel"),
        ("pulse", "12", "Pulse"),
        ("rest", "40", "Rest"),
    )
    return lineup(*(Channel(name, number, title, Profile()) for name, number, title in named))


def timelines(first: int = 1) -> dict[str, Timeline]:
    """A week from Monday 06:00 in Berlin; the comedy at eight begins with episode ``first``."""
    return {
        "retro": timeline(_retro(first), "retro"),
        "reel": timeline(_reel(), "reel"),
        "pulse": timeline(_pulse(), "pulse"),
        "rest": _rest(),
    }


def _retro(first: int) -> Iterator[Built]:
    for day in range(7):
        start = MONDAY + timedelta(days=day)
        weekend = day > 4
        for half in range(28):
            show = ("Northern Line", "Second Shift")[half % 2]
            number = day * 14 + half // 2 + 1
            yield airing(_at(start, half), episode(show, 1, number), 30, "daytime")
        evening = start + timedelta(hours=14)
        if weekend:
            yield airing(evening, FILMS[day - 4], 120, "movie")
        else:
            yield airing(evening, episode("Harbour Lights", 2, first + day), 30, "sitcom")
            yield airing(_at(evening, 1), FILMS[day % 4], 90 + 30, "movie")
        rest = evening + timedelta(hours=2 if weekend else 2.5)
        count = 16 if weekend else 15
        for half in range(count):
            shown = episode("Harbour Lights", 1, day * 3 + half % 3 + 1)
            yield airing(_at(rest, half), shown, 30, "night")


def _at(start: datetime, half: int) -> datetime:
    return start + timedelta(minutes=30) * half


def _reel() -> Iterator[Built]:
    start, number = MONDAY, 0
    while start < WEEK_END:
        shown = FILMS[number % len(FILMS)]
        minutes = -(-shown.length // timedelta(minutes=15)) * 15
        minutes = min(minutes, (WEEK_END - start) // timedelta(minutes=1))
        yield airing(start, shown, minutes, "films")
        start, number = start + timedelta(minutes=minutes), number + 1


def _pulse() -> Iterator[Built]:
    for at in range(7 * 24 * 15):
        length = timedelta(minutes=4)
        song = Media(
            "drawn",
            f"song/{at % 40}",
            MediaKind.MUSIC,
            f"Song {at % 40}",
            length,
            artist="The Kites",
        )
        yield airing(MONDAY + at * length, song, 4, "rotation")


def _rest() -> Timeline:
    """Off the air all week, a day at a time."""
    items, programmes = [], []
    for day in range(7):
        start = MONDAY + timedelta(days=day)
        stop = start + timedelta(days=1)
        why = Why("night", start.date(), ("channels", "rest", "schedule", "night"))
        items.append(PlayoutItem(start, stop, Kind.SLATE, None, why))
        programmes.append(Programme(start, stop, "Rest"))
    return Timeline("rest", items, programmes)
