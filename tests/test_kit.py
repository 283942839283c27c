"""The instruments are tested too: they must find what is wrong, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exstreamtv.ffmpeg.drawing import drawing_graph
from tests.kit.capture import Capture, complaints, epoch_ticks, pictures, sound_stamps, steps
from tests.kit.clips import CLIPS, write
from tests.kit.drawings import drawing
from tests.kit.ffmpeg import ffmpeg
from tests.kit.pictures import Mark
from tests.kit.transport import PACKET, WRAP, ahead, examine


@pytest.fixture(scope="session")
def stream(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Three good seconds of MPEG-TS as FFmpeg makes them."""
    clip = write(CLIPS[0], tmp_path_factory.mktemp("clips"), 3)
    return ffmpeg(
        *("-i", str(clip), "-c", "copy", "-output_ts_offset", "90000", "-f", "mpegts"),
        *("-pes_payload_size", "0", "-mpegts_flags", "resend_headers", "-"),
    )


def packet(stream: bytes, number: int) -> slice:
    return slice(number * PACKET, (number + 1) * PACKET)


def test_a_good_stream_has_no_faults(stream: bytes) -> None:
    report = examine(stream)

    assert report.faults == []
    assert min(report.units.values()) == 75
    assert steps(sound_stamps(Capture(90_000.0, stream))) == {1920}
    assert complaints(Capture(90_000.0, stream)) == ""


def test_a_missing_packet_breaks_continuity(stream: bytes) -> None:
    report = examine(stream[: 40 * PACKET] + stream[41 * PACKET :])

    assert len(report.faults) == 1
    assert "continuity" in report.faults[0]


def test_a_repeated_stretch_goes_back_in_time(stream: bytes) -> None:
    faults = examine(stream + stream).faults

    assert any("PCR goes back" in fault for fault in faults)
    assert any("DTS goes back" in fault for fault in faults)


def test_tables_are_missed(stream: bytes) -> None:
    kept = [stream[packet(stream, n)] for n in range(len(stream) // PACKET)]
    late = b"".join(p for n, p in enumerate(kept) if n < 20 or p[1:3] not in (b"\x40\0", b"\x50\0"))

    assert examine(late[20 * PACKET :]).faults != []


def test_a_flipped_bit_of_a_table_is_found(stream: bytes) -> None:
    damaged = bytearray(stream)
    damaged[stream.index(b"\x47\x40\x00") + 15] ^= 1

    assert any("check sum" in fault for fault in examine(bytes(damaged)).faults)


def test_lost_sync_is_found(stream: bytes) -> None:
    assert examine(b"\0" + stream[:-1]).faults != []


def test_damage_makes_ffmpeg_complain(stream: bytes) -> None:
    hole = stream[: 300 * PACKET] + stream[500 * PACKET :]

    assert complaints(Capture(90_000.0, hole)) != ""


def test_pictures_carry_time_and_mark(stream: bytes) -> None:
    shown = list(pictures(Capture(90_000.0, stream)))

    assert [picture.mark for picture in shown] == [Mark(1, n) for n in range(50)]
    assert steps(picture.ticks for picture in shown) == {3600}


def test_stamps_are_read_across_the_wrap() -> None:
    assert ahead(5, WRAP - 5) == 10
    assert epoch_ticks(100, WRAP / 90_000 - 1) == WRAP + 100


@pytest.mark.parametrize("shape", ["854:480", "720:576", "640:360,pad=640:480:-1:-1"])
def test_a_mark_survives_a_small_and_poor_picture(shape: str) -> None:
    graph = drawing_graph(replace(drawing(), width=1280, height=720), 9000, None)
    poor = ffmpeg(
        *(
            "-f",
            "lavfi",
            "-i",
            graph,
            "-vf",
            f"scale={shape}",
            "-an",
            "-frames:v",
            "50",
            "-g",
            "25",
        ),
        *("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "700k", "-maxrate", "700k"),
        *("-bufsize", "700k", "-f", "mpegts", "-"),
    )

    shown = pictures(Capture(0.0, poor))

    assert [picture.mark for picture in shown] == [Mark(0xBEEF, 9000 + n) for n in range(25)]
