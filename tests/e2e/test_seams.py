"""Fifty seams of mixed media in a row: nothing missing, repeated, black, early or late."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice
from pathlib import Path

import pytest

from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.grid import CLOCK, SAMPLE_RATE, SAMPLES, Grid
from exstreamtv.model.time import EPOCH
from exstreamtv.model.timeline import PlayoutItem, Timeline
from tests.kit.capture import Capture, complaints, pictures, sound, sound_stamps, steps, tune
from tests.kit.clips import CLIPS, content_of, input_of
from tests.kit.listening import holes, ticks_heard
from tests.kit.on_air import in_turn, on_air, whole_second
from tests.kit.transport import examine
from tests.kit.truth import MICROSECOND, Content, verdict

SEAMS = 50
IN_POINT = 0.5
TICK_S = 0.004
"""Ticks are found where they are loud, two milliseconds before or after they begin."""

SMALL = Profile("small", 640, 360, video_kbps=1500, preset="ultrafast")


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
        cue = self.timeline.at(EPOCH + int(instant * 1_000_000) * MICROSECOND)
        assert cue
        assert cue.item.media
        position = Fraction(cue.position // MICROSECOND, 1_000_000)
        return position - self.contents[cue.item.media.key].begins

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


def captured(folder: Path, seconds: float, profile: Profile) -> Evening:
    """Items of so many seconds of every kind in turn, watched over fifty seams."""
    names = list(islice(cycle(clip.name for clip in CLIPS), SEAMS + 3))
    timeline = in_turn(names, seconds, whole_second(), IN_POINT)
    channel = Channel("test", "1", "Test", profile)
    inputs = {clip.name: input_of(clip, folder) for clip in CLIPS}
    contents = {clip.name: content_of(clip, folder) for clip in CLIPS}
    with on_air([channel], {"test": timeline}, inputs) as station:
        capture = tune(f"{station.base}/iptv/channel/1.ts", (SEAMS + 0.5) * seconds)
    return Evening(capture, timeline, contents)


@pytest.fixture(scope="module")
def evening(clips: Path) -> Evening:
    return captured(clips, 3, SMALL)


@pytest.mark.alone
def test_every_picture_is_there_once_and_the_right_one(evening: Evening) -> None:
    grid, shown = Grid(SMALL.rate), pictures(evening.capture)

    found = verdict(shown, evening.timeline, grid, lambda media: evening.contents[media.key])

    assert found.pictures >= SEAMS * 3 * 25
    assert found.flawless, found


@pytest.mark.alone
def test_the_transport_stream_never_notices_a_seam(evening: Evening) -> None:
    report = examine(evening.capture.data)

    assert report.faults == []


@pytest.mark.alone
def test_a_decoder_that_forgives_nothing_has_nothing_to_say(evening: Evening) -> None:
    assert complaints(evening.capture) == ""


@pytest.mark.alone
def test_sound_has_neither_gap_nor_overlap(evening: Evening) -> None:
    assert steps(sound_stamps(evening.capture)) == {1920}


@pytest.mark.alone
def test_sound_is_heard_across_the_seams(evening: Evening) -> None:
    _, samples = sound(evening.capture)

    stretches = evening.audible()

    assert max(stop - first for first, stop in stretches) > 20 * SAMPLE_RATE
    for first, stop in stretches:
        assert list(holes(samples[first:stop])) == []


@pytest.mark.alone
def test_ticks_are_heard_when_they_are_due(evening: Evening) -> None:
    begins, samples = sound(evening.capture)
    heard = ticks_heard(samples)

    sure = [tick for first, stop in evening.audible() for tick in heard if first < tick < stop]

    assert len(sure) > 2 * SEAMS
    for tick in sure:
        late = evening.position(Fraction(begins, CLOCK) + Fraction(int(tick), SAMPLE_RATE))
        assert abs(late - round(late)) < TICK_S, float(late)
