"""A station far larger than most: 100 channels over 20,000 locked items."""

from __future__ import annotations

from pathlib import Path

CHANNELS = 100
SHOWS = 200
EPISODES = 98
NOW = "2026-11-23T12:00:00Z"

_STATION = """\
version: 1
station: {name: Big, timezone: Europe/Berlin, seed: big}
"""


RULES = """\
rules:
  watershed: {watershed: {"06:00-20:00": TV-PG, "20:00-22:00": TV-14}, unrated: allow}
  separation: {separation: 10s, same: show, across: station, severity: info}
  rest: {rest: 1h}
  rotation: {rotation: all, severity: info}
  quota: {quota: {at_least: 1%}, where: 'genre = "Comedy"', per: day}
  continuity: {continuity: none, severity: info}
  rights: {rights: 2020-01-01.., runs: 200, per: week, where: 'year > 1900'}
  exclusive: {exclusive: item, severity: info}
  streams: {streams: 100, sources: big}
  advertising: {advertising: 30m, of: spots}
  pods: {pods: unique, severity: info}
  junctions: {junctions: none}
  pool: {pool: 100}
  remote_only: {remote_only: refuse}
"""


def write(root: Path, channels: int = CHANNELS) -> Path:
    """The station's YAML below ``root``; its lock is made by `exstreamtv lock`."""
    directory = root / "channels.d"
    directory.mkdir(parents=True)
    (directory / "station.yaml").write_text(_STATION, encoding="utf-8")
    (directory / "sources.yaml").write_text(_sources(), encoding="utf-8")
    (directory / "collections.yaml").write_text(_collections(), encoding="utf-8")
    for number in range(1, channels + 1):
        (directory / f"{number:03d}.yaml").write_text(_channel(number), encoding="utf-8")
    return directory


def _sources() -> str:
    shows = "".join(
        f"      Show {n:03d}: {{seasons: 7, episodes: {EPISODES // 7}, length: {44 + n % 5}m, "
        f"year: {1960 + n % 60}, genre: [{'Comedy' if n % 2 else 'Drama'}], chapters: 2}}\n"
        for n in range(SHOWS)
    )
    clips = (
        "      Spot: {count: 300, lengths: [15s, 20s, 30s], tag: spot}\n"
        "      Short: {count: 100, lengths: [7m, 9m, 11m], tag: short}\n"
    )
    return f"sources:\n  big:\n    type: generated\n    shows:\n{shows}    clips:\n{clips}"


def _collections() -> str:
    shows = "".join(
        f"  show-{n:03d}: {{from: big, where: 'show = \"Show {n:03d}\"'}}\n" for n in range(SHOWS)
    )
    return (
        f"collections:\n{shows}"
        "  spots: {from: big, where: 'tag = \"spot\"', order: shuffle, gap: 40}\n"
        "  shorts: {from: big, where: 'tag = \"short\"', order: shuffle}\n"
        "  comedy: {from: big, where: 'genre = \"Comedy\"', order: shuffle, gap: 100}\n"
        "  drama: {from: big, where: 'genre = \"Drama\"', order: shuffle, gap: 100}\n"
    )


def _channel(number: int) -> str:
    slots = "".join(
        f'      s{hour:02d}: {{at: "{hour:02d}:00", fill: show-{show:03d}, pad: 60m}}\n'
        for hour in (6, 9, 12, 15, 18)
        for show in [(number * 2 + hour) % SHOWS]
    )
    return (
        f"channels:\n  ch{number:03d}:\n    number: {number}\n    name: Channel {number}\n"
        "    filler: shorts\n"
        "    breaks: {at: chapters, with: spots, length: 1m..1m30s, min_gap: 10m}\n"
        f"    schedule:\n{slots}"
        '      prime: {at: "20:00", fill: drama, pad: 60m}\n'
        '      late: {at: "23:00", fill: comedy, pad: 60m}\n'
    )
