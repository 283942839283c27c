"""Layers as filters, and what they make of decoded pictures."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from exstreamtv.ffmpeg.command import Wanted, item_command
from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.ffmpeg.layers import Line, Overlay
from exstreamtv.model.channel import Profile
from exstreamtv.model.layer import Field, Layer, Look
from exstreamtv.model.media import FileInput
from exstreamtv.sources.font import font_file
from tests.kit.ffmpeg import ffmpeg

SMALL = Profile("small", 640, 360, video_kbps=2000, preset="ultrafast")
WHOLE = Cut(Fraction(0), 50, Fraction(0), 94)
BUG = Layer("bug", Look.LOGO, logo="bug.png", size=20)
TEXT = Layer("text", Look.TEXT, corner="bottom-left")


@pytest.fixture(scope="session")
def dark(tmp_path_factory: pytest.TempPathFactory) -> FileInput:
    """Two seconds of near black."""
    path = tmp_path_factory.mktemp("dark") / "dark.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=0x101010:s=640x360:r=25:d=2", "-c:v", "libx264", str(path))
    return FileInput(str(path), "mov,mp4,m4a,3gp,3g2,mj2")


@pytest.fixture(scope="session")
def art(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A white square of 100 pixels, in a file whose name is no plain one."""
    path = tmp_path_factory.mktemp("art") / "a %03d 'b'; [c],d=e:.png"
    Image.new("RGBA", (100, 100), (255, 255, 255, 255)).save(path)
    return str(path)


@pytest.fixture
def font(tmp_path: Path) -> str:
    return str(font_file(tmp_path))


def argv(source: FileInput, *overlays: Overlay, font: str | None = None) -> tuple[str, ...]:
    return item_command("ffmpeg", source, WHOLE, SMALL, Wanted((), font, overlays)).argv


def shown(source: FileInput, *overlays: Overlay, font: str | None = None) -> NDArray[np.uint8]:
    """The luma of the fifty pictures, as they come out of the command's filters."""
    words = argv(source, *overlays, font=font)
    until_sound = words.index("-af")
    raw = ffmpeg(
        *words[words.index("-fflags") : until_sound],
        "-f",
        "rawvideo",
        "-pix_fmt",
        "gray",
        "-an",
        "-",
    )
    return np.frombuffer(raw, np.uint8).reshape(-1, 360, 640)


def lit(pictures: NDArray[np.uint8], rows: slice, columns: slice) -> list[int]:
    """The pictures in which something bright is to be seen there."""
    return [n for n, picture in enumerate(pictures) if picture[rows, columns].max() > 150]


def windowed(layer: Layer, *windows: tuple[int, int], line: Line = ("x",)) -> Overlay:
    return Overlay(layer, windows or None, (line,))


def test_without_layers_the_line_is_what_it_was(dark: FileInput):
    assert "-filter_complex" not in argv(dark)
    assert argv(dark, font="/f.ttf") == argv(dark)


def test_texts_are_filters_of_the_pictures_own_chain(dark: FileInput):
    words = argv(dark, windowed(TEXT, (5, 20)), font="/f.ttf")

    assert words[words.index("-vf") + 1].endswith(
        ",drawtext=fontfile=/f.ttf:expansion=none:text=x:fontsize=14:x=18:y=h-th-18:alpha=1.00"
        ":fontcolor=white:shadowcolor=black@0.6:shadowx=2:shadowy=2:enable='between(n,5,19)'"
    )


def test_a_logo_is_an_input_of_its_own(dark: FileInput):
    words = argv(dark, Overlay(BUG, image="/art/bug.png"))
    graph = words[words.index("-filter_complex") + 1]

    assert words[words.index("image2") - 1 : words.index("image2") + 5] == (
        *("-f", "image2", "-pattern_type", "none", "-i"),
        "file:/art/bug.png",
    )
    assert graph.split(";")[1:] == [
        (
            "[1:v:0]scale=320:72:force_original_aspect_ratio=decrease:force_divisible_by=2"
            ":flags=lanczos:out_color_matrix=smpte170m:out_range=tv,format=yuva420p,"
            "setparams=colorspace=unknown[layer0]"
        ),
        "[picture][layer0]overlay=x=W-w-18:y=18:format=yuv420[onlayer0]",
        "[onlayer0]null[laid]",
        "[laid]null[whole]",
    ]


def test_a_logo_is_in_its_corner_in_every_picture(dark: FileInput, art: str):
    pictures = shown(dark, Overlay(BUG, image=art))

    assert len(pictures) == 50
    assert lit(pictures, slice(18, 90), slice(550, 622)) == list(range(50))
    assert pictures[:, 20:88, 552:620].min() > 220
    assert lit(pictures, slice(0, 360), slice(0, 548)) == []


def test_a_logo_comes_and_goes_with_the_picture_that_was_said(dark: FileInput, art: str):
    pictures = shown(dark, Overlay(BUG, ((5, 10), (20, 30)), image=art))

    assert lit(pictures, slice(18, 90), slice(550, 622)) == [*range(5, 10), *range(20, 30)]


def test_a_text_comes_and_goes_with_the_picture_that_was_said(dark: FileInput, font: str):
    pictures = shown(dark, windowed(TEXT, (7, 8), (40, 50), line=("MMM",)), font=font)

    assert lit(pictures, slice(300, 360), slice(0, 200)) == [7, *range(40, 50)]


def test_a_faint_logo_covers_less(dark: FileInput, art: str):
    faint = Layer("bug", Look.LOGO, logo="bug.png", size=20, opacity=50)
    level = shown(dark, Overlay(faint, image=art))[0, 30:80, 560:610].mean()

    assert 110 < level < 150


def test_logos_texts_and_lines_together(dark: FileInput, art: str, font: str):
    line = Layer("line", Look.PROGRESS, corner="bottom-left", margin=0, size=4)
    other = Layer("other", Look.LOGO, logo="b.png", corner="top-left", size=20)
    pictures = shown(
        dark,
        Overlay(BUG, image=art),
        Overlay(line, over=0, length=50),
        windowed(TEXT, line=("MMM",)),
        Overlay(other, image=art),
        font=font,
    )

    assert pictures[0, 20:88, 552:620].min() > 220
    assert pictures[0, 20:88, 20:88].min() > 220
    # Some versions of FFmpeg count the picture that an expression is for, some do not.
    assert [int((pictures[n, -4:] > 150).mean(axis=0).sum()) // 16 for n in (5, 25)] == [4, 20]


def test_the_clock_turns_with_the_picture_of_the_full_minute(dark: FileInput, font: str):
    clock = Fraction(20 * 3600 + 59) + Fraction(24, 25)
    line: Line = ("it is ", Field.TIME, " 100%")
    counted = shown(dark, Overlay(TEXT, None, (line,), clock=clock), font=font)
    before = shown(dark, windowed(TEXT, line=("it is 20:00 100%",)), font=font)
    after = shown(dark, windowed(TEXT, line=("it is 20:01 100%",)), font=font)

    assert np.array_equal(counted[0], before[0])
    assert np.array_equal(counted[1:], after[1:])


def test_the_countdown_counts_full_seconds(dark: FileInput, font: str):
    counted = shown(dark, Overlay(TEXT, None, ((Field.LEFT,),), over=3, length=3 + 26), font=font)
    lines = [shown(dark, windowed(TEXT, line=(t,)), font=font)[0] for t in ("0:02", "0:01", "0:00")]

    assert np.array_equal(counted[0], lines[0])
    assert all(np.array_equal(picture, lines[1]) for picture in counted[1:26])
    assert np.array_equal(counted[26], lines[2])


@pytest.mark.parametrize("title", ["%{pts}", "100% \\ 'a':b,c;[d]", "\\%{n}", "%", "{title}"])
def test_a_hostile_title_beside_a_clock_is_shown_as_it_is(dark: FileInput, font: str, title: str):
    clock = Fraction(20 * 3600)
    counted = shown(dark, Overlay(TEXT, None, ((title, " ", Field.TIME),), clock=clock), font=font)
    plain = shown(dark, windowed(TEXT, line=(f"{title} 20:00",)), font=font)

    assert np.array_equal(counted[0], plain[0])


def test_a_card_is_a_band_with_two_lines(dark: FileInput, font: str):
    card = Layer("card", Look.CARD, corner="bottom-left", size=6)
    pictures = shown(dark, Overlay(card, ((10, 20),), (("Heading",), ("text",))), font=font)

    assert lit(pictures, slice(270, 345), slice(30, 400)) == list(range(10, 20))
