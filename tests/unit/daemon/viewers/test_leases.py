from __future__ import annotations

import asyncio

from exstreamtv.daemon.viewers.fanout import Guest
from exstreamtv.daemon.viewers.leases import Leases
from exstreamtv.model.time import EPOCH

ONE, TWO = (Guest(f"192.0.2.{number}", "hls", EPOCH) for number in (1, 2))


def test_a_client_counts_once_from_his_first_request_to_long_after_his_last() -> None:
    heard: list[str] = []
    leases = Leases(lambda: heard.append("began"), lambda: heard.append("ended"))

    async def story() -> list[tuple[str, int]]:
        for guest, size in ((ONE, 0), (ONE, 5), (TWO, 1), (ONE, 7)):
            leases.renew(guest, 0.4, size)
        held = [(each.guest.client, each.bytes) for each in leases.held]
        await asyncio.sleep(0.2)
        leases.renew(TWO, 0.8)
        await asyncio.sleep(0.4)
        assert (leases.has(ONE.client), leases.has(TWO.client)) == (False, True)
        await asyncio.sleep(0.6)
        return held

    assert asyncio.run(story()) == [("192.0.2.1", 12), ("192.0.2.2", 1)]
    assert heard == ["began", "began", "ended", "ended"]
    assert leases.held == []


def test_nobody_hears_of_what_is_forgotten() -> None:
    heard: list[str] = []
    leases = Leases(lambda: heard.append("began"), lambda: heard.append("ended"))

    async def story() -> None:
        leases.renew(ONE, 0.005)
        leases.end()
        await asyncio.sleep(0.01)

    asyncio.run(story())

    assert heard == ["began"]
    assert leases.held == []
