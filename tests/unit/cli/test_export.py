from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from lxml import etree

from exstreamtv.cli.options import Status
from exstreamtv.emit.store import load
from tests.unit.cli.conftest import Exstreamtv


def test_the_guide_is_valid_and_gapless(exstreamtv: Exstreamtv, station: Path, house: Path) -> None:
    document = etree.fromstring(exstreamtv("export", "xmltv", "-C", station).out.encode())
    times = [(each.get("start"), each.get("stop")) for each in document.findall("programme")]

    assert etree.DTD(str(house / "tests/golden/xmltv.dtd")).validate(document)
    assert all(before[1] == after[0] for before, after in pairwise(times))


def test_the_playlist_names_the_stations_address(exstreamtv: Exstreamtv, station: Path) -> None:
    ran = exstreamtv("export", "m3u", "-C", station)

    assert "http://127.0.0.1:8409/iptv/channel/1.ts" in ran.out


def test_timelines_can_be_read_back(exstreamtv: Exstreamtv, station: Path) -> None:
    timelines = load(exstreamtv("export", "timelines", "--days", "1", "-C", station).out)

    assert list(timelines) == ["one"]


def test_a_file_is_written_whole(exstreamtv: Exstreamtv, station: Path, tmp_path: Path) -> None:
    out = tmp_path / "guide.xml"
    ran = exstreamtv("export", "xmltv", "--out", out, "-C", station)

    assert (ran.code, ran.out) == (Status.DONE, "")
    assert out.read_bytes() == exstreamtv("export", "xmltv", "-C", station).out.encode()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
