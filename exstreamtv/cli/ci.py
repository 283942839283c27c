"""Pipelines for those who keep a station in git: checks, and the plan in the pull request."""

from __future__ import annotations

from enum import StrEnum
from importlib.metadata import version
from importlib.resources import files


class Forge(StrEnum):
    """Where a repository is kept; the names of the files in `pipelines/`."""

    GITHUB = "github"
    GITLAB = "gitlab"


_PLACES = {Forge.GITHUB: ".github/workflows/television.yml", Forge.GITLAB: ".gitlab-ci.yml"}
"""Where each of them looks, from the repository's root."""


def pipeline(forge: Forge) -> dict[str, bytes]:
    """The pipeline as a file below the repository's root; it installs this version."""
    text = (files("exstreamtv.cli") / "pipelines" / f"{forge}.yml").read_text("utf-8")
    return {_PLACES[forge]: text.replace("@VERSION@", version("exstreamtv")).encode()}
