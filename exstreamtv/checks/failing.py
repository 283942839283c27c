"""What is done about failures: words that never come, and words with nothing behind them."""

from __future__ import annotations

from collections.abc import Iterator

from exstreamtv.config.channel import ChannelConfig
from exstreamtv.config.lineup import inherited
from exstreamtv.config.section import sections
from exstreamtv.config.station import Settings, Station
from exstreamtv.model.diagnostic import Diagnostic, warning
from exstreamtv.model.remedy import LAST

CODES = {
    "W611": """A word of `on_failure` never comes

The first failure of an item takes the first word of `on_failure`, the second one the second, and
the last word stays. After `skip` or `slate` the item is not tried any more, so that it cannot fail
again, and what follows never comes.

```yaml
channels:
  one:
    number: 1
    name: One
    on_failure: [retry, alternate, skip]
    schedule: {day: {at: "06:00", fill: films}}
```
""",
    "W612": """`alternate` or `skip` has nothing to show

Both let something else air: the `alternate` of a live item, or what the channel has as its
`fallback`. This channel has neither, so that the slate shows.

```yaml
channels:
  one:
    number: 1
    name: One
    fallback: idents
    on_failure: [retry, skip]
    schedule: {day: {at: "06:00", fill: films}}
```
""",
}


def check(station: Station) -> Iterator[Diagnostic]:
    """W611 for each list of words, W612 for each channel that writes one."""
    written: tuple[Settings | ChannelConfig, ...] = (station.station, *station.channels.values())
    for section in written:
        yield from _beyond_the_end(section)
    for id_, channel in station.channels.items():
        wanted = [word for word in ("alternate", "skip") if word in channel.on_failure]
        if wanted and not _stands_in(inherited(station, id_)):
            what = f"`{wanted[0]}` has nothing to show on `{id_}`"
            hint = "give the channel a `fallback`, or say `slate`"
            yield warning("W612", what, channel.span("on_failure"), hint=hint)


def _beyond_the_end(section: Settings | ChannelConfig) -> Iterator[Diagnostic]:
    words = section.on_failure
    for index, word in enumerate(words[:-1]):
        if word in {str(last) for last in LAST}:
            what = f"after `{word}` nothing is tried, and `{words[index + 1]}` never comes"
            yield warning(
                "W611", what, section.span("on_failure", index + 1), hint=f"end with `{word}`"
            )
            return


def _stands_in(channel: ChannelConfig) -> bool:
    own = any(getattr(each, "alternate", None) for each in sections(channel.schedule))
    return own or channel.fallback != "card"
