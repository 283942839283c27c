from __future__ import annotations

from pathlib import PurePath

from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.syntax.merge import merge
from exstreamtv.syntax.reader import read
from exstreamtv.syntax.tree import Mapping, Plain, locate, plain


def merged(*texts: str) -> tuple[Mapping | None, list[Diagnostic]]:
    roots = (read(text, PurePath(f"{index}.yaml"))[0] for index, text in enumerate(texts))
    return merge(root for root in roots if isinstance(root, Mapping))


def document(*texts: str) -> Plain:
    root, found = merged(*texts)
    assert root
    assert not found
    return plain(root)


def test_sections_are_joined_by_id():
    joined = document("channels: {a: 1}\n", "channels: {b: 2}\nstation: {name: x}\n")

    assert joined == {"channels": {"a": "1", "b": "2"}, "station": {"name": "x"}}


def test_it_means_nothing_which_file_an_entry_stands_in():
    parts = ("channels: {b: 2}\nblocks: {n: []}\n", "channels: {a: 1}\n")

    assert str(document(*parts)) == str(document(*reversed(parts)))


def test_every_node_keeps_the_place_of_its_file():
    root, _ = merged("channels: {a: 1}\n", "channels:\n  b: 2\n")

    assert root
    assert locate(root, ("channels", "b")).file == PurePath("1.yaml")


def test_an_id_given_twice_shows_both_places():
    _, (finding,) = merged("channels: {a: 1}\n", "channels: {a: 2}\n")

    assert finding.code == "E012"
    assert finding.span
    assert (finding.span.file, finding.related[0][0].file) == (
        PurePath("1.yaml"),
        PurePath("0.yaml"),
    )


def test_what_only_holds_anchors_is_left_out():
    assert document("x-base: &b {p: 1}\nchannels: {a: *b}\n") == {"channels": {"a": {"p": "1"}}}


def test_every_file_may_say_its_version():
    assert document("version: 1\n", "version: 1\n") == {"version": "1"}


def test_files_of_two_versions_are_a_finding():
    _, (finding,) = merged("version: 1\n", "version: 2\n")

    assert finding.message == "the section `version` is given twice"


def test_an_empty_section_counts_for_nothing():
    assert document("channels:\n", "channels: {a: 1}\n", "blocks:\n") == {"channels": {"a": "1"}}


def test_a_section_of_two_kinds_is_a_finding():
    _, found = merged("channels: {a: 1}\n", "channels: [a]\n")

    assert [finding.code for finding in found] == ["E012"]


def test_nothing_merged_is_nothing():
    assert merged() == (None, [])


def test_lists_of_several_files_are_one_list():
    root, found = merge([read(f"tests: [{{channel: {n}}}]", PurePath(n))[0] for n in "ab"])

    assert not found
    assert root
    assert plain(root) == {"tests": [{"channel": "a"}, {"channel": "b"}]}
