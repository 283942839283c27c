from __future__ import annotations

import json

from tests.unit.cli.conftest import Exstreamtv


def test_it_prints_the_schema_of_the_language(exstreamtv: Exstreamtv) -> None:
    schema = json.loads(exstreamtv("schema").out)

    assert "channels" in schema["properties"]
