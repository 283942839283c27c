"""A morning and an evening of every order over the same two shows, with a story in two parts."""

from __future__ import annotations

from datetime import date

from syrupy.assertion import SnapshotAssertion

from exstreamtv.model.media import Media
from exstreamtv.schedule.ordering import ORDERS
from exstreamtv.schedule.setting import Inputs
from tests.kit.catalogue import catalogue, medium
from tests.kit.compiling import inputs, on_air, said
from tests.kit.golden import golden
from tests.kit.station import station

TITLES = ("Pilot", "Fog (1)", "Fog (2)", "Tide", "Salt", "Lamp", "Wreck")


def show(name: str, count: int, length: str, year: int) -> list[Media]:
    return [
        medium(
            f"{name}/{number} {title}",
            length,
            show=name,
            season=1,
            episode=number,
            title=title,
            aired=date(year, 1, number),
            added=date(2026, 1, 28 - number),
        )
        for number, title in enumerate(TITLES[:count], 1)
    ]


def every_order() -> Inputs:
    """A channel an order; each story is kept together, and airs whole where there is room."""
    listed = ["Coast S01E04", "Harbour S01E01", "Coast S01E04", "Harbour S01E02", "Harbour S01E03"]
    collections = {
        order: {
            "from": "tv",
            "order": order,
            "parts": "together",
            "batch": "2",
            **({"items": listed} if order == "custom" else {}),
        }
        for order in ORDERS
    }
    channels = {
        order: {
            "number": str(number),
            "name": order,
            "schedule": {
                "morning": {"at": "06:00", "until": "10:00", "fill": order},
                "evening": {"at": "20:00", "until": "21:00", "play": order},
                "rest": {"at": "10:00", "off_air": "true"},
                "night": {"at": "21:00", "off_air": "true"},
            },
        }
        for number, order in enumerate(ORDERS, 2)
    }
    made = station(
        {"rest": {"at": "06:00", "off_air": "true"}}, collections=collections, more=channels
    )
    return inputs(made, catalogue(*show("Harbour", 7, "24m", 1985), *show("Coast", 4, "47m", 1990)))


def test_a_day_of_every_order(snapshot: SnapshotAssertion) -> None:
    given = every_order()
    days = {order: said(given, on_air(given, channel=order)) for order in ORDERS}
    text = "\n".join(
        "\n".join([order, *(f"  {line}" for line in day)]) for order, day in days.items()
    )

    assert f"{text}\n" == snapshot(extension_class=golden("txt"))
