"""A catalogue that FFmpeg draws while it plays: shows, films, music and clips of honest lengths.

Nothing is on disk. Every medium follows from its name, so one more moves no other, and a medium
that the configuration no longer has still plays from what the lock says of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import cycle, islice

from exstreamtv.config.sources import (
    GeneratedClips,
    GeneratedFilm,
    GeneratedMusic,
    GeneratedShow,
    GeneratedSource,
)
from exstreamtv.config.types import LengthRange
from exstreamtv.ffmpeg.drawing import MOTIONS
from exstreamtv.model.media import Chapter, Drawing, Media, MediaKind, Stream
from exstreamtv.model.time import SECOND, ZERO
from exstreamtv.sources.context import Context
from exstreamtv.sources.fiction import draw, people, plot, titles

_CODES = 1 << 16
_YEAR = 2000
_PICTURE_RATE = Fraction(25)


def fetch(name: str, config: GeneratedSource, context: Context) -> Iterator[Media]:
    """Every medium that the configuration declares, in its order."""
    media = list(_all(name, config))
    for done, medium in enumerate(media, 1):
        context.progress(name, done, len(media))
        yield medium


def resolve(media: Media, config: GeneratedSource, context: Context) -> Drawing:
    """How to draw it. ``context`` is not looked at: there is no file."""
    work = media.show or media.artist or media.title
    return Drawing(
        title=media.show or media.title,
        subtitle=_subtitle(media),
        length=media.in_point + media.length,
        code=_codes(media.source, config).get(media.locator, draw(_CODES, media.name)),
        hue=(draw(360, "hue", work) + draw(30, "shade", media.key)) % 360,
        motion=MOTIONS[draw(len(MOTIONS), "motion", work)],
        rate=config.rate or _PICTURE_RATE,
    )


def _subtitle(media: Media) -> str:
    match media.kind:
        case MediaKind.EPISODE:
            return f"{media.season}x{media.episode:02d}  {media.title}"
        case MediaKind.MUSIC | MediaKind.TRACK:
            return media.artist
        case MediaKind.MOVIE | MediaKind.CLIP | MediaKind.LIVE:
            return "  ".join([str(media.year or ""), *media.genres[:1]]).strip()


def _codes(source: str, config: GeneratedSource) -> dict[str, int]:
    """A number below 65,536 for each key: its hash, or the next free one after it."""
    codes: dict[str, int] = {}
    taken: set[int] = set()
    for key in islice(_keys(config), _CODES):
        code = draw(_CODES, f"{source}:{key}")
        while code in taken:
            code = (code + 1) % _CODES
        taken.add(code)
        codes[key] = code
    return codes


def _keys(config: GeneratedSource) -> Iterator[str]:
    """The keys of `_all`, without the rest: this runs each time that something is played."""
    for title, show in config.shows.items():
        for season in range(1, show.seasons + 1):
            yield from (_episode_key(title, season, n) for n in range(1, show.episodes + 1))
    yield from map(_film_key, config.films)
    for artist, music in config.music.items():
        yield from (_song_key(artist, number) for number in range(1, music.count + 1))
    for name, clips in config.clips.items():
        yield from (_clip_key(name, number) for number in range(1, clips.count + 1))


def _episode_key(show: str, season: int, number: int) -> str:
    return f"show/{show}/S{season:02d}E{number:02d}"


def _film_key(title: str) -> str:
    return f"film/{title}"


def _song_key(artist: str, number: int) -> str:
    return f"music/{artist}/{number:02d}"


def _clip_key(name: str, number: int) -> str:
    return f"clip/{name}/{number:02d}"


def _all(source: str, config: GeneratedSource) -> Iterator[Media]:
    rate = config.rate or _PICTURE_RATE
    streams = (
        Stream("video", "drawn", width=1280, height=720, rate=rate),
        Stream("audio", "drawn", index=1, rate=Fraction(48_000), channels=2),
    )
    for title, show in config.shows.items():
        yield from _episodes(source, title, show, streams)
    for title, film in config.films.items():
        yield _film(source, title, film, streams)
    for artist, music in config.music.items():
        yield from _songs(source, artist, music, streams)
    for name, clips in config.clips.items():
        yield from _clips(source, name, clips, streams)


def _episodes(
    source: str, title: str, show: GeneratedShow, streams: tuple[Stream, ...]
) -> Iterator[Media]:
    named = iter(show.titles) if show.titles else titles(title, show.genre)
    for season in range(1, show.seasons + 1):
        first = _first_night(title, (show.year or _YEAR) + season - 1)
        for number in range(1, show.episodes + 1):
            key = _episode_key(title, season, number)
            length = _length(show.length, key)
            yield Media(
                source=source,
                key=key,
                locator=key,
                kind=MediaKind.EPISODE,
                title=(name := next(named, f"Episode {number}")),
                length=length,
                show=title,
                season=season,
                episode=number,
                aired=first + timedelta(weeks=number - 1),
                year=first.year,
                genres=show.genre,
                rating=show.rating or "",
                writers=people(1, "writer", key),
                actors=people(3, "cast", title),
                plot=show.plot or plot(show.genre, name, key),
                chapters=_chapters(show.chapters, length, key),
                streams=streams,
            )


def _film(source: str, title: str, film: GeneratedFilm, streams: tuple[Stream, ...]) -> Media:
    key = _film_key(title)
    year = film.year or _YEAR
    return Media(
        source=source,
        key=key,
        locator=key,
        kind=MediaKind.MOVIE,
        title=title,
        length=film.length,
        aired=date(year, 1, 1) + timedelta(days=draw(365, "release", key)),
        year=year,
        genres=film.genre,
        rating=film.rating or "",
        directors=film.director or people(1, "director", key),
        actors=film.actor or people(3, "cast", key),
        plot=film.plot or plot(film.genre, title, key),
        chapters=_chapters(film.chapters, film.length, key),
        streams=streams,
    )


def _songs(
    source: str, artist: str, music: GeneratedMusic, streams: tuple[Stream, ...]
) -> Iterator[Media]:
    named = iter(music.titles) if music.titles else titles(artist)
    for number, length in enumerate(islice(cycle(music.lengths), music.count), 1):
        key = _song_key(artist, number)
        yield Media(
            source=source,
            key=key,
            locator=key,
            kind=MediaKind.MUSIC,
            title=next(named, f"Track {number}"),
            length=length,
            year=music.year,
            genres=music.genre,
            artist=artist,
            album=music.album or "",
            track=number,
            streams=streams,
        )


def _clips(
    source: str, name: str, clips: GeneratedClips, streams: tuple[Stream, ...]
) -> Iterator[Media]:
    for number, length in enumerate(islice(cycle(clips.lengths), clips.count), 1):
        key = _clip_key(name, number)
        yield Media(
            source=source,
            key=key,
            locator=key,
            kind=MediaKind.CLIP,
            title=f"{name} {number}",
            length=length,
            tags=clips.tag,
            streams=streams,
        )


def _length(span: LengthRange, key: str) -> timedelta:
    """A length in the range, in whole seconds from its shortest."""
    room = (span.longest - span.shortest) // SECOND
    return span.shortest + draw(room + 1, "length", key) * SECOND


def _first_night(show: str, year: int) -> date:
    """A season begins in September, on the show's own weekday."""
    first = date(year, 9, 1)
    return first + timedelta(days=(draw(7, "weekday", show) - first.weekday()) % 7)


def _chapters(count: int | None, length: timedelta, key: str) -> tuple[Chapter, ...]:
    """So many chapters, the first at the start, of uneven lengths as acts are."""
    share = length // (count or 1)
    return tuple(
        Chapter(_uneven(number, share, key), f"Chapter {number + 1}")
        for number in range(count or 0)
    )


def _uneven(number: int, share: timedelta, key: str) -> timedelta:
    """The even place, moved by less than a quarter of a chapter either way."""
    if not number:
        return ZERO
    moved = share * draw(500, "chapter", number, key) // 1000 - share // 4
    return (share * number + moved) // SECOND * SECOND
