"""What a station's files were at a commit. The only place that asks git; it never writes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from hashlib import sha1, sha256
from pathlib import Path, PurePath

from exstreamtv.model.failure import StateError, ToolError

PATIENCE_S = 30
"""How long one question to git may take."""

LIMIT_BYTES = 256 * 1024 * 1024
"""How much a station's directory may hold."""

SHA256_DIGITS = 64
"""The length of a commit's name in a repository with the newer kind of names."""

_REGULAR = (b"100644", b"100755")


def commit_of(ref: str, directory: Path) -> str | None:
    """The commit that ``ref`` names in the repository around ``directory``, or None.

    StateError where there is no repository; ToolError where there is no git.
    """
    if _git(directory, "rev-parse", "--is-inside-work-tree") is None:
        raise StateError(f"`{directory}` is not in a git repository: `git init` makes one")
    wanted = ("--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    found = _git(directory, "rev-parse", *wanted)
    return found.decode().split()[-1] if found else None


def commits(directory: Path, most: int) -> list[str]:
    """The last commits that changed the directory, the newest first; what was merged is one.

    StateError where there is no repository.
    """
    if commit_of("HEAD", directory) is None:
        return []
    asked = ("log", "--first-parent", f"--max-count={most}", "--format=%H", "HEAD", "--", ".")
    return (_git(directory, *asked) or b"").decode().split()


def files_at(ref: str, directory: Path) -> dict[PurePath, bytes]:
    """Every regular file below ``directory`` as it was at ``ref``, by its path below it.

    Empty where the directory was not there yet. StateError for an unknown ``ref``.
    """
    commit = commit_of(ref, directory)
    if commit is None:
        raise StateError(f"git knows no `{ref}` in the repository of `{directory}`")
    listing = _git(directory, "ls-tree", "-r", "-z", "-l", commit) or b""
    files = list(_listed(listing))
    if sum(size for _, _, size in files) > LIMIT_BYTES:
        raise StateError(f"`{directory}` holds more than {LIMIT_BYTES >> 20} MB at `{ref}`")
    asked = b"".join(name + b"\n" for _, name, _ in files)
    answer = _git(directory, "cat-file", "--batch", asked=asked) or b""
    return dict(zip((path for path, _, _ in files), _contents(answer), strict=True))


def names_at(ref: str, directory: Path) -> list[PurePath]:
    """The paths below ``directory`` of what it holds at ``ref``; none where there is no such ref.

    StateError where there is no repository; ToolError where there is no git.
    """
    commit = commit_of(ref, directory)
    listing = _git(directory, "ls-tree", "-r", "-z", "-l", commit) if commit else None
    return [path for path, _, _ in _listed(listing or b"")]


def blobs_at(commit: str, directory: Path) -> dict[PurePath, str]:
    """What git calls the content of each file below ``directory`` at a commit, by its path."""
    listing = _git(directory, "ls-tree", "-r", "-z", "-l", commit)
    return {path: name.decode() for path, name, _ in _listed(listing or b"")}


def blob_of(text: str, commit: str) -> str:
    """What git would call a file of this content, in the repository that has ``commit``."""
    content = text.encode("utf-8", "surrogateescape")
    named = sha256 if len(commit) == SHA256_DIGITS else sha1
    return named(b"blob %d\0" % len(content) + content).hexdigest()


def _listed(listing: bytes) -> Iterator[tuple[PurePath, bytes, int]]:
    """Path, object and size of each regular file; links and submodules are passed over."""
    for entry in listing.split(b"\0")[:-1]:
        facts, _, path = entry.partition(b"\t")
        mode, _, name, size = facts.split()
        if mode in _REGULAR:
            yield PurePath(path.decode(errors="surrogateescape")), name, int(size)


def _contents(answer: bytes) -> Iterator[bytes]:
    """The files of a `cat-file --batch` answer: `NAME blob SIZE`, line break, bytes, line break."""
    at = 0
    while at < len(answer):
        head_end = answer.index(b"\n", at)
        size = int(answer[at:head_end].split()[-1])
        yield answer[head_end + 1 : head_end + 1 + size]
        at = head_end + 1 + size + 1


def _git(directory: Path, *question: str, asked: bytes = b"") -> bytes | None:
    """What git answers, or None where it says no."""
    argv = ("git", "-C", str(directory), *question)
    try:
        done = subprocess.run(
            argv, input=asked, capture_output=True, timeout=PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ToolError(argv, None, f"no answer in {PATIENCE_S} s") from error
    except OSError as error:
        raise ToolError(argv, None, error.strerror or str(error)) from error
    return done.stdout if done.returncode == 0 else None
