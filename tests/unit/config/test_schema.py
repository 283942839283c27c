"""What the editor underlines and what the compiler refuses are the same, file by file."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest
from jsonschema import Draft7Validator

from exstreamtv.config.schema import schema, schema_text
from exstreamtv.syntax.reader import read
from tests.kit.editor import as_in_an_editor

HOUSE = Path(__file__).parents[3]
SCHEMA = schema()
GOOD = sorted(
    path
    for pattern in ("tests/codes/*/good.yaml", "tests/codes/*/good/*.yaml", "channels.d/**/*.yaml")
    for path in (*HOUSE.glob(pattern), *HOUSE.glob(pattern.replace("channels.d", "examples")))
)
SHAPE = [
    "E010", "E101", "E102", "E103", "E104", "E105", "E106", "E107", "E108", "E109", "E110", "E111",
]  # fmt: skip
"""Codes of what a schema can see. All others are about YAML itself or about what names mean."""


def refused(path: Path) -> list[str]:
    root, _ = read(path.read_text("utf-8"), PurePath(path.name))
    written = {} if root is None else as_in_an_editor(root)
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(written)]


def semantic() -> list[Path]:
    bad = sorted((HOUSE / "tests" / "codes").glob("*/bad.yaml"))
    return [path for path in bad if path.parent.name not in SHAPE and path.parent.name[1] != "0"]


def test_the_schema_in_the_repository_is_current():
    assert (HOUSE / "schemas" / "exstreamtv.schema.json").read_text("utf-8") == schema_text()


def test_it_is_a_schema_of_the_draft_that_editors_know():
    Draft7Validator.check_schema(SCHEMA)
    words = {"prefixItems", "unevaluatedProperties", "$dynamicRef", "dependentRequired"}

    assert not [word for word in words if word in schema_text()]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_an_editor_underlines_nothing_in_a_good_file(path: Path):
    assert not refused(path)


@pytest.mark.parametrize("code", SHAPE)
def test_an_editor_underlines_what_the_compiler_refuses(code: str):
    assert refused(HOUSE / "tests" / "codes" / code / "bad.yaml")


@pytest.mark.parametrize("path", semantic(), ids=lambda path: path.parent.name)
def test_an_editor_leaves_meaning_to_the_compiler(path: Path):
    assert not refused(path)


@pytest.mark.parametrize("name", ["", *SCHEMA["$defs"]])
def test_an_editor_can_say_what_a_key_means(name: str):
    keys = SCHEMA["$defs"][name]["properties"] if name else SCHEMA["properties"]

    assert not [key for key, of in keys.items() if "description" not in of]
