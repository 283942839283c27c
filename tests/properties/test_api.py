"""Whatever is asked, the answer is one that the OpenAPI document describes, and soon.

`REQUESTS=5000` in the environment asks for so many; `make soak` does.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from exstreamtv.daemon.web.openapi import DOCUMENT
from tests.kit.applied import TOKEN, AppliedStation, applied

REQUESTS = int(os.environ.get("REQUESTS", "150"))
SECONDS = 10
ADMIN = f"Bearer {TOKEN}"
TOKENS = [f"bearer  {TOKEN} ", "", "Bearer", f"Basic {TOKEN}"]
ENDLESS = ("/iptv/channel/{number}.ts", "/iptv/channel/{number}/live.m3u8")
"""Not asked for a channel that there is: a stream has no end (tests/e2e)."""

INTENDED = {503, 507}
ANYWHERE = {400, 404, 405, 421}
"""What is said of a path, a method or a host that nobody described."""


@dataclass(frozen=True)
class Asked:
    """A request; ``described`` is the path in the document that it is about, if any."""

    method: str
    path: str
    described: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Talk:
    """The station, and whoever asks it."""

    runner: asyncio.Runner
    made: AppliedStation

    def answer(self, asked: Asked) -> httpx.Response:
        return self.runner.run(self._answer(asked))

    async def _answer(self, asked: Asked) -> httpx.Response:
        async with self._client() as client:
            return await client.request(
                asked.method, asked.path, headers=asked.headers, content=asked.body
            )

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[httpx.AsyncClient]:
        transport = httpx.ASGITransport(self.made.application, raise_app_exceptions=False)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1:8409"
        ) as client:
            yield client


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    made = applied(tmp_path_factory.mktemp("api") / "tv")
    with asyncio.Runner() as runner:
        runner.run(made.station.open())
        yield Talk(runner, made)


# What a header or a path may hold on the wire; the rest never comes so far (h11).
visible = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda deeper: st.lists(deeper, max_size=4) | st.dictionaries(words, deeper, max_size=4),
    max_leaves=12,
)
bodies = st.one_of(
    st.binary(max_size=200),
    values.map(lambda value: json.dumps(value).encode()),
    st.integers(1, 100_000).map(lambda deep: b"[" * deep),
)


@st.composite
def wishes(draw: st.DrawFn, files: dict[str, str]) -> bytes:
    """The station, with one of its files bent, renamed, missing or new."""
    path = draw(st.sampled_from(sorted(files)))
    text = files[path]
    at = draw(st.integers(0, len(text)))
    bent = text[:at] + draw(st.text(max_size=8)) + text[draw(st.integers(at, at + 5)) :]
    files = {**files, draw(st.sampled_from([path, path, "new.yaml"]) | st.text(max_size=20)): bent}
    if draw(st.integers(0, 9)) == 0:
        del files[path]
    flags = draw(st.dictionaries(st.sampled_from(["force", "trial", "more"]), values, max_size=2))
    return json.dumps({"files": files, **flags}).encode()


@st.composite
def requests(draw: st.DrawFn, revision: str) -> Asked:
    """Anything that can be asked, and what cannot."""
    described = draw(st.sampled_from(sorted(DOCUMENT["paths"])))
    numbers = st.just("1") | visible | words
    path = described.format(
        number=_quoted(draw(numbers.filter(lambda each: described not in ENDLESS or each != "1"))),
        name=_quoted(draw(st.just(revision) | visible)),
        segment=draw(st.integers(0, 10**30) | st.just("9" * 5000)),
    )
    methods = [each.upper() for each in DOCUMENT["paths"][described]]
    method = draw(st.sampled_from([*methods * 4, "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"]))
    headers = {
        "Authorization": draw(st.just(ADMIN) | st.sampled_from(TOKENS) | visible),
        "Host": draw(st.sampled_from(["127.0.0.1:8409"] * 4 + ["[", "evil.example", ""])),
    }
    return Asked(method, path, described, headers, draw(bodies) if method == "POST" else b"")


@st.composite
def applications(draw: st.DrawFn, files: dict[str, str], revision: str) -> Asked:
    """What would be applied, but for this or that."""
    path, kinds = "/api/revisions", ["application/json", "text/plain", "x"]
    seen = [f'"{revision}"'] * 6 + [f'W/"{revision}"', "", "*", "W/", '"', '"0123"']
    headers = {
        "Authorization": ADMIN,
        "If-Match": draw(st.sampled_from(seen)),
        "Content-Type": draw(st.sampled_from(kinds)),
    }
    body = draw(wishes(files) | wishes(files) | bodies)
    return Asked("POST", path, path, headers, body)


def _quoted(value: str) -> str:
    return "".join(f"%{byte:02x}" for byte in value.encode()) or "%20"


def test_every_answer_is_described_and_comes_soon(talk: Talk) -> None:
    seen: Counter[int] = Counter()

    @settings(
        max_examples=REQUESTS,
        deadline=None,
        derandomize="REQUESTS" not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def each(data: st.DataObject) -> None:
        revision = talk.made.programmes.revision
        asked = data.draw(applications(talk.made.files, revision) | requests(revision))
        begun = time.monotonic()
        found = talk.answer(asked)
        took = time.monotonic() - begun

        seen[found.status_code] += 1
        assert took < SECONDS
        assert found.status_code < 500 or found.status_code in INTENDED, found.text
        _must_be_described(asked, found)

    each()
    assert seen.keys() >= {200, 201, 400, 401, 404, 405, 412, 421, 422, 428}, seen


def _must_be_described(asked: Asked, found: httpx.Response) -> None:
    methods = DOCUMENT["paths"][asked.described]
    about: dict[str, Any] = methods.get("get" if asked.method == "HEAD" else asked.method.lower())
    answers = about["responses"] if about else {}
    described = answers.get(str(found.status_code))
    if described is None:
        assert found.status_code in ANYWHERE, found.status_code
        return
    kind = found.headers["content-type"].partition(";")[0]
    if kind not in described["content"]:
        assert found.status_code in ANYWHERE, kind
    elif kind == "application/json" and asked.method != "HEAD":
        schema = described["content"][kind]["schema"]
        whole = {**schema, "components": DOCUMENT["components"]}
        Draft202012Validator(whole, format_checker=FormatChecker()).validate(found.json())


GUARDED = [
    (method, path)
    for path, methods in DOCUMENT["paths"].items()
    for method, about in methods.items()
    if "security" in about
]


@pytest.mark.parametrize(("method", "path"), GUARDED)
@pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_nobody_gets_past_the_token(talk: Talk, method: str, path: str, token: str) -> None:
    asked = Asked(method.upper(), path.replace("{name}", "x"), path, {"Authorization": token}, b"")

    found = talk.answer(asked)

    assert found.status_code == 401
    _must_be_described(asked, found)
