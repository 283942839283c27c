from __future__ import annotations

from tests.kit.written import codes, written

MEDIA = """
sources: {films: {type: local, path: /f, kind: movie}}
collections: {noir: {from: films}}
"""


def station(blocks: str) -> str:
    day = 'schedule: {day: {at: "06:00", block: a}}'
    head = f"{MEDIA}channels: {{one: {{number: 1, name: One, filler: noir, {day}}}}}\nblocks:\n"
    return head + blocks


def test_a_block_that_plays_itself_is_found_inside_a_repeat():
    assert codes(station("  a: [{repeat: [{block: a}]}]\n")) == ["E208"]


def test_the_way_around_is_shown():
    (finding,) = written(station("  a: [{block: b}]\n  b: [{block: c}]\n  c: [{block: b}]\n")).found

    assert finding.message == "these blocks contain themselves: `b` → `c` → `b`"
    assert [label for _, label in finding.related] == ["and here"]


def test_a_chain_of_blocks_may_not_be_endless():
    chain = "".join(f"  b{n}: [{{block: b{n + 1}}}]\n" for n in range(1, 20))

    assert codes(station(f"  a: [{{block: b1}}]\n{chain}  b20: [{{play: noir}}]\n")) == ["E210"]


def test_a_block_played_twice_is_no_circle():
    assert not codes(station("  a: [{block: b}, {block: b}]\n  b: [{play: noir}]\n"))
