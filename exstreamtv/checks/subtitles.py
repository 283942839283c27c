"""Subtitles that are there to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exstreamtv.config.subtitles import SubtitlesConfig
from exstreamtv.model.diagnostic import Diagnostic, warning
from exstreamtv.model.language import speaks
from exstreamtv.model.media import Stream
from exstreamtv.model.subtitles import TEXTS
from exstreamtv.schedule.acts import leaves
from exstreamtv.schedule.setting import Inputs

CODES = {
    "W335": """Nothing has subtitles in a language that is wanted

Not one medium of all that airs there has any: neither a file beside it (`Heat.de.srt`) nor a
stream inside it. The lock knows what there was at the last `exstreamtv lock --upgrade`.

```yaml
schedule:
  film: {at: "20:15", play: noir, subtitles: [de, en]}
```
""",
    "W336": """Only subtitles that are pictures are there

Those of DVDs, Blu-rays and DVB are pictures, not words, and are not drawn. A file beside the
medium with the words of it is: `Heat.de.srt`.

```yaml
schedule:
  film: {at: "20:15", play: noir, subtitles: [de, en]}
```
""",
}


def check(inputs: Inputs) -> Iterator[Diagnostic]:
    """W335 and W336 for every wish that nothing it holds for can fulfil."""
    if not any(isinstance(one, SubtitlesConfig) for one in inputs.station.sections):
        return
    for wish, collections in _wishes(inputs):
        media = [one for name in collections for one in inputs.library.members(name).media]
        codecs = {codec for one in media for codec in _codecs(one.streams, wish.languages)}
        if media and not codecs & TEXTS:
            yield _missing(wish, pictures=bool(codecs))


def _wishes(inputs: Inputs) -> Iterable[tuple[SubtitlesConfig, list[str]]]:
    """Every wish, with the collections that it holds for."""
    found: dict[int, tuple[SubtitlesConfig, list[str]]] = {}
    for channel in inputs.station.channels:
        for slot in inputs.setting(channel).acts.values():
            for act in leaves(slot):
                if (wish := act.manner.subtitles) and act.collection:
                    names = found.setdefault(id(wish), (wish, []))[1]
                    names += [act.collection] if act.collection not in names else []
    return found.values()


def _codecs(streams: Iterable[Stream], languages: Iterable[str]) -> Iterator[str]:
    for stream in streams:
        if stream.kind == "subtitle" and any(speaks(stream.language, code) for code in languages):
            yield stream.codec


def _missing(wish: SubtitlesConfig, *, pictures: bool) -> Diagnostic:
    languages = " or ".join(f"`{code}`" for code in wish.languages)
    if pictures:
        what = f"all subtitles in {languages} are pictures, which cannot be drawn"
        return warning("W336", what, wish.span(), hint="put files beside the media: `NAME.de.srt`")
    what = f"nothing that airs here has subtitles in {languages}"
    hint = "put files beside the media (`NAME.de.srt`), then `exstreamtv lock --upgrade`"
    return warning("W335", what, wish.span(), hint=hint)
