from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from exstreamtv.daemon.runs import subtitling
from exstreamtv.daemon.runs.subtitling import Subtitler
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.media import FileInput, Stream
from tests.kit.ffmpeg import ffmpeg, program

T = TypeVar("T")
CUE = "1\n00:00:02,000 --> 00:00:04,000\n{}\n"
FILM = FileInput("/nowhere.mkv")


def sidecar(folder: Path, text: bytes) -> Stream:
    path = folder / "x.de.srt"
    path.write_bytes(text)
    return Stream("subtitle", "subrip", language="de", file=str(path))


def after(folder: Path, story: Callable[[Subtitler], Awaitable[T]], tool: str = "") -> T:
    async def whole() -> T:
        subtitler = Subtitler(tool or program(), folder / "cache")
        try:
            return await story(subtitler)
        finally:
            await subtitler.end()

    return asyncio.run(whole())


def text_of(folder: Path, source: FileInput, stream: Stream) -> str:
    """The ASS that is made."""

    async def story(subtitler: Subtitler) -> str:
        track = await subtitler.track(source, stream)
        assert track.ready
        return track.path.read_text("utf-8")

    return after(folder, story)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_file_is_read_in_the_charset_that_it_is_in(tmp_path: Path, charset: str):
    text = CUE.format("Käse für Łódź" if "utf" in charset else "Käse für alle").encode(charset)

    assert "Käse für" in text_of(tmp_path, FILM, sidecar(tmp_path, text))


def test_it_is_made_once_and_again_when_the_file_is_another(tmp_path: Path):
    stream = sidecar(tmp_path, CUE.format("one").encode())

    first = text_of(tmp_path, FILM, stream)
    (made,) = (tmp_path / "cache").iterdir()
    made.write_text("kept")

    assert "one" in first
    assert text_of(tmp_path, FILM, stream) == "kept"
    assert "three" in text_of(tmp_path, FILM, sidecar(tmp_path, CUE.format("three").encode()))


def test_a_stream_inside_is_taken_out(tmp_path: Path):
    stream, path = sidecar(tmp_path, CUE.format("inside").encode()), tmp_path / "film.mkv"
    picture = ("-f", "lavfi", "-i", "color=s=64x36:d=5")
    ffmpeg(*picture, "-i", stream.file, "-map", "0:v", "-map", "1:s", "-c:s", "srt", str(path))
    inside = Stream("subtitle", "subrip", 1)

    made = text_of(tmp_path, FileInput(str(path), "matroska,webm"), inside)

    assert "0:00:02.00,0:00:04.00,Default,,0,0,0,,inside" in made


@pytest.mark.parametrize("text", [b"", b"\x00\x01\x02" * 100, b"no cue here"])
def test_a_broken_file_is_a_failure_of_the_world_or_says_nothing(tmp_path: Path, text: bytes):
    async def story(subtitler: Subtitler) -> str:
        try:
            track = await subtitler.track(FILM, sidecar(tmp_path, text))
        except ExstreamError:
            return ""
        return track.path.read_text("utf-8")

    assert "Dialogue" not in after(tmp_path, story)


def test_a_file_that_is_gone_is_told_of(tmp_path: Path):
    stream = Stream("subtitle", "subrip", file=str(tmp_path / "gone.srt"))

    with pytest.raises(ExstreamError, match="cannot be read"):
        after(tmp_path, lambda subtitler: subtitler.track(FILM, stream))


def test_what_takes_long_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    slow = tmp_path / "slow"
    slow.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(0.4)\nprint('made')\n")
    slow.chmod(0o755)
    monkeypatch.setattr(subtitling, "WAIT_S", 0.01)

    async def story(subtitler: Subtitler) -> tuple[bool, bool, str]:
        stream = sidecar(tmp_path, CUE.format("x").encode())
        track = await subtitler.track(FILM, stream)
        again, before = await subtitler.track(FILM, stream), track.ready
        assert track.making is again.making
        assert track.making
        await track.making
        return before, again.ready, track.path.read_text()

    assert after(tmp_path, story, str(slow)) == (False, True, "made\n")


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(subtitling, "MOST_BYTES", 100)
    stream = sidecar(tmp_path, CUE.format("x" * 200).encode())

    with pytest.raises(ExstreamError, match="larger"):
        after(tmp_path, lambda subtitler: subtitler.track(FILM, stream))


def test_the_cache_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(subtitling, "KEPT", 2)
    for word in ("a", "bb", "ccc", "dddd"):
        text_of(tmp_path, FILM, sidecar(tmp_path, CUE.format(word).encode()))

    assert len(list((tmp_path / "cache").iterdir())) == 2
