from __future__ import annotations

import pytest

from exstreamtv.daemon.transport.tables import checksum, tables
from exstreamtv.daemon.transport.units import PACKET


def section(packet: bytes) -> bytes:
    length = int.from_bytes(packet[6:8], "big") & 0xFFF
    return packet[5 : 8 + length]


@pytest.mark.parametrize("name", ["", "Harbour One", "Ünïcödé " * 20])
def test_every_table_is_one_packet_whose_checksum_holds(name: str) -> None:
    for packet in tables(name, "eng"):
        assert len(packet) == PACKET
        assert checksum(section(packet)) == 0


def test_the_checksum_is_the_one_of_the_standard() -> None:
    assert checksum(b"123456789") == 0x0376E6E7


def test_the_language_is_named_only_as_the_standard_names_it() -> None:
    assert b"\x0a\x04deu\0" in tables("", "deu")[1]
    assert b"\x0a\x04" not in tables("", "de")[1]
