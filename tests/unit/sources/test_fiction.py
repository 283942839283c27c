from __future__ import annotations

from itertools import islice

from exstreamtv.sources.fiction import draw, plot, titles


def test_names_decide_a_draw_on_every_machine():
    assert draw(65_536, "drawn:show/Harbour Lights/S01E01") == 45_234


def test_titles_suit_the_genre():
    assert list(islice(titles("Morning Post", ["News"]), 2)) == ["Edition 1", "Edition 2"]
    assert plot(["News"], "Edition 1", "key") == ""


def test_titles_never_end():
    assert len(set(islice(titles("Long"), 3000))) == 3000


def test_a_work_that_has_used_every_title_is_not_searched_for_more():
    long = list(islice(titles("Long"), 100_000))

    assert long[-1] == "Number 100000"
