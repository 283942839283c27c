from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from exstreamtv.cli.options import Status
from tests.kit.golden import golden
from tests.unit.cli.conftest import Exstreamtv


def test_an_airing_is_explained_down_to_its_line(exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("explain", "one@tue", "21:30", "-C", station)

    assert ran.code == Status.DONE
    assert ran.out.startswith("The Nine O'Clock Film · ")
    assert "from     tue 24 nov 21:00, 2026-11-24T21:00:00.000Z" in ran.out
    assert "because  slot `film` of tue 24 nov, the next of `films`" in ran.out
    assert 'film: {at: "21:00", block: film-night}' in ran.out
    assert "{play: films, title: The Nine O'Clock Film}" in ran.out
    assert "interstitial  drawn:clip/Ident" in ran.out


@pytest.mark.parametrize(
    "what",
    ["one@tue 21:30", "one.drama", "blocks.film-night"],
    ids=["airing", "slot", "block"],
)
def test_the_whole_explanation(
    what: str,
    exstreamtv: Exstreamtv,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
) -> None:
    monkeypatch.chdir(home)

    assert exstreamtv("explain", what).out == snapshot(extension_class=golden("txt"))


def test_a_rerun_is_explained_by_what_it_shows_again(exstreamtv: Exstreamtv) -> None:
    network = Path(__file__).parents[3] / "examples" / "network"
    airing = exstreamtv("explain", "network@2026-11-27 00:10", "-C", network)
    slot = exstreamtv("explain", "network.encore", "-C", network)

    assert "turn     as `network.premiere` aired it before" in airing.out
    assert "counts by `network/premiere/~week`: what `network.premiere` has aired" in slot.out


def test_now_is_a_moment(exstreamtv: Exstreamtv, station: Path) -> None:
    assert "Deep Country S01E" in exstreamtv("explain", "1@now", "-C", station).out


def test_a_slot_is_explained_by_what_it_airs(exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("explain", "one.drama", "-C", station)

    assert 'drama: {at: "19:00", fill: deep-country, pad: 60m}' in ran.out
    assert "counts by `one/drama/deep-country`: next is the first item  " in ran.out
    assert "airs 14 times in 7 days" in ran.out
    assert "... and 2 more" in ran.out


@pytest.mark.parametrize(
    "what", ["one", "collections.films", "blocks.film-night", "sources.drawn", "channels.one"]
)
def test_every_kind_of_entry_has_a_place(what: str, exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("explain", what, "-C", station)

    assert ran.out.startswith(f"--> {station / '10-first.yaml'}:")
    assert "in 7 days" in ran.out


def test_a_code_needs_no_station(exstreamtv: Exstreamtv, tmp_path: Path) -> None:
    ran = exstreamtv("explain", "e401", "-C", tmp_path / "nowhere")

    assert ran.code == Status.DONE
    assert ran.out.startswith("E401: A source has no lock file")


@pytest.mark.parametrize("what", ["E999", "one.sitcom", "nobody@20:00", "one@teatime", "x"])
def test_what_is_not_there_is_a_usage_error(
    what: str, exstreamtv: Exstreamtv, station: Path
) -> None:
    assert exstreamtv("explain", what, "-C", station).code == Status.USAGE


def test_a_clip_is_explained_too(exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("explain", "one@tue", "21:00:01", "-C", station)

    assert "\n  at 21:00:01\n    00:" in ran.out
    assert "    chosen   drawn by slot, day and gap among those that fit" in ran.out


def test_a_repeat_is_explained_by_its_original(exstreamtv: Exstreamtv, station: Path) -> None:
    more = "channels: {later: {number: 2, name: Later, delay_of: one, by: 1h}}\n"
    (station / "20-more.yaml").write_text(more)
    first = exstreamtv("explain", "one@tue", "19:30", "-C", station).out
    later = exstreamtv("explain", "later@tue", "20:30", "-C", station).out

    of_first, of_later = (
        [line for line in text.split("\n") if line.startswith(("  turn", "  counted", "  medium"))]
        for text in (first, later)
    )
    assert len(of_first) == 3
    assert of_first == of_later


def test_every_place_of_the_chain_is_where_it_says(exstreamtv: Exstreamtv, station: Path) -> None:
    said = exstreamtv("explain", "one@tue", "19:30", "-C", station).out
    places = {
        line.split()[0]: line.rsplit("  ", 1)[1] for line in said.split("\n") if ".jsonl:" in line
    }

    for kind, begins in (("counted", '{"c":"one/drama/'), ("medium", '{"k":"show/Deep Country/')):
        file, _, number = places[kind].rpartition(":")
        assert Path(file).read_text().split("\n")[int(number) - 1].startswith(begins)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("shuffle", "order `shuffle`: every item once per cycle"),
        ("pad", "step `pad`: Filler until the next multiple of so long on the wall clock."),
        ("timezone", "`timezone` of `station`: The IANA name of the zone"),
    ],
)
def test_a_word_of_the_language_has_its_meaning(
    word: str, meaning: str, exstreamtv: Exstreamtv, tmp_path: Path
) -> None:
    assert meaning in exstreamtv("explain", word, "-C", tmp_path).out


def test_a_channel_called_like_a_word_is_the_channel(exstreamtv: Exstreamtv, station: Path) -> None:
    file = station / "10-first.yaml"
    file.write_text(file.read_text().replace("\n  one:\n", "\n  mix:\n"))
    exstreamtv("lock", "-C", station)

    assert exstreamtv("explain", "mix", "-C", station).out.startswith("--> ")
