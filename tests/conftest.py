"""Fixtures that are rules: no network but loopback, no $HOME, a time zone nobody assumes."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["TZ"] = "Pacific/Chatham"
time.tzset()

settings.register_profile("alike", derandomize=True, deadline=None)
settings.register_profile("exploring", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "alike"))
# Every run draws the same examples, on a busy machine too; new ones are looked for on purpose.


def pytest_itemcollected(item: pytest.Item) -> None:
    """In one lane all that is `alone`, one after the other; in the other one what is `paced`."""
    if item.get_closest_marker("alone"):
        item.add_marker(pytest.mark.xdist_group("alone"))
    elif item.get_closest_marker("paced"):
        item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(autouse=True)
def _no_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.getbasetemp() / "nobody"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0] if isinstance(address, tuple) else address
            assert host in ("127.0.0.1", "::1", "localhost"), f"a test reached for {host}"
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture
def house() -> Path:
    """The repository's root."""
    return Path(__file__).parents[1]
