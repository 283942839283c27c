"""Subtitles as filters, and what they make of decoded pictures."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from exstreamtv.ffmpeg.command import Wanted, item_command
from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.ffmpeg.subtitles import drawn, extraction
from exstreamtv.model.channel import Profile
from exstreamtv.model.media import FileInput, Stream
from exstreamtv.sources.font import font_file
from tests.kit.ffmpeg import ffmpeg, spoken

SMALL = Profile("small", 640, 360, video_kbps=2000, preset="ultrafast")
SIDECAR = Stream("subtitle", "subrip", language="de", file="/films/a b.de.srt")
CUE = "1\n00:00:02,000 --> 00:00:04,000\n{}\n"
STYLED = (
    "[Script Info]\nScriptType: v4.00+\n[V4+ Styles]\n"
    "Format: Name, Fontname, Fontsize, PrimaryColour, Alignment\n"
    "Style: Default,No Such Font,20,&H00FFFFFF,2\n[Events]\n"
    "Format: Layer, Start, End, Style, Text\n"
    "Dialogue: 0,0:00:02.00,0:00:04.00,Default,Hello\n"
)
HOSTILE = (
    "{\\p1}m 0 0 l 100 0 100 100 0 100{\\p0}",
    '<font color="#zz" size=999999><b><i></b>x',
    "{\\fs99999}{\\pos(1e9,-1e9)}{\\t(\\fscx900000)}x",
    "{\\fn/etc/passwd}{\\k-1}{{{{\\\\N\\n\\h",
    "\u202e\u0000\ufffe <<<<>>>>" + "x" * 5000,
)


@pytest.fixture(scope="session")
def dark(tmp_path_factory: pytest.TempPathFactory) -> FileInput:
    """Six seconds of near black at 24 pictures a second."""
    path = tmp_path_factory.mktemp("dark") / "dark.mkv"
    ffmpeg("-f", "lavfi", "-i", "color=0x101010:s=320x180:r=24:d=6", "-c:v", "libx264", str(path))
    return FileInput(str(path), "matroska,webm")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose name is no plain one."""
    path = tmp_path / "it's, [a] b;c=d:e\\f"
    path.mkdir()
    return path


def made(folder: Path, text: str | bytes, suffix: str = ".srt", charset: str = "") -> str:
    """The ASS file that is made of a sidecar with this text."""
    path = folder / f"x{suffix}"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    stream = Stream("subtitle", "subrip", file=str(path))
    words = extraction("ffmpeg", FileInput("/x"), stream, charset).argv
    out = folder / "x.ass"
    status, data, _ = spoken(*words[words.index("-protocol_whitelist") :])
    out.write_bytes(data)

    assert status == 0
    return str(out)


def lit(source: FileInput, subtitles: str, folder: Path, begin: Fraction) -> list[int]:
    """The pictures from ``begin`` on, counted from 0, that have something bright below.

    Nothing bright is ever seen elsewhere.
    """
    cut = Cut(begin, 100, begin, 188)
    wanted = Wanted(font=str(font_file(folder / "fonts")), subtitles=subtitles)
    words = item_command("ffmpeg", source, cut, SMALL, wanted).argv
    opened = words[words.index("-fflags") : words.index("-af")]
    raw = ffmpeg(*opened, "-an", "-f", "rawvideo", "-pix_fmt", "gray", "-")
    pictures = np.frombuffer(raw, np.uint8).reshape(-1, 360, 640)

    assert len(pictures) == 100
    assert pictures[:, :240].max() < 100
    return [n for n, picture in enumerate(pictures) if picture[240:].max() > 150]


def test_without_subtitles_the_line_is_what_it_was():
    assert drawn("", "/f.ttf", Fraction(7), Fraction(25)) == ()


def test_they_are_drawn_by_the_medium_s_own_clock():
    assert drawn("/c/x.ass", "/c/fonts/f.ttf", Fraction(7), Fraction(25)) == (
        "setpts=PTS+175",
        "subtitles=filename=/c/x.ass:fontsdir=/c/fonts:force_style=FontName=Aileron",
        "setpts=PTS-175",
    )


def test_a_position_between_two_pictures_is_rounded_alike_whoever_joins_when():
    rate, odd = Fraction(25), Fraction(1, 50) + Fraction(1, 1_000_000)
    firsts = [drawn("/x", None, odd + Fraction(n, 25), rate)[0] for n in (0, 1, 1000)]

    assert firsts == ["setpts=PTS+1", "setpts=PTS+2", "setpts=PTS+1001"]


def test_a_sidecar_is_opened_as_nothing_but_subtitles():
    quiet = "ffmpeg -hide_banner -nostdin -loglevel error -protocol_whitelist file"
    argv = extraction("ffmpeg", FileInput("/films/a.mkv"), SIDECAR, "CP1252").argv

    assert " ".join(argv) == (
        f"{quiet} -format_whitelist srt,ass,webvtt -sub_charenc CP1252"
        " -i file:/films/a b.de.srt -map 0:s:0 -c:s ass -f ass pipe:1"
    )


def test_a_stream_inside_is_taken_by_its_index():
    stream = Stream("subtitle", "subrip", 4, language="de")
    argv = extraction("ffmpeg", FileInput("/films/a.mkv"), stream).argv

    assert argv[-9:-3] == ("-i", "file:/films/a.mkv", "-map", "0:4", "-c:s", "ass")


@pytest.mark.parametrize(
    ("begin", "first", "last"),
    [
        (Fraction(0), 50, 99),
        (Fraction(1), 25, 74),
        (Fraction(3), 0, 24),
        (Fraction(3) + Fraction(1, 50), 0, 24),
        (Fraction(9, 2), None, None),
    ],
)
def test_a_cue_is_on_in_its_time_only_also_when_it_is_joined(
    dark: FileInput, folder: Path, begin: Fraction, first: int | None, last: int | None
):
    seen = lit(dark, made(folder, CUE.format("Hello")), folder, begin)

    if first is None or last is None:
        assert seen == []
    else:
        assert abs(seen[0] - first) <= 1
        assert abs(seen[-1] - last) <= 1
        assert seen == list(range(seen[0], seen[-1] + 1))


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        (CUE.format("Hello"), ".srt"),
        ("WEBVTT\n\n00:02.000 --> 00:04.000\nHello\n", ".vtt"),
        (STYLED, ".ass"),
    ],
)
def test_every_kind_of_file(dark: FileInput, folder: Path, text: str, suffix: str):
    assert lit(dark, made(folder, text, suffix), folder, Fraction(1))[0] in (24, 25, 26)


def test_what_is_not_unicode_is_read_as_what_it_is(folder: Path):
    path = made(folder, CUE.format("Käse").encode("cp1252"), charset="CP1252")

    assert "Käse" in Path(path).read_text("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_nothing(dark: FileInput, folder: Path, text: str):
    path = made(folder, CUE.format(text))
    cut, font = Cut(Fraction(2), 10, Fraction(2), 19), str(font_file(folder / "fonts"))
    words = item_command("ffmpeg", dark, cut, SMALL, Wanted(font=font, subtitles=path)).argv
    opened = words[words.index("-fflags") : words.index("-af")]
    status, raw, _ = spoken(*opened, "-an", "-f", "rawvideo", "-pix_fmt", "gray", "-")

    assert status == 0
    assert len(raw) == 10 * 640 * 360
