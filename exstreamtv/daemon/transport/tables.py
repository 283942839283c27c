"""What announces the channel inside its stream: PAT, PMT and SDT, one packet each."""

from __future__ import annotations

from exstreamtv.daemon.transport.units import PACKET

PROGRAMME = 1
MAP_PID = 0x1000
PICTURE_PID = 0x100
SOUND_PID = 0x101
_SERVICE_PID = 0x11
TABLE_PIDS = frozenset({0, MAP_PID, _SERVICE_PID})
_H264, _AAC = 0x1B, 0x0F

CONTENT_ONLY = 0x10
"""The fourth byte of a packet that is all payload; its counter is 0."""


def tables(name: str, language: str) -> tuple[bytes, bytes, bytes]:
    """PAT, PMT and SDT. ``language`` is an ISO 639-2 code or empty."""
    return _packet(0, _pat()), _packet(MAP_PID, _pmt(language)), _packet(_SERVICE_PID, _sdt(name))


def _pat() -> bytes:
    return _table(0, 0xB000, 1, _two(PROGRAMME) + _two(0xE000 | MAP_PID))


def _pmt(language: str) -> bytes:
    code = language.encode("ascii", "ignore").lower()
    spoken = b"\x0a\x04" + code + b"\0" if len(code) == 3 else b""
    streams = _stream(_H264, PICTURE_PID, b"") + _stream(_AAC, SOUND_PID, spoken)
    return _table(2, 0xB000, PROGRAMME, _two(0xE000 | PICTURE_PID) + _two(0xF000) + streams)


def _stream(stream_type: int, pid: int, descriptors: bytes) -> bytes:
    return bytes([stream_type]) + _two(0xE000 | pid) + _two(0xF000 | len(descriptors)) + descriptors


def _sdt(name: str) -> bytes:
    """ETSI EN 300 468 5.2.3, with a service descriptor (6.2.33) whose texts are UTF-8."""
    provider, service = _text("EXStreamTV"), _text(name)
    descriptor = bytes([0x48, 1 + len(provider) + len(service), 1]) + provider + service
    entry = _two(PROGRAMME) + b"\xfc" + _two(0x8000 | len(descriptor)) + descriptor
    return _table(0x42, 0xF000, 1, _two(1) + b"\xff" + entry)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-8", "ignore")[:60].decode("utf-8", "ignore").encode()
    return bytes([len(encoded) + 1]) + b"\x15" + encoded


def _table(table_id: int, flags: int, identity: int, body: bytes) -> bytes:
    """A whole section: version 0, current, the only one (2.4.4.11)."""
    rest = _two(identity) + b"\xc1\0\0" + body
    section = bytes([table_id]) + _two(flags | len(rest) + 4) + rest
    return section + checksum(section).to_bytes(4, "big")


def _packet(pid: int, section: bytes) -> bytes:
    packet = b"\x47" + _two(0x4000 | pid) + bytes([CONTENT_ONLY, 0]) + section
    return packet.ljust(PACKET, b"\xff")


def _two(value: int) -> bytes:
    return value.to_bytes(2, "big")


def checksum(data: bytes) -> int:
    """The CRC of sections (13818-1 annex A)."""
    crc = 0xFFFF_FFFF
    for byte in data:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C1_1DB7 if crc & 0x8000_0000 else 0)) & 0xFFFF_FFFF
    return crc
