"""One stretch of one slot while it is filled: what its steps put on the air."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from exstreamtv.config.types import LengthRange
from exstreamtv.model.diagnostic import warning
from exstreamtv.model.media import Media, MediaKind
from exstreamtv.model.time import MICROSECOND
from exstreamtv.model.timeline import Kind, PlayoutItem, Standby, Why
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.choice import Piece
from exstreamtv.schedule.fill import Gap, Past, pod
from exstreamtv.schedule.findings import Found
from exstreamtv.schedule.history import History, Premiered
from exstreamtv.schedule.layers import Changes, shown
from exstreamtv.schedule.line import Line
from exstreamtv.schedule.memory import Recall
from exstreamtv.schedule.seed import Seed
from exstreamtv.schedule.setting import Setting
from exstreamtv.schedule.slots import Stretch
from exstreamtv.schedule.tape import Airing, Hole, Tape
from exstreamtv.schedule.turns import Turns


class Cut(NamedTuple):
    """A stretch of a medium (or the slate, None) on its way to the air."""

    media: Media | None
    length: timedelta
    in_point: timedelta
    kind: Kind
    collection: str


CODES = {
    "W322": """A break is shorter than it should be, for its spots have aired too often

The pool says with `per_hour` or `per_day` how often one spot may air, and the channel's breaks
need more than that. A cap is never exceeded: the break is shorter instead, or there is none.

Let more spots share the time, or allow each a little more of it:

```yaml
collections:
  ads: {from: spots, where: 'tag = "ad"', separate: [advertiser], per_hour: 3, per_day: 20}
```
""",
}


@dataclass(slots=True)
class Run:
    """The state of a stretch that is being filled.

    Nothing begins at or after ``stop``; what slides over it ends by ``latest``. ``aired``
    are the names of media that have aired before; ``fit`` the steps that have found something
    to air, ``unfit`` those that once found nothing, and when first. ``changes`` are what
    `layers` steps have said in the blocks that are being played.
    """

    setting: Setting
    stretch: Stretch
    now: datetime
    stop: datetime
    latest: datetime
    seed: Seed
    tape: Tape
    recall: Recall
    perform: Callable[[Run, Act], None]
    aired: set[str]
    fit: set[Act] = field(default_factory=set)
    unfit: dict[Act, datetime] = field(default_factory=dict)
    changes: Changes = ()
    _whys: dict[tuple[Act, str], Why] = field(default_factory=dict)
    _draws: int = 0
    _orders: int = 0
    _recent: list[str] = field(default_factory=list)

    def line(self, act: Act) -> Line:
        """The line of an act that plays a collection; only what has premiered, if it says so."""
        line = self.recall.of(act).line(act)
        if not act.history:
            return line
        return Premiered(line, self.history(act.history), self.stretch.start)

    def history(self, act: Act) -> History:
        """What has aired in the slot that an act shows again."""
        return self.recall.of(act).history(act)

    def turns(self, act: Act) -> Turns:
        """Whose turn it is among the members of an act."""
        return self.recall.of(act).turns(act)

    def why(self, act: Act, collection: str) -> Why:
        """Why something of ``act`` is on the air."""
        why = self._whys.get((act, collection))
        if why is None:
            why = Why(act.slot, self.stretch.day, act.path, collection)
            self._whys[act, collection] = why
        return why

    def place(self, act: Act, cut: Cut, alternate: tuple[Standby, ...] = ()) -> None:
        """Put a cut on the air; one without length is nothing."""
        media, length, in_point, kind, collection = cut
        if length:
            start = self.now
            self.now = stop = start + length
            why, manner = self.why(act, collection), act.manner
            wish = manner.subtitles.wish if manner.subtitles else None
            layers = self.layers(act, kind)
            if media and media.in_point:
                in_point += media.in_point
            how = (in_point, manner.audio, layers, alternate, wish)
            self.tape.placed.append(PlayoutItem(start, stop, kind, media, why, *how))

    def layers(self, act: Act, kind: Kind) -> tuple[str, ...]:
        """What lies over an item of ``act``; a step that says so itself is changed by no other."""
        said = act.manner.layers
        if not (said or self.changes):
            return ()
        changes = () if "layers" in act.written.model_fields_set else self.changes
        return shown(self.setting.inputs.station.layers, said, changes, kind)

    def rest(self, act: Act, stop: datetime) -> None:
        """Leave a hole up to ``stop``, or to where the stretch ends; none if that is past."""
        stop = min(stop, self.stop)
        if stop > self.now:
            filler = act.manner.filler
            gap = Gap(self.now, stop, self._next_seed(), self.stretch.day)
            layers = self.layers(act, Kind.FILLER)
            self.tape.placed.append(Hole(gap, filler, self.why(act, filler or ""), layers))
            self.now = stop

    def airing(self, start: datetime, media: Media | None, act: Act) -> None:
        """Tell the guide of what has been placed since ``start``."""
        works = media is not None and media.kind is not MediaKind.LIVE
        repeat = works and media is not None and media.name in self.aired
        if media:
            self.aired.add(media.name)
        name = self.stretch.name
        self.tape.airings.append(Airing(start, self.now, media, act, name, repeat))

    def pod(self, collection: str, length: LengthRange, ahead: timedelta) -> list[Piece]:
        """Interstitials for a break that begins so long from now."""
        reel, past = self.setting.inputs.reel(collection), Past(self._recent, self.tape.ledger)
        return pod(self.now + ahead, length, reel, self._next_seed(), self.stretch.day, past)

    def clip(self, collection: str, ahead: timedelta) -> list[Piece]:
        """One interstitial so long from now, if there is any that the stretch has room for."""
        reel, ledger, at = self.setting.inputs.reel(collection), self.tape.ledger, self.now + ahead
        lot = self._next_seed().draw("")
        capped, caps = reel.rules.capped, reel.rules.caps
        admits = (lambda media: ledger.allows(media, at, caps)) if capped else None
        recent, day = self._recent, self.stretch.day
        drawn = reel.draw(lot, (self.latest - self.now) // MICROSECOND, recent, day, admits)
        if drawn is None:
            return []
        if capped:
            ledger.note(drawn.media, at)
        recent.append(drawn.name)
        return [Piece(drawn.media, drawn.media.length)]

    def mark(self) -> tuple[int, int, int, int]:
        """The state of chance and of the day, to come back to if a draft is not aired."""
        return self._draws, len(self._recent), self.tape.ledger.mark(), len(self.tape.found)

    def back_to(self, mark: tuple[int, int, int, int]) -> None:
        """As if nothing had been drawn since ``mark``, and nothing told of it."""
        self._draws = mark[0]
        del self._recent[mark[1] :]
        self.tape.ledger.back_to(mark[2])
        del self.tape.found[mark[3] :]

    def tell(self, code: str, message: str, act: Act, hint: str) -> None:
        """Note a finding at what the author wrote."""
        span = act.written.span() or None
        self.tape.found.append(Found(self.stretch.day, warning(code, message, span, hint=hint)))

    def lottery(self) -> Seed:
        """Chance for the next order that the stretch draws, whatever clips were drawn before."""
        self._orders += 1
        return self.seed.child("order", str(self._orders))

    def tell_short(self, act: Act, collection: str, length: LengthRange) -> None:
        """W322, if caps are why a break of ``length`` is shorter."""
        if not self.setting.inputs.reel(collection).rules.capped:
            return
        config = self.setting.inputs.station.collections[collection]
        count = len(self.setting.inputs.library.members(collection).media)
        caps = ((config.per_hour, "an hour"), (config.per_day, "a day"))
        often = " and ".join(f"{count} x {cap} {when}" for cap, when in caps if cap)
        what = f"breaks are shorter than {length}: the spots of `{collection}` may air {often}"
        self.tell("W322", what, act, "raise the cap, add spots, or let breaks be shorter")

    def _next_seed(self) -> Seed:
        self._draws += 1
        return self.seed.child(str(self._draws))
