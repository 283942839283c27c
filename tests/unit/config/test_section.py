from __future__ import annotations

import json
from pathlib import Path

import pytest

from exstreamtv import pipeline
from exstreamtv.config.breaks import Breaks
from exstreamtv.config.onair import Watershed
from exstreamtv.config.section import Section, said
from exstreamtv.config.station import Station
from exstreamtv.syntax.files import read_directory

EXAMPLES = sorted(path.parent for path in Path("examples").glob("*/station.yaml"))

NOT_DUMPED = (Station, Watershed)
"""pydantic cannot dump a set of spans of hours."""


def as_json(said_of: object) -> str:
    return json.dumps(said_of, sort_keys=True, default=text)


def text(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def dumped(section: Section) -> str:
    return as_json(section.model_dump(exclude_defaults=True))


@pytest.mark.parametrize("directory", EXAMPLES, ids=lambda path: path.name)
def test_what_is_said_is_what_pydantic_would_dump(directory: Path):
    station = pipeline.read(read_directory(directory)).station
    assert station is not None
    unlike = [
        section
        for section in station.sections
        if not isinstance(section, NOT_DUMPED) and as_json(said(section)) != dumped(section)
    ]

    assert station.sections[0] is station
    assert unlike == []


def test_what_goes_without_saying_is_left_out_of_amounts_too():
    breaks = Breaks.model_validate({"at": ["25%", "10m"], "with": "ads", "length": "1m..2m"})

    assert as_json(said(breaks)) == dumped(breaks)
