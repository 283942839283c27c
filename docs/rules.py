"""Writes docs/language/rules.md from the rules' own pages: `python docs/rules.py`."""

from __future__ import annotations

from pathlib import Path

from exstreamtv.rules.table import CODE, PAGES

LEAD = """\
# Rules

`rules` say what must hold on the air, whatever the schedule. An entry is a name and a mapping with
one body key, which says what kind of rule it is. `exstreamtv test` and `exstreamtv plan` hold what
will air against them, `check` does the arithmetic that needs no timeline, and `exstreamtv explain`
with the name of a kind shows what stands here. A broken rule is one finding for each slot, with the
first time and how often.

```yaml
rules:
  kids:
    watershed: {"06:00-20:00": TV-PG, "20:00-22:00": TV-14}
    channels: [one, two]
    exceptions: {one.matinee: "the festival shows what it shows"}
  spots: {advertising: 12m, of: ads, severity: warning}
channels:
  one: {number: 1, name: One, filler: idents, schedule: {matinee: {at: "06:00", fill: films}}}
  two: {number: 2, name: Two, filler: idents, schedule: {day: {at: "06:00", fill: cheers}}}
```

| key of every rule | |
|---|---|
| `severity` | `error`, `warning`, `info`, or `off`; most are errors if nothing is said |
| `channels` | only these; without it all that have a schedule of their own (`watershed` and `streams`: all) |
| `slots` | only these: `SLOT` or `CHANNEL.SLOT` |
| `exceptions` | slots in which it does not hold, each with the reason |
| `of`, `where` | only media of these collections, or for which this expression holds (where the rule is about media); without them every programme, and nothing that stands between programmes |

"""  # noqa: E501 - rows of a table


def page() -> str:
    """The whole page."""
    parts = []
    for kind, code in CODE.items():
        title, _, text = PAGES[code].partition("\n\n")
        parts.append(f"## `{kind}`\n\n*{code}: {title}.* {text.strip()}\n")
    return LEAD + "\n".join(parts)


if __name__ == "__main__":
    Path(__file__).with_name("language").joinpath("rules.md").write_text(page(), encoding="utf-8")
