from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from exstreamtv.config.sources import LiveSource
from exstreamtv.ffmpeg.command import item_command
from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.model.channel import Profile
from exstreamtv.model.failure import SourceError
from exstreamtv.model.media import LiveInput, Media, MediaKind
from exstreamtv.sources.context import Context
from exstreamtv.sources.live import fetch, resolve

NEWS = Media("news", "live", MediaKind.LIVE, "news", timedelta(0))
NOWHERE = Context(Path(), Path())


def source(url: str) -> LiveSource:
    return LiveSource.model_validate({"type": "live", "url": url})


def test_there_is_nothing_to_lock():
    assert list(fetch("news", source("http://tv.lan/live.ts"), NOWHERE)) == []


def test_an_address_without_secrets_is_itself():
    assert resolve(NEWS, source("udp://239.0.0.1:1234"), NOWHERE) == LiveInput(
        "udp://239.0.0.1:1234"
    )


def test_secrets_come_from_the_environment_and_from_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("TV_USER", "ann")
    (tmp_path / "word").write_text("s3cret\n")
    url = "http://${env:TV_USER}:${file:%s}@tv.lan/live.ts" % (tmp_path / "word")

    assert resolve(NEWS, source(url), NOWHERE) == LiveInput(
        "http://ann:s3cret@tv.lan/live.ts", ("ann", "s3cret")
    )


@pytest.mark.parametrize("secret", ["${env:NOT_THERE}", "${file:/not/there}"])
def test_a_secret_that_is_not_there_is_named_and_not_shown(secret: str):
    with pytest.raises(SourceError, match=r"source `news`.*(NOT_THERE|/not/there)"):
        resolve(NEWS, source(f"http://{secret}@tv.lan"), NOWHERE)


def test_no_secret_is_told():
    medium = LiveInput("http://ann:s3cret@tv.lan/live.ts", ("ann", "s3cret"))
    command = item_command("ffmpeg", medium, Cut(0, 25, 0, 47), Profile())  # type: ignore[arg-type]

    assert "http://ann:s3cret@tv.lan/live.ts" in command.argv
    assert "s3cret" not in str(command)
    assert "s3cret" not in repr(medium)
    assert command.told("http://ann:s3cret@tv.lan: 404") == "http://***:***@tv.lan: 404"


def test_a_relay_leads_to_no_file_and_is_not_held_when_it_ends():
    cut = Cut(0, 25, 0, 47)  # type: ignore[arg-type]
    words = item_command("ffmpeg", LiveInput("https://tv.lan/live.m3u8"), cut, Profile()).argv

    assert words[words.index("-protocol_whitelist") + 1] == "http,https,tcp,tls,crypto,httpproxy"
    assert words[words.index("-rw_timeout") + 1] == "5000000"
    assert "tpad" not in words[words.index("-vf") + 1]
