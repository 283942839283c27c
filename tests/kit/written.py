"""A station from YAML in a test, checked as `exstreamtv check` does without a lock."""

from __future__ import annotations

from pathlib import PurePath

from exstreamtv.pipeline import Loaded, read
from exstreamtv.syntax.files import read_texts

HEAD = "version: 1\nstation: {name: Home TV, timezone: Europe/Berlin}\n"
FILE = PurePath("station.yaml")


def written(text: str) -> Loaded:
    """The station whose sections beside `version` and `station` are ``text``."""
    return read(read_texts({FILE: HEAD + text}))


def codes(text: str) -> list[str]:
    return [finding.code for finding in written(text).found]
