"""Findings as SARIF 2.1.0, which code scanners and editors read.

Required of a log (OASIS SARIF 2.1.0, sections 3.13, 3.14, 3.19 and 3.27): `version`, `runs`, in a
run `tool.driver.name`, in a result `message`. The rest places and explains the findings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from exstreamtv.model.diagnostic import Diagnostic, Severity, Span, TextEdit
from exstreamtv.model.names import clean

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(found: Iterable[Diagnostic], texts: Mapping[PurePath, str]) -> str:
    """One run, with a rule for every code found. Lines and columns count from 1, in code points."""
    results = list(found)
    codes = sorted({each.code for each in results})
    driver = {"name": "exstreamtv", "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code)) for each in results],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    from exstreamtv.cli.codes import PAGES  # it imports every check, and few want this form

    title, _, page = PAGES.get(code, code).partition("\n")
    return {
        "id": code,
        "shortDescription": {"text": title},
        "help": {"text": page.strip() or title, "markdown": page.strip() or title},
    }


def _result(found: Diagnostic, rule: int) -> dict[str, Any]:
    said = [clean(part) for part in (found.message, found.note, found.hint) if part]
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.severity],
        "message": {"text": "\n".join(said)},
    }
    if found.span:
        result["locations"] = [_location(found.span)]
    if found.related:
        result["relatedLocations"] = [
            {**_location(span), "message": {"text": clean(label)}} for span, label in found.related
        ]
    if found.fix:
        result["fixes"] = [_fix(found)]
    return result


def _location(span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _file(span.file), "region": _region(span)}}


def _file(path: PurePath) -> dict[str, str]:
    return {"uri": quote(path.as_posix())}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line + 1,
        "startColumn": span.column + 1,
        "endLine": span.end_line + 1,
        "endColumn": span.end_column + 1,
    }


def _fix(found: Diagnostic) -> dict[str, Any]:
    files = dict.fromkeys(edit.span.file for edit in found.fix)
    changes = [
        {
            "artifactLocation": _file(file),
            "replacements": [_replaced(edit) for edit in found.fix if edit.span.file == file],
        }
        for file in files
    ]
    description = clean(found.hint or found.message)
    return {"description": {"text": description}, "artifactChanges": changes}


def _replaced(edit: TextEdit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.new}}
