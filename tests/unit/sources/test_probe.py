from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from exstreamtv.model.failure import SourceError
from exstreamtv.model.media import Chapter
from exstreamtv.sources.probe import probe
from tests.kit.ffmpeg import ffmpeg
from tests.kit.library import clip


def test_a_file_says_what_is_in_it(tmp_path):
    found = probe(clip(tmp_path / "a.mkv", sound_s=1, tags={"title": "Heat"}, language="ger"))
    video, audio = found.streams

    assert found.format == "matroska,webm"
    assert (video.kind, video.codec, video.width, video.height) == ("video", "mpeg4", 64, 36)
    assert video.rate == Fraction(25)
    assert (audio.kind, audio.codec, audio.index, audio.language) == ("audio", "mp2", 1, "de")
    assert (audio.rate, audio.channels) == (Fraction(48_000), 2)
    assert dict(found.tags)["title"] == "Heat"


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts", "avi"])
def test_the_length_is_the_picture_s_even_if_the_sound_is_longer(tmp_path, suffix):
    found = probe(clip(tmp_path / f"a.{suffix}", pictures=25, sound_s=3))

    assert abs(found.length - timedelta(seconds=1)) <= timedelta(milliseconds=80)


def test_without_pictures_the_sound_counts(tmp_path):
    found = probe(clip(tmp_path / "a.mp3", pictures=0, sound_s=2))

    assert abs(found.length - timedelta(seconds=2)) < timedelta(milliseconds=60)


def test_a_stream_that_begins_late_is_measured_from_the_start_of_the_file(tmp_path):
    found = probe(clip(tmp_path / "a.ts", pictures=25, first=50))

    assert found.start_time == timedelta(seconds=2)
    assert found.length == timedelta(seconds=1)


def test_chapters_are_read(tmp_path):
    (tmp_path / "marks").write_text(
        ";FFMETADATA1\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=One\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=2000\ntitle=Two\n"
    )
    inputs = ("-i", str(clip(tmp_path / "a.mkv", pictures=50)), "-i", str(tmp_path / "marks"))
    ffmpeg(*inputs, "-map_metadata", "1", "-c", "copy", str(tmp_path / "b.mkv"))

    assert probe(tmp_path / "b.mkv").chapters == (
        Chapter(timedelta(0), "One"),
        Chapter(timedelta(seconds=1), "Two"),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 4096,
        b"no film at all",
        b"#EXTM3U\n#EXTINF:2,\na.mkv\n",
        b"ffconcat version 1.0\nfile a.mkv\n",
    ],
    ids=["empty", "zeros", "text", "a playlist in disguise", "a concatenation in disguise"],
)
def test_what_is_no_medium_is_refused(tmp_path, data):
    clip(tmp_path / "a.mkv")
    (tmp_path / "b.mp4").write_bytes(data)

    with pytest.raises(SourceError):
        probe(tmp_path / "b.mp4")


def test_a_truncated_file_is_refused(tmp_path):
    whole = clip(tmp_path / "a.mp4").read_bytes()
    (tmp_path / "b.mp4").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(SourceError):
        probe(tmp_path / "b.mp4")


def test_names_that_ffmpeg_would_take_for_protocols_are_files(tmp_path):
    found = probe(clip(tmp_path / "a.mp4").rename(tmp_path / "concat:a|%d b.mp4"))

    assert found.length == timedelta(milliseconds=400)


def test_profiles_are_known_of_what_may_be_sent_as_it_is(tmp_path):
    path = tmp_path / "a.mp4"
    ffmpeg(
        *("-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=0.2"),
        *("-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo", "-t", "0.2"),
        *("-c:v", "libx264", "-profile:v", "main", "-pix_fmt", "yuv420p", "-c:a", "aac"),
        str(path),
    )

    video, audio = probe(path).streams

    assert (video.profile, audio.profile) == ("Main", "LC")
    assert probe(clip(tmp_path / "b.mkv", sound_s=1)).streams[0].profile == ""
