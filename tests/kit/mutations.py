"""Stations as they come out of a hand that slips: every one of a number, always the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from exstreamtv.config.section import Section, keys_of
from exstreamtv.config.steps import STEPS
from tests.test_docs import AROUND, SHOWN, THINGS

HOUSE = Path(__file__).parents[2]
TOKEN = re.compile(r"[\w.%@-]+")
SIGN = re.compile(r"[{}\[\],:'\"&*#>|]|\w+")
VALUE = re.compile(r"(?<=: )[^\s,{}\[\]]+")

NASTY = [
    *("0", "-1", "1", "2", "007", "1_000", "1e3", "0x10", "0o7", "9" * 30, "1.5", "10001", "nan"),
    *("yes", "no", "null", "~", "true", "false", '""', "25%", "0%", "101%", "x%", "$", "a/b"),
    *("20:30", "24:00", "25:61", '"06:00"', '"23:59:59"', '"00:00"', "6am", "02:30", '"02:30"'),
    *("1ms", "1s", "59s", "60m", "24h", "60d", "61d", "30m..10m", "1s..60d", "90 min", "0m"),
    *("mon-fri", "fri-mon", "12-24", "02-29", "12-24..01-02", "9999-12-31", "easter", "easter+1"),
    *("[]", "{}", "[[]]", "[{}]", "{a: {a: a}}", "[" * 60 + "]" * 60, "S01E01", "S99E99", "+1h"),
    *("é", "\u0661", "\U0001f4fa", "a\u202eb", "İ", "ß" * 300, "\u00a0", '"\\x00"', "'it''s'"),
    *("any", "card", "all", "hd", "hard", "shuffle", "random", "marathon", "first", "now", "best"),
    *("films", "clips", "nobody", "one", "'year in 9..1'", "'title ~ 1'", "'not not has hdr'"),
    *("Europe/Berlin", "Mars/Base", "http://x", "../..", "/dev/zero", '"${env:X}"'),
]
"""What may stand where something else belongs."""

BROKEN = [
    *(
        "'",
        '"',
        "\\",
        "%",
        "@",
        "`",
        "? x",
        "- x",
        "|",
        ">-",
        "---",
        "\t",
        "\x07",
        "\u2028",
        "{x: " * 70,
    ),
    *("&a x", "*a", "<<: *a", "!!int 3", "!x", "[" * 70 + "]" * 70, "'(' ", "\ufeff", "{x: " * 70),
]
"""What is no value at all, or hardly."""

Texts = tuple[str, ...]


@cache
def corpus() -> tuple[Texts, ...]:
    """Whole stations, each in one or more files; the first one is to be mutated."""
    found = [(text, THINGS, "" if "version:" in text else AROUND) for _, text in SHOWN]
    for pattern in ("examples/*", "exstreamtv/cli/starters/*", "tests/codes/*"):
        for folder in sorted(HOUSE.glob(pattern)):
            paths = sorted(path for path in folder.rglob("*.yaml") if path.name != "bad.yaml")
            found += [(path.read_text("utf-8"),) for path in paths]
    demo = [path.read_text("utf-8") for path in sorted((HOUSE / "channels.d").glob("*.yaml"))]
    found += [(text, *(other for other in demo if other != text)) for text in demo]
    return tuple(found)


def mutated(number: int) -> Texts:
    """Station ``number``."""
    chance = Random(number)
    text, *others = chance.choice(corpus())
    for _ in range(chance.choice((1, 1, 1, 1, 2, 4))):
        text = chance.choice(_WAYS)(text, chance)
    return text, *others


def _swap(text: str, chance: Random) -> str:
    tokens = list((TOKEN if chance.randrange(4) else SIGN).finditer(text))
    one, two = sorted(chance.sample(range(len(tokens)), 2)) if len(tokens) > 1 else (0, 0)
    if one == two:
        return text
    a, b = tokens[one], tokens[two]
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def _on_line(change: Callable[[str, Random], list[str]]) -> Callable[[str, Random], str]:
    def way(text: str, chance: Random) -> str:
        lines = text.split("\n")
        at = chance.randrange(len(lines))
        return "\n".join([*lines[:at], *change(lines[at], chance), *lines[at + 1 :]])

    return way


def _nasty(text: str, chance: Random) -> str:
    values = list(VALUE.finditer(text))
    if not values:
        return text
    value = chance.choice(values)
    new = chance.choice(NASTY if chance.randrange(20) else BROKEN)
    return text[: value.start()] + new + text[value.end() :]


def _other(text: str, chance: Random) -> str:
    """A value of the same station in the place of another: mostly of the wrong kind."""
    values = list(VALUE.finditer(text))
    if not values:
        return text
    here, there = chance.choice(values), chance.choice(values)
    return text[: here.start()] + there[0] + text[here.end() :]


def _char(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(["", "", " ", "\n", ":", "}", "é", "9"]) + text[at + 1 :]


def _key(text: str, chance: Random) -> str:
    """Another key of the language in some mapping, with a value that may fit it."""
    places = [match.start() + 1 for match in re.finditer(r"\{(?=\w)", text)]
    if not places:
        return text
    at = chance.choice(places)
    value = chance.choice([*NASTY, *VALUE.findall(text)])
    return f"{text[:at]}{chance.choice(_keys())}: {value}, {text[at:]}"


@cache
def _keys() -> list[str]:
    kinds = _below(Section)
    return sorted({key for kind in kinds for key in keys_of(kind).values()} | STEPS.keys())


def _below(kind: type[Section]) -> list[type[Section]]:
    return [each for below in kind.__subclasses__() for each in (below, *_below(below))]


_WAYS: tuple[Callable[[str, Random], str], ...] = (
    _swap,
    _nasty,
    _nasty,
    _other,
    _other,
    _char,
    _key,
    _key,
    _on_line(lambda line, chance: []),
    _on_line(lambda line, chance: [line, line]),
    _on_line(lambda line, chance: [" " * chance.randrange(1, 5) + line]),
    _on_line(lambda line, chance: [line[chance.randrange(1, 5) :]]),
    _on_line(lambda line, chance: [line, chance.choice(chance.choice(corpus())[0].split("\n"))]),
)
