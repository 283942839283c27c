"""An endless MPEG-TS answer, with the bounds that the server itself does not have."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AbstractContextManager, nullcontext

from starlette.types import Message, Receive, Scope, Send

from exstreamtv.daemon.viewers.fanout import Guest, Viewer
from exstreamtv.daemon.viewers.ring import Ring
from exstreamtv.model.time import EPOCH

WRITE_S = 10.0
"""How long the last of a stream may take. Until then a viewer is bounded by his pacing."""

log = logging.getLogger(__name__)

TYPE = "video/mp2t"

_START: Message = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", TYPE.encode()),
        (b"cache-control", b"no-store"),
        (b"access-control-allow-origin", b"*"),
    ],
}


class Stream:
    """Sends what a viewer gets until either side ends; ``watched`` is entered when it begins."""

    def __init__(self, watched: AbstractContextManager[Viewer]) -> None:
        self._watched = watched

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer as an ASGI application."""
        with self._watched as viewer:
            try:
                async with asyncio.TaskGroup() as tasks:
                    beside = (_gone(receive, viewer), _dropped(viewer))
                    watching = [tasks.create_task(each, name="viewer") for each in beside]
                    await _send_all(viewer, send)
                    for task in watching:
                        task.cancel()
            except* TimeoutError:
                log.info("%s takes too little, and is dropped", viewer.guest.client)


def headers_only() -> Stream:
    """The headers of a stream without the stream: nothing is started for it."""
    viewer = Viewer(Guest("", "ts", EPOCH), Ring(0))
    viewer.close()
    return Stream(nullcontext(viewer))


async def _send_all(viewer: Viewer, send: Send) -> None:
    await send(_START)
    while data := await viewer.get():
        await send({"type": "http.response.body", "body": data, "more_body": True})
        if viewer.behind:  # others have their turn, and a connection that is lost is heard of
            await asyncio.sleep(0)
    async with asyncio.timeout(WRITE_S):
        await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive, viewer: Viewer) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    viewer.close()


async def _dropped(viewer: Viewer) -> None:
    """TimeoutError when he is, at once: what is being sent to him may never arrive."""
    await viewer.ended()
    if viewer.dropped:
        raise TimeoutError
