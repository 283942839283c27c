from __future__ import annotations

from dataclasses import replace

import pytest

from exstreamtv.daemon.door.admission import SOON_S, TUNERS, Crowd, Wish
from exstreamtv.daemon.viewers.fanout import By, Guest
from exstreamtv.model.limits import Limits
from exstreamtv.model.time import EPOCH

TIGHT = Limits(viewers=4, channels=2, per_channel=3, per_client=2, tuners=1)


def crowd(*guests: tuple[str, str, By], on_air: tuple[str, ...] = ()) -> Crowd:
    found = tuple((channel, Guest(client, by, EPOCH)) for channel, client, by in guests)
    return Crowd(found, frozenset(on_air or (channel for channel, _, _ in guests)))


@pytest.mark.parametrize(
    ("here", "wish", "why"),
    [
        (crowd(("a", "x", "ts")), Wish("a", "x", "ts"), None),
        (crowd(*[("a", "x", "ts")] * 2), Wish("a", "x", "ts"), "2 viewers from one address"),
        (crowd(*[("a", "x", "ts")] * 2), Wish("a", "y", "ts"), None),
        (crowd(*[("a", n, "ts") for n in "xyz"]), Wish("a", "w", "ts"), "3 viewers of one channel"),
        (
            crowd(*[("a", n, "ts") for n in "xy"], *[("b", n, "ts") for n in "xy"]),
            Wish("b", "z", "ts"),
            "4 viewers",
        ),
        (crowd(("a", "x", "ts"), ("b", "y", "ts")), Wish("c", "z", "ts"), "2 channels at once"),
        (crowd(("a", "x", "ts"), ("b", "y", "ts")), Wish("b", "z", "ts"), None),
        (crowd(on_air=("a", "b")), Wish("c", "z", "ts"), None),
        (crowd(("a", "x", "tuner")), Wish("a", "y", "tuner"), "all tuners are in use"),
        (crowd(("a", "x", "tuner")), Wish("a", "y", "ts"), None),
        (crowd(("a", "x", "ts")), Wish("a", "y", "tuner"), None),
    ],
)
def test_who_comes_beyond_a_limit_is_refused(here: Crowd, wish: Wish, why: str | None) -> None:
    found = here.refusal(wish, TIGHT)

    assert (found and found.why.startswith(why or "-")) is (None if why is None else True)


def test_a_client_hears_that_all_tuners_are_in_use() -> None:
    found = crowd(("a", "x", "tuner")).refusal(Wish("a", "y", "tuner"), TIGHT)

    assert found
    assert (found.error, found.retry_s) == (TUNERS, SOON_S)


def test_a_station_without_limits_of_its_own_has_room_for_a_house() -> None:
    house = crowd(*[("a", "x", "ts")] * 100)

    assert house.refusal(Wish("b", "x", "ts"), Limits()) is None
    assert house.refusal(Wish("b", "x", "ts"), replace(Limits(), per_client=100))
