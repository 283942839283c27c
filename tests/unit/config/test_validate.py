from __future__ import annotations

from pathlib import PurePath

import pytest

from exstreamtv.config.station import Station
from exstreamtv.config.validate import validate
from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.syntax.merge import merge
from exstreamtv.syntax.reader import read
from exstreamtv.syntax.tree import Mapping

HEAD = "version: 1\nstation: {name: Home TV, timezone: Europe/Berlin}\n"
OFF = 'schedule: {day: {at: "06:00", off_air: true}}'


def validated(text: str) -> tuple[Station | None, list[Diagnostic]]:
    root, found = read(text, PurePath("a.yaml"))
    assert isinstance(root, Mapping), found
    document, _ = merge([root])
    assert document
    return validate(document)


def station(text: str) -> Station:
    valid, found = validated(text)
    assert valid, found
    return valid


def only(text: str) -> Diagnostic:
    (finding,) = validated(HEAD + text)[1]
    return finding


def words(text: str, finding: Diagnostic) -> str:
    assert finding.span
    return (HEAD + text)[finding.span.offset : finding.span.end_offset]


def test_every_section_knows_where_it_stands():
    slot = station(HEAD + f"channels:\n  one: {{number: 1, name: One, {OFF}}}\n").channels["one"]

    assert slot.written_path == ("channels", "one")
    assert slot.key_span()
    assert slot.span("number", "nothing below a text") == slot.span("number")


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("blokcs: {}\n", "E103", "blokcs"),
        ("blocks: {n: [{play: x, fill: y}]}\n", "E108", "fill"),
        ("blocks: {n: [{play: x, colour: y}]}\n", "E103", "colour"),
        ("blocks: {n: [{plya: x}]}\n", "E103", "plya"),
        ("blocks: {n: [x]}\n", "E104", "x"),
        ("blocks: {n: [{pad: 30m, order: shuffle}]}\n", "E109", "order"),
        ("blocks: {n: [{play: x, count: 2, for: 1h}]}\n", "E109", "count"),
        ("blocks: {n: [{play: x, count: some}]}\n", "E105", "some"),
        ("blocks: {n: [{repeat: [{wait: 8}]}]}\n", "E105", "8"),
        ("sources: {s: {path: x}}\n", "E102", "s"),
        ("sources: {s: {type: plex}}\n", "E107", "plex"),
        ("sources: {s: {type: loacl}}\n", "E110", "loacl"),
        ("sources: {s: {type: [local]}}\n", "E104", "[local]"),
        ("sources: {s: {type: local, local: x, path: x, kind: movie}}\n", "E103", "local"),
        ("sources: {s p: {type: local, path: x, kind: movie}}\n", "E105", "s p"),
        ("sources: {s: {type: generated, films: {A: {length: 10ms}}}}\n", "E111", "10ms"),
        ("collections: {c: {from: x, order: sprad}}\n", "E110", "sprad"),
        ("collections: {c: {from: [x, [y]]}}\n", "E104", "[y]"),
        ("collections: [c]\n", "E104", "[c]"),
        ("calendar: {c: {from: 12-24, to: 2026-12-26}}\n", "E105", "to"),
        ("calendar: {c: {to: 12-26}}\n", "E109", "to"),
        ("profiles: {p: {size: 641x480}}\n", "E105", "641x480"),
        ("profiles: {p: {rate: 1/0}}\n", "E105", "1/0"),
        ("profiles: {p: {hardware: nvenc}}\n", "E107", "nvenc"),
    ],
)
def test_a_misfit_is_found_at_its_word(text: str, code: str, word: str):
    finding = only(text)

    assert (finding.code, words(text, finding)) == (code, word)


@pytest.mark.parametrize(
    ("slot", "code", "word"),
    [
        ('at: "20:00"', "E108", None),
        ('at: "20:00", play: x, block: y', "E108", "play"),
        ('at: "20:00", play: x, until: "22:00", for: 2h', "E109", "until"),
        ('at: "20:00", play: x, loop: true', "E109", "loop"),
        ('at: "20:00", play: x, start: softly', "E110", "softly"),
        ('at: "20:00", play: x, start: {soft: 5}', "E105", "5"),
        ('at: "20:00", play: x, start: {hard: 5m, soft: 5m}', "E103", "hard"),
        ('at: "20:00", play: x, pad: 10s', "E111", "10s"),
        ('at: "20:00", off_air: false', "E106", "false"),
        ('at: "20:00", play: x, breaks: {with: y, length: 2m}', "E108", None),
        ("at: 20, play: x", "E105", "20"),
        ("play: x", "E102", None),
    ],
)
def test_a_misfit_of_a_slot_is_found_at_its_word(slot: str, code: str, word: str | None):
    text = f"channels: {{c: {{number: 1, name: C, schedule: {{s: {{{slot}}}}}}}}}\n"
    finding = only(text)

    assert finding.code == code
    assert word is None or words(text, finding) == word


@pytest.mark.parametrize(
    ("channel", "code"),
    [
        ("number: 1, name: C", "E108"),
        (f"number: 1, name: C, {OFF}, delay_of: x", "E108"),
        ("number: 1, name: C, delay_of: x", "E109"),
        (f"number: 1, name: C, {OFF}, by: 1h", "E109"),
        (f"number: 0, name: C, {OFF}", "E105"),
        (f"number: 1, name: '', {OFF}", "E101"),
    ],
)
def test_a_misfit_of_a_channel_is_found(channel: str, code: str):
    assert only(f"channels: {{c: {{{channel}}}}}\n").code == code


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("timezone: Europe/Berln", "E112"),
        ("timezone: Europe/Berlin, public_url: tv.lan", "E105"),
        ("timezone: Europe/Berlin, day_start: dawn", "E105"),
        ("timezone: Europe/Berlin, limits: {viewers: 0}", "E105"),
        ("timezone: Europe/Berlin, limits: {reserve: 95%}", "E111"),
        ("timezone: Europe/Berlin, limits: {idle: 500ms}", "E111"),
        ("timezone: Europe/Berlin, horizon: 61d", "E111"),
        ("timezone: Europe/Berlin, horizon: 99999999999999999h", "E105"),
        ("timezone: ", "E101"),
    ],
)
def test_a_misfit_of_the_settings_is_found(settings: str, code: str):
    _, found = validated(f"version: 1\nstation: {{name: x, {settings}}}\n")

    assert [finding.code for finding in found] == [code]


def test_what_is_missing_is_said_with_an_example():
    finding = only("channels: {c: {name: C, schedule: {}}}\n")

    assert finding.message == "a channel needs `number`"
    assert finding.hint == "for example `number: 7`"


def test_an_unknown_key_suggests_the_nearest_of_its_section():
    finding = only(f"channels: {{c: {{number: 1, name: C, filer: x, {OFF}}}}}\n")

    assert finding.hint == "did you mean `filler`?"


def test_a_mistake_behind_an_alias_is_told_once_with_the_place_of_use():
    channel = "channels: {c: {number: 1, name: C, schedule: {a: *s, b: *s}}}"
    text = 'x-s: &s {at: "20", play: x}\n' + channel + "\n"
    finding = only(text)

    assert words(text, finding) == '"20"'
    assert [label for _, label in finding.related] == ["used here"]


def test_all_mistakes_are_told_at_once():
    _, found = validated("version: 2\nstation: {nam: x}\nchannels: {c: {number: x, name: }}\n")

    assert [finding.code for finding in found] == ["E101", "E010", "E102", "E102", "E103", "E105"]


def test_a_public_url_has_no_slash_at_its_end():
    text = "version: 1\nstation: {name: x, timezone: UTC, public_url: 'https://tv.lan/iptv/'}\n"

    assert station(text).station.public_url == "https://tv.lan/iptv"


@pytest.mark.parametrize(
    ("drawn", "word"),
    [
        ("shows: {A: {seasons: 200, episodes: 100, length: 9m}}", "seasons"),
        ("shows: {A: {seasons: 90, year: 9950, length: 9m}}", "year"),
        ("films: {A: {year: 9999, length: 9m}}", "9999"),
    ],
)
def test_what_is_drawn_stays_within_a_calendar(drawn: str, word: str):
    text = f"sources: {{tv: {{type: generated, {drawn}}}}}\n"
    finding = only(text)

    assert finding.code == "E111"
    assert words(text, finding) == word
