from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from exstreamtv.config.sources import GeneratedSource
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.time import ZERO
from exstreamtv.sources import generated
from exstreamtv.sources.context import Context
from tests.kit.media import film

HERE = Context(Path(), Path())


def source(**sections: Any) -> GeneratedSource:
    return GeneratedSource.model_validate({"type": "generated", **sections})


def fetched(config: GeneratedSource) -> dict[str, Media]:
    return {media.key: media for media in generated.fetch("drawn", config, HERE)}


SHOW = {"Harbour Lights": {"seasons": "2", "episodes": "6", "length": "21m..23m", "chapters": "3"}}


def test_a_show_airs_weekly():
    media = fetched(source(shows=SHOW))
    nights = [media[f"show/Harbour Lights/S01E0{number}"].aired for number in range(1, 7)]

    assert len(media) == 12
    assert {later - earlier for earlier, later in pairwise(nights)} == {timedelta(weeks=1)}


def test_episodes_have_titles_of_their_own():
    media = fetched(source(shows={"Long": {"episodes": "200", "length": "5m"}}))

    assert len({medium.title for medium in media.values()}) == 200


def test_lengths_stay_in_their_range():
    lengths = {media.length for media in fetched(source(shows=SHOW)).values()}

    assert len(lengths) > 1
    assert timedelta(minutes=21) <= min(lengths) <= max(lengths) <= timedelta(minutes=23)


def test_chapters_begin_at_the_start_and_are_uneven():
    film_ = fetched(source(films={"Tide": {"length": "1h30m", "chapters": "9"}}))["film/Tide"]
    starts = [chapter.start for chapter in film_.chapters]
    lengths = {later - earlier for earlier, later in pairwise([*starts, film_.length])}

    assert (starts[0], len(starts)) == (ZERO, 9)
    assert min(lengths) >= timedelta(minutes=4)
    assert len(lengths) > 5


def test_one_more_moves_no_other():
    few = fetched(source(shows=SHOW, clips={"Ident": {"count": "3", "lengths": ["5s"]}}))
    more = fetched(
        source(
            shows={"Another": {"length": "5m"}, **SHOW},
            clips={"Ident": {"count": "9", "lengths": ["5s"]}},
        )
    )

    assert {key: more[key] for key in few} == few


def test_every_medium_is_drawn_under_a_code_of_its_own():
    config = source(clips={"Spot": {"count": "3000", "lengths": ["5s"]}})
    codes = generated._codes("drawn", config)

    assert len(set(codes.values())) == 3000
    assert 0 <= min(codes.values()) <= max(codes.values()) < 65_536


def test_codes_are_handed_out_for_exactly_what_is_fetched():
    config = source(
        shows=SHOW,
        films={"Tide": {"length": "90m"}},
        music={"Kites": {"count": "2", "lengths": ["3m"]}},
        clips={"Spot": {"count": "2", "lengths": ["5s"]}},
    )

    assert generated._codes("drawn", config).keys() == fetched(config).keys()


def test_a_show_has_one_look():
    config = source(shows=SHOW)
    drawings = [generated.resolve(medium, config, HERE) for medium in fetched(config).values()]

    assert len({drawing.motion for drawing in drawings}) == 1
    assert {drawing.title for drawing in drawings} == {"Harbour Lights"}


def test_a_medium_that_is_no_longer_declared_still_plays():
    drawing = generated.resolve(film("film/Old", kind=MediaKind.MOVIE), source(), HERE)

    assert drawing.title == "film/Old"
