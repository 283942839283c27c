from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from exstreamtv.checks.copying import check
from exstreamtv.model.media import Stream
from tests.kit.catalogue import catalogue, episodes
from tests.kit.compiling import inputs
from tests.kit.station import station

FITS = Stream("video", "h264", 0, width=1920, height=1080, rate=Fraction(25), profile="High")
HEVC = replace(FITS, codec="hevc", profile="")
SMALL = replace(FITS, width=1280, height=720)
WHY = "3 x `hevc` instead of `h264`, 1 x 1280x720 instead of 1920x1080"
COPIES = {"film": {"size": "1920x1080", "copy": "true"}}


def found(*pictures, profiles=COPIES, **slot):
    """What is said of five episodes with these pictures, the last one for all that are left."""
    made = station(
        {"day": {"at": "06:00", "fill": "cheers", **slot}},
        collections={"cheers": {"from": "tv", "where": "show = cheers"}},
        channel={"profile": "film"},
        profiles=profiles,
        layers={"bug": {"text": "{title}", "corner": "top-left"}},
    )
    pictures = (*pictures, *[pictures[-1]] * 5)
    media = [
        replace(one, streams=(picture,))
        for one, picture in zip(episodes("cheers", 5), pictures, strict=False)
    ]
    return [(one.code, one.message, one.hint) for one in check(inputs(made, catalogue(*media)))]


def test_a_channel_whose_media_all_fit_is_silent():
    assert found(FITS) == []


def test_what_does_not_fit_is_counted_by_its_reasons_and_the_first_are_named():
    assert found(HEVC, HEVC, SMALL, HEVC, FITS) == [
        (
            "W601",
            "4 of 5 media on `one` cannot be copied",
            WHY + "; first `tv:cheers/S01E01`, `tv:cheers/S01E02`, `tv:cheers/S01E03`",
        )
    ]


def test_where_nothing_fits_copying_is_in_vain():
    assert [code for code, *_ in found(SMALL)] == ["W602"]


def test_a_layer_lies_over_everything():
    ((code, _, hint),) = found(FITS, layers=["bug"])

    assert (code, hint.split(":")[0].split(";")[0]) == ("W602", "5 x a layer lies over it")


def test_a_channel_that_encodes_everything_is_not_asked():
    assert found(HEVC, profiles={"film": {"size": "1920x1080"}}) == []
