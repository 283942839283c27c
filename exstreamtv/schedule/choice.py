"""Which clips a gap or a pod shows: drawn one after the other, and ending where it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import NamedTuple, TypeAlias

from exstreamtv.model.media import Media
from exstreamtv.model.time import MICROSECOND
from exstreamtv.schedule.company import NOTHING, Company
from exstreamtv.schedule.fitting import SHARD_US, UNSEEN_US, Fit, Span, fit
from exstreamtv.schedule.reel import ANY_LENGTH, APART, Clip, Reel
from exstreamtv.schedule.seed import Seed

REDRAWN = 2
"""How many of the last clips may give way to others that end where they should."""


Search: TypeAlias = Callable[[Reel, int, Span, Company, int], Fit | None]


class Piece(NamedTuple):
    """A medium from its beginning for so long; None is the slate."""

    media: Media | None
    length: timedelta


@dataclass(slots=True)
class Choice:
    """The clips that fill ``due``; ``recent`` are clips just seen, and is kept.

    ``search`` finds the last ones.
    """

    due: Span
    reel: Reel
    seed: Seed
    recent: list[str]
    company: Company
    search: Search = fit

    def pieces(self) -> list[Piece]:
        """Clips one after the other until they last as long as is due, or none fits any more.

        Then the last ones may be others, which lose less when the last of them is cut.
        What no clip that may air can cover stays open.
        """
        ledger, capped = self.company.ledger, self.company.rules.capped
        mark = ledger.mark()
        clips = self._simply_drawn() if self.company.rules.plain else self._drawn_by_rules()
        found = self._ending(clips, mark) if _lasting(clips) < self.due.least_us else None
        if found:
            dropped = len(clips) - found.kept
            clips[found.kept :] = found.fit.clips
            del self.recent[len(self.recent) - dropped :]
            self.recent.extend(clip.name for clip in found.fit.clips)
        pieces = [Piece(clip.media, clip.media.length) for clip in clips]
        if found and found.fit.lost_us:
            media, length = pieces[-1]
            pieces[-1] = Piece(media, length - found.fit.lost_us * MICROSECOND)
        if capped:
            ledger.back_to(mark)
            self._note(clips)
        return pieces

    def _simply_drawn(self) -> list[Clip]:
        """Drawn clips of a pool without rules, in the least time."""
        reel, recent, day = self.reel, self.recent, self.company.day
        room, enough = self.due.most_us, self.due.most_us - self.due.least_us
        clips: list[Clip] = []
        aired: set[str] = set()
        admits = (lambda media: media.name not in aired) if self.company.once else None
        for lot in self.seed.lots():
            clip = reel.draw(lot, room, recent, day, admits) if room > enough else None
            if clip is None:
                break
            clips.append(clip)
            aired.add(clip.name)
            recent.append(clip.name)
            room -= clip.length
        return clips

    def _drawn_by_rules(self) -> list[Clip]:
        due, reel, recent = self.due, self.reel, self.recent
        company, capped = self.company, self.company.rules.capped
        clips: list[Clip] = []
        for lot in self.seed.lots():
            if due.least_us <= 0:
                break
            admits = partial(company.admits, at=due.start)
            clip = reel.draw(lot, due.most_us, recent, company.day, admits)
            if clip is None:
                break
            if capped:
                company.ledger.note(clip.media, due.start)
            due = due.after(clip.length)
            company = company.after(clip.media)
            clips.append(clip)
            recent.append(clip.name)
        return clips

    def _ending(self, clips: list[Clip], mark: int) -> _Ending | None:
        """The best ending: of clips not just seen if there is any, else of any."""
        lot, ledger = self.seed.draw("ending"), self.company.ledger
        left = list(self._left(clips))
        for apart in (APART, 0):
            best: _Ending | None = None
            for kept, due in left:
                if self.company.rules.capped:
                    ledger.back_to(mark)
                    self._note(clips[:kept])
                end = len(self.recent) - len(clips) + kept
                seen = frozenset(self.recent[max(end - apart, 0) : end]) if apart else NOTHING
                company = self._after(clips[:kept]).without(seen)
                below = best.fit.lost_us if best else ANY_LENGTH
                found = self.search(self.reel, lot, due, company, below)
                if found:
                    best = _Ending(kept, found)
                    if found.lost_us <= UNSEEN_US:
                        break
            if best:
                return best
        return None

    def _left(self, clips: list[Clip]) -> Iterator[tuple[int, Span]]:
        """How many of ``clips`` to keep, and what is due after them."""
        lasting = _lasting(clips)
        for kept in range(len(clips), max(len(clips) - REDRAWN, 0) - 1, -1):
            if self.due.least_us - lasting >= SHARD_US:
                yield kept, self.due.after(lasting)
            if kept:
                lasting -= clips[kept - 1].length

    def _after(self, clips: list[Clip]) -> Company:
        """The company that these have made."""
        company = self.company
        for clip in clips:
            company = company.after(clip.media)
        return company

    def _note(self, clips: list[Clip]) -> None:
        now = self.due.start
        for clip in clips:
            self.company.ledger.note(clip.media, now)
            now += clip.media.length


def _lasting(clips: Iterable[Clip]) -> int:
    return sum([clip.length for clip in clips])


class _Ending(NamedTuple):
    """How many of the drawn clips stay, and what comes after them."""

    kept: int
    fit: Fit
