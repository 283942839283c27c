"""The description of the API says of every route what it answers, and of nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from exstreamtv.daemon.web.app import CONTROL, ROUTES
from exstreamtv.daemon.web.openapi import DOCUMENT
from tests.unit.daemon.web.test_app import answer

Operation = tuple[str, str]


def routed() -> set[Operation]:
    """Every path and method that is answered; HEAD goes with GET."""
    return {
        (route.path, method)
        for route in [*ROUTES, *CONTROL]
        for method in route.methods or ()
        if method != "HEAD"
    }


def described() -> set[Operation]:
    paths = DOCUMENT["paths"].items()
    return {(path, method.upper()) for path, methods in paths for method in methods}


def references(piece: Any) -> Iterator[str]:
    if isinstance(piece, dict):
        yield from (piece["$ref"],) if "$ref" in piece else ()
        for each in piece.values():
            yield from references(each)
    if isinstance(piece, list):
        for each in piece:
            yield from references(each)


def test_every_route_is_described_and_every_description_has_a_route() -> None:
    assert described() == routed()


def test_every_parameter_of_a_path_is_described() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for about in methods.values():
            given = {each["name"] for each in about.get("parameters", ()) if each["in"] == "path"}

            assert given == set(re.findall(r"\{(\w+)\}", path)), path


def test_the_token_is_wanted_for_what_changes_the_station_and_for_nothing_else() -> None:
    guarded = {path for path, methods in DOCUMENT["paths"].items() if "401" in str(methods)}

    assert guarded == {route.path for route in CONTROL}
    for path, methods in DOCUMENT["paths"].items():
        assert all(("security" in about) == (path in guarded) for about in methods.values())


def test_every_schema_is_one_and_every_reference_leads_to_one() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)

    known = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    assert set(references(DOCUMENT)) == known


def test_it_is_served() -> None:
    assert answer("/api/openapi.json").json() == json.loads(json.dumps(DOCUMENT))
