from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from exstreamtv.daemon.splicing.splicer import Splicer
from exstreamtv.daemon.transport.demux import Demux
from exstreamtv.daemon.transport.mux import Mux
from exstreamtv.daemon.transport.sealed import sealed
from exstreamtv.daemon.transport.tables import PICTURE_PID, SOUND_PID
from exstreamtv.daemon.transport.units import Kind
from exstreamtv.model.grid import Grid
from tests.kit.transport import examine, packets
from tests.kit.units import full_feed, head, pes, slate

PAL = Grid(Fraction(25))
START = 44_885_880_000


def stretch(first: int, pictures: int, counted: int = 0) -> bytes:
    """A stretch of a stream that has gone on for a while."""
    mux = Mux("Test")
    for _ in range(counted):
        mux.announcement()
    splicer = Splicer(PAL, slate(PAL), mux, first, PAL.picture_ticks(first))
    splicer.feeds = (full_feed(PAL, first, first + pictures),)
    # All but the last picture is due two seconds, the lead, before its time.
    last = PAL.picture_ticks(first + pictures - 1) - 180_000
    return b"".join(chunk.data for chunk in splicer.splice(last))


def units(data: bytes) -> list[tuple[Kind, int, bytes]]:
    """Each unit's kind, time stamp and elementary bytes."""
    demux = Demux()
    found = demux.feed(data) + demux.flush()
    return [(unit.kind, unit.pts, elementary(unit.data)) for unit in found]


def elementary(data: bytes) -> bytes:
    return b"".join(packet.payload or b"" for packet in packets(data, []))


def test_nothing_is_said_otherwise() -> None:
    plain = stretch(START, 40)

    assert units(sealed(plain)) == units(plain)


def test_segments_of_different_daemons_follow_on_each_other() -> None:
    before, after = stretch(START, 40, counted=3), stretch(START + 40, 40, counted=11)
    report = examine(sealed(before) + sealed(after))

    assert any("continuity" in fault for fault in examine(before + after).faults)
    assert report.faults == []


def test_the_bytes_do_not_hang_on_what_was_sent_before() -> None:
    assert sealed(stretch(START, 40)) == sealed(stretch(START, 40, counted=5))


def test_each_pid_has_whole_rounds_of_packets() -> None:
    for pictures in range(1, 30):
        data = sealed(stretch(START, pictures))
        counts = Counter(each.pid for each in packets(data, []) if each.payload is not None)

        assert {count % 16 for count in counts.values()} == {0}


@pytest.mark.parametrize("size", range(0, 400, 13))
def test_a_single_small_unit_is_spread_over_a_round(size: int) -> None:
    plain = head() + pes(Kind.PICTURE, 900, 0, key=True, size=size + 20)
    plain += pes(Kind.SOUND, 900, size=size + 20)
    data = sealed(plain)
    found = list(packets(data, []))

    assert units(data) == units(plain)
    for pid in (PICTURE_PID, SOUND_PID):
        assert sum(each.pid == pid for each in found) % 16 == 0
