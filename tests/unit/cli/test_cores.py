from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from exstreamtv.cli import cores
from exstreamtv.cli.cores import WORTH_IT, shared


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_cores", lambda: 2)


def test_results_come_in_the_order_of_their_parts() -> None:
    many = range(2 * WORTH_IT + 1)

    parts = shared(many, list)

    assert len(parts) == 2
    assert [each for part in parts for each in part] == list(many)


def test_little_work_stays_in_this_process() -> None:
    assert shared(range(2 * WORTH_IT - 1), lambda _: os.getpid()) == [os.getpid()]


def test_an_error_elsewhere_is_raised_here() -> None:
    def failing(parts: Sequence[int]) -> int:
        return 1 // parts[0]

    with pytest.raises(ZeroDivisionError):
        shared(range(2 * WORTH_IT), failing)


def test_what_costs_more_is_split_sooner() -> None:
    assert len(shared(range(8), list, 4)) == 2
    assert len(shared(range(7), list, 4)) == 1
