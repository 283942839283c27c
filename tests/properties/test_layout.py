"""The one layout keeps what is said and every comment, and is its own layout."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exstreamtv.syntax.layout import UnformattableError, canonical
from exstreamtv.syntax.reader import read
from exstreamtv.syntax.tree import Plain, plain
from tests.properties.test_reading import ANY

HOUSE = Path(__file__).parents[2]
FILE = PurePath("a.yaml")

WORDS = [
    "a",
    "b c",
    "20:30",
    '"x: y"',
    "'it''s'",
    "'say \"so\"'",
    "12-24",
    "007",
    '"# no"',
    "é📺",
    "&n x",
]
KEYS = [f"k{n}" for n in range(12)]
SPACES = st.sampled_from(["", " ", "   "])
REMARKS = st.sampled_from(["", "", "", "  # why", " #x", "     # far"])
BETWEEN = st.sampled_from(
    ["", "", "", "\n", "\n\n\n", "# own line\n", "      # deep\n\n", "\n# a\n# b\n"]
)


@st.composite
def flow(draw: st.DrawFn, depth: int = 2) -> str:
    """A value in brackets, with odd spaces and line breaks."""
    kind = draw(st.sampled_from(["leaf", "leaf", "list", "map"] if depth else ["leaf"]))
    if kind == "leaf":
        return draw(st.sampled_from(WORDS[:-1]))
    gap = draw(st.sampled_from(["", " ", "\n            ", " # within\n            "]))
    parts = draw(st.lists(flow(depth - 1), max_size=4))
    if kind == "list":
        return f"[{gap}" + f",{gap}".join(parts) + "]"
    return f"{{{gap}" + f",{gap}".join(f"{k}: {v}" for k, v in zip(KEYS, parts, strict=False)) + "}"


@st.composite
def block(draw: st.DrawFn, column: int = 0, depth: int = 3) -> str:
    """The lines of a block that begins at ``column``, each with what an author may leave there."""
    listing = column > 0 and draw(st.booleans())
    step = draw(st.integers(1, 5))
    lines = []
    for key in KEYS[: draw(st.integers(1, 4))]:
        lines.append(draw(BETWEEN))
        head = " " * column + ("-" if listing else f"{key}{draw(SPACES) if key == 'k1' else ''}:")
        form = draw(st.sampled_from(["leaf", "flow", "text", "block"]))
        if form == "block" and depth:
            remark, inner = draw(REMARKS), draw(block(column + step, depth - 1))
            lines.append(f"{head}{remark}\n{inner}")
        elif form == "text":
            inside = "\n".join(" " * (column + step) + line for line in ("one", "# two", "  three"))
            lines.append(f"{head} |\n{inside}\n")
        else:
            value = draw(flow()) if form == "flow" else draw(st.sampled_from(WORDS))
            lines.append(f"{head} {value}{draw(REMARKS)}\n")
    return "".join(lines)


def meaning(text: str) -> Plain:
    root, _ = read(text, FILE)
    return plain(root) if root else None


@settings(deadline=None)
@given(block())
@example("k0:  # why\n -\n  -  # why\n   k0: a\n")
def test_any_layout_becomes_the_one_layout(text: str):
    root, found = read(text, FILE)
    if root is None or any(each.code[0] == "E" for each in found):
        return
    made = canonical(text)

    assert meaning(made) == plain(root)
    assert canonical(made) == made
    assert not any(line != line.rstrip() for line in made.split("\n"))


@settings(deadline=None)
@given(ANY)
@example("---\na: 1\n...\n# end\n")
@example("a: b: c")
@example("? a\n: b\n")
@example("- - a\n  - b\n-\n  - c\n")
def test_no_text_breaks_it(text: str):
    try:
        made = canonical(text)
    except UnformattableError:
        return
    assert canonical(made) == made


FILES = sorted(
    path
    for path in HOUSE.rglob("*.yaml")
    if not any(part.startswith((".", "bad")) for part in path.relative_to(HOUSE).parts)
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_every_file_here_can_be_put_into_it(path: Path):
    text = path.read_text("utf-8")
    made = canonical(text)

    assert meaning(made) == meaning(text)
    assert canonical(made) == made
