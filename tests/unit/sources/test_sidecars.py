from __future__ import annotations

from exstreamtv.sources.sidecars import picture, subtitles

NAMES = frozenset(
    {
        "Heat.mkv",
        "Heat.srt",
        "Heat.en.forced.srt",
        "Heat.pt-BR.sdh.ass",
        "Heat 2.en.srt",
        "Heat.txt",
    }
)


def test_subtitles_say_their_language_and_use():
    found = {stream.file: stream for stream in subtitles("Heat", NAMES)}

    assert sorted(found) == ["Heat.en.forced.srt", "Heat.pt-BR.sdh.ass", "Heat.srt"]
    assert (found["Heat.srt"].codec, found["Heat.srt"].language) == ("subrip", "")
    assert (found["Heat.en.forced.srt"].language, found["Heat.en.forced.srt"].forced) == (
        "en",
        True,
    )
    assert (found["Heat.pt-BR.sdh.ass"].codec, found["Heat.pt-BR.sdh.ass"].title) == ("ass", "SDH")


def test_a_medium_s_own_picture_is_better_than_the_folder_s():
    assert picture("Heat", frozenset({"poster.jpg", "Heat-poster.png"})) == "Heat-poster.png"
    assert picture("Heat", frozenset({"folder.jpg"})) == "folder.jpg"
    assert picture("Heat", frozenset()) == ""
