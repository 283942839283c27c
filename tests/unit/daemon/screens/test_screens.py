"""What a screen says for the occasion."""

from __future__ import annotations

from datetime import timedelta

import pytest

from exstreamtv.daemon.screens.screens import lines
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.screen import Screen
from tests.kit.timelines import MONDAY, airing, film, timeline

LINE = timeline(
    [airing(MONDAY, film("Gilda"), 120), airing(MONDAY + timedelta(hours=2), film("Laura"), 120)]
)
BERLIN = Channel("retro", "7", "Retro One", Profile(), timezone="Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "hours", "said"),
    [
        (Screen().lines, 2, ("back at 08:00", "Laura")),
        (Screen().lines, 4, ("back at 10:00",)),
        (("{channel}: {next}", "soon"), 2, ("Retro One: Laura", "soon")),
    ],
)
def test_it_tells_when_and_what(
    written: tuple[str, ...], hours: int, said: tuple[str, ...]
) -> None:
    back = MONDAY + timedelta(hours=hours)

    assert lines(BERLIN, LINE, Screen(lines=written), back) == said
