"""No text, however broken, makes reading raise; what is read stands where it says."""

from __future__ import annotations

from pathlib import PurePath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exstreamtv.cli.render import FORMS, render
from exstreamtv.config.section import Section
from exstreamtv.config.station import Station
from exstreamtv.config.steps import STEPS
from exstreamtv.config.validate import validate
from exstreamtv.model.diagnostic import Span
from exstreamtv.pipeline import read as compiled
from exstreamtv.syntax import reader
from exstreamtv.syntax.files import read_texts
from exstreamtv.syntax.tree import Mapping, Node, Scalar, Sequence, plain, walk

FILE = PurePath("a.yaml")
SIGNS = list(":-#&*!|>'\"%@`{}[],?~ab\n\t\r\u2028📺é\\ ")
WORDS = ["<<", "---", "...", ": ", "- ", "\n  ", "\n    ", "&a ", "*a", "<<: *a", "x-a: &a"]
PIECES = st.sampled_from([*SIGNS, *WORDS, "channels:"])
YAMLISH = st.lists(PIECES, max_size=40).map("".join)
ANY = st.one_of(st.text(st.characters(codec=None)), YAMLISH)


@given(ANY)
def test_any_text_gives_a_tree_or_findings_and_every_rendering(text: str):
    documents = read_texts({FILE: text})
    loaded = compiled(documents)

    assert loaded.station is None or not loaded.failed
    for form in FORMS:
        assert isinstance(render(loaded.found, documents.texts, form), str)


@given(YAMLISH)
def test_every_plain_scalar_stands_where_it_says(text: str):
    root, _ = reader.read(text, FILE)
    one_line = len(text.splitlines()) == 1
    for _, node in walk(root) if root else ():
        if isinstance(node, Scalar) and node.value and not node.quoted and one_line:
            assert text[node.span.offset : node.span.end_offset] == node.value


@given(ANY)
def test_what_both_parsers_can_read_they_read_the_same(text: str):
    with pytest.MonkeyPatch.context() as patch:
        fast, _ = reader.read(text, FILE)
        patch.setattr(reader, "_LOADER", yaml.SafeLoader)
        slow, _ = reader.read(text, FILE)

    if fast and slow:
        assert plain(fast) == plain(slow)
        assert spans(fast) == spans(slow)


def spans(root: Node) -> list[Span]:
    return [node.span for _, node in walk(root) if isinstance(node, Scalar)]


def words() -> list[str]:
    """Every key of the language, and some that are none."""
    kinds = [Station, *_below(Section)]
    fields = {info.alias or name for kind in kinds for name, info in kind.model_fields.items()}
    return sorted({*fields, *STEPS, "x", "live", "layers", "a b"})


def _below(kind: type[Section]) -> list[type[Section]]:
    return [each for below in kind.__subclasses__() for each in (below, *_below(below))]


NUMBERS = ["1", "007", "20:00", "30m", "2m..3m", "9" * 12 + "d", "1280x720", "25", "1/0", "4M"]
TIMES = ["daily", "mon-fri", "12-24", "2026-12-24", "Europe/Berlin", "\u0661"]
OTHERS = ["x", "hd", "any", "all", "hard", "local", "generated", "movie", "chapters", "true", "yes"]
VALUES = st.sampled_from([*NUMBERS, *TIMES, *OTHERS])


def scalar(value: str | None) -> Node:
    return Scalar(reader.place_at("", FILE, 0, 0), value)


def mapping(entries: dict[str, Node]) -> Node:
    span = reader.place_at("", FILE, 0, 0)
    return Mapping(span, tuple((Scalar(span, key), value) for key, value in entries.items()))


def sequence(items: list[Node]) -> Node:
    return Sequence(reader.place_at("", FILE, 0, 0), tuple(items))


TREES = st.recursive(
    st.one_of(VALUES, st.none()).map(scalar),
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from(words()), inner, max_size=6).map(mapping),
        st.lists(inner, max_size=3).map(sequence),
    ),
    max_leaves=30,
)


@given(TREES)
def test_any_tree_gives_a_station_or_findings(root: Node):
    if isinstance(root, Mapping):
        station, found = validate(root)

        assert (station is None) == bool(found)


SLOTS = st.dictionaries(st.sampled_from(words()), TREES, max_size=8)


@given(SLOTS, st.sampled_from(["slot", "step", "channel", "source", "collection", "calendar"]))
def test_any_entry_gives_a_station_or_findings(entries: dict[str, Node], where: str):
    entry = mapping(entries)
    root = {
        "slot": {"channels": mapping({"c": mapping({"schedule": mapping({"s": entry})})})},
        "step": {"blocks": mapping({"b": sequence([entry])})},
        "channel": {"channels": mapping({"c": entry})},
        "source": {"sources": mapping({"s": entry})},
        "collection": {"collections": mapping({"c": entry})},
        "calendar": {"calendar": mapping({"c": entry})},
    }[where]
    station, found = validate(mapping(root))  # type: ignore[arg-type]

    assert (station is None) == bool(found)
