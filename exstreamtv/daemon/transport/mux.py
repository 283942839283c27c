"""Units into the channel's bytes, on its clock. Owns counters, tables and the clock reference."""

from __future__ import annotations

from collections.abc import Iterable

from exstreamtv.daemon.transport.stamps import clock_reference, write_stamp
from exstreamtv.daemon.transport.tables import PICTURE_PID, SOUND_PID, tables
from exstreamtv.daemon.transport.units import PACKET, Kind, Unit

CLOCK_LEAD = 45_000
"""Ticks by which the clock reference precedes the decoding time; 0.1..1 s is customary."""

TABLES_EVERY = 7_200
"""Ticks; ETSI TR 101 290 allows 500 ms, players join sooner with less."""

_JUMPS = 0x80
"""The discontinuity indicator."""

_PIDS = (PICTURE_PID, SOUND_PID)


class Mux:
    """One endless stream. Its counters go on for ever, whatever the units come from."""

    def __init__(self, name: str, language: str = "") -> None:
        self._announcements = [_counted(tables(name, language), each) for each in range(16)]
        self._counters = [0, 0]
        self._table_counter = 0
        self._tables_due: int | None = None

    def announcement(self) -> bytes:
        """The tables, once more."""
        counter, self._table_counter = self._table_counter, (self._table_counter + 1) & 15
        return self._announcements[counter]

    def jump(self, dts: int) -> bytes:
        """Says that another time begins, at these ticks of the next picture (2.4.3.5).

        Without it a receiver takes the jump for an error, and what is not sent for a loss.
        """
        self._tables_due = None
        clock = bytearray(_clock_packet(dts - CLOCK_LEAD, self._counters[Kind.PICTURE]))
        clock[5] |= _JUMPS
        sound = bytes([0x20 | self._counters[Kind.SOUND] - 1 & 15, 183, _JUMPS])
        return bytes(clock) + (b"\x47" + SOUND_PID.to_bytes(2, "big") + sound).ljust(
            PACKET, b"\xff"
        )

    def write(self, unit: Unit, pts: int, dts: int) -> bytes:
        """The unit at these ticks since the epoch, with tables and clock in front where due."""
        data = bytearray(unit.data)
        write_stamp(data, unit.header + 9, pts)
        if unit.stamped:
            write_stamp(data, unit.header + 14, dts)
        before = b""
        if unit.kind is Kind.PICTURE:
            before = self._due_tables(unit, dts) + self._clock(data, dts - CLOCK_LEAD)
        self._number(data, unit.kind)
        return before + data

    def _due_tables(self, unit: Unit, dts: int) -> bytes:
        """The tables before each key picture, and at least every `TABLES_EVERY`."""
        if not unit.key and self._tables_due is not None and dts < self._tables_due:
            return b""
        self._tables_due = dts + TABLES_EVERY
        return self.announcement()

    def _clock(self, data: bytearray, ticks: int) -> bytes:
        """Sets the clock reference in the picture if it has room for one; else in a packet."""
        if data[3] & 0x20 and data[4] >= 7 and data[5] & 0x10:
            data[6:12] = clock_reference(ticks)
            return b""
        return _clock_packet(ticks, self._counters[Kind.PICTURE])

    def _number(self, data: bytearray, kind: Kind) -> None:
        """PID and continuity counter of each packet; those of one unit count up already."""
        count, counter, pid = len(data) // PACKET, self._counters[kind], _PIDS[kind]
        if (data[1] & 0x1F) << 8 | data[2] != pid:
            data[1::PACKET] = bytes(high & 0xE0 | pid >> 8 for high in data[1::PACKET])
            data[2::PACKET] = bytes([pid & 0xFF]) * count
        if ahead := counter - data[3] & 15:
            data[3::PACKET] = data[3::PACKET].translate(_COUNTED_ON[ahead])
        self._counters[kind] = counter + count & 15


def _counted(packets: Iterable[bytes], counter: int) -> bytes:
    """Packets of one counter, 0 so far, with this one."""
    return b"".join(each[:3] + bytes([each[3] | counter]) + each[4:] for each in packets)


_COUNTED_ON = tuple(
    bytes(flags & 0xF0 | flags + ahead & 15 for flags in range(256)) for ahead in range(16)
)
"""The fourth byte of a packet with its counter so much further, all other flags kept."""


def _clock_packet(ticks: int, next_counter: int) -> bytes:
    """A packet with nothing but a PCR; it repeats the counter of the one before (2.4.3.3)."""
    head = b"\x47" + PICTURE_PID.to_bytes(2, "big") + bytes([0x20 | next_counter - 1 & 15])
    return (head + bytes([183, 0x10]) + clock_reference(ticks)).ljust(PACKET, b"\xff")
