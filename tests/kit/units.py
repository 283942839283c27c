"""A transport stream made by hand, as FFmpeg would write it: one access unit a PES packet."""

from __future__ import annotations

from exstreamtv.daemon.splicing.feed import Feed
from exstreamtv.daemon.splicing.slate import Slate, slate_from
from exstreamtv.daemon.splicing.stretch import Stretch
from exstreamtv.daemon.transport.stamps import write_stamp
from exstreamtv.daemon.transport.tables import PICTURE_PID, SOUND_PID, tables
from exstreamtv.daemon.transport.units import PACKET, Kind
from exstreamtv.ffmpeg.copying import DELAY
from exstreamtv.ffmpeg.encode import OFFSET_S, REORDER
from exstreamtv.model.grid import CLOCK, Grid

BASE = OFFSET_S * CLOCK
ROOM = PACKET - 4


def head() -> bytes:
    """The tables with which a stream begins."""
    return b"".join(tables("made by hand", "")[:2])


def pes(
    kind: Kind,
    pts: int,
    dts: int | None = None,
    *,
    key: bool = False,
    size: int = 10,
    begins: bytes = b"",
) -> bytes:
    """The packets of one unit with ``size`` bytes of payload; a DTS stands there if given.

    The payload ``begins`` with something that means something.
    """
    stamps = bytearray(10 if dts is not None else 5)
    stamps[0] = 0x31 if dts is not None else 0x21
    write_stamp(stamps, 0, pts)
    if dts is not None:
        stamps[5] = 0x11
        write_stamp(stamps, 5, dts)
    flags = 0xC0 if dts is not None else 0x80
    name = 0xE0 if kind is Kind.PICTURE else 0xC0
    header = bytes([0, 0, 1, name, 0, 0, 0x80, flags, len(stamps)]) + stamps
    filling = bytes(range(256)) * (size // 256) + b"\x55" * (size % 256)
    return _packets(kind, header + begins + filling, key)


def parameters(what: bytes) -> bytes:
    """How a key picture of H.264 begins that has these sequence parameters."""
    return b"\0\0\0\1\x09\xf0\0\0\0\1\x67" + what + b"\0\0\0\1\x68\xce\0\0\1\x65"


def _packets(kind: Kind, body: bytes, key: bool) -> bytes:
    pid = (PICTURE_PID, SOUND_PID)[kind]
    packets = b""
    first, counter = True, 0
    while body:
        wanted = ROOM - 2 if first and key else ROOM
        part, body = body[:wanted], body[wanted:]
        pad = ROOM - len(part)
        adaptation = b""
        if pad:
            flags = 0x40 if first and key else 0
            adaptation = bytes([pad - 1, flags]) + b"\xff" * (pad - 2) if pad > 1 else b"\0"
        high = (0x40 if first else 0) | pid >> 8
        control = (0x30 if adaptation else 0x10) | counter & 15
        packets += bytes([0x47, high, pid & 0xFF, control]) + adaptation + part
        first, counter = False, counter + 1
    return packets


def picture(grid: Grid, place: int, order: int, *, key: bool = False, begins: bytes = b"") -> bytes:
    """The picture shown at ``place`` of a process's output and decoded as the ``order``-th."""
    pts, dts = grid.picture_ticks(place + REORDER), grid.picture_ticks(order - REORDER)
    return pes(Kind.PICTURE, BASE + pts, BASE + dts, key=key, size=400, begins=begins)


def copied(grid: Grid, place: int, *, key: bool = False) -> bytes:
    """A picture of a medium, sent as it is: ``place`` is counted from what is due first."""
    pts = BASE + round(DELAY * CLOCK) + grid.picture_ticks(place)
    return pes(Kind.PICTURE, pts, pts - round(DELAY * CLOCK), key=key, size=400)


def sound(grid: Grid, place: int) -> bytes:
    """The audio frame at ``place`` of a process's output; 0 is the one of roll before the first."""
    return pes(Kind.SOUND, BASE + grid.sound_ticks(place), size=300)


def output(grid: Grid, pictures: int, sounds: int) -> bytes:
    """A whole process's output, without B-pictures, a key picture in ten, sound with its roll."""
    shown = [picture(grid, n, n, key=n % 10 == 0) for n in range(pictures)]
    heard = [sound(grid, m) for m in range(-1, sounds + 2)]
    mixed = sorted(
        [(grid.picture_time(n), unit) for n, unit in enumerate(shown)]
        + [(grid.sound_time(m), unit) for m, unit in enumerate(heard)],
        key=lambda each: each[0],
    )
    return head() + b"".join(unit for _, unit in mixed)


def stretch(grid: Grid, first: int, stop: int) -> Stretch:
    """Pictures from ``first`` to before ``stop``, and the sound that belongs to them."""
    return Stretch(first, stop, grid.sound_at_picture(first), grid.sound_at_picture(stop))


def full_feed(grid: Grid, first: int, stop: int) -> Feed:
    """A feed whose process has delivered everything and ended."""
    feed = Feed(stretch(grid, first, stop), grid)
    feed.take_in(output(grid, stop - first, feed.stretch.sounds))
    feed.end()
    return feed


def slate(grid: Grid, pictures: int = 25) -> Slate:
    """A slate of one group, which is recognised by its small pictures."""
    shown = b"".join(
        pes(
            Kind.PICTURE,
            BASE + grid.picture_ticks(n + REORDER),
            BASE + grid.picture_ticks(n),
            key=n == 0,
            size=20,
        )
        for n in range(pictures)
    )
    heard = b"".join(sound(grid, m) for m in range(10))
    return slate_from(head() + shown + heard, grid, pictures)
