from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from exstreamtv.model.media import MediaKind
from exstreamtv.sources.names import facts_in

EPISODES = {
    "Cheers/Season 3/Cheers - S03E05 - Snow Job.mkv": ("Cheers", 3, 5, "Snow Job"),
    "Cheers/Season 03/05 - Snow Job.avi": ("Cheers", 3, 5, "Snow Job"),
    "Cheers.S03E05.Snow.Job.1080p.WEB-DL.x264.mkv": ("Cheers", 3, 5, "Snow Job"),
    "Cheers/Specials/Cheers s00e01 Reunion.mkv": ("Cheers", 0, 1, "Reunion"),
    "Cheers/1x02 Pilot.mkv": ("Cheers", 1, 2, "Pilot"),
    "Cheers/S01E01E02 Double.mkv": ("Cheers", 1, 1, "Double"),
    "Cheers/S01E01-E02 - Double.mkv": ("Cheers", 1, 1, "Double"),
    "Cheers/S01E01-02 Double.mkv": ("Cheers", 1, 1, "Double"),
    "Cheers/S01E01-1080p.mkv": ("Cheers", 1, 1, None),
    "Comedy/Cheers/Season 1/Cheers S01E01.mkv": ("Cheers", 1, 1, None),
    "Cheers/Cheers.S01E02.720p/abc.s01e02.mkv": ("Cheers", 1, 2, None),
    "24/Season 1/24 - 1x01 - Midnight.mkv": ("24", 1, 1, "Midnight"),
    "Doctor Who (2005) {tvdb-78804}/Season 1/Doctor.Who.S01E01.Rose.mkv": (
        "Doctor Who (2005)", 1, 1, "Rose"),
    "Cheers/an outtake.mkv": ("Cheers", None, None, "an outtake"),
}  # fmt: skip


@pytest.mark.parametrize("path", EPISODES)
def test_episodes(path):
    facts = facts_in(PurePosixPath(path), MediaKind.EPISODE)
    fields = ("show", "season", "episode", "title")

    assert tuple(facts.get(field) for field in fields) == EPISODES[path]


def test_an_episode_may_be_named_by_its_date():
    facts = facts_in(PurePosixPath("Tonight/Tonight 2024.03.05 Guest.mkv"), MediaKind.EPISODE)

    assert (facts["aired"], facts["year"], facts["title"]) == (date(2024, 3, 5), 2024, "Guest")


def test_a_date_that_no_calendar_has_is_none():
    assert "aired" not in facts_in(PurePosixPath("Tonight/2024-02-31.mkv"), MediaKind.EPISODE)


FILMS = {
    "Heat (1995).mkv": ("Heat", 1995, None),
    "Blade Runner (1982) {edition-Final Cut}.mkv": ("Blade Runner", 1982, None),
    "2001.A.Space.Odyssey.1968.1080p.BluRay.mkv": ("2001 A Space Odyssey", 1968, None),
    "Heat (1995)/heat-1080p.mkv": ("Heat", 1995, None),
    "1917 (2019).mkv": ("1917", 2019, None),
    "1917.mkv": ("1917", None, None),
    "Wonder Woman 1984.mkv": ("Wonder Woman 1984", None, None),
    "Blade Runner 2049 (2017) [tmdbid-335984].mkv": ("Blade Runner 2049", 2017, None),
    "Heat (1995) cd2.avi": ("Heat", 1995, 2),
    "Heat (1995)-pt1.avi": ("Heat", 1995, 1),
    "The_Matrix.mkv": ("The Matrix", None, None),
}


@pytest.mark.parametrize("path", FILMS)
def test_films(path):
    facts = facts_in(PurePosixPath(path), MediaKind.MOVIE)

    assert tuple(facts.get(field) for field in ("title", "year", "part")) == FILMS[path]


def test_an_edition_is_a_tag():
    path = PurePosixPath("Blade Runner (1982) {edition-Final Cut}.mkv")

    assert facts_in(path, MediaKind.MOVIE)["tags"] == ("Final Cut",)


SONGS = {
    "a-ha - Take On Me.mp4": ("a-ha", None, None, "Take On Me"),
    "a-ha/Hunting High and Low/01 - Take On Me.mp4": (
        "a-ha", "Hunting High and Low", 1, "Take On Me"),
    "Nena/99 Luftballons.mp4": ("Nena", None, None, "99 Luftballons"),
    "01. Nena - 99 Luftballons.mp4": ("Nena", None, 1, "99 Luftballons"),
}  # fmt: skip


@pytest.mark.parametrize("path", SONGS)
def test_songs(path):
    facts = facts_in(PurePosixPath(path), MediaKind.MUSIC)
    fields = ("artist", "album", "track", "title")

    assert tuple(facts.get(field) for field in fields) == SONGS[path]


def test_the_folders_of_a_clip_are_its_tags():
    facts = facts_in(PurePosixPath("ident/winter/snow_globe.mp4"), MediaKind.CLIP)

    assert facts == {"title": "snow globe", "tags": ("ident", "winter")}
