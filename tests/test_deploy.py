"""What `deploy/` installs is what it says, as far as that can be seen without installing it."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
DEPLOY = HOUSE / "deploy"
UNITS = ("exstreamtv.service", "exstreamtv-pull.service", "exstreamtv-pull.timer")
SERVICES = UNITS[:2]

HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "RestrictNamespaces": "yes",
    "SystemCallFilter": "@system-service",
    "UMask": "0077",
    "User": "exstreamtv",
}


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / name)
    return parser


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_do_little(name: str) -> None:
    service = unit(name)["Service"]

    assert {key: service[key] for key in HARDENED} == HARDENED


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_understands_every_line(tmp_path: Path) -> None:
    for name in UNITS:
        text = re.sub(
            r"^ExecStart=\S+", "ExecStart=/bin/true", (DEPLOY / name).read_text(), flags=re.M
        )
        (tmp_path / name).write_text(text)

    for name in UNITS:
        words = ("systemd-analyze", "verify", "--man=no", str(tmp_path / name))
        done = subprocess.run(words, capture_output=True, text=True)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
@pytest.mark.parametrize("name", SERVICES)
def test_little_is_left_to_attack(name: str) -> None:
    words = ("systemd-analyze", "security", "--offline=true", "--threshold=25", str(DEPLOY / name))
    done = subprocess.run(words, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def test_both_services_and_the_guide_to_them_mean_the_same_places() -> None:
    daemon, pull = (unit(name)["Service"] for name in SERVICES)
    guide = (HOUSE / "docs" / "deploy.md").read_text()

    assert daemon["WorkingDirectory"] == pull["WorkingDirectory"] == "/srv/tv"
    assert pull["ReadWritePaths"] == "/srv/tv /var/lib/exstreamtv"
    for name in UNITS:
        assert "EXSTREAMTV_STATE=/var/lib/exstreamtv" in (DEPLOY / name).read_text() or (
            name.endswith(".timer")
        )
    assert f"install -D deploy/pull {pull['ExecStart']}" in guide
    assert "EXSTREAMTV_STATE=/var/lib/exstreamtv" in guide


def test_the_pull_is_shell_and_the_guide_shows_it() -> None:
    text = (DEPLOY / "pull").read_text()
    commands = [line for line in text.splitlines() if line.startswith(("git ", "exstreamtv "))]

    assert subprocess.run(("sh", "-n"), input=text, text=True).returncode == 0
    assert "set -eu" in text
    assert "\n".join(commands) in (HOUSE / "docs" / "deploy.md").read_text()


def container() -> list[str]:
    """The instructions, each on a line of its own."""
    text = (DEPLOY / "Containerfile").read_text().replace("\\\n", "")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_the_container_is_built_from_the_lock_and_runs_as_nobody_special() -> None:
    lines = container()
    installs = [each for line in lines if "pip install" in line for each in line.split("&&")]
    named = [each for each in installs if "pip install" in each and "-r " in each]

    assert len([line for line in lines if line.startswith("USER ")]) == 1
    assert "USER 8409:8409" in lines
    assert named
    assert all("--require-hashes" in each for each in named)
    assert all("--no-deps" in each for each in installs if "pip install" in each)
    health = next(line for line in lines if line.startswith("HEALTHCHECK"))
    assert "http://127.0.0.1:8409/health" in health
    assert not [line for line in lines if re.search(r"TOKEN|SECRET|PASSWORD", line)]


def test_what_the_container_copies_is_there() -> None:
    for line in container():
        if line.startswith("COPY ") and "--from" not in line:
            assert all((HOUSE / path).exists() for path in line.split()[1:-1]), line


def test_the_smaller_lock_is_a_part_of_the_whole() -> None:
    def pinned(path: Path) -> set[str]:
        return set(re.findall(r"^([\w.-]+==\S+)", path.read_text(), re.M))

    whole, part = pinned(HOUSE / "requirements.lock"), pinned(DEPLOY / "requirements.lock")
    assert part < whole
    assert not [each for each in part if each.startswith(("pytest", "mypy", "ruff"))]
    assert [each for each in part if each.startswith("httpx==")]
