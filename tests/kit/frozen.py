"""The real program, whose daemon's clock stands: `python -m tests.kit.frozen INSTANT WORDS`.

What it says of times is then the same for ever, so that it can be compared.
"""

from __future__ import annotations

import sys
from datetime import datetime

from exstreamtv.cli import serve
from exstreamtv.cli.main import main
from exstreamtv.daemon.clock import SystemClock
from exstreamtv.model.time import instant_from


class Frozen(SystemClock):
    """A clock that stands, while seconds go by."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant


if __name__ == "__main__":
    Frozen.instant = instant_from(sys.argv.pop(1))
    serve.SystemClock = Frozen  # type: ignore[attr-defined,misc]
    main()
