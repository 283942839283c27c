from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import PurePath

from exstreamtv.config.lineup import lineup
from exstreamtv.model.channel import Lineup
from exstreamtv.model.limits import Limits
from exstreamtv.model.pacing import ADAPTIVE, REALTIME, burst
from exstreamtv.model.pacing import OFF as OFF_PACING
from exstreamtv.pipeline import read
from exstreamtv.syntax.files import read_texts

OFF = 'schedule: {day: {at: "06:00", off_air: true}}'


def lines(text: str) -> Lineup:
    head = "version: 1\nstation: {name: Home TV, timezone: UTC}\n"
    loaded = read(read_texts({PurePath("a.yaml"): head + text}))
    assert loaded.station, loaded.found
    return lineup(loaded.station)


def test_channels_come_in_the_order_of_their_numbers():
    text = f"""channels:
  a: {{number: 10, name: A, {OFF}}}
  b: {{number: 7.1, name: B, {OFF}}}
  c: {{number: 7, name: C, {OFF}}}
"""

    assert [channel.number for channel in lines(text).channels] == ["7", "7.1", "10"]


def test_built_in_profiles_need_no_declaration():
    (channel,) = lines(f"channels: {{a: {{number: 1, name: A, profile: sd, {OFF}}}}}\n").channels

    assert (channel.profile.width, channel.profile.height) == (848, 480)


def test_a_declared_profile_says_what_differs():
    text = f"""profiles: {{film: {{size: 1920x1080, rate: 24000/1001, gop: 2s, video: 8M}}}}
channels: {{a: {{number: 1, name: A, profile: film, {OFF}}}}}
"""
    profile = lines(text).channels[0].profile

    assert (profile.id, profile.width, profile.video_kbps) == ("film", 1920, 8000)
    assert (profile.rate, profile.gop) == (Fraction(24000, 1001), Fraction(2))
    assert profile.audio_kbps == 128


def test_a_delayed_channel_inherits_what_it_does_not_say():
    text = f"""channels:
  a: {{number: 1, name: A, profile: sd, group: Films, language: de, {OFF}}}
  b: {{number: 2, name: A +1, language: en, delay_of: a, by: 1h}}
  c: {{number: 3, name: A +2, delay_of: b, by: 1h}}
"""
    a, b, c = lines(text).channels

    assert (b.name, b.group, b.profile, b.language) == ("A +1", a.group, a.profile, "en")
    assert (c.group, c.language) == ("Films", "en")


def test_pacing_is_the_profiles_unless_the_channel_says_its_own():
    text = f"""profiles: {{box: {{pacing: realtime}}}}
channels:
  a: {{number: 1, name: A, profile: box, {OFF}}}
  b: {{number: 2, name: B, profile: box, pacing: {{burst: 5s}}, {OFF}}}
  c: {{number: 3, name: C, {OFF}}}
  d: {{number: 4, name: D, pacing: off, {OFF}}}
"""

    assert [channel.pacing for channel in lines(text).channels] == [
        REALTIME,
        burst(timedelta(seconds=5)),
        ADAPTIVE,
        OFF_PACING,
    ]


def test_limits_are_the_usual_ones_but_for_what_is_said():
    limits = "tuners: 2, limits: {viewers: 9, idle: 10s, reserve: 30%}"
    text = f"station: {{name: Home TV, timezone: UTC, {limits}}}\n"
    one = f"version: 1\n{text}channels: {{a: {{number: 1, name: A, {OFF}}}}}\n"
    loaded = read(read_texts({PurePath("a.yaml"): one}))
    assert loaded.station, loaded.found
    found = lineup(loaded.station)

    assert found.limits == replace(Limits(), viewers=9, tuners=2, reserve=Fraction(3, 10))
    assert found.channels[0].idle == timedelta(seconds=10)
