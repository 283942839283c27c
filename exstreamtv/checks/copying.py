"""Media that a channel which copies must encode all the same, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from exstreamtv.config.lineup import lineup
from exstreamtv.config.station import Station
from exstreamtv.ffmpeg.fitting import obstacle
from exstreamtv.model.channel import Channel
from exstreamtv.model.diagnostic import Diagnostic, warning
from exstreamtv.schedule.acts import Act, leaves
from exstreamtv.schedule.setting import Inputs

CODES = {
    "W601": """Some of what airs on a channel that copies cannot be copied

Its profile says `copy: true`, and most of what it plays is sent as it is; these media are encoded,
which takes a good part of a processor while they are on. They play well all the same. The reasons
are those of the lock: `exstreamtv lock --upgrade` looks at the files again.

```yaml
profiles:
  film: {size: 1920x1080, rate: 24000/1001, copy: true}
```
""",
    "W602": """Nothing of what airs on a channel that copies can be copied

Its profile says `copy: true`, and every medium that it plays is of another kind, or has a layer
drawn into its picture. Give the profile the size and the rate that the files have, play the
layers elsewhere, or leave `copy` out.

```yaml
profiles:
  film: {size: 1920x1080, rate: 24000/1001, copy: true}
```
""",
}

NAMED = 3
"""Media that are named; the others are counted."""


def check(inputs: Inputs) -> Iterator[Diagnostic]:
    """W601 or W602 for every channel that copies and must encode something."""
    if not _wanted(inputs.station):
        return
    for channel in lineup(inputs.station).channels:
        if channel.profile.copies and not inputs.station.channels[channel.id].original:
            obstacles = _obstacles(inputs, channel)
            unfit = {name: why for name, why in obstacles.items() if why}
            if unfit:
                yield _finding(inputs.station, channel, len(obstacles), unfit)


def _wanted(station: Station) -> bool:
    return any(profile.copy_ for profile in station.profiles.values())


def _obstacles(inputs: Inputs, channel: Channel) -> dict[str, str | None]:
    """Why each medium that the channel plays somewhere is encoded there; None if it is copied."""
    found: dict[str, str | None] = {}
    for slot in inputs.setting(channel.id).acts.values():
        for act in leaves(slot):
            for name in _collections(act):
                for media in inputs.library.members(name).media:
                    layered = "a layer lies over it" if act.manner.layers else None
                    why = layered or obstacle(media.streams, channel.profile)
                    found[media.name] = found.get(media.name) or why
    return found


def _collections(act: Act) -> list[str]:
    filler = act.manner.filler
    return [name for name in (act.collection, filler) if name]


def _finding(
    station: Station, channel: Channel, count: int, unfit: Mapping[str, str]
) -> Diagnostic:
    span = station.profiles[channel.profile.id].span("copy")
    reasons = ", ".join(f"{n} x {why}" for why, n in Counter(unfit.values()).most_common(NAMED))
    named = ", ".join(f"`{name}`" for name in sorted(unfit)[:NAMED])
    hint = f"{reasons}; first {named}" if len(unfit) > NAMED else f"{reasons}: {named}"
    if len(unfit) == count:
        what = f"nothing that airs on `{channel.id}` can be copied"
        return warning("W602", what, span, hint=hint)
    what = f"{len(unfit)} of {count} media on `{channel.id}` cannot be copied"
    return warning("W601", what, span, hint=hint)
