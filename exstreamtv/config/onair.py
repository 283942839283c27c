"""What must hold on the air: `rules`. A rule is a mapping with one body key, which names it."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, TypeAlias, Union

from pydantic import Discriminator, Field, Tag

from exstreamtv.config.amounts import (
    AmountText,
    Budget,
    HoursOfDay,
    SlotPlace,
    SlotPlaces,
    WindowOfDays,
)
from exstreamtv.config.rules import AtLeastOne, Needs, Rule
from exstreamtv.config.section import Section
from exstreamtv.config.types import Count, CountOrAll, Length, Name, Names, Text

Severity: TypeAlias = Literal["error", "warning", "info", "off"]
Same: TypeAlias = Literal["item", "title", "show"]
Across: TypeAlias = Literal["channel", "station"]
Period: TypeAlias = Literal["day", "week", "month"]


class RuleSection(Section):
    """What every rule may carry."""

    called: ClassVar[str] = "a rule"
    # How bad it is where nothing is said.
    usual: ClassVar[Severity] = "error"
    # Does it also hold for channels that copy another one, where no channels are named?
    copies: ClassVar[bool] = False

    severity: Severity | None = None
    """How bad a breach is: `error`, `warning`, `info`; `off` switches the rule off."""
    channels: Names = ()
    """The channels it holds for; all with a schedule of their own if nothing is said."""
    slots: SlotPlaces = ()
    """Only in these slots: `SLOT` or `CHANNEL.SLOT`."""
    exceptions: dict[SlotPlace, Text] = Field(default_factory=dict)
    """Slots in which it does not hold, each with the reason."""


class About(RuleSection):
    """A rule about some media; about every programme if nothing is said."""

    of: Names = ()
    """Only media of these collections."""
    where: Text | None = None
    """Only media that this expression holds for."""


_SOME = (AtLeastOne(("of", "where")),)


class Watershed(RuleSection):
    """A ceiling for ratings by the time of day."""

    called: ClassVar[str] = "a `watershed` rule"
    copies: ClassVar[bool] = True

    watershed: dict[HoursOfDay, Text] = Field(examples=['{"06:00-20:00": TV-PG}'])
    """Hours of the day, and the highest rating that may be on the air in them."""
    unrated: Text = "refuse"
    """What becomes of programmes without one: `allow`, `refuse`, or the rating they count as."""


class Separation(About):
    """The same may not return within so long."""

    called: ClassVar[str] = "a `separation` rule"

    separation: Length
    """The least time from one start to the next."""
    same: Same = "item"
    """What must not return: the `item`, anything of its `title`, anything of its `show`."""
    across: Across = "channel"
    """On one `channel`, or anywhere on the `station`."""


class Rest(About):
    """An item rests for so long before it airs again."""

    called: ClassVar[str] = "a `rest` rule"

    rest: Length = Field(examples=["14d"])
    """The least time from one start to the next."""


class Rotation(About):
    """How often a slot may air each item of its pool."""

    called: ClassVar[str] = "a `rotation` rule"

    rotation: CountOrAll
    """At most so many times a period; `all`: none again before all of the pool have aired."""
    per: Period = "week"
    """The period."""


class QuotaRange(Section):
    """The least and the most: a share of the programmes, a length, or a number of airings."""

    called: ClassVar[str] = "`quota`"
    rules: ClassVar[tuple[Rule, ...]] = (AtLeastOne(("at_least", "at_most")),)

    at_least: AmountText | None = None
    """The least: `20%` of programme time, `4h`, or `3` airings."""
    at_most: AmountText | None = None
    """The most."""


class Quota(About):
    """How much of something airs in each period."""

    called: ClassVar[str] = "a `quota` rule"
    rules: ClassVar[tuple[Rule, ...]] = _SOME

    quota: QuotaRange = Field(examples=["{at_least: 20%}"])
    """The least and the most."""
    per: Period = "week"
    """The period: a broadcast day, a week from Monday, a month."""
    across: Across = "channel"
    """On each `channel`, or on all of them together."""


class Continuity(RuleSection):
    """No dead air, beyond a budget of slate."""

    called: ClassVar[str] = "a `continuity` rule"

    continuity: Budget = Field(examples=["none"])
    """How much slate that nobody asked for a broadcast day may hold: `none`, `30s`."""


class Rights(About):
    """When something may air, and how often."""

    called: ClassVar[str] = "a `rights` rule"
    rules: ClassVar[tuple[Rule, ...]] = (*_SOME, Needs("per", ("runs",)))

    rights: WindowOfDays = Field(examples=["2026-01-01..2026-12-31"])
    """The first and the last broadcast day; either may be left open."""
    runs: Count | None = None
    """How often each item may air."""
    per: Literal["day", "week", "month", "ever"] = "ever"
    """In which period."""


class Exclusive(About):
    """Something belongs to one channel."""

    called: ClassVar[str] = "an `exclusive` rule"

    exclusive: Same
    """What two channels must not share: the `item`, the `title`, the `show`."""
    within: Length | None = None
    """Also not within so long; without it only not at the same time."""
    to: Name | None = None
    """The only channel that may air it."""


class Streams(RuleSection):
    """How many channels may play from one source at the same time."""

    called: ClassVar[str] = "a `streams` rule"
    copies: ClassVar[bool] = True

    streams: Count
    """The most."""
    sources: Names = ()
    """These sources together; each one by itself if nothing is said."""


class Advertising(About):
    """The most advertising in an hour or a day."""

    called: ClassVar[str] = "an `advertising` rule"
    rules: ClassVar[tuple[Rule, ...]] = _SOME

    advertising: Length = Field(examples=["12m"])
    """The most."""
    per: Literal["hour", "day"] = "hour"
    """A clock hour or a broadcast day."""


class Pods(RuleSection):
    """No spot twice in one break."""

    called: ClassVar[str] = "a `pods` rule"

    pods: Literal["unique"]
    """`unique`: nothing airs twice in one run of interstitials."""
    longest: Length | None = None
    """How long a run may be."""


class Junctions(RuleSection):
    """Which hard starts cut what, and by how much."""

    called: ClassVar[str] = "a `junctions` rule"
    usual: ClassVar[Severity] = "warning"

    junctions: Budget = Field(examples=["30s"])
    """How much a programme may lose: `none`, `30s`."""


class Pool(RuleSection):
    """A slot and the pool that fills it are of a size."""

    called: ClassVar[str] = "a `pool` rule"
    usual: ClassVar[Severity] = "warning"

    pool: Count
    """The most items that a slot may take in one run."""


class RemoteOnly(RuleSection):
    """No slot depends on servers alone."""

    called: ClassVar[str] = "a `remote_only` rule"
    usual: ClassVar[Severity] = "warning"

    remote_only: Literal["refuse"]
    """`refuse`: each slot has a programme, filler or fallback that is at hand."""


RULES: dict[str, type[RuleSection]] = {
    "watershed": Watershed,
    "separation": Separation,
    "rest": Rest,
    "rotation": Rotation,
    "quota": Quota,
    "continuity": Continuity,
    "rights": Rights,
    "exclusive": Exclusive,
    "streams": Streams,
    "advertising": Advertising,
    "pods": Pods,
    "junctions": Junctions,
    "pool": Pool,
    "remote_only": RemoteOnly,
}
"""Every rule by the body key that names it. A new one is a class above and a line here."""


def rule_of(value: Any) -> str | None:
    """The body key of a written or a validated rule."""
    if isinstance(value, RuleSection):
        return next(name for name, kind in RULES.items() if type(value) is kind)
    return next((name for name in RULES if isinstance(value, dict) and name in value), None)


def _tag(value: Any) -> str | None:
    """The union's tag; no key can be called like it."""
    body = rule_of(value)
    return body and f"{body} rule"


RuleEntry: TypeAlias = Annotated[
    Union[  # noqa: UP007 - one alternative a line; `|` would make one line of them
        Annotated[Watershed, Tag("watershed rule")],
        Annotated[Separation, Tag("separation rule")],
        Annotated[Rest, Tag("rest rule")],
        Annotated[Rotation, Tag("rotation rule")],
        Annotated[Quota, Tag("quota rule")],
        Annotated[Continuity, Tag("continuity rule")],
        Annotated[Rights, Tag("rights rule")],
        Annotated[Exclusive, Tag("exclusive rule")],
        Annotated[Streams, Tag("streams rule")],
        Annotated[Advertising, Tag("advertising rule")],
        Annotated[Pods, Tag("pods rule")],
        Annotated[Junctions, Tag("junctions rule")],
        Annotated[Pool, Tag("pool rule")],
        Annotated[RemoteOnly, Tag("remote_only rule")],
    ],
    Discriminator(_tag),
]
