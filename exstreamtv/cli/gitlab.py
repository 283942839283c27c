"""Findings as a code quality report, which GitLab shows (docs.gitlab.com/ci/testing)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from exstreamtv.model.diagnostic import Diagnostic, Severity
from exstreamtv.model.names import clean

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_NOWHERE = PurePath("channels.d")


def gitlab(found: Iterable[Diagnostic], texts: Mapping[PurePath, str]) -> str:
    """One array. GitLab compares fingerprints of two branches, so no line number is in them."""
    seen: Counter[str] = Counter()
    return json.dumps([_issue(each, seen) for each in found], ensure_ascii=False, indent=2) + "\n"


def _issue(found: Diagnostic, seen: Counter[str]) -> dict[str, Any]:
    path = (found.span.file if found.span else _NOWHERE).as_posix()
    message = clean(found.message)
    identity = "\n".join((found.code, path, message))
    seen[identity] += 1
    fingerprint = sha256(f"{identity}\n{seen[identity]}".encode("utf-8", "replace")).hexdigest()
    return {
        "description": f"{message} ({clean(found.hint)})" if found.hint else message,
        "check_name": found.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {"path": path, "lines": {"begin": found.span.line + 1 if found.span else 1}},
    }
