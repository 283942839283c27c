"""Where the daemon of a station keeps what must survive it: beside the station's directory.

`EXSTREAMTV_STATE` names another place, for a daemon that may not write there.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exstreamtv.model.failure import StateError

FOLDER = ".exstreamtv"

STATE = "EXSTREAMTV_STATE"
"""The variable that names another folder; one station has it for itself."""

TOKEN_BYTES = 32


def state_path(directory: Path) -> Path:
    """`.exstreamtv` beside the station's directory, or what the variable names."""
    named = os.environ.get(STATE, "")
    return Path(named).absolute() if named else directory.absolute().parent / FOLDER


def state_directory(directory: Path) -> Path:
    """The same, made if it is not there; StateError."""
    folder = state_path(directory)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StateError(f"`{folder}` cannot be made: {error.strerror}") from error
    return folder


def admin_token(folder: Path) -> str:
    """The token that changes the station; made at the first call, for its owner's eyes only."""
    file = folder / "token"
    try:
        if not file.exists():
            _write_private(file, secrets.token_urlsafe(TOKEN_BYTES))
        return file.read_text("utf-8").strip()
    except OSError as error:
        raise StateError(f"`{file}` cannot be read or made: {error.strerror}") from error


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """While this lasts, no other daemon can have the folder; StateError if one has it.

    The system lets go of it however the process ends (flock(2)), so nothing stale remains.
    """
    import fcntl  # not on Windows, where `serve` does not run

    file = folder / "serving"
    try:
        mine = file.open("a+", encoding="ascii")
    except OSError as error:
        raise StateError(f"`{file}` cannot be written: {error.strerror}") from error
    with mine:
        try:
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            mine.seek(0)
            raise StateError(_taken(folder, mine.read().strip())) from error
        mine.truncate(0)
        mine.write(f"{os.getpid()}\n")
        mine.flush()
        yield


def served(folder: Path) -> bool:
    """Has a daemon the folder now? Only files are looked at: no address is tried."""
    if not (folder / "address").is_file():
        return False
    import fcntl

    try:
        with (folder / "serving").open(encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _taken(folder: Path, process: str) -> str:
    who = f"process {process}" if process else "another process"
    return f"this station is served already, by {who} (`{folder}`); `exstreamtv status` shows it"


@contextmanager
def announced(folder: Path, address: str) -> Iterator[None]:
    """While this lasts, commands beside the station find its daemon; StateError."""
    file = folder / "address"
    reached = address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")
    try:
        file.write_text(f"{reached}\n", "utf-8")
        yield
    except OSError as error:
        raise StateError(f"`{file}` cannot be written: {error.strerror}") from error
    finally:
        file.unlink(missing_ok=True)


def _write_private(file: Path, text: str) -> None:
    """Never readable by others, not even for a moment; who comes second finds the first's."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(f"{text}\n")
