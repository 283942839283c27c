from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from exstreamtv.daemon.web.hosts import KnownHosts

OURS = (
    "localhost",
    "localhost:8409",
    "127.0.0.1:8409",
    "[::1]:8409",
    "tv.example.org",
    "box.local",
)
FOREIGN = ("evil.example", "tv.example.org.evil.example", "[", "127.0.0.1.nip.io")


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


def status(host: str) -> int:
    async def story() -> int:
        known = Middleware(KnownHosts, public_url="https://tv.example.org")
        app = Starlette(routes=[Route("/", hello)], middleware=[known])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            return (await client.get("http://x/", headers={"host": host})).status_code

    return asyncio.run(story())


@pytest.mark.parametrize("host", OURS)
def test_our_own_names_are_answered(host: str) -> None:
    assert status(host) == 200


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_name_is_not(host: str) -> None:
    assert status(host) == 421
