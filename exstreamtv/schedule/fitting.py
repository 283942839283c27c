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
from exstreamtv.model.time import SECOND, ZERO
from exstreamtv.schedule.company import Company
from exstreamtv.schedule.reel import MICROSECOND, Reel

SHARD = SECOND
"""No clip is cut to less."""

UNSEEN = timedelta(milliseconds=40)
"""A picture at 25 a second: so much off the end of a clip is not looked for any better."""

_UNSEEN_US = UNSEEN // MICROSECOND


class Span(NamedTuple):
    """From when on something is due, how long it must be, and how long it may be."""

    start: datetime
    least: timedelta
    most: timedelta


class Fit(NamedTuple):
    """Clips that last at least as long as due; ``lost`` is cut off the end of the last one."""

    lost: timedelta
    media: tuple[Media, ...]


def fit(reel: Reel, lot: int, due: Span, company: Company) -> Fit | None:
    """One clip or two that cover ``due`` and lose least; of equals, those next to ``lot``."""
    best = _one(reel, lot, due, company)
    if due.least <= reel.shortest or (best and best.lost <= UNSEEN):
        return best
    start, least, most = due
    lengths, more = reel.lengths_us, len(reel.lengths_us)
    least_us, slack_us = least // MICROSECOND, (most - least) // MICROSECOND
    bound_us = best.lost // MICROSECOND if best else most // MICROSECOND
    two_us = reel.two_last_us(least_us)
    if two_us is None or two_us - least_us - slack_us >= bound_us:
        return best
    enough_us = max(two_us - least_us - slack_us, _UNSEEN_US)
    # Whole numbers, and most clips given up before anything is asked of them: this loop is
    # what closing a gap costs.
    for length_us, media in reel.near(lot):
        rest_us = least_us - length_us
        if rest_us <= 0 or (place := bisect_left(lengths, rest_us)) == more:
            continue
        if lengths[place] - rest_us - slack_us >= bound_us or not company.admits(media, start):
            continue
        length = media.length
        rest = Span(start + length, least - length, most - length)
        second = _one(reel, lot, rest, company.after(media), media)
        if second and second.lost // MICROSECOND < bound_us:
            best = Fit(second.lost, (media, *second.media))
            bound_us = second.lost // MICROSECOND
            if bound_us <= enough_us:
                break
    return best


def fit_of_three(reel: Reel, lot: int, due: Span, company: Company) -> Fit | None:
    """One clip, two or three: dearer, for where nobody waits for the thousandth gap of a week."""
    best = fit(reel, lot, due, company)
    start, least, most = due
    for _, media in reel.near(lot):
        if best and best.lost <= UNSEEN:
            break
        length = media.length
        if length < least and company.admits(media, start):
            rest = Span(start + length, least - length, most - length)
            others = fit(reel, lot, rest, company.after(media).without({media.name}))
            if others and (best is None or others.lost < best.lost):
                best = Fit(others.lost, (media, *others.media))
    return best


def _one(
    reel: Reel, lot: int, due: Span, company: Company, other: Media | None = None
) -> Fit | None:
    def admits(media: Media) -> bool:
        return media is not other and company.admits(media, due.start)

    media = reel.lasting(lot, due.least, admits)
    if media is None:
        return None
    lost = max(media.length - due.most, ZERO)
    return Fit(lost, (media,)) if media.length - lost >= SHARD else None
