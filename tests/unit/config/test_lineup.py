from __future__ import annotations

from fractions import Fraction
from pathlib import PurePath

from exstreamtv.config.lineup import lineup
from exstreamtv.model.channel import Lineup
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
