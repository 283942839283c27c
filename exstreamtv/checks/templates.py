"""Templates of the guide: each is filled in with a rich and a poor programme made up for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from exstreamtv.config.guide import Shaping
from exstreamtv.config.station import Station
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.diagnostic import Diagnostic, Span, error
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.timeline import Programme

CODES = {
    "E350": """A template of the guide cannot be read

Jinja2 does not understand it: a bracket or a tag is not closed, or a filter or a tag does not
exist. `random` and `include` are not there: the same station gives the same guide.

```yaml
station:
  name: Home TV
  timezone: Europe/Berlin
  guide:
    templates:
      movie: |
        <programme start="{{ start }}" stop="{{ stop }}" channel="{{ channel }}">
          <title>{{ title }}{% if media.year %} ({{ media.year }}){% endif %}</title>
        </programme>
```
""",
    "E351": """A template of the guide cannot be filled in

It asks for what is not there, or reckons with what may be missing: a film without a year, a
group without a medium. Ask first: `{% if media.year %}`. `docs/language/guide.md` lists what
there is.

```yaml
station:
  name: Home TV
  timezone: Europe/Berlin
  guide:
    templates:
      movie: |
        <programme start="{{ start }}" stop="{{ stop }}" channel="{{ channel }}">
          <title>{{ title }}</title>
          {% if media.year %}<date>{{ media.year }}</date>{% endif %}
        </programme>
```
""",
    "E352": """A template of the guide gives no programme

It must give one well-formed `<programme>` with the `start`, `stop` and `channel` that it is
given, and a `<title>`: a guide that one programme breaks is read by no player.

```yaml
station:
  name: Home TV
  timezone: Europe/Berlin
  guide:
    templates:
      filler: |
        <programme start="{{ start }}" stop="{{ stop }}" channel="{{ channel }}">
          <title>Back soon</title>
        </programme>
```
""",
}

_START = datetime(2026, 11, 23, 20, tzinfo=UTC)
_CHANNEL = Channel("one", "1", "One & Only", Profile())
_TEXT = 'Fish & Chips <"1">'
_HINT = "`docs/language/guide.md` says what a template may ask for and what it must give"


def check(station: Station) -> Iterator[Diagnostic]:
    """E350, E351 and E352 for templates of the station and of its channels."""
    own = [channel.guide for channel in station.channels.values() if channel.guide]
    for guide in (station.station.guide, *own):
        for kind, template in guide.templates.items():
            yield from _checked(guide, kind, template)


def _checked(guide: Shaping, kind: str, template: str) -> Iterator[Diagnostic]:
    # Only for who has templates: Jinja takes 50 ms to be there.
    from exstreamtv.emit.fragments import FragmentError, UnfilledError, UnreadableError
    from exstreamtv.emit.xmltv import filled

    for programme in _programmes(kind):
        try:
            filled(template, _CHANNEL, programme, "")
        except FragmentError as wrong:
            place = _place(guide.span("templates", kind), wrong.line)
            match wrong:
                case UnreadableError():
                    yield error("E350", f"no template: {wrong}", place, hint=_HINT)
                case UnfilledError():
                    yield error("E351", f"`{kind}` cannot be filled in: {wrong}", place, hint=_HINT)
                case _:
                    yield error("E352", f"`{kind}` gives no programme: {wrong}", place, hint=_HINT)
            return


def _place(span: Span | None, line: int) -> Span | None:
    """The line of a template within what stands in the YAML, whose own first line is the `|`."""
    if span is None or span.line == span.end_line:
        return span
    at = min(span.line + line, span.end_line)
    return Span(span.file, at, 0, at, 0)


def _programmes(kind: str) -> Iterator[Programme]:
    """A programme of which everything is known, and one of which nothing is."""
    stop = _START + timedelta(hours=1)
    if kind == "filler":
        yield Programme(_START, stop, _TEXT)
        return
    for rich in (True, False):
        entry = Programme(_START, stop, _TEXT)
        media = _rich(kind) if rich else _poor(kind)
        if kind == "group":
            entry.works = (media, _poor(kind))
        else:
            entry.media = media
        if rich:
            entry.subtitle = entry.description = _TEXT
            entry.categories, entry.premiere = (_TEXT,), True
        yield entry


def _poor(kind: str) -> Media:
    return Media("tv", "a", _media_kind(kind), "", timedelta(hours=1))


def _rich(kind: str) -> Media:
    texts = dict.fromkeys(("show", "rating", "studio", "network", "artist", "album", "plot"), _TEXT)
    lists = dict.fromkeys(("genres", "tags", "directors", "writers", "actors"), (_TEXT,))
    numbers = dict.fromkeys(("season", "episode", "part", "track"), 1)
    known = {"year": 1951, "aired": date(1951, 1, 7), "art": "http://tv.lan/a.png?b=1&c=2"}
    said = {**texts, **lists, **numbers, **known}
    return Media("tv", "a", _media_kind(kind), _TEXT, timedelta(hours=1), **said)  # type: ignore[arg-type]


def _media_kind(kind: str) -> MediaKind:
    return MediaKind.EPISODE if kind == "group" else MediaKind(kind)
