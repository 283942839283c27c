from __future__ import annotations

import asyncio

from exstreamtv.daemon.fanout import MOST_BYTES, Viewer


def test_what_waits_comes_at_once_and_in_order() -> None:
    viewer = Viewer()
    for data in (b"a", b"b", b"c"):
        viewer.put(data)

    assert asyncio.run(viewer.get()) == b"abc"


def test_a_viewer_who_lags_is_dropped() -> None:
    viewer = Viewer()
    for _ in range(MOST_BYTES // 1_000_000 + 1):
        viewer.put(bytes(1_000_000))

    assert viewer.dropped
    assert asyncio.run(viewer.get()) == b""


def test_the_rest_is_still_delivered_when_the_stream_ends() -> None:
    viewer = Viewer()
    viewer.put(b"last words")
    viewer.close()

    assert asyncio.run(viewer.get()) == b"last words"
    assert asyncio.run(viewer.get()) == b""


def test_a_viewer_waits_for_what_comes() -> None:
    async def story() -> bytes:
        viewer = Viewer()
        asyncio.get_running_loop().call_soon(viewer.put, b"news")
        return await viewer.get()

    assert asyncio.run(story()) == b"news"
