"""What the documentation shows as YAML is a station without an error."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path, PurePath

import pytest

from exstreamtv.model.diagnostic import Severity
from exstreamtv.pipeline import read
from exstreamtv.syntax.files import read_texts

HOUSE = Path(__file__).parents[1]
LANGUAGE = HOUSE / "docs" / "language"

AROUND = """\
version: 1
station: {name: Docs, timezone: Europe/Berlin}
"""

THINGS = """\
sources: {tv: {type: generated, films: {A: {length: 90m}}}}
collections:
  films: {from: tv}
  cheers: {from: tv}
  wings: {from: tv}
  ads: {from: tv}
  idents: {from: tv}
  clips: {from: tv}
"""

BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = (
    "docs/sources.md",
    "docs/compare.md",
    *sorted(f"docs/language/{p.name}" for p in LANGUAGE.glob("*.md")),
)
SHOWN = [
    (page, text)
    for page in PAGES
    if page != "docs/language/README.md"
    for text in BLOCK.findall((HOUSE / page).read_text())
]
SPAN = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize(("page", "text"), SHOWN)
def test_it_is_a_station_without_an_error(page: str, text: str):
    around = "" if "version:" in text else AROUND
    texts = {"around.yaml": around, "things.yaml": THINGS, "shown.yaml": text}
    found = read(read_texts({PurePath(name): each for name, each in texts.items() if each})).found

    assert [each.message for each in found if each.severity is Severity.ERROR] == []


def test_the_tour_is_one_station_after_each_of_its_chapters():
    chapters = BLOCK.findall((LANGUAGE / "README.md").read_text())
    texts = {PurePath(f"{number}.yaml"): text for number, text in enumerate(chapters)}

    assert len(texts) == 9
    for count in range(2, len(texts) + 1):
        found = read(read_texts(dict(islice(texts.items(), count)))).found
        assert [each.message for each in found if each.severity is Severity.ERROR] == [], count


def test_what_a_table_of_other_programs_says_stands_in_a_station_that_compiles():
    page = (HOUSE / "docs" / "compare.md").read_text()
    shown = "".join(BLOCK.findall(page))
    rows = [row.split(" | ") for row in page.splitlines() if row.startswith("| ")]
    said = {span for row in rows for span in SPAN.findall(row[1]) if ": " in span}

    assert len(said) > 60
    assert [span for span in sorted(said) if "…" not in span and span not in shown] == []


@pytest.mark.parametrize("page", sorted(HOUSE.glob("docs/**/*.md")), ids=lambda page: page.name)
def test_its_links_lead_somewhere(page: Path):
    links = LINK.findall(page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []
