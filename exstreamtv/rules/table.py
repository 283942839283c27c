"""Every rule by its section. A new one is a module beside this, its section, and its lines here.

What can be said of one channel alone is in `WITHIN`. What needs several is collected from each
of them (`SEEN`) and judged together (`BETWEEN`). `AHEAD` needs no timeline at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from exstreamtv.config import onair
from exstreamtv.config.onair import RuleSection
from exstreamtv.rules import (
    advertising,
    continuity,
    exclusive,
    junctions,
    pods,
    pool,
    quota,
    remote_only,
    rest,
    rights,
    rotation,
    separation,
    streams,
    watershed,
)
from exstreamtv.rules.air import Air
from exstreamtv.rules.breach import Breach, Doubt
from exstreamtv.rules.feasibility import returning, rotating
from exstreamtv.rules.scope import Scope

WITHIN: dict[type[RuleSection], Callable[[Any, Scope, Air], Iterator[Breach]]] = {
    onair.Watershed: watershed.breaches,
    onair.Separation: separation.breaches,
    onair.Rest: rest.breaches,
    onair.Rotation: rotation.breaches,
    onair.Quota: quota.breaches,
    onair.Continuity: continuity.breaches,
    onair.Rights: rights.breaches,
    onair.Exclusive: exclusive.breaches,
    onair.Advertising: advertising.breaches,
    onair.Pods: pods.breaches,
    onair.Junctions: junctions.breaches,
    onair.Pool: pool.breaches,
}

SEEN: dict[type[RuleSection], Callable[[Any, Scope, Air], Iterator[Any]]] = {
    onair.Separation: separation.seen,
    onair.Quota: quota.seen,
    onair.Exclusive: exclusive.seen,
    onair.Streams: streams.seen,
}

BETWEEN: dict[type[RuleSection], Callable[[Any, Scope, Iterable[Any]], Iterator[Breach]]] = {
    onair.Separation: separation.between,
    onair.Quota: quota.between,
    onair.Exclusive: exclusive.between,
    onair.Streams: streams.between,
}

BEFORE: dict[type[RuleSection], Callable[[Any, date], timedelta]] = {
    onair.Separation: separation.before,
    onair.Rest: rest.before,
    onair.Rotation: rotation.before,
    onair.Quota: quota.before,
    onair.Rights: rights.before,
    onair.Exclusive: exclusive.before,
}
"""How far before a broadcast day a rule looks, to judge what airs on it."""

AHEAD: dict[type[RuleSection], Callable[[Any, Scope, date], Iterator[Doubt]]] = {
    onair.Rest: returning,
    onair.Separation: returning,
    onair.Rotation: rotating,
    onair.RemoteOnly: remote_only.ahead,
    onair.Pool: pool.ahead,
}

CODE: Mapping[str, str] = {
    "watershed": "E505",
    "separation": "E506",
    "rest": "E507",
    "rotation": "E508",
    "quota": "E509",
    "continuity": "E510",
    "rights": "E511",
    "exclusive": "E512",
    "streams": "E513",
    "advertising": "E514",
    "pods": "E515",
    "junctions": "W505",
    "pool": "W506",
    "remote_only": "W507",
}
"""The code of each rule by its body key: `explain watershed` shows that page."""

PAGES: Mapping[str, str] = {
    code: page
    for module in (
        watershed,
        separation,
        rest,
        rotation,
        quota,
        continuity,
        rights,
        exclusive,
        streams,
        advertising,
        pods,
        junctions,
        pool,
        remote_only,
    )
    for code, page in module.CODES.items()
}
"""The page of each code, which is its module's docstring."""
