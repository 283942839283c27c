from __future__ import annotations

import pytest

from tests.kit.written import codes

MEDIA = """
sources: {films: {type: local, path: /f, kind: movie}, spots: {type: local, path: /s, kind: clip}}
collections: {noir: {from: films}, idents: {from: spots}, more: {from: noir}}
blocks:
  waits: [{play: noir}, {wait: "23:00"}]
  filled: [{play: idents}, {block: waits, filler: idents}]
"""


def channel(slot: str, extra: str = "group: x") -> list[str]:
    text = (
        f"{MEDIA}channels:\n  one: {{number: 1, name: One, {extra}, schedule: {{day: {slot}}}}}\n"
    )
    return [code for code in codes(text) if code != "W201"]


@pytest.mark.parametrize(
    "slot",
    [
        '{at: "06:00", play: noir, pad: 30m}',
        '{at: "06:00", block: waits}',
        '{at: "06:00", steps: [{repeat: [{play: noir}, {pad: 30m}]}]}',
    ],
)
def test_what_needs_filler_and_has_none_is_an_error(slot: str):
    assert channel(slot) == ["E501"]


@pytest.mark.parametrize(
    "slot",
    [
        '{at: "06:00", play: noir, pad: 30m, filler: idents}',
        '{at: "06:00", block: waits, filler: idents}',
        '{at: "06:00", steps: [{play: noir}, {pad: 30m, filler: idents}], filler: idents}',
    ],
)
def test_filler_may_be_said_at_any_level(slot: str):
    assert not channel(slot)


def test_filler_of_a_step_counts_for_the_block_it_plays():
    assert channel('{at: "06:00", block: filled}') == ["W501"]


def test_a_channel_that_is_off_air_needs_no_filler():
    assert not channel('{at: "06:00", off_air: true}')


def test_a_fallback_from_the_folder_of_the_programmes_is_warned_of_also_by_detour():
    assert channel('{at: "06:00", fill: noir}', "filler: idents, fallback: more") == ["W502"]
    assert not channel('{at: "06:00", fill: noir}', "filler: idents, fallback: idents")
