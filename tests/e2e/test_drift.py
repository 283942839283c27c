"""How far a repository is from what its daemon plays."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from exstreamtv.cli.main import app
from exstreamtv.cli.options import Status
from tests.e2e.test_pull import git
from tests.kit.processes import served


def status(directory: Path, *words: str, code: int = Status.DONE) -> str:
    ran = CliRunner().invoke(app, ["-C", str(directory), *words])
    assert ran.exit_code == code, ran.output
    return ran.stdout


def test_commits_and_edits_that_do_not_play_are_told(tmp_path: Path) -> None:
    home, directory = tmp_path / "tv", tmp_path / "tv" / "channels.d"
    assert CliRunner().invoke(app, ["init", str(home)]).exit_code == 0
    file = directory / "10-first.yaml"
    git(tmp_path, "init", "-q", str(home))
    git(home, "add", ".")
    git(home, "commit", "-q", "-m", "the station")

    with served(directory):
        same = status(directory, "status", "--drift", "--exit-code")
        for name in ("The Late Film", "The Later Film"):
            text = file.read_text()
            file.write_text(text.replace("The Nine O'Clock Film", name).replace("The Late ", name))
            git(home, "commit", "-q", "-am", name)
        (directory / "note.yaml").write_text("x-note: 1\n")
        git(home, "add", ".")
        told = status(directory, "status", "--drift", "--exit-code", code=Status.CHANGES)
        found = json.loads(status(directory, "--format", "json", "status", "--drift"))["drift"]
        file.write_text("channels: 1\n")
        broken = status(directory, "status", "--drift")

    assert same == "drift      none: what is here plays\n"
    first, *rest = told.splitlines()
    assert first.startswith("drift      2 commits ahead of what plays (")
    assert first.endswith("), 1 file not committed")
    assert rest[:3] == [
        "           ~ 10-first.yaml",
        "           + note.yaml",
        "lock       in line",
    ]
    assert rest[3].startswith("if applied now, it takes over from ")
    assert (found["ahead"], found["uncommitted"]) == (2, ["note.yaml"])
    assert found["files"] == {"10-first.yaml": "changed", "note.yaml": "added"}
    assert "it does not compile" in broken
