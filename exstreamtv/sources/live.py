"""A relay of what somebody else sends right now: HLS or MPEG-TS over HTTP, RTSP, UDP, SRT.

There is nothing to lock: what is relayed has no length, and only a `live` step can air it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from exstreamtv.config.sources import LiveSource
from exstreamtv.model.failure import SourceError
from exstreamtv.model.media import LiveInput, Media
from exstreamtv.sources.context import Context

_SECRET = re.compile(r"\$\{(env|file):([^}]+)\}")


def fetch(name: str, config: LiveSource, context: Context) -> Iterator[Media]:
    """Nothing."""
    return iter(())


def resolve(media: Media, config: LiveSource, context: Context) -> LiveInput:
    """Its address, with the secrets in it. Raises SourceError where one of these is not there."""
    hidden: list[str] = []

    def secret(match: re.Match[str]) -> str:
        hidden.append(_secret(media.source, match[1], match[2]))
        return hidden[-1]

    url = _SECRET.sub(secret, config.url)
    return LiveInput(url, tuple(hidden))


def _secret(source: str, kind: str, name: str) -> str:
    try:
        value = os.environ[name] if kind == "env" else Path(name).read_text("utf-8").strip()
    except KeyError as error:
        raise SourceError(f"source `{source}`: there is no `{name}` in the environment") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"source `{source}`: `{name}` cannot be read") from error
    if not value:
        raise SourceError(f"source `{source}`: `{name}` is empty")
    return value
