"""What can go wrong with a run, and whose fault it is."""

from __future__ import annotations

from exstreamtv.model.failure import ExstreamError, SourceError, ToolError
from exstreamtv.model.remedy import Fault


class TooSlowError(ExstreamError):
    """It comes later than it is shown."""


class SpoiltError(ExstreamError):
    """What a process has made of the medium is no whole stream."""


class HeldError(SourceError):
    """The medium is in quarantine."""


class RenewedError(ExstreamError):
    """Nothing is wrong: it is cut in anew because there is more to be shown."""


def fault_of(error: ExstreamError) -> Fault:
    """How a run has failed."""
    match error:
        case SourceError():
            return Fault.GONE
        case TooSlowError():
            return Fault.SLOW
        case _:
            return Fault.BROKEN


def blames_medium(error: ExstreamError) -> bool:
    """Is the medium to blame? Not if the process was killed, stopped, or could not be started."""
    if isinstance(error, ToolError):
        return error.status is not None and error.status > 0
    return isinstance(error, SpoiltError)
