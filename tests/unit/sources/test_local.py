from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from exstreamtv.config.sources import LocalSource
from exstreamtv.model.diagnostic import Diagnostic
from exstreamtv.model.failure import SourceError
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.sources import local
from exstreamtv.sources.context import Context
from tests.kit.library import clip
from tests.kit.media import film


class Library:
    """A folder of media, and what was reported when it was fetched."""

    def __init__(self, root: Path, kind: str, **more: Any) -> None:
        self.root = root / "library"
        self.root.mkdir()
        self.config = LocalSource(type="local", path="library", kind=kind, **more)
        self.found: list[Diagnostic] = []
        self.context = Context(root, root / "cache", report=self.found.append)

    def fetched(self) -> dict[str, Media]:
        self.found.clear()
        return {media.key: media for media in local.fetch("films", self.config, self.context)}


@pytest.fixture
def films(tmp_path: Path) -> Library:
    return Library(tmp_path, "movie")


def test_a_film_is_found_by_its_path(films):
    clip(films.root / "Heat (1995)" / "Heat (1995).mkv", tags={"genre": "Crime"})
    (media,) = films.fetched().values()

    assert media.key == media.locator == "Heat (1995)/Heat (1995).mkv"
    assert (media.kind, media.title, media.year) == (MediaKind.MOVIE, "Heat", 1995)
    assert (media.genres, media.length) == (("Crime",), timedelta(milliseconds=400))


def test_the_nfo_counts_more_than_the_tags_and_those_more_than_the_name(films):
    clip(films.root / "a (1990).mkv", tags={"title": "b", "genre": "Crime", "artist": "c"})
    (films.root / "a (1990).nfo").write_text("<movie><title>d</title></movie>")
    (media,) = films.fetched().values()

    assert (media.title, media.genres, media.artist, media.year) == ("d", ("Crime",), "c", 1990)


def test_a_show_s_nfo_speaks_for_its_episodes(tmp_path):
    shows = Library(tmp_path, "show")
    clip(shows.root / "cheers" / "Season 1" / "cheers s01e02.mkv")
    (shows.root / "cheers" / "tvshow.nfo").write_text(
        "<tvshow><title>Cheers</title><genre>Comedy</genre></tvshow>"
    )
    (shows.root / "cheers" / "Season 1" / "cheers s01e02.nfo").write_text(
        "<episodedetails><title>Sam's Women</title><aired>1982-10-07</aired></episodedetails>"
    )
    (media,) = shows.fetched().values()

    assert (media.show, media.season, media.episode, media.title) == ("Cheers", 1, 2, "Sam's Women")
    assert (media.genres, media.aired) == (("Comedy",), date(1982, 10, 7))


def test_an_episode_without_a_title_has_its_number(tmp_path):
    shows = Library(tmp_path, "show")
    clip(shows.root / "Cheers" / "S01E02.mkv")

    assert [media.title for media in shows.fetched().values()] == ["Episode 2"]


def test_music_without_pictures_is_a_track(tmp_path):
    music = Library(tmp_path, "music")
    clip(music.root / "a-ha - Take On Me.mp3", pictures=0, sound_s=1)
    clip(music.root / "Nena - 99.mkv")

    kinds = {media.artist: media.kind for media in music.fetched().values()}

    assert kinds == {"a-ha": MediaKind.TRACK, "Nena": MediaKind.MUSIC}


def test_clips_have_the_tags_of_their_source_and_their_folders(tmp_path):
    clips = Library(tmp_path, "clip", tags=["winter"])
    clip(clips.root / "ident" / "snow.mkv")

    assert [media.tags for media in clips.fetched().values()] == [("winter", "ident")]


def test_what_stands_beside_a_film_belongs_to_it(films):
    clip(films.root / "f" / "Heat.mkv")
    (films.root / "f" / "Heat.en.srt").write_text("")
    (films.root / "f" / "poster.jpg").write_text("")
    (media,) = films.fetched().values()

    assert media.streams[-1].file == "Heat.en.srt"
    assert media.art == "f/poster.jpg"


def test_samples_extras_and_hidden_files_are_passed_over(films):
    clip(films.root / "Heat" / "Heat.mkv")
    for name in ("._Heat.mkv", "Heat-trailer.mkv", "sample.mkv", "Extras/making.mkv",
                 "@eaDir/a.mkv", "Heat.txt", "old/.ignore", "old/a.mkv"):  # fmt: skip
        path = films.root / "Heat" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")

    assert list(films.fetched()) == ["Heat/Heat.mkv"]
    assert films.found == []


def test_include_and_exclude_choose(tmp_path):
    films = Library(tmp_path, "movie", include=["*.mkv"], exclude=["new/**"])
    for name in ("a.mkv", "b.avi", "new/c.mkv"):
        clip(films.root / name)

    assert list(films.fetched()) == ["a.mkv"]


def test_what_cannot_be_played_is_reported_and_the_others_go_on(films):
    clip(films.root / "good.mkv")
    (films.root / "empty.mkv").write_bytes(b"")
    (films.root / "broken.mkv").write_bytes(b"\0" * 1000)
    os.mkfifo(films.root / "pipe.mkv")
    (films.root / "dangling.mkv").symlink_to("nowhere.mkv")
    (films.root / os.fsdecode(b"caf\xe9.mkv")).write_bytes(b"x")

    assert list(films.fetched()) == ["good.mkv"]
    assert [finding.code for finding in films.found] == ["W402"] * 5
    assert [finding.message.split("`")[1] for finding in films.found] == [
        "caf.mkv",
        "dangling.mkv",
        "empty.mkv",
        "pipe.mkv",
        "broken.mkv",
    ]


def test_a_broken_nfo_is_reported_once_and_its_medium_is_there(films):
    clip(films.root / "Heat.mkv")
    (films.root / "Heat.nfo").write_text("<movie>")

    assert list(films.fetched()) == ["Heat.mkv"]
    assert [finding.code for finding in films.found] == ["W403"]


def test_links_out_of_the_folder_are_refused(films, tmp_path):
    clip(tmp_path / "elsewhere" / "a.mkv")
    (films.root / "a.mkv").symlink_to(tmp_path / "elsewhere" / "a.mkv")
    (films.root / "folder").symlink_to(tmp_path / "elsewhere")

    assert films.fetched() == {}
    assert [finding.code for finding in films.found] == ["W402", "W402"]


def test_a_folder_is_looked_at_where_it_is_and_not_where_a_link_says(films):
    clip(films.root / "real" / "a.mkv")
    (films.root / "link").symlink_to(films.root / "real")

    assert list(films.fetched()) == ["real/a.mkv"]


def test_links_are_followed_on_demand_and_never_in_circles(tmp_path):
    films = Library(tmp_path, "movie", follow_symlinks="true")
    clip(tmp_path / "elsewhere" / "a.mkv")
    (films.root / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "back").symlink_to(films.root)

    assert list(films.fetched()) == ["folder/a.mkv"]


def test_without_its_folder_a_source_cannot_be_read(films):
    films.root.rmdir()

    with pytest.raises(SourceError, match="there is no folder"):
        films.fetched()


def test_a_medium_resolves_to_its_real_path(films):
    path = clip(films.root / "Heat.mkv")
    (media,) = films.fetched().values()
    found = local.resolve(media, films.config, films.context)

    assert (found.path, found.format, found.streams) == (str(path), media.format, media.streams)


def test_a_vanished_file_does_not_resolve(films):
    with pytest.raises(SourceError, match="no such file"):
        local.resolve(film("gone.mkv"), films.config, films.context)


@pytest.mark.parametrize("locator", ["../secret.mkv", "/etc/passwd", "link.mkv", "."])
def test_nothing_outside_resolves(films, tmp_path, locator):
    (tmp_path / "secret.mkv").write_bytes(b"x")
    (films.root / "link.mkv").symlink_to(tmp_path / "secret.mkv")

    with pytest.raises(SourceError):
        local.resolve(film("a.mkv", locator=locator), films.config, films.context)


def test_a_file_beside_a_medium_is_resolved_to_its_path(films):
    path = clip(films.root / "Heat" / "Heat.mkv")
    path.with_name("Heat.de.srt").write_text("1\n")
    (media,) = films.fetched().values()
    (german,) = (s for s in local.resolve(media, films.config, films.context).streams if s.file)

    assert german.file == str(path.with_name("Heat.de.srt").resolve())


def test_a_file_beside_it_that_leads_out_is_left_out(films, tmp_path):
    path = clip(films.root / "Heat" / "Heat.mkv")
    (tmp_path / "secret").write_text("1\n")
    path.with_name("Heat.de.srt").symlink_to(tmp_path / "secret")
    (media,) = films.fetched().values()

    assert len(media.streams) == 2
    assert [s.kind for s in local.resolve(media, films.config, films.context).streams] == ["video"]
