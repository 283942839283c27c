"""The station's channels with everything that playing and listing them takes."""

from __future__ import annotations

from fractions import Fraction

from exstreamtv.config.channel import ChannelConfig, ProfileConfig
from exstreamtv.config.crowd import limits_of, pacing_of, warm_of
from exstreamtv.config.layers import layer
from exstreamtv.config.screen import screen
from exstreamtv.config.station import Station
from exstreamtv.model.channel import Channel, Lineup, Profile, number_key
from exstreamtv.model.pacing import ADAPTIVE, Pacing
from exstreamtv.model.remedy import Remedy
from exstreamtv.model.time import MICROSECOND

_OWN = {"schedule", "delay_of", "by", "zone", "mirror_of", "progress"}

BUILT_IN = {
    "hd": Profile("hd"),
    "sd": Profile("sd", width=848, height=480, video_kbps=1500),
    "full": Profile("full", width=1920, height=1080, video_kbps=8000),
}
"""Profiles that every station has; it may declare its own under the same names."""


def lineup(station: Station) -> Lineup:
    """The channels in the order of their numbers. All references must hold (checks/names.py)."""
    channels = (_channel(station, id_) for id_ in station.channels)
    return Lineup(
        station.station.name,
        station.station.timezone,
        tuple(sorted(channels, key=lambda channel: number_key(channel.number))),
        station.station.public_url or "",
        limits_of(station.station.limits, station.station.tuners),
        warm_of(station.station.warm or ()),
        back=station.station.guide.back,
    )


def inherited(station: Station, id_: str) -> ChannelConfig:
    """The channel, with what it does not say itself taken from the one it repeats later."""
    channel = station.channels[id_]
    if channel.original is None:
        return channel
    original = inherited(station, channel.original)
    unsaid = set(ChannelConfig.model_fields) - channel.model_fields_set - _OWN
    return channel.model_copy(update={name: getattr(original, name) for name in unsaid})


def _channel(station: Station, id_: str) -> Channel:
    config = inherited(station, id_)
    return Channel(
        id_,
        config.number,
        config.name,
        _profile(station, config.profile),
        config.group or "",
        config.logo or "",
        config.language or "",
        tuple(layer(name, each) for name, each in station.layers.items()),
        station.station.timezone,
        config.progress == "watched",
        _templates(station, config),
        _pacing(station, config),
        station.station.limits.idle,
        on_failure=tuple(map(Remedy, config.on_failure or station.station.on_failure)),
        patience=station.station.quarantine.patience,
        slate=screen(config.slate),
        off_air=screen(config.off_air or config.slate),
    )


def _templates(station: Station, config: ChannelConfig) -> tuple[tuple[str, str], ...]:
    """The station's, and the channel's instead of those."""
    own = config.guide.templates if config.guide else {}
    return tuple(sorted({**station.station.guide.templates, **own}.items()))


def _pacing(station: Station, config: ChannelConfig) -> Pacing:
    profile = station.profiles.get(config.profile)
    declared = config.pacing or (profile.pacing if profile else None)
    return pacing_of(declared) if declared else ADAPTIVE


def _profile(station: Station, id_: str) -> Profile:
    declared = station.profiles.get(id_)
    return BUILT_IN[id_] if declared is None else _declared(id_, declared)


def _declared(id_: str, config: ProfileConfig) -> Profile:
    usual = Profile(id_)
    return Profile(
        id_,
        *config.size,
        config.rate or usual.rate,
        usual.gop if config.gop is None else Fraction(config.gop // MICROSECOND, 1_000_000),
        config.video,
        config.audio,
        config.preset,
        config.hardware,
        config.copy_,
    )
