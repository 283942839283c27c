"""One access unit, a picture or an audio frame, in its packets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from exstreamtv.daemon.transport.opening import PACKET as PACKET
from exstreamtv.daemon.transport.opening import opening
from exstreamtv.daemon.transport.stamps import read_stamp


class Kind(IntEnum):
    """Which elementary stream a unit is of."""

    PICTURE = 0
    SOUND = 1


@dataclass(frozen=True, slots=True)
class Unit:
    """One PES packet as whole transport packets.

    ``header`` is where it begins in ``data``; ``key`` says that decoding can begin here;
    ``stamped`` that it has a DTS of its own beside the PTS. ``parameters`` are a key picture's:
    where they differ from those before, a decoder begins anew.
    """

    kind: Kind
    data: bytes
    header: int
    pts: int
    key: bool
    stamped: bool
    parameters: bytes = b""


def unit(kind: Kind, data: bytes) -> Unit | None:
    """The unit in these packets, or None if it carries no time stamp."""
    adaptation = data[3] & 0x20
    header = 5 + data[4] if adaptation else 4
    key = bool(adaptation and data[4] and data[5] & 0x40)
    if header + 14 > PACKET or data[header : header + 3] != b"\0\0\1":
        return None
    flags = data[header + 7] >> 6
    if not flags & 2:
        return None
    parameters = b""
    if key and kind is Kind.PICTURE:
        key, parameters = opening(data, header)
    return Unit(kind, data, header, read_stamp(data, header + 9), key, flags == 3, parameters)
