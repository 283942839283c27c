from __future__ import annotations

from typing import Any

from exstreamtv.emit.store import dump, load
from exstreamtv.model.subtitles import Subtitles
from tests.kit.catalogue import catalogue, clips, episodes
from tests.kit.compiling import inputs, on_air
from tests.kit.station import station

MEDIA = (*episodes("cheers", 40, "22m"), *clips("ad", ["30s", "45s", "15s", "1m"]))
COLLECTIONS = {
    "cheers": {"from": "tv", "where": "show = cheers"},
    "ads": {"from": "tv", "where": "tag = ad"},
}
GERMAN, FRENCH = Subtitles(("de", "en")), Subtitles(("fr",), foreign=True)


def wishes(said: Any, **slots: Any) -> list[Subtitles | None]:
    """What the programmes of a day are to be subtitled with, without repetition."""
    channel = {"filler": "ads", "subtitles": said}
    made = station(slots, collections=COLLECTIONS, channel=channel)
    timeline = on_air(inputs(made, catalogue(*MEDIA)))
    again = load(dump({"one": timeline}))["one"]

    assert [item.subtitles for item in again.items] == [item.subtitles for item in timeline.items]
    return list(dict.fromkeys(i.subtitles for i in timeline.items if i.kind == "programme"))


def test_what_the_channel_says_holds_for_its_slots():
    assert wishes(["de", "en"], day={"at": "06:00", "fill": "cheers"}) == [GERMAN]


def test_nothing_is_wanted_where_nothing_is_said():
    assert wishes("none", day={"at": "06:00", "fill": "cheers"}) == [None]


def test_the_nearest_counts_and_none_is_none():
    said = {"languages": "fr", "when": "foreign"}
    steps = [{"play": "cheers", "subtitles": said}, {"play": "cheers", "subtitles": "none"}]
    day = {"at": "06:00", "steps": [*steps, {"fill": "cheers"}]}

    assert wishes(["de", "en"], day=day) == [FRENCH, None, GERMAN]
