from __future__ import annotations

import pytest

from tests.kit.written import codes, written

MEDIA = """
sources: {films: {type: local, path: /f, kind: movie}, spots: {type: local, path: /s, kind: clip}}
collections: {noir: {from: films}, idents: {from: spots}}
"""


def channel(slot: str, extra: str = "filler: idents") -> str:
    day = f'schedule: {{day: {{at: "06:00", {slot}}}}}'
    return f"{MEDIA}channels: {{one: {{number: 1, name: One, {extra}, {day}}}}}\n"


@pytest.mark.parametrize(
    "slot",
    [
        "fill: x",
        "fill: noir, filler: x",
        "fill: noir, before: x",
        "fill: noir, after: [idents, x]",
        "fill: noir, breaks: {every: 20m, with: x, length: 2m}",
        "steps: [{play: noir}, {break: 2m, with: x}]",
        "steps: [{repeat: [{fill: x}]}]",
        "steps: [{play: noir, breaks: {at: chapters, with: x, length: 2m}}]",
    ],
)
def test_a_collection_is_looked_up_wherever_it_can_be_named(slot: str):
    assert codes(channel(slot)) == ["E201"]


@pytest.mark.parametrize("when", ["2026-12-24", "12-24..01-02", "2026-12-24..2026-12-26"])
def test_a_date_needs_no_calendar(when: str):
    assert "E204" not in codes(channel(f"fill: noir, when: {when}"))


def test_the_card_is_a_fallback_that_needs_no_declaration():
    assert not codes(channel("fill: noir", "filler: idents, fallback: card"))
    assert codes(channel("fill: noir", "filler: idents, fallback: crad")) == ["E201"]


def test_a_collection_may_have_the_name_of_its_source():
    text = channel("fill: films").replace("noir: {from: films}", "films: {from: films}")

    assert not codes(text)


def test_a_name_that_is_wrong_hides_what_seems_unused_because_of_it():
    assert codes(channel("fill: nior")) == ["E201"]


def test_the_nearest_name_is_suggested():
    (finding,) = written(channel("fill: nior")).found

    assert finding.hint == "did you mean `noir`?"
