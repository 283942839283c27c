"""Media that are not tried for a while, as text. What cannot be read any more is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterable

from exstreamtv.model.failure import StateError
from exstreamtv.model.remedy import Suspect
from exstreamtv.model.time import instant_from, instant_text

VERSION = 1


def dump(suspects: Iterable[Suspect]) -> str:
    """An entry a medium, the one that came in first before the others."""
    media = [
        {
            "media": each.media,
            "mark": each.mark,
            "failures": each.failures,
            "why": each.why,
            "until": instant_text(each.until),
        }
        for each in suspects
        if each.until
    ]
    document = {"version": VERSION, "media": media}
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def load(text: str) -> list[Suspect]:
    """What `dump` wrote; StateError if that is not it."""
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            raise StateError(f"a quarantine of version {document['version']} cannot be read here")
        return [
            Suspect(
                str(each["media"]),
                str(each["mark"]),
                int(each["failures"]),
                str(each["why"]),
                until=instant_from(each["until"]),
            )
            for each in document["media"]
        ]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise StateError(f"this is no quarantine: {error}") from error
