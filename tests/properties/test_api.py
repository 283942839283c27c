"""Whatever is asked, the answer is one that the OpenAPI document describes, and soon.

schemathesis reads the document and asks what it allows and what it does not. `REQUESTS=1000` in
the environment asks so much of each operation; `make soak` does.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from exstreamtv.daemon.web.openapi import DOCUMENT
from tests.kit.applied import TOKEN, AppliedStation, applied

REQUESTS = int(os.environ.get("REQUESTS", "6"))
BUSY = 4
"""So many times as often is asked what takes a body: there is most to get wrong."""

SECONDS = 10
HOME = "http://127.0.0.1:8409"
ADMIN = f"Bearer {TOKEN}"
CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
INTENDED = {503, 507}

OPERATIONS = {
    operation.label: operation
    for operation in (
        each.ok() for each in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()
    )
}
GUARDED = [label for label, each in OPERATIONS.items() if "security" in each.definition.raw]


@dataclass
class Talk:
    """The station, and whoever asks it."""

    runner: asyncio.Runner
    made: AppliedStation

    def answer(self, method: str, path: str, **asked: Any) -> httpx.Response:
        return self.runner.run(self._answer(method, path, **asked))

    async def _answer(self, method: str, path: str, **asked: Any) -> httpx.Response:
        async with self._client() as client:
            return await client.request(method, path, **asked)

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[httpx.AsyncClient]:
        transport = httpx.ASGITransport(self.made.application, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
            yield client


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    made = applied(tmp_path_factory.mktemp("api") / "tv")
    with asyncio.Runner() as runner:
        runner.run(made.station.open())
        yield Talk(runner, made)


def cases(operation: APIOperation) -> st.SearchStrategy[Case]:
    """What the document allows of an operation; and what it does not, where it forbids anything."""
    about = operation.definition.raw
    every = operation.as_strategy(GenerationMode.POSITIVE)
    typed = [each for each in about.get("parameters", ()) if each["schema"] != {"type": "string"}]
    if typed or "requestBody" in about:
        return every | operation.as_strategy(GenerationMode.NEGATIVE)
    return every


@st.composite
def bent(draw: st.DrawFn, files: Mapping[str, str]) -> dict[str, str]:
    """The station's files; often one of them is bent, renamed, missing or new."""
    path = draw(st.sampled_from(sorted(files)))
    text = files[path]
    at = draw(st.integers(0, len(text)))
    cut = text[:at] + draw(st.text(max_size=8)) + text[draw(st.integers(at, at + 5)) :]
    name = draw(st.sampled_from([path, path, "new.yaml"]) | st.text(max_size=20))
    return draw(st.sampled_from([{**files}, {**files, name: cut}]))


def ask(talk: Talk, case: Case) -> httpx.Response:
    """Ask as schemathesis would, and hold the answer to the document."""
    said = requests.Request(**case.as_transport_kwargs(base_url=HOME)).prepare()
    begun = time.monotonic()
    found = talk.answer(
        said.method or "", said.url or "", headers=dict(said.headers), content=said.body or b""
    )

    assert time.monotonic() - begun < SECONDS
    assert found.status_code < 500 or found.status_code in INTENDED, found.text
    case.validate_response(found, checks=CHECKS)
    return found


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_described_and_comes_soon(talk: Talk, label: str) -> None:
    operation = OPERATIONS[label]
    seen: Counter[int] = Counter()
    often = BUSY if "requestBody" in operation.definition.raw else 1

    @settings(
        max_examples=REQUESTS * often,
        deadline=None,
        derandomize="REQUESTS" not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(cases(operation), st.data())
    def each(case: Case, data: st.DataObject) -> None:
        # A stream of a channel that there is has no end (tests/e2e).
        assume((case.path_parameters or {}).get("number") != "1")
        case.headers["Authorization"] = ADMIN
        if isinstance(case.body, dict) and _are_texts(case.body.get("files")):
            revision = talk.made.programmes.revision
            case.body["files"] = data.draw(bent(talk.made.files))
            case.body |= data.draw(st.sampled_from([{}, {"trial": True}]))
            if "If-Match" in case.headers:
                tags = st.sampled_from([f'"{revision}"'] * 9 + ["W/"])
                case.headers["If-Match"] = data.draw(tags)
        seen[ask(talk, case).status_code] += 1

    each()

    if often == BUSY:
        assert seen.keys() >= {201, 400, 422}, seen


@pytest.mark.parametrize(
    ("more", "base", "trial", "status"),
    [
        ({}, "", True, 200),
        ({}, "", False, 201),
        ({"bent.yaml": "channels: ["}, "", False, 422),
        ({}, "000000000000", False, 412),
    ],
)
def test_what_is_applied_is_answered_as_described(
    talk: Talk, more: dict[str, str], base: str, trial: bool, status: int
) -> None:
    operation = OPERATIONS["POST /api/revisions"]
    base = base or talk.made.programmes.revision
    body = {"files": talk.made.files | more, "trial": trial}
    said = {"Authorization": ADMIN, "If-Match": f'"{base}"'}
    case = operation.Case(body=body, headers=said, media_type="application/json")

    assert ask(talk, case).status_code == status


def _are_texts(files: object) -> bool:
    return isinstance(files, dict) and all(isinstance(text, str) for text in files.values())


@pytest.mark.parametrize("label", GUARDED)
@pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_nobody_gets_past_the_token(talk: Talk, label: str, token: str) -> None:
    operation = OPERATIONS[label]
    path = operation.path.replace("{name}", "x")
    case = operation.Case(path_parameters={"name": "x"})

    found = talk.answer(operation.method, path, headers={"Authorization": token})

    assert found.status_code == 401
    case.validate_response(found, checks=CHECKS)


@pytest.mark.parametrize("path", DOCUMENT["paths"])
def test_another_method_or_host_is_refused(talk: Talk, path: str) -> None:
    described = {method.upper() for method in DOCUMENT["paths"][path]}
    asked = path.replace("{number}", "x").replace("{name}", "x").replace("{segment}", "1")

    for method in {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - described:
        assert talk.answer(method, asked).status_code == 405
    for host in ("[", "evil.example"):
        assert talk.answer("GET", asked, headers={"Host": host}).status_code == 421
