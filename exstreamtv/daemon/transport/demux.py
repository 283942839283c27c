"""A process's transport stream into access units, by whole chunks: slices and runs, no packets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from exstreamtv.daemon.transport.units import PACKET, Kind, Unit, unit

SYNC = 0x47

_PICTURE_TYPES = frozenset({0x02, 0x1B, 0x24})
_SOUND_TYPES = frozenset({0x03, 0x04, 0x0F, 0x11, 0x81})


class Demux:
    """Takes any chunks, gives complete units. Its PIDs come from the first PAT and PMT."""

    def __init__(self) -> None:
        self._rest = b""
        self._map_pid: int | None = None
        self._kinds: dict[int, Kind] = {}
        self._open: dict[Kind, list[bytes]] = {}

    def feed(self, data: bytes) -> list[Unit]:
        """The units that these bytes complete; ValueError where they are no transport stream."""
        data = self._rest + data
        end = len(data) - len(data) % PACKET
        self._rest = data[end:]
        if data[:end:PACKET].count(SYNC) != end // PACKET:
            raise ValueError("the transport stream has lost its packets")
        units: list[Unit] = []
        high, low = data[1:end:PACKET], data[2:end:PACKET]
        for first, last in _runs(high, low):
            packets = data[first * PACKET : last * PACKET]
            self._take(high[first], low[first], packets, units)
        return units

    def flush(self) -> list[Unit]:
        """The units that were still open; after the end of the stream only."""
        found = [unit(kind, b"".join(pieces)) for kind, pieces in sorted(self._open.items())]
        self._open.clear()
        return [each for each in found if each]

    def _take(self, high: int, low: int, packets: bytes, units: list[Unit]) -> None:
        pid, begins = (high & 0x1F) << 8 | low, high & 0x40
        kind = self._kinds.get(pid)
        if kind is None:
            self._read_tables(pid, packets)
        elif begins:
            whole, self._open[kind] = self._open.get(kind), [packets]
            if whole and (found := unit(kind, b"".join(whole))):
                units.append(found)
        elif kind in self._open:
            self._open[kind].append(packets)

    def _read_tables(self, pid: int, packets: bytes) -> None:
        if self._kinds or not packets[1] & 0x40:
            return
        if pid == 0:
            table = _section(packets)
            self._map_pid = int.from_bytes(table[10:12], "big") & 0x1FFF
        elif pid == self._map_pid:
            self._kinds = _kinds(_section(packets))


_BEGINS = re.compile(rb"[\x40-\x7f\xc0-\xff]")
"""The second byte of a packet in which something begins."""


def _runs(high: bytes, low: bytes) -> Iterator[tuple[int, int]]:
    """Runs of packets that belong together, from first to before last: mostly whole units."""
    starts = [match.start() for match in _BEGINS.finditer(high)]
    if not starts or starts[0]:
        starts.insert(0, 0)
    for first, stop in pairwise((*starts, len(high))):
        while first < stop:
            last = _run_end(high, low, first, stop)
            yield first, last
            first = last


def _run_end(high: bytes, low: bytes, first: int, stop: int) -> int:
    """Where the run of packets ends that continue the one at ``first``; at ``stop`` at last."""
    pid_low, continued = low[first], high[first] & 0xBF
    alike = min(low[first:stop].count(pid_low), 1 + high[first + 1 : stop].count(continued))
    if alike == stop - first:
        return stop
    last = first + 1
    while last < stop and low[last] == pid_low and high[last] == continued:
        last += 1
    return last


def _section(packet: bytes) -> bytes:
    start = 5 + packet[4] if packet[3] & 0x20 else 4
    return packet[start + 1 + packet[start] : PACKET]


def _kinds(table: bytes) -> dict[int, Kind]:
    """The first picture and the first sound stream of a programme map (2.4.4.8)."""
    kinds: dict[int, Kind] = {}
    at = 12 + (int.from_bytes(table[10:12], "big") & 0xFFF)
    end = 3 + (int.from_bytes(table[1:3], "big") & 0xFFF) - 4
    while at < end:
        pid = int.from_bytes(table[at + 1 : at + 3], "big") & 0x1FFF
        kind = _kind(table[at])
        if kind is not None and kind not in kinds.values():
            kinds[pid] = kind
        at += 5 + (int.from_bytes(table[at + 3 : at + 5], "big") & 0xFFF)
    return kinds


def _kind(stream_type: int) -> Kind | None:
    if stream_type in _PICTURE_TYPES:
        return Kind.PICTURE
    return Kind.SOUND if stream_type in _SOUND_TYPES else None
