from __future__ import annotations

from datetime import timedelta
from typing import Any

from exstreamtv.emit.store import dump, load
from exstreamtv.model.media import MediaKind
from exstreamtv.model.time import ZERO
from exstreamtv.model.timeline import Kind, PlayoutItem
from exstreamtv.schedule.anchor import cursors_needed
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, clips, episodes
from tests.kit.compiling import inputs, on_air
from tests.kit.station import station

MEDIA = (*episodes("cheers", 10, "22m"), *clips("ad", ["30s", "45s", "15s", "1m"]))
COLLECTIONS = {
    "cheers": {"from": "tv", "where": "show = cheers"},
    "ads": {"from": "tv", "where": "tag = ad"},
}
SOURCES = {
    "tv": {"type": "local", "path": "tv", "kind": "show"},
    "news": {"type": "live", "url": "https://example.org/live.m3u8", "title": "News Now"},
}


def given(**slots: Any) -> Inputs:
    made = station(slots, collections=COLLECTIONS, channel={"filler": "ads"}, sources=SOURCES)
    return inputs(made, catalogue(*MEDIA))


def relays(it: Inputs) -> list[PlayoutItem]:
    return [item for item in on_air(it).items if item.kind is Kind.LIVE]


def test_a_slot_relays_to_its_end():
    it = given(
        day={"at": "06:00", "fill": "cheers"},
        news={"at": "20:00", "for": "30m", "live": "news", "replaces": "day"},
    )
    (item,) = relays(it)
    assert item.media

    assert (item.media.name, item.media.kind, item.in_point) == ("news:live", MediaKind.LIVE, ZERO)
    assert item.length == timedelta(minutes=30)
    assert item.alternate == ()


def test_a_step_relays_as_long_as_is_said():
    steps = [{"live": "news", "for": "10m"}, {"live": "news", "until": "21:00"}, {"play": "cheers"}]
    items = relays(given(s={"at": "20:00", "for": "2h", "steps": steps}))

    assert [item.length // timedelta(minutes=1) for item in items] == [10, 50]


def test_the_guide_shows_it_by_its_title_and_never_as_a_repeat():
    it = given(a={"at": "20:00", "for": "1h", "live": "news"}, b={"at": "22:00", "live": "news"})
    shown = [p for p in on_air(it).programmes if p.title == "News Now"]

    assert len(shown) >= 2
    assert not any(programme.repeat for programme in shown)


def test_the_alternate_covers_the_same_time_exactly():
    it = given(s={"at": "20:00", "for": "3h", "live": "news", "alternate": "cheers"})
    (item,) = relays(it)

    assert sum((each.length for each in item.alternate), ZERO) == item.length
    assert {each.media.show for each in item.alternate if each.media} == {"cheers"}


def test_the_alternate_moves_nothing():
    slot = {"at": "20:00", "for": "3h", "live": "news"}
    plain, other = given(s=slot), given(s={**slot, "alternate": "ads"})

    assert cursors_needed(plain.station) == cursors_needed(other.station) == {}
    assert [(i.start, i.stop, i.media) for i in on_air(plain).items] == [
        (i.start, i.stop, i.media) for i in on_air(other).items
    ]


def test_it_is_stored_and_read_back():
    line = on_air(given(s={"at": "20:00", "for": "3h", "live": "news", "alternate": "cheers"}))
    text = dump({"one": line})

    assert dump(load(text)) == text
    assert any(item.alternate for item in load(text)["one"].items)
