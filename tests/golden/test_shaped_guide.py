"""A guide with everything that an author can say of it: groups, folding, categories, templates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from lxml import etree
from syrupy.assertion import SnapshotAssertion

from exstreamtv.config.lineup import lineup
from exstreamtv.config.station import Station
from exstreamtv.emit.xmltv import xmltv
from exstreamtv.model.media import Media, MediaKind
from tests.kit.catalogue import catalogue, episodes, films, medium
from tests.kit.compiling import MONDAY, inputs, on_air
from tests.kit.golden import golden
from tests.kit.station import station

TEMPLATES = {
    "movie": """\
<programme start="{{ start }}" stop="{{ stop }}" channel="{{ channel }}">
    <title>{{ title }}{% if media.year %} ({{ media.year }}){% endif %}</title>
    <desc>{{ minutes }} minutes on {{ name }}.{% if premiere %} A first!{% endif %}</desc>
{% for genre in media.genres %}
    <category>{{ genre }}</category>
{% endfor %}
{% if premiere %}
    <premiere>Tonight on {{ name }}</premiere>
{% endif %}
</programme>
""",
    "filler": """\
<programme start="{{ start }}" stop="{{ stop }}" channel="{{ channel }}">
    <title>Back soon</title>
    {{ elements }}
</programme>
""",
}


def shaped() -> Station:
    return station(
        {
            "songs": {"at": "06:00", "for": "30m", "fill": "songs"},
            "club": {"at": "07:00", "for": "2h", "fill": "show", "title": "The Club"},
            "strip": {"at": "10:00", "for": "1h", "fill": "show", "guide": {"group": "true"}},
            "film": {"at": "20:00", "play": "films"},
            "late": {"at": "22:00", "play": "ferry", "guide": {"category": ["Late", "Repeat"]}},
        },
        collections={
            "songs": {"from": "tv", "where": 'kind = "music"', "order": "title"},
            "show": {"from": "tv", "where": 'show = "Rooftops"'},
            "ferry": {"from": "tv", "where": 'show = "Ferry"'},
            "films": {"from": "tv", "where": 'kind = "movie"', "order": "title"},
        },
        channel={"guide": {"minimum": "10m", "new": "30d", "templates": TEMPLATES}},
    )


def media() -> list[Media]:
    songs = [
        medium(f"song {n}", "4m", kind=MediaKind.MUSIC, title=f"Song {n}", artist="The Piers")
        for n in range(6)
    ]
    (long,) = films(1, year=1951, genres=("Drama & Noir",))
    shows = episodes("Rooftops", 7, plot="A roof.", genres=("Comedy",), art="http://tv/roof.png")
    (ferry,) = episodes("Ferry", 1, genres=("Drama",), gone=MONDAY + timedelta(days=1))
    ferry = replace(ferry, aired=date(2026, 11, 1))
    return [*songs, replace(long, since=MONDAY), *shows, ferry]


def test_shaped_guide(snapshot: SnapshotAssertion) -> None:
    made = shaped()
    timeline = on_air(inputs(made, catalogue(*media())), MONDAY)
    span = timeline.programmes[0].start, timeline.programmes[-1].stop
    document = xmltv(lineup(made), {"one": timeline}, *span)
    dtd = etree.DTD(str(Path(__file__).parent / "xmltv.dtd"))

    assert dtd.validate(etree.fromstring(document)), dtd.error_log
    assert document.decode() == snapshot(extension_class=golden("xml"))
