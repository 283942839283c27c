"""How a picture of H.264 begins: with its parameters, and as one that needs no other or not."""

from __future__ import annotations

PACKET = 188

_SLICE, _WHOLE, _PARAMETERS = 1, 5, 7
"""NAL units: a slice that may need other pictures, one that does not, the sequence's parameters
(ITU-T H.264 table 7-1)."""


def opening(data: bytes, header: int) -> tuple[bool, bytes]:
    """Can decoding begin with the picture whose PES header is there, and with which parameters?

    What is marked for random access may need earlier pictures all the same. Where there is no
    slice the mark is believed.
    """
    body = _body(data, header)
    at, parameters = body.find(b"\0\0\1"), b""
    while at >= 0:
        stop = body.find(b"\0\0\1", at + 3)
        kind = body[at + 3] & 0x1F if at + 3 < len(body) else 0
        if kind == _SLICE:
            return False, b""
        if kind == _WHOLE:
            return True, parameters
        if kind == _PARAMETERS:
            parameters = body[at + 3 : stop].rstrip(b"\0")
        at = stop
    return True, parameters


def _body(data: bytes, header: int) -> bytes:
    """What is in the picture's first packets: nothing but its slices takes more than these."""
    pieces = [data[header + 9 + data[header + 8] : PACKET]]
    for at in range(PACKET, min(len(data), _LOOK * PACKET), PACKET):
        filled = 5 + data[at + 4] if data[at + 3] & 0x20 else 4
        pieces.append(data[at + filled : at + PACKET])
    return b"".join(pieces)


_LOOK = 24
"""Packets in which a slice begins; x264 writes a kilobyte about itself in front of its first."""
