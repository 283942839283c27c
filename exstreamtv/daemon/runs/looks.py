"""A cheap look at what an item is played from: is it there again, is it another one by now?

It starts no process: a file is looked at as a directory listing does, a web address is asked for
its status. What is neither cannot be looked at, and is only tried again.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Protocol, TypeAlias
from urllib.parse import urlsplit

from exstreamtv.daemon.asking import Answer
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.media import FileInput, Input, LiveInput

LOOK_S = 0.1
"""How often a file is looked at. Twice the same, and it is not being written any more."""

LOOK_LIVE_S = 1.0
"""How often a web address is asked."""

ANSWER_S = 2.0
"""How long it may take to answer."""

NOT_THERE = ""

_Seen: TypeAlias = tuple[Input, str]


def mark(source: Input) -> str:
    """Something that changes with the file; `NOT_THERE` for none, and for what cannot be told."""
    if not isinstance(source, FileInput):
        return NOT_THERE
    try:
        found = os.stat(source.path)  # noqa: PTH116 - a text anyhow
    except OSError:
        return NOT_THERE
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"


class Ask(Protocol):
    """Gets an answer that may never come; ExstreamError then, and where it is one."""

    async def __call__(self, question: Callable[[], Answer]) -> Answer:
        """The answer."""
        ...


async def mended(resolve: Callable[[], Input], before: str, ask: Ask) -> bool:
    """Wait until what was marked so ``before`` is there and another one, or answers again.

    False if that cannot be told of it. ``resolve`` may block, and may raise SourceError.
    """
    last = before
    while True:
        await asyncio.sleep(LOOK_S)
        try:
            source, seen = await ask(lambda: _seen(resolve))
        except ExstreamError:
            last = NOT_THERE
            continue
        if isinstance(source, LiveInput):
            return await _answers_again(source.url, ask)
        if not isinstance(source, FileInput):
            return False
        if seen not in (before, NOT_THERE) and seen == last:
            return True
        last = seen


def _seen(resolve: Callable[[], Input]) -> _Seen:
    source = resolve()
    return source, mark(source)


async def _answers_again(url: str, ask: Ask) -> bool:
    """Wait until it does; False if it does now, for then something else is amiss."""
    if urlsplit(url).scheme not in ("http", "https") or await _answers(url, ask):
        return False
    while True:
        await asyncio.sleep(LOOK_LIVE_S)
        if await _answers(url, ask):
            return True


async def _answers(url: str, ask: Ask) -> bool:
    try:
        return await ask(lambda: _asked(url))
    except ExstreamError:
        return False


def _asked(url: str) -> bool:
    parts = urlsplit(url)
    made = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    try:
        connection = made(parts.hostname or "", parts.port, timeout=ANSWER_S)
        try:
            query = f"?{parts.query}" if parts.query else ""
            connection.request("GET", f"{parts.path or '/'}{query}")
            return connection.getresponse().status < 400
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError):
        return False
