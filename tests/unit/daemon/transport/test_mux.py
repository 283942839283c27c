from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.daemon.transport.demux import Demux
from exstreamtv.daemon.transport.mux import CLOCK_LEAD, Mux
from exstreamtv.daemon.transport.stamps import WRAP
from exstreamtv.daemon.transport.units import PACKET, Kind, Unit
from tests.kit.units import head, pes

START = WRAP - 20 * 3600
"""So that the stamps wrap on the way."""


def units() -> list[Unit]:
    demux = Demux()
    made = [pes(Kind.PICTURE, n, n, key=n % 12 == 0, size=100 + 300 * n) for n in range(40)]
    return demux.feed(head() + b"".join(made)) + demux.flush()


def muxed() -> bytes:
    mux = Mux("Channel", "eng")
    return b"".join(
        mux.write(unit, START + n * 3600 + 7200, START + n * 3600) for n, unit in enumerate(units())
    )


def packets(data: bytes) -> list[bytes]:
    return [data[at : at + PACKET] for at in range(0, len(data), PACKET)]


def test_what_is_written_reads_back_with_its_new_stamps() -> None:
    demux = Demux()
    back = demux.feed(muxed()) + demux.flush()

    assert [unit.pts for unit in back] == [(START + n * 3600 + 7200) % WRAP for n in range(40)]
    assert [unit.key for unit in back] == [n % 12 == 0 for n in range(40)]


def test_counters_of_payload_are_unbroken_on_every_pid() -> None:
    counters: dict[bytes, list[int]] = {}
    for packet in packets(muxed()):
        if packet[3] & 0x10:
            counters.setdefault(bytes([packet[1] & 0x1F, packet[2]]), []).append(packet[3] & 15)

    for run in counters.values():
        assert all((before + 1) & 15 == after for before, after in pairwise(run))


def test_each_picture_has_its_clock_reference() -> None:
    clocks = [
        int.from_bytes(packet[6:12], "big") >> 15
        for packet in packets(muxed())
        if packet[3] & 0x20 and packet[4] >= 7 and packet[5] & 0x10
    ]

    assert clocks == [(START + n * 3600 - CLOCK_LEAD) % WRAP for n in range(40)]


def test_tables_precede_every_key_picture_and_come_often() -> None:
    kinds = [packet[1] & 0x1F | packet[2] for packet in packets(muxed())]

    assert kinds[0] == 0
    assert kinds.count(0) >= 40 * 3600 // 9000


def test_a_jump_is_announced_on_both_pids_and_counts_nothing() -> None:
    mux = Mux("Channel")
    first = mux.write(units()[0], 7200, 3600)
    jump = packets(mux.jump(WRAP + 90_000))
    then = mux.write(units()[1], 97_200, 93_600)

    assert [(p[1] & 0x1F) << 8 | p[2] for p in jump] == [0x100, 0x101]
    assert [p[3] & 0x30 for p in jump] == [0x20, 0x20]
    assert all(p[5] & 0x80 for p in jump)
    assert int.from_bytes(jump[0][6:12], "big") >> 15 == 90_000 - CLOCK_LEAD
    assert jump[0][3] & 15 == packets(first)[-1][3] & 15
    assert packets(then)[0][1:3] == b"\x40\0"


@given(st.binary(max_size=80))
def test_any_name_fits_into_the_tables(name: bytes) -> None:
    said = Mux(name.decode("utf-8", "replace"), "deu").announcement()

    assert len(said) == 3 * PACKET
