from __future__ import annotations

from typing import get_args

from exstreamtv.config.sources import SourceConfig
from exstreamtv.sources.table import SOURCES


def test_every_kind_of_source_has_its_module_and_the_reverse():
    union, _ = get_args(SourceConfig)
    kinds = [get_args(alternative)[0] for alternative in get_args(union)]
    types = {get_args(kind.model_fields["type"].annotation)[0] for kind in kinds}

    assert types == SOURCES.keys()
