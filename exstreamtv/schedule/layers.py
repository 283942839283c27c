"""Which layers lie over an item: what its step, slot or channel says, and what a block changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from exstreamtv.config.layers import LayerChange, LayerConfig
from exstreamtv.model.timeline import Kind

Changes: TypeAlias = tuple[LayerChange, ...]
"""What `layers` steps have said so far in the blocks that are being played, in order."""

PLAIN = frozenset({Kind.PROGRAMME, Kind.LIVE})
"""What a layer lies over unless it lies over everything."""


def shown(
    declared: Mapping[str, LayerConfig], said: Iterable[str], changes: Changes, kind: Kind
) -> tuple[str, ...]:
    """The layers over an item of this kind, the lowest first; never over the slate."""
    if kind is Kind.SLATE:
        return ()
    names = dict.fromkeys(said)
    for change in changes:
        names |= dict.fromkeys(change.add)
        for name in change.drop:
            names.pop(name, None)
    return tuple(name for name in names if kind in PLAIN or declared[name].over == "all")
