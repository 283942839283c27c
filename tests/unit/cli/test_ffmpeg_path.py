from __future__ import annotations

from pathlib import Path

import pytest

from exstreamtv.cli.ffmpeg_path import VARIABLE, fault_of, ffmpeg_path
from exstreamtv.model.failure import ToolError

BUILT = "configuration: --enable-gpl --enable-libfreetype --enable-libx264"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (f"ffmpeg version 5.1.6-0+deb12u1\n{BUILT}", ""),
        (f"ffmpeg version n9.0.2-17-g2a571b6068\n{BUILT}", ""),
        (f"ffmpeg version N-118193-g5f38c82536\n{BUILT}", ""),
        (f"ffmpeg version 4.4.2-0ubuntu0.22.04.1\n{BUILT}", "it is 4.4, and 5.1 is needed"),
        (
            "ffmpeg version 8.0\nconfiguration: --enable-libx264",
            "it was built without libfreetype",
        ),
    ],
)
def test_a_build_will_do_or_says_why_not(said: str, fault: str) -> None:
    assert fault_of(said) == fault


def test_the_one_that_is_asked_for_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere/ffmpeg")

    with pytest.raises(ToolError, match="could not be started"):
        ffmpeg_path()


def test_without_a_system_ffmpeg_the_bundled_one_plays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert Path(ffmpeg_path()).is_file()


def test_an_ffmpeg_that_will_not_do_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = tmp_path / "ffmpeg"
    old.write_text("#!/bin/sh\necho ffmpeg version 4.4\n")
    old.chmod(0o755)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")

    assert ffmpeg_path() != str(old)
