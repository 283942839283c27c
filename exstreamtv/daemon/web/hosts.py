"""By which names we answer: a page elsewhere must not reach us by its own (DNS rebinding)."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class KnownHosts:
    """Passes on requests to localhost, an IP address, a `.local` name, or the declared address."""

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self._app = app
        self._public = urlsplit(public_url).hostname

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The request, or 421 (RFC 9110 15.5.20)."""
        if scope["type"] == "http" and not self._known(Headers(scope=scope).get("host", "")):
            answer = PlainTextResponse("this station is not called that\n", 421)
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _known(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or "localhost"
        except ValueError:
            return False
        return name in ("localhost", self._public) or name.endswith(".local") or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
