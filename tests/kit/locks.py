"""Locks that somebody's hand, merge or disk has damaged: every one of a number, always the same."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path, PurePath
from random import Random

from exstreamtv import pipeline
from exstreamtv.schedule.compile import stand
from exstreamtv.sources.lock import FOLDER, lock_texts

NOW = datetime(2026, 12, 4, 12, tzinfo=UTC)
MOVED = timedelta(days=9)
"""How far the cursors are walked, so that they have something to say."""

Texts = dict[PurePath, str]

VALUE = re.compile(r'(?<=:)("[^"]*"|\[[^]]*\]|-?\d+)|(?<=[\[,])"[^"]*"')
KEY = re.compile(r'"\w+"(?=:)')

NASTY = [
    *("0", "-1", "1", "1.5", "1e3", "9" * 30, "null", "true", "[]", "{}", '""', "[[]]", '["a"]'),
    *('"2026-02-30"', '"0001-01-01"', '"9999-12-31"', '"2026-11-24"', '"x"', '"\\u0000"', "nan"),
    *('"a b c d"', '"a b"', '["a b 2026 c"]', '"row x"', '{"aired x": -1}', '"tv:x#1"', "'x'", ""),
    *('"\\ud800"', "[" * 60, '"é"', '"2026:0"', "Infinity", '["x", 1]', '{"a": {"b": []}}', "1 1"),
]
LINES = [
    "<<<<<<< ours",
    "=======",
    ">>>>>>> theirs",
    "",
    "{}",
    "[]",
    "{",
    "\ufeff{}",
    "null",
    '{"k":"x"}',
]


@cache
def sound() -> tuple[Texts, ...]:
    """Stations with their locks, some days on."""
    here = Path(__file__).parents[2]
    examples = sorted((here / "examples").glob("*/"))
    return tuple(_walked(folder) for folder in examples if folder.is_dir())


def _walked(folder: Path) -> Texts:
    files = sorted(
        path for path in folder.rglob("*") if path.suffix in (".yaml", ".jsonl", ".json")
    )
    texts: Texts = {p.relative_to(folder): p.read_text("utf-8") for p in files}
    loaded = pipeline.load(texts, NOW)
    cursors = dict(loaded.lock.cursors)
    day = max(cursor.at for cursor in cursors.values()) + MOVED
    for channel in loaded.inputs.station.channels:
        cursors |= stand(loaded.inputs, channel, day)
    walked = lock_texts(replace(loaded.lock, cursors=cursors))
    return texts | {PurePath(FOLDER) / name: text for name, text in walked.items()}


def damaged(number: int) -> Texts:
    """Lock ``number``, with the station that it belongs to."""
    chance = Random(number)
    texts = dict(chance.choice(sound()))
    locks = [path for path in texts if path.parent.name == FOLDER]
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        path = chance.choice([*locks, PurePath(FOLDER) / "cursors.jsonl"])
        lines = texts[path].split("\n")
        at = chance.randrange(len(lines))
        lines[at : at + 1] = _changed(lines[at], lines, chance)
        texts[path] = "\n".join(lines)
    return texts


def _changed(line: str, lines: list[str], chance: Random) -> list[str]:
    match chance.randrange(10):
        case 0:
            return []
        case 1:
            return [line, line]
        case 2:
            return [line[: chance.randrange(len(line) + 1)]]
        case 3:
            return [chance.choice(LINES), line]
        case 4:
            return [
                _one(
                    VALUE, line, chance.choice(VALUE.findall(chance.choice(lines)) or ["1"]), chance
                )
            ]
        case 5:
            return [
                _one(KEY, line, chance.choice(KEY.findall(chance.choice(lines)) or ['"x"']), chance)
            ]
        case _:
            return [_one(VALUE, line, chance.choice(NASTY), chance)]


def _one(pattern: re.Pattern[str], line: str, new: str, chance: Random) -> str:
    found = list(pattern.finditer(line))
    if not found:
        return line
    old = chance.choice(found)
    return line[: old.start()] + new + line[old.end() :]
