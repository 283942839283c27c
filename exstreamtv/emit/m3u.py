"""The lineup as an M3U playlist that every client reads alike.

The rules and the clients that made them: `docs/clients.md`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from exstreamtv.model.channel import Channel, Lineup
from exstreamtv.model.names import clean

DAY = timedelta(days=1)

CONTENT_TYPE = "audio/x-mpegurl; charset=utf-8"


def m3u(lineup: Lineup, base_url: str) -> str:
    """The playlist of a daemon reached at ``base_url`` (no trailing slash).

    The address of a channel is its identity to Jellyfin, so ``base_url`` should never vary.
    """
    guide = f"{base_url}/iptv/xmltv.xml"
    lines = [f'#EXTM3U url-tvg="{guide}" x-tvg-url="{guide}"']
    for channel in lineup.channels:
        address = f"{base_url}/iptv/channel/{channel.number}.ts"
        lines += [_entry(channel, _catchup(channel, lineup.back, address)), address]
    return "\n".join(lines) + "\n"


def _catchup(channel: Channel, back: timedelta, address: str) -> dict[str, str]:
    """How to ask for what has aired: the placeholders are Kodi's, and everybody else's.

    In whole days that are kept, for that is how clients count; at least one of them.
    """
    if not back or channel.waits:
        return {}
    return {
        "catchup": "default",
        "catchup-days": str(max(1, back // DAY)),
        "catchup-source": f"{address}?utc={{utc}}&dur={{duration}}",
    }


def _entry(channel: Channel, catchup: Mapping[str, str]) -> str:
    attributes = {
        "channel-id": channel.guide_id,
        "tvg-id": channel.guide_id,
        "tvg-chno": channel.number,
        "channel-number": channel.number,
        "tvg-name": channel.name,
        "tvg-logo": channel.logo if channel.logo.startswith(("http://", "https://")) else "",
        "group-title": channel.group,
        "tvg-language": channel.language,
        **catchup,
        "tvc-stream-vcodec": "h264",
        "tvc-stream-acodec": "aac",
    }
    written = (f'{key}="{_value(text)}"' for key, text in attributes.items() if text)
    return f"#EXTINF:-1 {' '.join(written)},{_name(channel.name)}"


def _value(text: str) -> str:
    """Safe between quotes: there is no way to escape one."""
    return clean(text).replace('"', "'")


def _name(text: str) -> str:
    """Jellyfin shows what follows the last comma, and drops a number before a space."""
    words = " ".join(_value(text).replace(",", " ").split())
    return re.sub(r"^(\d+) ", "\\1\u00a0", words)
