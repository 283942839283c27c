"""What changes the station, for those who have its token: revisions, and applying one."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from exstreamtv.daemon.programmes import Control
from exstreamtv.daemon.web.api import counted, watched_of
from exstreamtv.daemon.web.found import station_of
from exstreamtv.model.failure import StaleError, StateError, UnfitError
from exstreamtv.model.revision import Applied
from exstreamtv.model.time import instant_text

MOST_BYTES = 64 * 1024 * 1024
"""What an applied station may hold: the lock of 50,000 media is 15 MB."""

WANTED = '{"files": {PATH: TEXT}, "force": false, "trial": false}'
"""The body, as a refusal says it."""

ARRIVAL_S = 30.0
"""How long the body may take to arrive."""

REFUSAL_S = 0.25
"""How long a wrong token waits for its answer."""

MOST_REFUSALS = 16
"""Wrong tokens that wait at once; more are told to come again."""

MOST_WAITING = 4
"""Applications that wait for the one before; more are told to come again."""


class Desk:
    """Where applications are taken, one at a time."""

    def __init__(self, control: Control, token: str) -> None:
        self.control = control
        self.waiting = 0
        self.turn = asyncio.Lock()
        self._token = token.encode()
        self._refusals = 0

    async def must_admit(self, request: Request) -> None:
        """401 unless the request has the token (RFC 6750, section 2.1).

        Who guesses waits, and never makes anybody wait who knows.
        """
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        given = token.strip().encode()
        if scheme.lower() == "bearer" and hmac.compare_digest(given, self._token):
            return
        if self._refusals >= MOST_REFUSALS:
            raise HTTPException(429, "too many wrong tokens", {"Retry-After": "5"})
        self._refusals += 1
        try:
            await asyncio.sleep(REFUSAL_S)
        finally:
            self._refusals -= 1
        raise HTTPException(401, "the station's token is needed", {"WWW-Authenticate": "Bearer"})


async def revisions(request: Request) -> Response:
    """`GET /api/revisions`: what was applied. `POST`: apply another one."""
    desk = _desk(request)
    await desk.must_admit(request)
    if request.method == "POST":
        return await _applied(request, desk)
    history = desk.control.history
    body = {
        "revision": history[-1].revision,
        "applied": [_as_json(applied) for applied in reversed(history)],
    }
    return JSONResponse(body, headers={"ETag": f'"{history[-1].revision}"'})


async def revision(request: Request) -> Response:
    """`GET /api/revisions/9c1e2a...`: the station's files at a revision."""
    desk = _desk(request)
    await desk.must_admit(request)
    name = request.path_params["name"]
    try:
        files = await asyncio.to_thread(desk.control.files, name)
    except StateError as error:
        raise HTTPException(404, str(error)) from error
    return JSONResponse({"revision": name, "files": files})


async def status(request: Request) -> JSONResponse:
    """`/api/status`: the revision in force, what is still to take over, and how it plays."""
    desk, station = _desk(request), station_of(request)
    await desk.must_admit(request)
    now, applied = station.clock.now(), desk.control.history[-1]
    pending = {name: instant_text(at) for name, at in applied.starts.items() if at > now}
    return JSONResponse(
        {
            "at": instant_text(now),
            "revision": applied.revision,
            "applied": instant_text(applied.at),
            "takes_over": dict(sorted(pending.items())),
            "counts": counted(station),
            "channels": [watched_of(channel, now) for channel in station.channels.values()],
            "incidents": [each.as_json() for each in station.incidents.last(20)],
            "quarantine": [each.as_json() for each in station.quarantine.listed(now)],
        }
    )


async def _applied(request: Request, desk: Desk) -> Response:
    base = _base(request)
    wish = await _wish(request)
    if desk.waiting >= MOST_WAITING:
        raise HTTPException(429, "others are applying", {"Retry-After": "5"})
    desk.waiting += 1
    try:
        async with desk.turn:
            return await _applied_now(request, desk, base, wish)
    finally:
        desk.waiting -= 1


async def _applied_now(
    request: Request, desk: Desk, base: str, wish: Mapping[str, Any]
) -> Response:
    act = desk.control.trial if wish["trial"] else desk.control.apply
    try:
        applied = await asyncio.to_thread(act, wish["files"], base, force=wish["force"])
    except StaleError as stale:
        return _refused(412, str(stale), revision=stale.current)
    except UnfitError as unfit:
        return _refused(422, str(unfit), findings=json.loads(unfit.report))
    except StateError as error:
        return _refused(507, str(error))
    if not wish["trial"]:
        await station_of(request).renew()
    status = 200 if wish["trial"] else 201
    return JSONResponse(_as_json(applied), status, {"ETag": f'"{applied.revision}"'})


def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    if not isinstance(desk, Desk):
        raise HTTPException(404, "this station is not applied to")
    return desk


def _base(request: Request) -> str:
    """The revision of `If-Match`; 428 without one (RFC 6585, section 3)."""
    match = request.headers.get("if-match", "").strip()
    if not match:
        raise HTTPException(428, "say in If-Match which revision you have seen")
    return match.removeprefix("W/").strip('"')


async def _wish(request: Request) -> dict[str, Any]:
    """The body, in a known shape; 400, 408 or 413 for anything else."""
    try:
        async with asyncio.timeout(ARRIVAL_S):
            wish = await asyncio.to_thread(json.loads, await _body(request))
        files = wish["files"]
        for path, text in files.items():
            _must_be_text(path, text)
        flags = _flags({**wish})
    except TimeoutError as error:
        raise HTTPException(408, "the body does not arrive") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise HTTPException(400, f"wanted is {WANTED}") from error
    return {"files": files, **flags}


def _flags(wish: dict[str, Any]) -> dict[str, bool]:
    """What the body says beside the files. A `trail` or a `"true"` must not apply in earnest."""
    del wish["files"]
    flags = {name: wish.pop(name, False) for name in ("force", "trial")}
    if wish or not all(isinstance(said, bool) for said in flags.values()):
        raise ValueError("that is no wish")
    return flags


def _must_be_text(path: str, text: object) -> None:
    """ValueError for what no file can hold: JSON can spell half a character, UTF-8 cannot."""
    if not isinstance(text, str) or "\0" in path:
        raise ValueError("files are texts")
    (path + text).encode()


async def _body(request: Request) -> bytes:
    """The body; one that says that it is too long is not waited for."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > MOST_BYTES:
        raise HTTPException(413, "that is more than a station")
    received = bytearray()
    async for part in request.stream():
        received += part
        if len(received) > MOST_BYTES:
            raise HTTPException(413, "that is more than a station")
    return bytes(received)


def _refused(status: int, why: str, **details: object) -> JSONResponse:
    return JSONResponse({"error": why, **details}, status)


def _as_json(applied: Applied) -> dict[str, object]:
    return {
        "revision": applied.revision,
        "at": instant_text(applied.at),
        "starts": {name: instant_text(at) for name, at in sorted(applied.starts.items())},
    }
