"""The pages of what reading can find: each code's title, reason, remedy and example."""

from __future__ import annotations

CODES = {
    "E001": """A file is not YAML

Something keeps the file from being read at all, so the rest of it was not looked at. Often it is
a text that contains `: `, a bracket or quote that is not closed, or a line that is indented
differently from its neighbours.

```yaml
channels:
  news: {number: 1, name: "News: all day"}
```
""",
    "E002": """A tab is used for indentation

YAML indents with spaces only, because tabs are as wide as each editor pleases. Most editors can
be told to insert spaces in YAML files.

```yaml
station:
  name: Home TV
```
""",
    "E003": """A key is written twice

One mapping cannot have two entries of one name. Many programs silently keep the last one, which
is how schedules lose slots; here it is an error, and both places are shown. Take in several
anchors by one `<<` with a list.

```yaml
x-base: &base {profile: hd}
x-quiet: &quiet {filler: idents}
channels: {one: {<<: [*base, *quiet], number: 1, name: One}}
```
""",
    "E004": """A second document begins in one file

`---` in the middle of a file begins another document. One file is one document here: remove the
line, or move what follows into a file of its own.

```yaml
version: 1
station: {name: Home TV, timezone: Europe/Berlin}
```
""",
    "E005": """A key is not a single text

YAML allows lists and mappings as keys; nothing here is called so. Mostly this is a template that
was not filled in (`{{ name }}`), which YAML reads as a mapping.

```yaml
station: {name: "{{ as it is }}", timezone: Europe/Berlin}
```
""",
    "E006": """A tag is used

`!include`, `!!str` and their kind are not part of the language: all files of the directory are
read anyway, and the field says what type a value has.

```yaml
channels: {one: {number: 1, name: "1984"}}
```
""",
    "E007": """A file holds something that is not text

Every file is UTF-8 without control characters. Editors that save as Latin-1 or UTF-16, and text
copied from a terminal, bring such bytes in.

```yaml
station: {name: "Küche, mit Umlaut", timezone: Europe/Berlin}
```
""",
    "E008": """A file is too large to have been written by a person

Files may have 5 MB, 64 levels, and aliases that repeat 100,000 values. Beyond this something is
wrong with the file, or it is an attack on the reader.

```yaml
x-slot: &slot {play: films, pad: 30m}
```
""",
    "E009": """An alias names nothing that it could take in

`*name` repeats what `&name` marked further up in the same file, and `<<` takes in a mapping so
marked. Anchors do not reach other files: refer to collections, blocks and profiles by name.

```yaml
x-evening: &evening {days: mon-fri, pad: 30m}
channels: {one: {number: 1, name: One, schedule: {eight: {<<: *evening, at: "20:00", play: films}}}}
```
""",
    "E011": """A file of the station cannot be read

The others were read, but without this one the station is not what you wrote. See whether it is a
regular file that you may read. Names that begin with `.` or `_` are passed over.

```yaml
version: 1
```
""",
    "E012": """An id is given twice

All files are one station, and an id in a section is the name of one thing, whichever files they
stand in. Both places are shown: rename one, or remove it.

```yaml
channels:
  one: {number: 1, name: One, schedule: {day: {at: "06:00", off_air: true}}}
  two: {number: 2, name: Two, schedule: {day: {at: "06:00", off_air: true}}}
```
""",
    "E013": """A file does not begin with a section

The outermost thing in a file is a mapping whose keys are sections: `station`, `sources`,
`collections`, `blocks`, `profiles`, `calendar`, `channels`.

```yaml
channels:
  one: {number: 1, name: One, schedule: {day: {at: "06:00", off_air: true}}}
```
""",
    "E014": """A link is not followed

A link out of the station's directory would read files that a commit does not hold, and one to a
folder in it would read the same files twice. Move the file, or link to a file in the directory.

```yaml
version: 1
```
""",
    "E015": """There is no station

The directory is not there, or no file in it ends in `.yaml` or `.yml`. `-C DIRECTORY` names
another; `exstreamtv init` writes a station that plays at once.

```yaml
version: 1
station: {name: Home TV, timezone: Europe/Berlin}
```
""",
    "W005": """Text after ` #` is not part of the value

In YAML a `#` after a space begins a comment, so that `title: Room #5` is only `Room`. Quote the
value if the rest belongs to it; leave a space after the `#` if it is a comment.

```yaml
channels: {five: {number: 5, name: "Room #5"}}
```
""",
    "W006": """`null` is an ordinary word here

Other programs read `null` and `~` as nothing; here every unquoted word is the text that it is. To
say nothing, leave the key out; to say this word, quote it.

```yaml
channels: {one: {number: 1, name: "Null", schedule: {day: {at: "06:00", off_air: true}}}}
```
""",
}
