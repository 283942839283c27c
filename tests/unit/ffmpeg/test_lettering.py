from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from exstreamtv.ffmpeg.lettering import figures, number, quoted, words
from exstreamtv.model.names import clean
from exstreamtv.sources.font import font_file
from tests.kit.ffmpeg import ffmpeg

HOSTILE = [
    "a[v];[v]b,c=d:e'f%{n}\\",
    "'; rm -rf /; '",
    "\\\\'\\'",
    "%{pts} %{metadata:x} %%",
    "text=x:textfile=/etc/hostname",
    "back\\\\slash\\",
    "'",
    "[out0]",
    ":x=0",
    "line\nbreak\r\ttab\x00nul",
]


@pytest.fixture
def font(tmp_path: Path) -> str:
    return str(font_file(tmp_path))


def shown(chain: str, pictures: int = 1) -> NDArray[np.uint8]:
    raw = ffmpeg(
        *("-f", "lavfi", "-i", f"color=black:size=960x64:rate=25,{chain}[out0]"),
        *("-frames:v", str(pictures), "-f", "rawvideo", "-pix_fmt", "gray", "-"),
    )
    return np.frombuffer(raw, np.uint8).reshape(pictures, 64, 960)


STYLE = "fontsize=32:fontcolor=white:x=8:y=8"


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_shown_letter_by_letter(title: str, font: str, tmp_path: Path) -> None:
    file = tmp_path / "title.txt"
    file.write_text(clean(title))
    from_file = f"drawtext=fontfile={font}:expansion=none:textfile={file}:{STYLE}"

    assert np.array_equal(shown(words(font, title, STYLE)), shown(from_file))


def test_figures_count_with_the_pictures(font: str) -> None:
    first, second = shown(figures(font, f"at {number('n+7', 3)}", STYLE), 2)

    assert np.array_equal(first, shown(words(font, "at 007", STYLE))[0])
    assert np.array_equal(second, shown(words(font, "at 008", STYLE))[0])


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


@given(st.text())
def test_no_character_with_a_meaning_stands_bare(text: str) -> None:
    once = quoted(text)

    assert not re.search(r"(?<!\\)(?:\\\\)*['\[\],;]", once)
    assert not re.search(r"(?<!\\)(?:\\\\)*[':]", unescaped(once))
    assert unescaped(unescaped(once)) == clean(text)
