"""The house rules that a machine can keep."""

from __future__ import annotations

import ast
from pathlib import Path

HOUSE = Path(__file__).parents[1] / "exstreamtv"
PURE = (
    "model",
    "schedule",
    "rules",
    "checks",
    "emit",
    "ffmpeg",
    "daemon/player",
    "daemon/splicing",
)


def modules() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def test_the_core_opens_no_files_and_prints_nothing():
    for path in modules():
        if path.relative_to(HOUSE).as_posix().startswith(PURE):
            words = {n.id for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Name)}
            assert not words & {"open", "print", "input", "Path"}, path


def test_no_file_outgrows_the_head():
    for path in modules():
        assert len(path.read_text().splitlines()) <= 400, path


def test_every_test_of_a_module_mirrors_one():
    unit = Path(__file__).parent / "unit"
    for test in unit.rglob("test_*.py"):
        module = HOUSE / test.relative_to(unit).parent / test.name.removeprefix("test_")
        assert module.exists() or (module.parent / module.stem).is_dir(), (
            f"{test} tests nothing that exists"
        )
