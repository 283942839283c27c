"""Media that fail again and again are not tried any more for a while. No I/O, no clock.

A medium comes in only if another one of the same source has played since it first failed: while
a disk or a server is away, nothing is wrong with the media on it. It goes out when its time is
over, when its file changes, and when it plays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from exstreamtv.model.media import Media
from exstreamtv.model.remedy import Patience, Suspect

MOST = 500
"""Media that are remembered at a time; the oldest go."""


class Quarantine:
    """The whole station's.

    ``keep`` is told who is in it whenever that is another one; it may block, and may raise
    StateError.
    """

    def __init__(
        self,
        known: Iterable[Suspect] = (),
        keep: Callable[[Sequence[Suspect]], None] = lambda _: None,
    ) -> None:
        self._suspects = {each.media: each for each in known}
        self._keep = keep
        self._kept = self._inside()

    def held(self, media: Media, mark: str, now: datetime) -> Suspect | None:
        """The medium, if it must not be tried; forgotten if its time is over or it changed."""
        suspect = self._suspects.get(media.name)
        if suspect is None:
            return None
        if suspect.mark != mark or (suspect.until and now >= suspect.until):
            del self._suspects[media.name]
            return None
        return suspect if suspect.until else None

    def failed(
        self, media: Media, mark: str, why: str, patience: Patience, now: datetime
    ) -> Suspect | None:
        """It could not be played; the medium, if it is in quarantine from now on."""
        suspect = self._suspects.pop(media.name, None) or Suspect(media.name, mark, 0, why)
        suspect = replace(suspect, failures=suspect.failures + 1, why=why)
        enough = suspect.vouched and suspect.failures >= patience.failures
        if enough:
            suspect = replace(suspect, until=now + patience.lasting)
        self._suspects[media.name] = suspect
        while len(self._suspects) > MOST:
            del self._suspects[next(iter(self._suspects))]
        return suspect if enough else None

    def played(self, media: Media) -> None:
        """It could be played, so its source is there."""
        self._suspects.pop(media.name, None)
        source = f"{media.source}:"
        for name, suspect in self._suspects.items():
            if name.startswith(source) and not suspect.vouched:
                self._suspects[name] = replace(suspect, vouched=True)

    def listed(self, now: datetime) -> list[Suspect]:
        """Who is in quarantine, the last one in first."""
        return [each for each in reversed(self._inside()) if each.until and now < each.until]

    def write_down(self) -> None:
        """Keep it, if it is not as it was kept. It may block, and may raise StateError."""
        if (inside := self._inside()) != self._kept:
            self._keep(inside)
            self._kept = inside

    def _inside(self) -> list[Suspect]:
        return [each for each in self._suspects.values() if each.until]
