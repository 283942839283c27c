"""Also the proofs of E011, E014 and E015, which no text alone can have."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from exstreamtv.syntax.files import Documents, counts, read_directory, read_files, read_texts
from exstreamtv.syntax.reader import MOST_TEXT


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def names(documents: Documents, folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in documents.texts]


def codes(documents: Documents) -> list[str]:
    return [finding.code for finding in documents.found]


@pytest.mark.parametrize(
    ("path", "is_read"),
    [
        ("a.yaml", True),
        ("b/c.yml", True),
        ("lock/x.yaml", False),
        ("b/lock/x.yaml", True),
        ("_draft.yaml", False),
        (".hidden/a.yaml", False),
        ("a.json", False),
    ],
)
def test_what_counts_as_a_part_of_the_station(path: str, is_read: bool):
    assert counts(PurePath(path)) == is_read


def test_every_file_below_is_read_in_order(tmp_path: Path):
    written(
        tmp_path, b_yaml="b: 1", a_yaml="a: 1", sub__c_yaml="c: 1", _no_yaml="!", lock__l_yaml="!"
    )
    documents = read_directory(tmp_path)

    assert names(documents, tmp_path) == ["a.yaml", "b.yaml", "sub/c.yaml"]
    assert not documents.found


def test_files_are_named_as_one_would_type_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    written(tmp_path, channels__a_yaml="a: 1")
    monkeypatch.chdir(tmp_path)

    assert list(read_directory(Path("channels")).texts) == [PurePath("channels/a.yaml")]


def test_a_broken_file_hides_no_other(tmp_path: Path):
    written(tmp_path, a_yaml="a: [", b_yaml="b: 1")
    documents = read_directory(tmp_path)

    assert codes(documents) == ["E001"]
    assert len(documents.roots) == 1


def test_an_empty_directory_is_a_finding(tmp_path: Path):
    assert codes(read_directory(tmp_path)) == ["E015"]


def test_a_directory_that_is_not_there_is_a_finding(tmp_path: Path):
    assert codes(read_directory(tmp_path / "nowhere")) == ["E015"]


def test_what_is_no_file_is_a_finding(tmp_path: Path):
    written(tmp_path, a_yaml="a: 1")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "gone.yaml")

    assert codes(read_directory(tmp_path)) == ["E011"]


def test_no_link_leads_out_of_the_directory(tmp_path: Path):
    station = written(tmp_path / "station", a_yaml="a: 1")
    written(tmp_path, secret_yaml="s: 1")
    (station / "b.yaml").symlink_to(tmp_path / "secret.yaml")
    (station / "c").symlink_to(tmp_path)
    documents = read_directory(station)

    assert codes(documents) == ["E014", "E014"]
    assert names(documents, station) == ["a.yaml"]


def test_a_link_within_the_directory_is_followed(tmp_path: Path):
    written(tmp_path, **{".data__a_yaml": "a: 1"})
    (tmp_path / "a.yaml").symlink_to(tmp_path / ".data" / "a.yaml")

    assert not read_directory(tmp_path).found


def test_a_file_too_large_is_not_opened(tmp_path: Path):
    (tmp_path / "a.yaml").write_bytes(b"#" * (MOST_TEXT + 1))

    assert codes(read_directory(tmp_path)) == ["E008"]


def test_bytes_that_are_not_utf8_are_a_finding():
    documents = read_files(
        {PurePath("a.yaml"): b"a: 1\nname: K\xfcche\n", PurePath("b.yaml"): b"b: 1"}
    )
    (finding,) = documents.found

    assert finding.code == "E007"
    assert finding.message == "byte 0xFC on line 2 is not UTF-8"
    assert len(documents.roots) == 1


def test_a_byte_order_mark_is_no_part_of_the_text():
    documents = read_texts({PurePath("a.yaml"): "\ufeffa: 1"})

    assert list(documents.texts.values()) == ["a: 1"]
    assert not documents.found
