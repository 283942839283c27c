from __future__ import annotations

import json
from dataclasses import replace
from pathlib import PurePath

import jsonschema

from exstreamtv.cli.gitlab import gitlab
from exstreamtv.cli.paint import ansi
from exstreamtv.cli.render import as_json, concise, full, github, render
from exstreamtv.cli.sarif import sarif
from exstreamtv.model.diagnostic import Diagnostic, Severity, Span, TextEdit

FILE = PurePath("channels.d/10-retro.yaml")
OTHER = PurePath("channels.d/20-news.yaml")
TEXTS = {
    FILE: """\
schedule:
  movie:     {at: "20:00", days: sat-sun, until: "23:00", fill: action}
  other:     {at: "12:00", play: news}

  late-news: {at: "22:30", for: 30m, play: news}
""",
    OTHER: "news: {from: clips}\n",
}


def span(file: PurePath, line: int, start: int, stop: int) -> Span:
    return Span(file, line, start, line, stop, start, stop)


OVERLAP = Diagnostic(
    Severity.ERROR,
    "E301",
    "`movie` and `late-news` overlap on sat, sun 22:30-23:00",
    span(FILE, 4, 18, 25),
    hint="end `movie` at 22:30, or let the news win on purpose: `replaces: movie`",
    note="first: sat 28 nov 2026; 104 times in the next 52 weeks",
    label="starts at 22:30",
    related=((span(FILE, 1, 49, 56), "runs until 23:00"), (span(OTHER, 0, 0, 4), "the news")),
)
PLACELESS = Diagnostic(Severity.WARNING, "W999", "there is nothing to see", None)


def test_every_place_is_shown_once_in_the_order_of_its_file():
    assert (
        full([OVERLAP], TEXTS)
        == """\
error[E301]: `movie` and `late-news` overlap on sat, sun 22:30-23:00
 --> channels.d/10-retro.yaml:5:19
2 |   movie:     {at: "20:00", days: sat-sun, until: "23:00", fill: action}
  |                                                  ------- runs until 23:00
5 |   late-news: {at: "22:30", for: 30m, play: news}
  |                   ^^^^^^^ starts at 22:30
 ::: channels.d/20-news.yaml:1:1
1 | news: {from: clips}
  | ---- the news
  = first: sat 28 nov 2026; 104 times in the next 52 weeks
  = help: end `movie` at 22:30, or let the news win on purpose: `replaces: movie`
"""
    )


def test_findings_are_parted_by_a_blank_line():
    assert full([PLACELESS, PLACELESS], {}).count("\n\n") == 1


def test_nothing_found_is_nothing_to_read():
    assert (full([], TEXTS), concise([], TEXTS), github([], TEXTS)) == ("", "", "")
    assert as_json([], TEXTS) == "[]\n"


def test_colour_adds_nothing_but_colour():
    import re

    painted = full([OVERLAP], TEXTS, ansi)

    assert "\x1b[1;31merror[E301]" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == full([OVERLAP], TEXTS)


def test_concise_is_one_line_that_editors_can_jump_to():
    place = "channels.d/10-retro.yaml:5:19"

    assert concise([OVERLAP], TEXTS) == f"{place}: E301 {OVERLAP.message}\n"
    assert concise([PLACELESS], TEXTS) == "W999 there is nothing to see\n"


def test_json_always_has_every_key():
    placed, placeless = json.loads(as_json([OVERLAP, PLACELESS], TEXTS))

    assert placed.keys() == placeless.keys()
    assert placed["place"]["line"] == 5
    assert placed["place"]["column"] == 19
    assert placed["related"][1]["place"]["file"] == "channels.d/20-news.yaml"
    assert (placeless["place"], placeless["severity"]) == (None, "warning")


def test_json_holds_the_fix_as_offsets():
    where = span(FILE, 0, 3, 5)
    found = Diagnostic(Severity.ERROR, "E001", "x", where, fix=(TextEdit(where, '"x"'),))
    (record,) = json.loads(as_json([found], TEXTS))

    assert record["fix"][0]["new"] == '"x"'
    assert record["fix"][0]["place"]["offset"] == 3


def test_a_workflow_command_is_escaped():
    awkward = PurePath("a:b,c%.yaml")
    found = Diagnostic(Severity.ERROR, "E001", "100% wrong", span(awkward, 1, 2, 4), hint="mend it")

    assert github([found], {}) == (
        "::error file=a%3Ab%2Cc%25.yaml,line=2,col=3,endColumn=5,title=E001"
        "::100%25 wrong%0Amend it\n"
    )


def test_a_workflow_command_has_columns_only_within_one_line():
    found = Diagnostic(Severity.NOTE, "W001", "x", Span(FILE, 1, 2, 3, 4))

    assert github([found], {}).startswith(
        "::notice file=channels.d/10-retro.yaml,line=2,endLine=4,title=W001::"
    )


def test_nothing_an_author_wrote_can_move_the_cursor():
    evil = "\x1b[2J\u202edrow"
    found = Diagnostic(Severity.ERROR, "E001", evil, span(FILE, 0, 0, 3), hint=evil, label=evil)
    shown = full([found], {FILE: f"{evil}\n"})

    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_file_without_text_is_named_and_not_quoted():
    found = Diagnostic(Severity.ERROR, "E011", "x", span(PurePath("gone.yaml"), 0, 0, 0))

    assert full([found], {}) == "error[E011]: x\n --> gone.yaml\n"


def test_a_form_is_chosen_by_its_name():
    assert render([PLACELESS], {}, "concise") == concise([PLACELESS], {})


FIXED = Diagnostic(
    Severity.ERROR,
    "E106",
    "`yes` is neither `true` nor `false`",
    span(FILE, 2, 4, 7),
    fix=(TextEdit(span(FILE, 2, 4, 7), "true"),),
)

SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "text": {"required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}},
        "run": {
            "required": ["tool"],
            "properties": {
                "tool": {
                    "required": ["driver"],
                    "properties": {
                        "driver": {
                            "required": ["name"],
                            "properties": {"rules": {"items": {"$ref": "#/$defs/rule"}}},
                        }
                    },
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"items": {"$ref": "#/$defs/result"}},
            },
        },
        "rule": {
            "required": ["id"],
            "properties": {
                "shortDescription": {"$ref": "#/$defs/text"},
                "help": {"$ref": "#/$defs/text"},
            },
        },
        "region": {
            "properties": {
                key: {"type": "integer", "minimum": 1}
                for key in ("startLine", "startColumn", "endLine", "endColumn")
            },
            "additionalProperties": False,
        },
        "location": {
            "properties": {
                "physicalLocation": {
                    "anyOf": [{"required": ["artifactLocation"]}, {"required": ["address"]}],
                    "properties": {"region": {"$ref": "#/$defs/region"}},
                },
                "message": {"$ref": "#/$defs/text"},
            }
        },
        "result": {
            "required": ["message"],
            "properties": {
                "message": {"$ref": "#/$defs/text"},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "locations": {"items": {"$ref": "#/$defs/location"}},
                "relatedLocations": {"items": {"$ref": "#/$defs/location"}},
                "fixes": {
                    "items": {
                        "required": ["artifactChanges"],
                        "properties": {
                            "artifactChanges": {
                                "minItems": 1,
                                "items": {
                                    "required": ["artifactLocation", "replacements"],
                                    "properties": {
                                        "replacements": {
                                            "minItems": 1,
                                            "items": {"required": ["deletedRegion"]},
                                        }
                                    },
                                },
                            }
                        },
                    }
                },
            },
        },
    },
}
"""What OASIS's schema of SARIF 2.1.0 requires of the parts that we write."""


def test_sarif_has_what_its_schema_requires():
    log = json.loads(sarif([OVERLAP, PLACELESS, FIXED], TEXTS))

    jsonschema.validate(log, SARIF)
    first, placeless, fixed = log["runs"][0]["results"]
    assert [each["id"] for each in log["runs"][0]["tool"]["driver"]["rules"]] == [
        "E106",
        "E301",
        "W999",
    ]
    assert first["ruleIndex"] == 1
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "channels.d/10-retro.yaml"},
        "region": {"startLine": 5, "startColumn": 19, "endLine": 5, "endColumn": 26},
    }
    assert "locations" not in placeless
    assert fixed["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 8},
            "insertedContent": {"text": "true"},
        }
    ]


def test_gitlab_gets_what_it_needs_and_knows_a_finding_again():
    moved = replace(FIXED, span=span(FILE, 9, 4, 7))
    once, twice = json.loads(gitlab([FIXED, moved], TEXTS))
    (later,) = json.loads(gitlab([moved], TEXTS))

    assert once == {
        "description": "`yes` is neither `true` nor `false`",
        "check_name": "E106",
        "fingerprint": once["fingerprint"],
        "severity": "major",
        "location": {"path": "channels.d/10-retro.yaml", "lines": {"begin": 3}},
    }
    assert twice["fingerprint"] != once["fingerprint"]
    assert later["fingerprint"] == once["fingerprint"], "it only moved"


def test_gitlab_is_told_also_of_what_has_no_place():
    assert json.loads(gitlab([PLACELESS], TEXTS))[0]["location"]["path"] == "channels.d"
