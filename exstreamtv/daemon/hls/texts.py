"""What is said on a channel, as text beside its pictures, for players that show it themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from exstreamtv.daemon.hls.webvtt import Cue, Shown, cues, on_air, written
from exstreamtv.daemon.programmes import Tools
from exstreamtv.daemon.runs.subtitling import FOLDER, Subtitler
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.media import FileInput, Media
from exstreamtv.model.subtitles import Subtitles, shown
from exstreamtv.model.timeline import PlayoutItem, Timeline

KEPT = 16
"""Media whose words are kept at hand."""


def offered(timeline: Timeline) -> bool:
    """Has anything that airs words of its own?"""
    return any(item.subtitles and item.subtitles.text for item in timeline.items)


class Texts:
    """Finds the words of whatever is on the air."""

    def __init__(self, tools: Tools, report: Callable[[str, str], None]) -> None:
        self._tools = tools
        self._report = report
        self._subtitler = Subtitler(tools.ffmpeg, tools.cache / FOLDER) if tools.cache else None

    async def segment(
        self, timeline: Timeline, start: datetime, stop: datetime
    ) -> tuple[str, bool]:
        """WebVTT from one instant to another, and whether that is all: some may come later."""
        said, whole = list[Shown](), True
        for item in timeline.between(start, stop):
            found = await self._said(item)
            whole = whole and found is not None
            said += on_air(item, found or ())
        return written(said, start, stop), whole

    async def end(self) -> None:
        """End what is still made ready."""
        if self._subtitler:
            await self._subtitler.end()

    async def _said(self, item: PlayoutItem) -> Sequence[Cue] | None:
        """The cues of an item's medium; None while they are made ready."""
        wish = item.subtitles
        if not (wish and wish.text and item.media and self._subtitler):
            return ()
        try:
            return await self._cues(self._subtitler, item.media, item.audio, wish)
        except ExstreamError as error:
            self._report(f"`{item.media.name}`: {error}", "shown without subtitles")
            return ()

    async def _cues(
        self, subtitler: Subtitler, media: Media, audio: Sequence[str], wish: Subtitles
    ) -> Sequence[Cue] | None:
        source = await self._tools.input(media)
        stream = shown(source.streams, audio, wish) if isinstance(source, FileInput) else None
        if stream is None or not isinstance(source, FileInput):
            return ()
        track = await subtitler.track(source, stream)
        return await asyncio.to_thread(_read, track.path) if track.ready else None


@lru_cache(maxsize=KEPT)
def _read(path: Path) -> Sequence[Cue]:
    """The cues of a file, which never changes under its name."""
    try:
        return cues(path.read_text("utf-8", "replace"))
    except OSError as error:
        raise ExstreamError(f"its subtitles cannot be read: {error.strerror}") from error
