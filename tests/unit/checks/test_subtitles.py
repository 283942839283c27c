from __future__ import annotations

from dataclasses import replace

from exstreamtv.checks.subtitles import check
from exstreamtv.model.media import Stream
from tests.kit.catalogue import catalogue, episodes
from tests.kit.compiling import inputs
from tests.kit.station import station

DAY = {"at": "06:00", "fill": "cheers"}


def found(*codecs: str, language: str = "de", said: object = "de") -> list[str]:
    """The codes, where an episode has subtitles of these codecs and the others have none."""
    made = station(
        {"day": {**DAY, "subtitles": said}},
        collections={"cheers": {"from": "tv", "where": "show = cheers"}},
    )
    first, *others = episodes("cheers", 3, "22m")
    streams = tuple(Stream("subtitle", codec, language=language) for codec in codecs)
    of = inputs(made, catalogue(replace(first, streams=streams), *others))
    return [finding.code for finding in check(of)]


def test_one_medium_with_words_is_enough():
    assert found("subrip") == []
    assert found("hdmv_pgs_subtitle", "ass") == []


def test_none_in_the_language_is_w335():
    assert found("subrip", language="fr") == ["W335"]
    assert found() == ["W335"]


def test_pictures_only_is_w336():
    assert found("hdmv_pgs_subtitle") == ["W336"]


def test_where_none_are_wanted_none_are_missed():
    assert found(said="none") == []
