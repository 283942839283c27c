from __future__ import annotations

from datetime import date

import pytest

from exstreamtv.schedule.moves import called
from tests.kit.catalogue import episodes, medium

SHOW = [*episodes("cheers", 3), medium("pilot", title="The Pilot", season=0, episode=1)]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("S01E02", ["cheers/S01E02"]),
        ("s1e2", ["cheers/S01E02"]),
        ("1x02", ["cheers/S01E02"]),
        ("S02E01", []),
        (str(date(1985, 1, 21)), ["cheers/S01E02"]),
        ("1985-01-22", []),
        ("The Pilot", ["pilot"]),
        ("cheers 3", ["cheers/S01E03"]),
        ("tv:cheers/S01E01", ["cheers/S01E01"]),
    ],
)
def test_an_item_is_called_by_number_date_title_or_key(name: str, keys: list[str]):
    assert [one.key for one in called(name, SHOW)] == keys
