"""A stretch of the stream as a segment that stands alone, and fits before and after any other.

Its continuity counters begin at 0, and each PID has a multiple of 16 packets: the next segment may
come from another daemon, which began its stream another day, and nothing is discontinuous.
"""

from __future__ import annotations

from collections import Counter

from exstreamtv.daemon.transport.tables import TABLE_PIDS
from exstreamtv.daemon.transport.units import PACKET

ROUND = 16
"""Packets after which a counter is where it was (ISO/IEC 13818-1 2.4.3.3)."""

_PAYLOAD, _ADAPTATION, _STARTS = 0x10, 0x20, 0x40


def sealed(data: bytes) -> bytes:
    """The same pictures and sound at the same instants, in at most 15 packets more a PID."""
    packets = [data[at : at + PACKET] for at in range(0, len(data), PACKET)]
    counts = Counter(_pid(packet) for packet in packets if packet[3] & _PAYLOAD)
    for pid, count in counts.items():
        packets = _filled(packets, pid, -count % ROUND)
    return _numbered(packets)


def _pid(packet: bytes) -> int:
    return (packet[1] & 0x1F) << 8 | packet[2]


def _filled(packets: list[bytes], pid: int, missing: int) -> list[bytes]:
    """So many packets more: tables are said again, units are spread over more packets."""
    if pid in TABLE_PIDS:
        last = next(packet for packet in reversed(packets) if _pid(packet) == pid)
        return packets + [last] * missing
    backwards: list[bytes] = []
    for packet in reversed(packets):
        pieces = _pieces(packet, missing) if missing and _pid(packet) == pid else [packet]
        missing -= len(pieces) - 1
        backwards += reversed(pieces)
    return backwards[::-1]


def _pieces(packet: bytes, more: int) -> list[bytes]:
    """The packet, its last bytes in up to so many packets more, one in each."""
    if not packet[3] & _PAYLOAD:
        return [packet]
    start = 5 + packet[4] if packet[3] & _ADAPTATION else 4
    payload = packet[start:]
    # The header of a PES packet stays in one piece (2.4.3.7).
    kept = 9 + payload[8] if packet[1] & _STARTS else 1
    count = max(0, min(more, len(payload) - kept))
    if not count:
        return [packet]
    first, rest = payload[:-count], payload[-count:]
    alone = bytes([packet[0], packet[1] & ~_STARTS, packet[2]])
    return [
        _stuffed(packet[:3], packet[4:start], first),
        *(_stuffed(alone, b"", rest[at : at + 1]) for at in range(count)),
    ]


def _stuffed(head: bytes, adaptation: bytes, payload: bytes) -> bytes:
    """A packet with this payload, and as much stuffing in its adaptation field as it takes."""
    room = PACKET - 5 - len(payload)
    said = (adaptation[1:] or b"\0").ljust(room, b"\xff") if room else b""
    return head + bytes([_PAYLOAD | _ADAPTATION, room]) + said + payload


def _numbered(packets: list[bytes]) -> bytes:
    """Counters from 0; a packet without payload repeats the one before it."""
    counters: dict[int, int] = {}
    data = bytearray(b"".join(packets))
    for at, packet in zip(range(3, len(data), PACKET), packets, strict=True):
        pid, flags = _pid(packet), packet[3]
        counter = counters.get(pid, ROUND - 1) + bool(flags & _PAYLOAD) & ROUND - 1
        counters[pid] = counter
        data[at] = flags & 0xF0 | counter
    return bytes(data)
