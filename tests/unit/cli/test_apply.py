from __future__ import annotations

from datetime import timedelta

import pytest

from exstreamtv.cli.apply import done
from exstreamtv.emit.view import View
from exstreamtv.model.revision import Applied
from tests.kit.timelines import MONDAY
from tests.kit.weeks import WEEK_END, station

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("one", "other", "when"),
    [
        (0, 0, "at once"),
        (1, 1, "at mon 23 nov 07:00"),
        (1, 18, "between mon 23 nov 07:00 and tue 24 nov 00:00"),
    ],
)
def test_when_it_takes_over_is_told_by_the_stations_clock(one: int, other: int, when: str) -> None:
    starts = {"retro": MONDAY + one * HOUR, "reel": MONDAY + other * HOUR}
    applied = Applied("9c1e2a40b7d1", MONDAY, starts)

    said = done(applied, View(station(), {}, MONDAY, WEEK_END))

    assert said == f"`9c1e2a40b7d1` is applied; it takes over on 2 channels {when}"
