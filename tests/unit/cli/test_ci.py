from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from exstreamtv.cli.options import Status
from tests.unit.cli.conftest import Exstreamtv
from tests.unit.cli.test_git import git

HOUSE = Path(__file__).parents[3]
GITHUB = ".github/workflows/television.yml"
GITLAB = ".gitlab-ci.yml"
COMMENTS = "comments"

PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")
EXPRESSION = re.compile(r"[$][{][{]")

PROGRAMS = {
    "pip": "exit 0",
    "exstreamtv": f'exec {sys.executable} -m exstreamtv --now 2026-11-23T19:15:00Z "$@"',
    # GitHub's program: a comment is a line of the file, and its id the line's number.
    "gh": r"""
case "$*" in
  *--paginate*) test -s comments && wc -l < comments || true ;;
  *PATCH*/issues/comments/1*) cp plan.md told; echo updated >> calls ;;
  *POST*) cp plan.md told; echo comment >> comments; echo posted >> calls ;;
  *) exit 9 ;;
esac""",
    "curl": r"""
case "$*" in
  *sort=asc*) test ! -s comments || note='{"id": 1, "body": "<!-- exstreamtv plan -->"}'
    echo "[$note]" ;;
  *PUT*/notes/1) cp plan.md told; echo updated >> calls ;;
  *POST*/notes) cp plan.md told; echo comment >> comments; echo posted >> calls ;;
  *) exit 9 ;;
esac""",
}
"""What stands for the forge and its machine; the station's own program is the real one."""


def read(path: Path) -> dict[str, Any]:
    """The document with every scalar as it is written: `on` is no truth value."""
    found = yaml.load(path.read_text(), yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


@dataclass(frozen=True)
class Job:
    """The shell of a pipeline, in a repository with the edit of a pull request."""

    home: Path
    steps: dict[str, str]
    environment: dict[str, str]

    def run(self, step: str) -> subprocess.CompletedProcess[str]:
        """One step, as the machine would run it."""
        return subprocess.run(
            ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self.steps[step]),
            cwd=self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def all(self) -> list[int]:
        """How every step ends."""
        return [self.run(step).returncode for step in self.steps]

    def edit(self, old: str, new: str) -> None:
        file = self.home / "channels.d" / "10-first.yaml"
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new))


def github(home: Path) -> dict[str, str]:
    (job,) = read(home / GITHUB)["jobs"].values()
    return {step["name"]: step["run"] for step in job["steps"] if "run" in step}


def gitlab(home: Path) -> dict[str, str]:
    script = read(home / GITLAB)["television"]["script"]
    names = ("Check", "Lock", "Plan", "Comment", "Test")
    return dict(zip(names, script, strict=True))


def programs(folder: Path) -> Path:
    """The folder of what stands for the forge and its machine."""
    found = folder / "bin"
    found.mkdir()
    for name, text in PROGRAMS.items():
        (found / name).write_text(f"#!/bin/sh\n{text}\n")
        (found / name).chmod(0o755)
    return found


def environment(folder: Path, found: Path) -> dict[str, str]:
    """What a forge says to its jobs, all at once."""
    return {
        "PATH": f"{found}:{os.environ['PATH']}",
        "PYTHONPATH": str(HOUSE),
        "HOME": str(folder),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_REPOSITORY": "home/tv",
        "NUMBER": "7",
        "DIRECTORY": "channels.d",
        "AGAINST": "HEAD^1",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD^1",
        "CI_API_V4_URL": "https://gitlab.example/api/v4",
        "CI_PROJECT_ID": "1",
        "PLAN_TOKEN": "secret",
        "EXSTREAMTV": "exstreamtv",
    }


@pytest.fixture(params=[("github", github), ("gitlab", gitlab)], ids=["github", "gitlab"])
def job(request: pytest.FixtureRequest, home: Path, exstreamtv: Exstreamtv, tmp_path: Path) -> Job:
    """A pull request that moves the film to ten."""
    forge, steps = request.param
    assert exstreamtv("init", home, "--ci", forge).code == Status.DONE
    git(home, "init", "-q")
    git(home, "add", ".")
    git(home, "commit", "-q", "-m", "the station")
    return Job(home, steps(home), environment(tmp_path, programs(tmp_path)))


def propose(job: Job, old: str, new: str) -> None:
    job.edit(old, new)
    git(job.home, "commit", "-q", "-am", "an edit")


def test_a_good_edit_passes_and_is_told_in_one_comment(job: Job) -> None:
    propose(job, "The Nine O'Clock Film", "The Late Film")

    first = job.all()
    second = job.all()

    assert set(first + second) == {0}
    assert (job.home / "calls").read_text().split() == ["posted", "updated"]
    told = (job.home / "told").read_text()
    assert told.startswith("<!-- exstreamtv plan -->\n### 7 airings change on 1 of 1 channel")
    assert "The Late Film" in told


def test_an_overlap_is_refused(job: Job) -> None:
    propose(job, 'at: "21:00"', 'at: "21:00", until: "23:00"')
    job.edit('drama: {at: "19:00"', 'drama: {at: "19:00", until: "22:00"')

    checked = job.run("Check")

    assert checked.returncode == Status.INPUT
    assert "E301" in checked.stdout + checked.stderr


def test_a_lock_that_was_forgotten_is_refused(job: Job) -> None:
    propose(job, "      drama:", '      early: {at: "05:00", fill: corner-shop}\n      drama:')

    assert job.run("Lock").returncode == Status.INPUT


@pytest.mark.parametrize(
    "broken",
    [
        "tests: [{channel: one, at: '21:00', airs: {title: X}}]",
        "rules: {kids: {watershed: {'06:00-20:00': TV-PG}}}",
    ],
)
def test_the_plan_is_told_where_a_rule_or_a_test_is_broken(job: Job, broken: str) -> None:
    propose(job, "channels:", f"{broken}\nchannels:")

    ended = {step: job.run(step).returncode for step in job.steps}

    assert ended.pop("Test") == Status.INPUT
    assert set(ended.values()) == {0}


def test_the_first_pull_request_has_a_station_too(job: Job) -> None:
    git(job.home, "checkout", "-q", "--orphan", "first")
    git(job.home, "rm", "-rq", "--cached", ".")
    git(job.home, "commit", "-q", "--allow-empty", "-m", "nothing")
    git(job.home, "add", "channels.d")
    git(job.home, "commit", "-q", "-m", "the station")

    assert job.run("Plan").returncode == 0
    assert "added" in (job.home / "plan.md").read_text()


def test_what_github_runs_is_pinned_and_may_only_comment(
    exstreamtv: Exstreamtv, home: Path
) -> None:
    assert exstreamtv("init", home, "--ci", "github").code == Status.DONE
    workflow = read(home / GITHUB)

    assert set(workflow["on"]) == {"pull_request", "push"}
    assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
    (job,) = workflow["jobs"].values()
    uses = [step["uses"] for step in job["steps"] if "uses" in step]
    assert all(PINNED.fullmatch(each) for each in uses)
    assert re.fullmatch(r"exstreamtv==\d+[.]\d+[.]\d+", workflow["env"]["EXSTREAMTV"])


def test_what_gitlab_runs_is_pinned(exstreamtv: Exstreamtv, home: Path) -> None:
    assert exstreamtv("init", home, "--ci", "gitlab").code == Status.DONE
    job = read(home / GITLAB)["television"]

    assert re.fullmatch(r"python:3[.]\d+-\w+", job["image"])
    assert job["artifacts"]["reports"]["codequality"] in job["script"][0]
    assert "@VERSION@" not in (home / GITLAB).read_text()


def shells() -> Iterator[tuple[str, str]]:
    pipelines = HOUSE / "exstreamtv" / "cli" / "pipelines"
    for step in read(pipelines / "github.yml")["jobs"]["station"]["steps"]:
        yield f"github {step.get('name')}", step.get("run", "")
    for number, text in enumerate(read(pipelines / "gitlab.yml")["television"]["script"]):
        yield f"gitlab {number}", text
    for step in read(HOUSE / "action.yml")["runs"]["steps"]:
        yield f"action {step.get('name')}", step.get("run", "")


@pytest.mark.parametrize(("name", "text"), [*shells()])
def test_the_shell_is_shell_and_nothing_is_pasted_into_it(name: str, text: str) -> None:
    """An expression in a script is how a branch's name becomes a command."""
    assert not EXPRESSION.search(text)
    assert subprocess.run(("bash", "-n"), input=text, text=True).returncode == 0


def spelled(command: str) -> str:
    """An action's command as the pipeline has it."""
    return command.replace('-C "$DIRECTORY" ', "").replace('"$AGAINST"', "HEAD^1")


def test_the_action_does_what_the_pipeline_does() -> None:
    action = read(HOUSE / "action.yml")
    steps = {step["name"]: step for step in action["runs"]["steps"] if "run" in step}
    workflow = read(HOUSE / "exstreamtv" / "cli" / "pipelines" / "github.yml")
    written = {s["name"]: s["run"] for s in workflow["jobs"]["station"]["steps"] if "run" in s}

    assert action["runs"]["using"] == "composite"
    assert set(action["inputs"]) == {"directory", "command", "against", "comment", "token"}
    assert all(step["shell"] == "bash" for step in steps.values())
    assert all("description" in each for each in action["inputs"].values())
    for name in ("Check", "Lock", "Plan", "Comment", "Test"):
        assert spelled(steps[name]["run"]) == written[name], name
    uses = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]
    assert all(PINNED.fullmatch(each) for each in uses)


def test_every_hook_is_a_command_that_a_fresh_station_passes(
    exstreamtv: Exstreamtv, station: Path
) -> None:
    hooks = yaml.safe_load((HOUSE / ".pre-commit-hooks.yaml").read_text())

    assert [hook["id"] for hook in hooks] == [
        "exstreamtv-fmt",
        "exstreamtv-check",
        "exstreamtv-lock",
    ]
    for hook in hooks:
        program, *words = hook["entry"].split()
        assert program == "exstreamtv"
        assert (hook["language"], hook["pass_filenames"]) == ("python", False)
        assert re.search(hook["files"], "channels.d/10-first.yaml")
        assert exstreamtv(*words, "-C", station).code == Status.DONE


def test_a_pipeline_is_added_to_a_station_and_written_over_nothing(
    exstreamtv: Exstreamtv, home: Path
) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}

    assert exstreamtv("init", home, "--ci", "gitlab").code == Status.DONE
    assert exstreamtv("init", home, "--ci", "gitlab").code == Status.REFUSED
    assert {path: path.read_bytes() for path in before} == before


@pytest.fixture
def demo(tmp_path: Path) -> Job:
    """A pull request to the demo station that renames a channel, with what every forge runs."""
    home = shutil.copytree(HOUSE / "channels.d", tmp_path / "tv" / "channels.d").parent
    git(home, "init", "-q")
    git(home, "add", ".")
    git(home, "commit", "-q", "-m", "the station")
    file = home / "channels.d" / "1-harbour-one.yaml"
    file.write_text(file.read_text().replace("name: Harbour One", "name: Harbour Two", 1))
    git(home, "commit", "-q", "-am", "an edit")
    return Job(home, {}, environment(tmp_path, programs(tmp_path)))


def written() -> Iterator[tuple[str, str]]:
    """Every command of both pipelines, the action and the hooks, by where it stands."""
    pipelines = HOUSE / "exstreamtv" / "cli" / "pipelines"
    for step in read(pipelines / "github.yml")["jobs"]["station"]["steps"]:
        if "run" in step:
            yield f"github {step['name']}", step["run"]
    job = read(pipelines / "gitlab.yml")["television"]
    for number, text in enumerate([*job["before_script"], *job["script"]]):
        yield f"gitlab {number}", text
    for step in read(HOUSE / "action.yml")["runs"]["steps"]:
        if "run" in step and step["name"] != "Install":
            yield f"action {step['name']}", step["run"]
    for hook in yaml.safe_load((HOUSE / ".pre-commit-hooks.yaml").read_text()):
        yield hook["id"], hook["entry"]


def test_the_demo_passes_every_command_that_a_forge_runs(demo: Job) -> None:
    # What stands in several places is run once, as the last of them spells it: the action.
    for text, name in {spelled(text): (text, name) for name, text in written()}.values():
        demo.steps[name] = text
        ran = demo.run(name)

        assert ran.returncode == 0, (name, ran.stdout, ran.stderr)
    told = (demo.home / "told").read_text()
    assert "Harbour Two" in told or "nothing changes" in told
    assert len(told) < 60_000
