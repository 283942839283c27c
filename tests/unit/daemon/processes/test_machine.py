from __future__ import annotations

import os
import time

import pytest

from exstreamtv.daemon.processes.machine import cores, quota, used_ms


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [
        ("150000 100000", 1500),
        ("max 100000\n", 1_000_000),
        ("-1 100000", 1_000_000),
        ("", 1_000_000),
    ],
)
def test_a_container_may_have_a_part_of_the_machine(text: str, thousandths: int) -> None:
    assert quota(text) == thousandths


def test_there_is_at_least_something_to_work_with() -> None:
    assert 0 < cores() <= len(os.sched_getaffinity(0)) * 1000


def test_what_a_process_has_used_is_known() -> None:
    begun, end = used_ms(os.getpid()), time.process_time() + 0.05
    while time.process_time() < end:
        pass
    used = used_ms(os.getpid())

    assert begun is not None
    assert used is not None
    assert used - begun >= 30
    assert used_ms(2**22 + 1) is None
