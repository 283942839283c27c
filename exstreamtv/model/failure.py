"""The world's failures. The author's mistakes are diagnostics, our own are plain exceptions."""

from __future__ import annotations


class ExstreamError(Exception):
    """Something outside the program went wrong; its text is fit for a person."""


class SourceError(ExstreamError):
    """A source of media could not be read."""


class ToolError(ExstreamError):
    """A tool that we run failed. ``argv`` has no secrets in it; ``tail`` is its last words."""

    def __init__(self, argv: tuple[str, ...], status: int | None, tail: str) -> None:
        how = "could not be started" if status is None else f"ended with status {status}"
        super().__init__(f"`{argv[0]}` {how}{': ' + tail if tail else ''}")
        self.argv, self.status, self.tail = argv, status, tail


class StateError(ExstreamError):
    """A file of ours (lock, cache, timeline) cannot be read or written."""


class StaleError(ExstreamError):
    """Somebody else applied meanwhile. ``current`` is the revision in force."""

    def __init__(self, base: str, current: str) -> None:
        super().__init__(f"`{base or 'nothing'}` is not in force any more, but `{current}`")
        self.current = current


class UnfitError(ExstreamError):
    """A station does not compile. ``report`` are the findings as JSON."""

    def __init__(self, report: str) -> None:
        super().__init__("the station does not compile")
        self.report = report
