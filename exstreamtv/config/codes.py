"""The pages of what validation can find: each code's title, reason, remedy and example."""

from __future__ import annotations

CODES = {
    "E010": """The language has another version

A station says which version of the language it is written in, so that a later exstreamtv can
read it as it was meant. This one knows version 1.

```yaml
version: 1
```
""",
    "E101": """A value is missing

The key is there and nothing stands behind it. Write a value, or leave the key out to have its
default.

```yaml
station: {name: Home TV, timezone: Europe/Berlin}
```
""",
    "E102": """A key is missing

Some keys have no sensible default: a channel's number, a slot's start, where a source finds its
media.

```yaml
channels:
  one: {number: 1, name: One, schedule: {day: {at: "06:00", off_air: true}}}
```
""",
    "E103": """A key is unknown

Nothing of this name exists at this place. It may be misspelled, indented too far or not far
enough, or belong to another section. A key that is not known is never ignored.

```yaml
station: {name: Home TV, timezone: Europe/Berlin}
```
""",
    "E104": """Something else is due here

A list stands where a mapping belongs, or a text where a list does. Steps are a list of mappings;
slots, channels and collections are mappings by name.

```yaml
blocks:
  night:
    - {play: films}
    - {fill: clips}
```
""",
    "E105": """A value is not written as it should be

Lengths are `90m`, `1h30m`, `15s`; times of day `"20:30"`; dates `2026-12-24`, or `12-24` for
every year; ranges `2m..3m`. A bare number where a length is due has no unit, and guessing one
would be wrong half of the time.

```yaml
schedule: {eight: {at: "20:00", for: 90m, play: films}}
```
""",
    "E106": """A truth value is neither `true` nor `false`

`yes`, `on` and `1` are truth values for some programs and texts for others, so only these two
words are accepted.

```yaml
schedule: {day: {at: "06:00", block: night, loop: true}}
```
""",
    "E107": """Something is not in this version yet

It belongs to the language, and a later version will know it. Until then it has to be left out:
ignoring it would play something else than what you wrote.

```yaml
blocks: {night: [{play: films}, {fill: clips}]}
```
""",
    "E108": """There is not exactly one of some keys

A slot has one body, and so has a step: `play`, `fill`, `block` and so on. A channel has a
`schedule` or is a `delay_of`. `breaks` come `at` chapters or `every` so often.

```yaml
schedule:
  eight: {at: "20:00", play: films}
  ten: {at: "22:00", steps: [{play: films}, {fill: clips}]}
```
""",
    "E109": """Keys contradict each other, or one says nothing alone

`until` and `for` both end a slot; `fit` says how `fill` fills and means nothing without it.

```yaml
schedule: {eight: {at: "20:00", until: "23:00", fill: films, fit: best}}
```
""",
    "E110": """A word is not one of those that are possible

The key takes one of a few words, and this is another one. The nearest is suggested.

```yaml
collections: {noir: {from: films, order: shuffle}}
```
""",
    "E111": """A number or length is beyond what makes sense

Counts go up to 10,000 and lengths up to 60 days. A break cannot recur more often than every
minute, and drawn media last at least a second. These limits only keep slips of the pen from
filling the machine.

```yaml
blocks: {night: [{repeat: [{play: films}], times: 3}]}
```
""",
    "E112": """There is no such time zone

Time zones are named as in the IANA database, by continent and city. Abbreviations such as `CEST`
or `EDT` leave open what happens in the other half of the year.

```yaml
station: {name: Home TV, timezone: Europe/Berlin}
```
""",
}
