"""Timelines to an XMLTV guide that every client reads alike.

The rules and the clients that made them: `docs/clients.md`. Times are UTC throughout, in full
seconds; there is a line break after every element, because Jellyfin's reader skips the
neighbour of some elements where there is none; no element is ever empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from xml.sax.saxutils import escape

from exstreamtv.model.channel import Channel, Lineup, Profile
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.names import clean
from exstreamtv.model.time import SECOND
from exstreamtv.model.timeline import Programme, Timeline

MINUTE = timedelta(minutes=1)

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tv SYSTEM "xmltv.dtd">\n'

_SYSTEMS = {
    **dict.fromkeys(("TV-Y", "TV-Y7", "TV-G", "TV-PG", "TV-14", "TV-MA"), "VCHIP"),
    **dict.fromkeys(("G", "PG", "PG-13", "R", "NC-17", "NR"), "MPAA"),
}

_CATEGORIES = {
    MediaKind.EPISODE: "Series",
    MediaKind.MOVIE: "Movie",
    MediaKind.MUSIC: "Music",
    MediaKind.TRACK: "Music",
}


def xmltv(
    lineup: Lineup, timelines: Mapping[str, Timeline], start: datetime, stop: datetime
) -> bytes:
    """The guide of every programme on the air in ``start <= t < stop``.

    ``timelines`` are by channel id; a channel that has none is listed without programmes.
    """
    lines = [
        _HEAD,
        f'<tv generator-info-name="EXStreamTV" source-info-name="{_written(lineup.station)}">\n',
    ]
    for channel in lineup.channels:
        lines += _channel(channel)
    for channel in lineup.channels:
        if timeline := timelines.get(channel.id):
            technique = "".join(_technique(channel.profile))
            written = _templated if channel.templates else _programme
            for programme in timeline.programmes_between(start, stop):
                lines += written(channel, programme, technique)
    lines.append("</tv>\n")
    return "".join(lines).encode()


@lru_cache(maxsize=1 << 16)
def _written(text: str) -> str:
    """Clean and escaped, for an element or an attribute; texts of a guide recur all week."""
    return escape(clean(text), {'"': "&quot;"})


def _element(name: str, text: str, attributes: str = "") -> Iterator[str]:
    """The element, or nothing at all where it has no text."""
    if content := _written(text):
        yield f"    <{name}{attributes}>{content}</{name}>\n"


def _icon(url: str) -> Iterator[str]:
    if url.startswith(("http://", "https://")):
        yield f'    <icon src="{_written(url)}"/>\n'


def _channel(channel: Channel) -> Iterator[str]:
    yield f'  <channel id="{_written(channel.guide_id)}">\n'
    yield from _element("display-name", channel.name)
    yield from _element("display-name", channel.number)
    yield from _icon(channel.logo)
    yield "  </channel>\n"


@lru_cache(maxsize=1 << 16)
def _time(instant: datetime) -> str:
    return f"{instant:%Y%m%d%H%M%S} +0000"


def _programme(channel: Channel, programme: Programme, technique: str) -> Iterator[str]:
    """One programme; nothing if it lasts no full second."""
    start, stop = _time(programme.start), _time(programme.stop)
    if start == stop:
        return
    yield f'  <programme start="{start}" stop="{stop}" channel="{_written(channel.guide_id)}">\n'
    yield from _titles(programme, channel)
    yield from _element("desc", programme.description)
    yield from _elements(channel, programme, technique)
    yield "  </programme>\n"


def _elements(channel: Channel, programme: Programme, technique: str) -> Iterator[str]:
    """All that is said of a programme below its description, in the order of the DTD."""
    media = programme.media
    if media:
        yield from _work(media, programme.categories)
    else:
        yield from _works(programme)
    yield from _numbers(programme)
    yield technique
    yield from _history(programme, channel)
    if media:
        yield from _rating(media.rating)


def _templated(channel: Channel, programme: Programme, technique: str) -> Iterator[str]:
    """The same as the channel's template for it says; by ours, with a remark, if that fails."""
    # Only for who has templates: Jinja takes 50 ms to be there.
    from exstreamtv.emit.fragments import FragmentError

    template = dict(channel.templates).get(kind_of(programme))
    if template is None or _time(programme.start) == _time(programme.stop):
        yield from _programme(channel, programme, technique)
        return
    try:
        yield from filled(template, channel, programme, technique)
    except FragmentError as error:
        yield f"  <!-- {_written(str(error)).replace('--', '- -')} -->\n"
        yield from _programme(channel, programme, technique)


def filled(template: str, channel: Channel, programme: Programme, technique: str) -> str:
    """What a template makes of a programme; FragmentError if that is no programme."""
    from exstreamtv.emit.fragments import fragment

    said = {
        "start": _time(programme.start),
        "stop": _time(programme.stop),
        "channel": channel.guide_id,
        "number": channel.number,
        "name": channel.name,
        "title": programme.title,
        "subtitle": programme.subtitle,
        "description": programme.description,
        "categories": programme.categories,
        "minutes": programme.length // MINUTE,
        "new": not programme.repeat,
        "premiere": programme.premiere,
        "last_chance": programme.last_chance,
        "media": programme.media,
        "works": programme.works,
    }
    return fragment(template, said, "".join(_elements(channel, programme, technique)).strip())


def kind_of(programme: Programme) -> str:
    """What a template for it is called."""
    if programme.media:
        return programme.media.kind.value
    return "group" if programme.works else "filler"


def _titles(programme: Programme, channel: Channel) -> Iterator[str]:
    """Title and sub-title; a film has none (Plex), so its own name joins the one it airs under."""
    title, subtitle = clean(programme.title) or channel.name, programme.subtitle
    if programme.media and programme.media.kind is MediaKind.MOVIE:
        title, subtitle = f"{title}: {subtitle}" if subtitle else title, ""
    yield from _element("title", title)
    yield from _element("sub-title", subtitle)


def _history(programme: Programme, channel: Channel) -> Iterator[str]:
    """Whether it is new; that it is a premiere, with the channel whose it is; until when it is."""
    known = programme.media or programme.works
    fresh = known and not programme.repeat
    if not fresh:
        yield "    <previously-shown/>\n"
    if programme.premiere:
        yield from _element("premiere", channel.name)
    if programme.last_chance:
        works = (programme.media,) if programme.media else programme.works
        gone = min(work.gone for work in works if work and work.gone)
        yield from _element("last-chance", gone.isoformat())
    if fresh:
        yield "    <new/>\n"


def _work(media: Media, categories: tuple[str, ...]) -> Iterator[str]:
    yield from _credits(media)
    yield from _element("date", _date(media))
    for category in dict.fromkeys((*(categories or media.genres), _CATEGORIES.get(media.kind, ""))):
        yield from _element("category", category)
    for keyword in dict.fromkeys((*media.tags, media.artist, media.album)):
        yield from _element("keyword", keyword)
    yield from _element("language", _language(media))
    if media.length:
        yield f'    <length units="seconds">{media.length // SECOND}</length>\n'
    yield from _icon(media.art)


def _works(programme: Programme) -> Iterator[str]:
    """Of an entry that is about several works: their genres, and the first picture."""
    genres = (genre for work in programme.works for genre in work.genres)
    for category in dict.fromkeys(programme.categories or genres):
        yield from _element("category", category)
    yield next((line for work in programme.works for line in _icon(work.art)), "")


def _credits(media: Media) -> Iterator[str]:
    people = (("director", media.directors), ("actor", media.actors), ("writer", media.writers))
    lines = [line for role, names in people for name in names for line in _element(role, name)]
    if lines:
        yield "    <credits>\n"
        yield from (f"  {line}" for line in lines)
        yield "    </credits>\n"


def _date(media: Media) -> str:
    """When the work is from. Plex accepts a year or a day, Kodi only digits."""
    return f"{media.aired:%Y%m%d}" if media.aired else str(media.year or "")


def _language(media: Media) -> str:
    sounds = [stream for stream in media.streams if stream.kind == "audio"]
    sounds.sort(key=lambda stream: not stream.default)
    return next((stream.language for stream in sounds if stream.language), "")


def _numbers(programme: Programme) -> Iterator[str]:
    """Plex takes what has no number for a film, so everything but a film has one.

    The part stays out of `xmltv_ns`: Kodi before 22 reads it as the episode. Season 0
    cannot be said in it. `original-air-date` is the airing's, for what has no number.
    """
    media = programme.media
    if media and media.kind is MediaKind.MOVIE:
        return
    season, episode = (media.season, media.episode) if media else (None, None)
    numbered = episode is not None and episode > 0 and season != 0
    if episode is not None and numbered:
        ns = f"{season - 1 if season else ''}.{episode - 1}."
        yield from _element("episode-num", ns, ' system="xmltv_ns"')
    if episode is not None:
        shown = f"E{episode:02d}" if season is None else f"S{season:02d}E{episode:02d}"
        yield from _element("episode-num", shown, ' system="onscreen"')
    if not numbered:
        aired = f"{programme.start:%Y-%m-%d %H:%M:%S}"
        yield from _element("episode-num", aired, ' system="original-air-date"')


def _technique(profile: Profile) -> Iterator[str]:
    """What goes out, whatever the medium was: the channel's picture and stereo sound."""
    yield "    <video>\n      <present>yes</present>\n"
    if aspect := _aspect(profile):
        yield f"      <aspect>{aspect}</aspect>\n"
    yield f"      <quality>{'HDTV' if profile.height >= 720 else 'SDTV'}</quality>\n    </video>\n"
    yield "    <audio>\n      <stereo>stereo</stereo>\n    </audio>\n"


def _aspect(profile: Profile) -> str:
    """The picture's shape, if it is one of the two of television, give or take a macroblock."""
    for across, down in ((16, 9), (4, 3)):
        if abs(profile.width * down - profile.height * across) < 16 * down:
            return f"{across}:{down}"
    return ""


def _rating(rating: str) -> Iterator[str]:
    if lines := list(_element("value", rating)):
        system = _SYSTEMS.get(rating)
        yield f'    <rating system="{system}">\n' if system else "    <rating>\n"
        yield from (f"  {line}" for line in lines)
        yield "    </rating>\n"
