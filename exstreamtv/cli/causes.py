"""Why the airings of a plan differ: an edit of their own slot, the media, or another edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from exstreamtv import pipeline
from exstreamtv.cli.station import Window
from exstreamtv.config.section import Section
from exstreamtv.config.station import Station
from exstreamtv.emit.plan import Changes, difference, explained
from exstreamtv.model.catalogue import Catalogue
from exstreamtv.model.timeline import Timeline
from exstreamtv.pipeline import Loaded
from exstreamtv.schedule.acts import Act, Script, leaves
from exstreamtv.schedule.setting import Inputs


def with_causes(
    plan: Sequence[Changes],
    old: Loaded,
    before: Mapping[str, Timeline],
    new: Loaded,
    span: Window,
) -> Sequence[Changes]:
    """The plan, each change with its cause.

    What the YAML alone changes is found by compiling it with the media as they were; the cursors
    are the new ones, for an edit has moved them.
    """
    touched = [each.channel for each in plan if each.airings]
    channels = [name for name in touched if new.station and name in new.station.channels]
    if old.lock.catalogue.sources == new.lock.catalogue.sources:
        written: Sequence[Changes] = plan
    else:
        timelines = pipeline.timelines(_with_media_of(new, old), span.start, span.stop, channels)[0]
        held = {name: before[name] for name in channels if name in before}
        written = difference(held, timelines, span.start, span.stop)
    return explained(plan, written, {*_edited(old, new, touched)})


def _with_media_of(new: Loaded, old: Loaded) -> Loaded:
    """The new station and its cursors, with the old one's media; new sources stay."""
    inputs = new.inputs
    sources = {**new.lock.catalogue.sources, **old.lock.catalogue.sources}
    known = {name: media for name, media in sources.items() if name in inputs.station.sources}
    return replace(new, _inputs=Inputs(inputs.station, Catalogue(known), inputs.cursors))


def _edited(old: Loaded, new: Loaded, channels: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The slots, as channel and id, whose own text differs, or that of what they name."""
    assert old.station
    assert new.station
    for channel in channels:
        before, after = _slots(old.station, channel), _slots(new.station, channel)
        for slot in {*before, *after}:
            if before.get(slot) != after.get(slot):
                yield channel, slot


def _slots(station: Station, channel: str) -> dict[str, object]:
    """All that is said of each slot: by itself, its channel, its blocks, its collections."""
    config = station.channels.get(channel)
    if config is None:
        return {}
    if original := config.original:
        return _slots(station, original) | {"": _said(config)}
    of_channel = config.model_dump(exclude={"schedule", "number", "name"}, exclude_defaults=True)
    acts = Script(station, channel).acts()
    return {
        slot: (of_channel, _said(config.schedule[slot]), [*_played(station, acts[slot])])
        for slot in config.schedule
    }


def _played(station: Station, act: Act) -> Iterator[object]:
    for each in leaves(act):
        yield _said(each.written)
        if each.collection in station.collections:
            yield _said(station.collections[each.collection])


def _said(section: Section) -> object:
    return section.model_dump(exclude_defaults=True)
