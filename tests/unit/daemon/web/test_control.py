"""Applying over HTTP: who may, what is refused, and that one wins."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from exstreamtv.daemon.revisions import Revisions
from exstreamtv.daemon.web.app import app
from exstreamtv.daemon.web.control import MOST_BYTES, Desk
from exstreamtv.model.failure import StaleError, StateError, UnfitError
from exstreamtv.model.revision import Applied
from tests.kit import applied
from tests.kit.timelines import MONDAY
from tests.unit.daemon.web.test_app import station

TOKEN = "a-token"
ADMIN = {"Authorization": f"Bearer {TOKEN}"}


class Shelf:
    """A station that takes any files, named by what is in them."""

    def __init__(self) -> None:
        self.history: tuple[Applied, ...] = (Applied("zero", MONDAY, {}),)

    def files(self, revision: str) -> dict[str, str]:
        if revision != "zero":
            raise StateError(f"there is no revision `{revision}`")
        return {"a.yaml": "version: 1"}

    def trial(self, files: Mapping[str, str], base: str, *, force: bool) -> Applied:
        if base != self.history[-1].revision:
            raise StaleError(base, self.history[-1].revision)
        if not files:
            raise UnfitError('[{"code": "E015"}]')
        return Applied(next(iter(files.values())), MONDAY, {"seven": MONDAY})

    def apply(self, files: Mapping[str, str], base: str, *, force: bool) -> Applied:
        applied = self.trial(files, base, force=force)
        self.history = (*self.history, applied)
        return applied


@asynccontextmanager
async def talking(shelf: Shelf) -> AsyncIterator[httpx.AsyncClient]:
    made = station()
    await made.open()
    transport = httpx.ASGITransport(app(made, Desk(shelf, TOKEN)), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


def answer(method: str, path: str, shelf: Shelf | None = None, **request: Any) -> httpx.Response:
    async def story() -> httpx.Response:
        async with talking(shelf or Shelf()) as client:
            return await client.request(method, path, **request)

    return asyncio.run(story())


def wish(text: str = "one", **more: object) -> dict[str, object]:
    return {"files": {"a.yaml": text}, **more}


def test_what_was_applied_is_listed_with_its_tag() -> None:
    found = answer("GET", "/api/revisions", headers=ADMIN)

    assert found.headers["etag"] == '"zero"'
    assert found.json()["revision"] == "zero"


def test_the_files_of_a_revision_are_there() -> None:
    assert answer("GET", "/api/revisions/zero", headers=ADMIN).json()["files"]
    assert answer("GET", "/api/revisions/none", headers=ADMIN).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}],
)
def test_nobody_may_without_the_token(headers: dict[str, str]) -> None:
    for method, path in (
        ("GET", "/api/revisions"),
        ("GET", "/api/revisions/zero"),
        ("POST", "/api/revisions"),
    ):
        found = answer(method, path, headers=headers)
        assert found.status_code == 401
        assert found.headers["www-authenticate"] == "Bearer"


def test_one_is_applied_to_the_one_that_was_seen() -> None:
    shelf = Shelf()
    headers = {**ADMIN, "If-Match": '"zero"'}

    found = answer("POST", "/api/revisions", shelf, headers=headers, json=wish())

    assert found.status_code == 201
    assert found.json()["starts"] == {"seven": "2026-11-23T05:00:00.000Z"}
    assert [each.revision for each in shelf.history] == ["zero", "one"]


def test_a_trial_changes_nothing() -> None:
    shelf, headers = Shelf(), {**ADMIN, "If-Match": '"zero"'}

    found = answer("POST", "/api/revisions", shelf, headers=headers, json=wish(trial=True))

    assert (found.status_code, found.json()["revision"]) == (200, "one")
    assert len(shelf.history) == 1


@pytest.mark.parametrize(
    ("body", "match", "status"),
    [
        (json.dumps(wish()), None, 428),
        (json.dumps(wish()), '"other"', 412),
        (json.dumps({"files": {}}), '"zero"', 422),
        ("{", '"zero"', 400),
        ("[]", '"zero"', 400),
        ('{"files": {"a": 1}}', '"zero"', 400),
        (json.dumps(wish(trial="true")), '"zero"', 400),
        (json.dumps(wish(trail=True)), '"zero"', 400),
        ("[" * 100_000, '"zero"', 400),
        ("\ud800".encode("utf-8", "surrogatepass"), '"zero"', 400),
        (b" " * (MOST_BYTES + 1), '"zero"', 413),
    ],
)
def test_what_cannot_be_applied_is_refused(
    body: str | bytes, match: str | None, status: int
) -> None:
    shelf, headers = Shelf(), {**ADMIN, **({"If-Match": match} if match else {})}

    found = answer("POST", "/api/revisions", shelf, headers=headers, content=body)

    assert found.status_code == status
    assert len(shelf.history) == 1


OFF_AIR = """\
version: 1
station: {name: Test, timezone: Etc/UTC}
channels:
  one: {number: 1, name: One, schedule: {all: {at: "00:00", off_air: true}}}
"""


def test_of_two_at_once_exactly_one_wins_a_hundred_times(tmp_path: Path) -> None:
    """With the store that the daemon has, on the disk."""
    made = applied.of(tmp_path, {"a.yaml": OFF_AIR})
    admin = {"Authorization": f"Bearer {applied.TOKEN}"}
    kept = Revisions(tmp_path / "state")

    async def story() -> None:
        await made.station.open()
        transport = httpx.ASGITransport(made.application)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            for number in range(100):
                base = made.programmes.revision
                wishes = [wish(f"{OFF_AIR}x-note: {who}{number}\n") for who in "ab"]
                asked = (
                    client.post("/api/revisions", headers={**admin, "If-Match": base}, json=each)
                    for each in wishes
                )
                found = await asyncio.gather(*asked)

                won, lost = sorted(found, key=lambda answer: answer.status_code)
                assert (won.status_code, lost.status_code) == (201, 412)
                assert lost.json()["revision"] == won.json()["revision"] == made.programmes.revision
                assert kept.history()[-1].revision == made.programmes.revision
                assert kept.files(made.programmes.revision) == wishes[found.index(won)]["files"]

    asyncio.run(story())
