from __future__ import annotations

from fractions import Fraction

import pytest

from exstreamtv.model.media import Stream
from exstreamtv.sources.streams import stream_from, stream_text


def test_a_stream_reads_as_words():
    stream = Stream("audio", "aac", 1, "eng", rate=Fraction(48000), channels=2, default=True)

    assert stream_text(stream) == "audio aac index=1 language=eng rate=48000 channels=2 default"
    assert stream_from(stream_text(stream)) == stream


def test_titles_and_files_may_hold_anything():
    stream = Stream("subtitle", "ass", title="50%20 off = yes", file="a b%.ass")

    assert stream_from(stream_text(stream)) == stream


@pytest.mark.parametrize(
    "text", ["", "video", "video h264 wide", "video h264 default=1", "video h264 width",
             "video h264 rate=1e9999999", "video h264 rate=1/0", "video h264 width=x", 7]
)  # fmt: skip
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the wording is of no matter here
        stream_from(text)
