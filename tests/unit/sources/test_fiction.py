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
