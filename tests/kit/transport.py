"""A strict reading of MPEG-TS (ISO/IEC 13818-1, ETSI TR 101 290), independent of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

PACKET = 188
WRAP = 1 << 33
CLOCK = 90_000
NULL_PID = 0x1FFF

TABLES = {0x00: "PAT", 0x11: "SDT"}
TABLE_INTERVAL = {"PAT": CLOCK // 2, "PMT": CLOCK // 2, "SDT": 2 * CLOCK}
"""TR 101 290 1.3, 1.5 and 3.5, in ticks."""

PCR_INTERVAL = CLOCK // 10
"""ISO/IEC 13818-1 2.7.2."""


@dataclass(slots=True)
class Report:
    """``faults`` is empty for a stream without any; ``units`` counts PES packets by PID."""

    faults: list[str] = field(default_factory=list)
    units: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    stamps: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    pcr: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet, taken apart."""

    index: int
    pid: int
    starts: bool
    counter: int
    discontinuous: bool
    pcr: int | None
    payload: bytes | None


def examine(data: bytes) -> Report:
    """Everything in the stream that the standard forbids, each with its packet's number."""
    report = Report()
    if len(data) % PACKET:
        report.faults.append(f"{len(data) % PACKET} bytes are no packet")
    reader = _Reader(report)
    for packet in packets(data, report.faults):
        reader.take(packet)
    reader.end()
    return report


def packets(data: bytes, faults: list[str]) -> Iterator[Packet]:
    """The packets in order; those without a sync byte are a fault and left out."""
    for index in range(len(data) // PACKET):
        raw = data[index * PACKET : (index + 1) * PACKET]
        if raw[0] != 0x47:
            faults.append(f"{index}: no sync byte")
        elif raw[1] & 0x80 or raw[3] & 0xC0:
            faults.append(f"{index}: marked as damaged or scrambled")
        else:
            yield _parsed(index, raw)


def _parsed(index: int, raw: bytes) -> Packet:
    has_field, has_payload = bool(raw[3] & 0x20), bool(raw[3] & 0x10)
    length = 1 + raw[4] if has_field else 0
    flags = raw[5] if has_field and raw[4] else 0
    return Packet(
        index,
        pid=(raw[1] & 0x1F) << 8 | raw[2],
        starts=bool(raw[1] & 0x40),
        counter=raw[3] & 0x0F,
        discontinuous=bool(flags & 0x80),
        pcr=int.from_bytes(raw[6:11], "big") >> 7 if flags & 0x10 else None,
        payload=raw[4 + length :] if has_payload else None,
    )


def ahead(a: int, b: int) -> int:
    """How far ``a`` is ahead of ``b`` on the circle of 33 bits; negative if it is behind."""
    return (a - b + WRAP // 2) % WRAP - WRAP // 2


class _Reader:
    """What one must remember from packet to packet."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.counters: dict[int, int] = {}
        self.clock: int | None = None
        # When each table came last; None before the first time stamp, which may be any number.
        self.seen: dict[str, int | None] = {}
        self.programme: dict[int, str] = dict(TABLES)
        self.streams: set[int] = set()
        self.pcr_pid: int | None = None

    def take(self, packet: Packet) -> None:
        if packet.pid == NULL_PID:
            return
        self._count(packet)
        if packet.pcr is not None:
            self._clock(packet, packet.pcr)
        if packet.payload is not None and packet.starts:
            if table := self.programme.get(packet.pid):
                self._table(packet, table, packet.payload)
            else:
                self._unit(packet, packet.payload)

    def end(self) -> None:
        for table in TABLE_INTERVAL.keys() - self.seen.keys():
            self.report.faults.append(f"there is no {table}")

    def _fault(self, packet: Packet, what: str) -> None:
        self.report.faults.append(f"{packet.index}: PID {packet.pid:#x}: {what}")

    def _count(self, packet: Packet) -> None:
        before = self.counters.get(packet.pid)
        step = 0 if packet.payload is None else 1
        if before is not None and packet.counter != (before + step) % 16:
            self._fault(packet, f"continuity {before} -> {packet.counter}")
        if packet.discontinuous:
            self._fault(packet, "announces a discontinuity")
        self.counters[packet.pid] = packet.counter

    def _clock(self, packet: Packet, pcr: int) -> None:
        if self.pcr_pid is not None and packet.pid != self.pcr_pid:
            self._fault(packet, "PCR on a PID that the PMT does not name")
        if self.clock is not None:
            step = ahead(pcr, self.clock)
            if step <= 0:
                self._fault(packet, f"PCR goes back by {-step} ticks")
            if step > PCR_INTERVAL:
                self._fault(packet, f"no PCR for {step} ticks")
        self.clock = pcr
        self.report.pcr.append(pcr)

    def _table(self, packet: Packet, table: str, payload: bytes) -> None:
        section = payload[1 + payload[0] :]
        section = section[: 3 + ((section[1] & 0x0F) << 8 | section[2])]
        if _checksum(section):
            self._fault(packet, f"{table} with a wrong check sum")
        before = self.seen.get(table)
        if self.clock is not None and before is not None:
            since = ahead(self.clock, before)
            if since > TABLE_INTERVAL[table]:
                self._fault(packet, f"no {table} for {since} ticks")
        self.seen[table] = self.clock
        if table == "PAT":
            self.programme[(section[10] & 0x1F) << 8 | section[11]] = "PMT"
        elif table == "PMT":
            self._map(section)

    def _map(self, section: bytes) -> None:
        self.pcr_pid = (section[8] & 0x1F) << 8 | section[9]
        at = 12 + ((section[10] & 0x0F) << 8 | section[11])
        while at < len(section) - 4:
            self.streams.add((section[at + 1] & 0x1F) << 8 | section[at + 2])
            at += 5 + ((section[at + 3] & 0x0F) << 8 | section[at + 4])

    def _unit(self, packet: Packet, payload: bytes) -> None:
        if self.streams and packet.pid not in self.streams:
            self._fault(packet, "a PID that the PMT does not name")
        if payload[:3] != b"\0\0\1":
            self._fault(packet, "no PES header")
            return
        self.report.units[packet.pid] += 1
        if not payload[7] & 0x80:
            self._fault(packet, "PES without a PTS")
            return
        pts = _stamp(payload[9:14])
        dts = _stamp(payload[14:19]) if payload[7] & 0x40 else pts
        self._stamped(packet, pts, dts)

    def _stamped(self, packet: Packet, pts: int, dts: int) -> None:
        stamps = self.report.stamps[packet.pid]
        if ahead(pts, dts) < 0:
            self._fault(packet, "is shown before it is decoded")
        if stamps and ahead(dts, stamps[-1][1]) <= 0:
            self._fault(packet, f"DTS goes back by {-ahead(dts, stamps[-1][1])} ticks")
        if self.clock is not None and ahead(dts, self.clock) < 0:
            self._fault(packet, f"arrives {-ahead(dts, self.clock)} ticks after its DTS")
        stamps.append((pts, dts))


def _stamp(raw: bytes) -> int:
    return (raw[0] >> 1 & 7) << 30 | raw[1] << 22 | raw[2] >> 1 << 15 | raw[3] << 7 | raw[4] >> 1


def _checksum(section: bytes) -> int:
    """0 for a section that ends with its right CRC (annex A)."""
    crc = 0xFFFF_FFFF
    for byte in section:
        for bit in range(7, -1, -1):
            crc = (crc << 1 & 0xFFFF_FFFF) ^ (0x04C1_1DB7 if (crc >> 31) ^ (byte >> bit & 1) else 0)
    return crc
