"""A channel of every kind of file in turn, captured, and what it should have been."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice
from math import ceil
from pathlib import Path

from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import CLOCK, SAMPLE_RATE, SAMPLES
from exstreamtv.model.time import EPOCH
from exstreamtv.model.timeline import Cue, PlayoutItem, Timeline
from tests.kit.capture import Capture, sound, tune
from tests.kit.clips import CLIPS, content_of, input_of
from tests.kit.on_air import in_turn, on_air, whole_second
from tests.kit.truth import MICROSECOND, Content

IN_POINT = 0.5

OPENING_S = 20
"""More than passes until the station is open, and what it is ahead of the clock."""


@dataclass(frozen=True, slots=True)
class Evening:
    """A captured stretch of a channel, and what it should have been."""

    capture: Capture
    timeline: Timeline
    contents: dict[str, Content]

    def audible(self) -> list[tuple[int, int]]:
        """Stretches, in samples of the capture, with sound from first to before stop.

        A little less at both ends: sound is cut at whole frames of 1024 samples.
        """
        begins, samples = sound(self.capture)
        joined: list[tuple[int, int]] = []
        for item in self.timeline.items:
            first, stop = self._sounding(item, begins)
            if joined and joined[-1][1] == first:
                first, _ = joined.pop()
            if first < stop:
                joined.append((first, stop))
        trimmed = ((max(0, first) + 2 * SAMPLES, stop - 2 * SAMPLES) for first, stop in joined)
        return [(first, min(stop, len(samples))) for first, stop in trimmed if stop > 0]

    def position(self, instant: Fraction) -> Fraction:
        """How much of the medium on the air is over at ``instant``, from its first picture on."""
        position = Fraction(self._cue(instant).position // MICROSECOND, 1_000_000)
        return position - self.content(instant).begins

    def content(self, instant: Fraction) -> Content:
        """What is in the medium that is on the air."""
        media = self._cue(instant).item.media
        assert media
        return self.contents[media.key]

    def _cue(self, instant: Fraction) -> Cue:
        cue = self.timeline.at(EPOCH + int(instant * 1_000_000) * MICROSECOND)
        assert cue
        return cue

    def _sounding(self, item: PlayoutItem, begins: int) -> tuple[int, int]:
        """When the item is to be heard; as long as nothing for a file without sound."""
        assert item.media
        content = self.contents[item.media.key]
        since = Fraction((item.start - EPOCH) // MICROSECOND, 1_000_000) - Fraction(begins, CLOCK)
        stop = round((since + Fraction(item.length // MICROSECOND, 1_000_000)) * SAMPLE_RATE)
        if content.sound_from is None or not content.readable:
            return stop, stop
        late = max(Fraction(0), content.sound_from - Fraction(IN_POINT))
        return round((since + late) * SAMPLE_RATE), stop


def captured(folder: Path, seconds: float, profile: Profile, seams: int) -> Evening:
    """Items of so many seconds of every kind of file in turn, watched over so many seams."""
    names = list(islice(cycle(clip.name for clip in CLIPS), seams + 1 + ceil(OPENING_S / seconds)))
    timeline = in_turn(names, seconds, whole_second(), IN_POINT)
    channel = Channel("test", "1", "Test", profile)
    inputs = {clip.name: input_of(clip, folder) for clip in CLIPS}
    contents = {clip.name: content_of(clip, folder) for clip in CLIPS}
    with on_air([channel], {"test": timeline}, inputs) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", (seams + 0.5) * seconds)
    return Evening(capture, timeline, contents)
