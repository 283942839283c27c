"""The last clips of a gap or a pod, chosen so that they end where it ends.

A subset sum over the pool, in whole milliseconds, but only of two or three clips: what comes
before them stays as it was drawn, so that a pool with one clip more changes little, and two of
fifty clips come within a picture or so of any length.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, timedelta
from typing import NamedTuple

from exstreamtv.model.media import Media
from exstreamtv.model.time import MICROSECOND, SECOND
from exstreamtv.schedule.company import Company
from exstreamtv.schedule.reel import ANY_LENGTH, Clip, Reel

SHARD = SECOND
"""No clip is cut to less."""

SHARD_US = SHARD // MICROSECOND

UNSEEN_US = 40_000
"""A picture at 25 a second: so much off the end of a clip is not looked for any better."""


class Span(NamedTuple):
    """From when on something is due, how long it must be and may be, in microseconds.

    Whole numbers, because closing gaps is half of what a plan costs.
    """

    start: datetime
    least_us: int
    most_us: int

    def after(self, length_us: int) -> Span:
        """What is still due once something so long has aired."""
        start = self.start + timedelta(microseconds=length_us)
        return Span(start, self.least_us - length_us, self.most_us - length_us)


class Fit(NamedTuple):
    """Clips that last at least as long as due; ``lost_us`` is cut off the end of the last one."""

    lost_us: int
    clips: tuple[Clip, ...]


def fit(reel: Reel, lot: int, due: Span, company: Company, below: int = ANY_LENGTH) -> Fit | None:
    """One clip or two that cover ``due`` and lose least; of equals, those next to ``lot``.

    None if all lose ``below`` microseconds or more.
    """
    start, least, most = due
    lost = reel.loses(least, most)
    if lost >= below:
        return None
    one, enough = _one(reel, lot, due, company), max(lost, UNSEEN_US)
    best = one if one and one.lost_us < below else None
    below = min(below, one.lost_us if one else most)
    if below <= enough or least <= reel.shortest:
        return best
    lengths, more = reel.lengths, len(reel.lengths)
    # Most clips are given up before anything is asked of them.
    for clip in reel.near(lot):
        length, _, media = clip
        rest = least - length
        if rest <= 0 or (place := bisect_left(lengths, rest)) == more:
            continue
        if lengths[place] + length - most >= below or not company.admits(media, start):
            continue
        second = _one(reel, lot, due.after(length), company.after(media), media)
        if second and second.lost_us < below:
            best = Fit(second.lost_us, (clip, *second.clips))
            below = second.lost_us
            if below <= enough:
                break
    return best


def fit_of_three(
    reel: Reel, lot: int, due: Span, company: Company, below: int = ANY_LENGTH
) -> Fit | None:
    """One clip, two or three: dearer, for where nobody waits for the thousandth gap of a week."""
    best = fit(reel, lot, due, company, below)
    for clip in reel.near(lot):
        length, _, media = clip
        below = best.lost_us if best else below
        if below <= UNSEEN_US:
            break
        if length < due.least_us and company.admits(media, due.start):
            left = company.after(media).without({media.name})
            others = fit(reel, lot, due.after(length), left, below)
            best = Fit(others.lost_us, (clip, *others.clips)) if others else best
    return best


def _one(
    reel: Reel, lot: int, due: Span, company: Company, other: Media | None = None
) -> Fit | None:
    start, least, most = due

    def admits(media: Media) -> bool:
        return media is not other and company.admits(media, start)

    found = reel.lasting(lot, least, admits)
    if found is None:
        return None
    lost = max(found.length - most, 0)
    return Fit(lost, (found,)) if found.length - lost >= SHARD_US else None
