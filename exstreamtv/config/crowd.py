"""How many may watch, what each is sent when, and what is kept ready for them."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Discriminator, Tag

from exstreamtv.config.amounts import Share, ShareText
from exstreamtv.config.rules import AtLeastOne, Rule
from exstreamtv.config.section import Section
from exstreamtv.config.types import Count, Members, Names, Seconds, misfit
from exstreamtv.model.limits import Limits, Warm
from exstreamtv.model.pacing import MODES, Pacing, burst

_USUAL = Limits()
_LONGEST = timedelta(minutes=1)
_MOST_RESERVE = Share(Fraction(90))


def _spare(share: Share) -> Share:
    if share.percent > _MOST_RESERVE.percent:
        hint = f"write at most `{_MOST_RESERVE}`"
        raise misfit("E111", f"`{share}` leaves nothing to encode with", hint)
    return share


def _short(length: timedelta) -> timedelta:
    if length > _LONGEST:
        raise misfit("E111", f"`{length.seconds}s` is more than memory keeps", "write at most `1m`")
    return length


class LimitsConfig(Section):
    """How much at once. Who comes beyond it is told to come again, and nobody else suffers."""

    called: ClassVar[str] = "`limits`"

    viewers: Count = _USUAL.viewers
    """Viewers of the whole station."""
    channels: Count = _USUAL.channels
    """Channels on the air."""
    per_channel: Count = _USUAL.per_channel
    """Viewers of one channel."""
    per_client: Count = _USUAL.per_client
    """Viewers from one address; behind a router or a proxy all have the same."""
    reserve: Annotated[ShareText, AfterValidator(_spare)] | None = None
    """The part of the processor that encoding leaves free: `20%`. What does not fit is refused."""
    idle: Seconds = timedelta(seconds=6)
    """How long a channel goes on when nobody watches."""


class Burst(Section):
    """A beginning in the past, to play from."""

    called: ClassVar[str] = "`pacing`"

    burst: Annotated[Seconds, AfterValidator(_short)]
    """How much of the past a viewer gets at once."""


def _pacing_form(value: Any) -> str:
    return "burst" if isinstance(value, dict | Burst) else "mode"


PacingConfig: TypeAlias = Annotated[
    Annotated[Literal["realtime", "adaptive", "off"], Tag("mode")] | Annotated[Burst, Tag("burst")],
    Discriminator(_pacing_form),
]


class WarmConfig(Section):
    """What is on the air though nobody watches, so that who comes need not wait."""

    called: ClassVar[str] = "`warm`"
    rules: ClassVar[tuple[Rule, ...]] = (AtLeastOne(("channels", "top", "neighbours")),)

    channels: Names = ()
    """These channels, by id."""
    top: Count | None = None
    """So many that were watched longest of late."""
    neighbours: Count | None = None
    """So many above and below each that is watched, for who zaps."""


def _warm_form(value: Any) -> str:
    return "warm" if isinstance(value, dict | WarmConfig) else "warm channels"


WarmChoice: TypeAlias = Annotated[
    Annotated[Members, Tag("warm channels")] | Annotated[WarmConfig, Tag("warm")],
    Discriminator(_warm_form),
]


def limits_of(config: LimitsConfig, tuners: int) -> Limits:
    """For the daemon."""
    return Limits(
        config.viewers,
        config.channels,
        config.per_channel,
        config.per_client,
        tuners,
        config.reserve.percent / 100 if config.reserve else _USUAL.reserve,
    )


def pacing_of(config: str | Burst) -> Pacing:
    """For the daemon."""
    return burst(config.burst) if isinstance(config, Burst) else MODES[config]


def warm_of(config: tuple[str, ...] | WarmConfig) -> Warm:
    """For the daemon."""
    if isinstance(config, WarmConfig):
        return Warm(config.channels, config.top or 0, config.neighbours or 0)
    return Warm(config)
