"""Who watches a channel, by a connection or by requests; and whether it is warm for who comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from exstreamtv.daemon.clock import Clock
from exstreamtv.daemon.player.dialogue import Happened, Hurried, TunedIn, TunedOut
from exstreamtv.daemon.viewers.fanout import By, Guest, Viewer
from exstreamtv.daemon.viewers.leases import Lease, Leases
from exstreamtv.daemon.viewers.outlet import Outlet


class Audience:
    """Lets the player hear who comes and goes. ``left_at``: until then somebody watched."""

    def __init__(self, outlet: Outlet, clock: Clock, tell: Callable[[Happened], None]) -> None:
        self.warm = False
        self.left_at = clock.now()
        self._outlet = outlet
        self._clock = clock
        self._tell = tell
        self._leases = Leases(partial(tell, TunedIn()), partial(tell, TunedOut()))

    @property
    def seats(self) -> list[Viewer | Lease]:
        """Who watches. A request for HLS that waits has a lease besides, and counts once."""
        connected = (each for each in self._outlet.viewers if each.guest.by != "hls")
        return [*connected, *self._leases.held]

    @contextmanager
    def watched(self, client: str, by: By) -> Iterator[Viewer]:
        """A viewer of the stream, from the newest key picture that is on the air."""
        with self._outlet.joined(Guest(client, by, self._clock.now())) as viewer:
            self._tell(TunedIn())
            try:
                yield viewer
            finally:
                self.left_at = self._clock.now()
                self._tell(TunedOut())

    def keeps(self, client: str) -> bool:
        """Does this client watch already, without holding a connection?"""
        return self._leases.has(client)

    def keep_on_air(self, client: str, seconds: float, size: int = 0) -> None:
        """This client watches for so long from now, though not by holding a connection."""
        self.left_at = self._clock.now()
        self._leases.renew(Guest(client, "hls", self.left_at), seconds, size)

    def warm_up(self) -> None:
        """Be on the air though nobody watches."""
        if not self.warm:
            self.warm = True
            self._tell(TunedIn())

    def cool_down(self) -> None:
        """Be on the air for viewers only."""
        if self.warm:
            self.warm = False
            self._tell(TunedOut())

    def give_way(self) -> None:
        """Leave the air at once, if nobody watches."""
        self.cool_down()
        self._tell(Hurried())

    def forget(self) -> None:
        """The player begins anew, and knows of nobody."""
        self.warm = False
        self._leases.end()
