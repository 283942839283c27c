"""The running daemon as a command reaches it: over HTTP, with the station's token."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exstreamtv.cli.state import state_path
from exstreamtv.model.failure import ExstreamError, StaleError, UnfitError
from exstreamtv.model.revision import Applied
from exstreamtv.model.time import instant_from

if TYPE_CHECKING:
    from httpx import Response

DAEMON = "EXSTREAMTV_DAEMON"
"""The variable that names the daemon, where `--daemon` does not."""

TOKEN = "EXSTREAMTV_TOKEN"
"""The variable that holds its token; else it is read from the daemon's own file."""

PATIENCE_S = 60.0
"""How long the daemon may compile what it is sent."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A daemon. Every call raises ExstreamError if it cannot be reached, or refuses."""

    address: str
    token: str

    def history(self) -> list[Applied]:
        """What was applied, the newest first."""
        return [_applied(each) for each in self._asked("GET", "/api/revisions")["applied"]]

    def files(self, revision: str) -> dict[str, str]:
        """The station's files at a revision."""
        held: dict[str, str] = self._asked("GET", f"/api/revisions/{revision}")["files"]
        return held

    def status(self) -> dict[str, Any]:
        """How the daemon does."""
        held: dict[str, Any] = self._asked("GET", "/api/status")
        return held

    def apply(
        self, files: Mapping[str, str], base: str, *, force: bool, trial: bool = False
    ) -> Applied:
        """Let these files take over, or only say when they would.

        StaleError unless ``base`` is in force; UnfitError if they do not compile there.
        """
        wish = {"files": dict(files), "force": force, "trial": trial}
        return _applied(self._asked("POST", "/api/revisions", wish, {"If-Match": f'"{base}"'}))

    def _asked(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        import httpx

        try:
            response = httpx.request(
                method,
                f"{self.address}{path}",
                json=body,
                headers={"Authorization": f"Bearer {self.token}", **(headers or {})},
                timeout=PATIENCE_S,
            )
        except httpx.HTTPError as error:
            why = f"the daemon at {self.address} cannot be reached: {error}"
            raise ExstreamError(f"{why}; start it with `exstreamtv serve`") from error
        if response.is_success:
            return response.json()
        raise _refusal(response, headers or {})


def remote(address: str | None, directory: Path) -> Remote:
    """The daemon to ask: the one named, else the one that serves this directory."""
    folder = state_path(directory)
    named = address or os.environ.get(DAEMON) or _kept(folder / "address")
    if not named:
        raise ExstreamError("no daemon serves this station here; start it with `exstreamtv serve`")
    return Remote(named.rstrip("/"), os.environ.get(TOKEN) or _kept(folder / "token"))


def _kept(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except OSError:
        return ""


def _refusal(response: Response, headers: Mapping[str, str]) -> ExstreamError:
    try:
        said = response.json()
    except ValueError:
        said = {"error": response.text.strip()[:200]}
    match response.status_code:
        case 412:
            return StaleError(headers.get("If-Match", "").strip('"'), str(said["revision"]))
        case 422:
            return UnfitError(str(said["findings"]))
        case 401:
            return ExstreamError(f"the daemon wants its token: set {TOKEN}, or be its user")
        case status:
            return ExstreamError(f"the daemon refuses ({status}): {said.get('error', '')}")


def _applied(held: Mapping[str, Any]) -> Applied:
    starts: dict[str, datetime] = {name: instant_from(at) for name, at in held["starts"].items()}
    return Applied(str(held["revision"]), instant_from(held["at"]), starts)
