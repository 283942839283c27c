"""The lineup as an M3U playlist that every client reads alike.

The rules and the clients that made them: `docs/clients.md`.
"""

from __future__ import annotations

import re

from exstreamtv.model.channel import Channel, Lineup
from exstreamtv.model.names import clean

CONTENT_TYPE = "audio/x-mpegurl; charset=utf-8"


def m3u(lineup: Lineup, base_url: str) -> str:
    """The playlist of a daemon reached at ``base_url`` (no trailing slash).

    The address of a channel is its identity to Jellyfin, so ``base_url`` should never vary.
    """
    guide = f"{base_url}/iptv/xmltv.xml"
    lines = [f'#EXTM3U url-tvg="{guide}" x-tvg-url="{guide}"']
    for channel in lineup.channels:
        lines += [_entry(channel), f"{base_url}/iptv/channel/{channel.number}.ts"]
    return "\n".join(lines) + "\n"


def _entry(channel: Channel) -> str:
    attributes = {
        "channel-id": channel.guide_id,
        "tvg-id": channel.guide_id,
        "tvg-chno": channel.number,
        "channel-number": channel.number,
        "tvg-name": channel.name,
        "tvg-logo": channel.logo if channel.logo.startswith(("http://", "https://")) else "",
        "group-title": channel.group,
        "tvg-language": channel.language,
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
