"""What it takes to play an item from where it is."""

from __future__ import annotations

from datetime import datetime

from exstreamtv.cli.cache_path import cache_directory
from exstreamtv.cli.ffmpeg_path import ffmpeg_path
from exstreamtv.cli.options import Options
from exstreamtv.config.station import Station
from exstreamtv.daemon.runs.overlays import logos, overlays
from exstreamtv.daemon.runs.subtitling import FOLDER as SUBTITLES
from exstreamtv.daemon.runs.subtitling import kept
from exstreamtv.daemon.splicing.stretch import Stretch, cut
from exstreamtv.ffmpeg.command import Wanted, item_command
from exstreamtv.ffmpeg.copying import copying
from exstreamtv.ffmpeg.encode import group_of_pictures
from exstreamtv.ffmpeg.fitting import copies
from exstreamtv.model.channel import Channel
from exstreamtv.model.command import Command
from exstreamtv.model.grid import Grid
from exstreamtv.model.media import FileInput, Input
from exstreamtv.model.subtitles import shown
from exstreamtv.model.timeline import PlayoutItem, Timeline
from exstreamtv.sources.context import Context
from exstreamtv.sources.font import font_file
from exstreamtv.sources.images import image_file
from exstreamtv.sources.table import resolve


def context_for(options: Options) -> Context:
    """Where the station's sources look and remember: beside its directory, and in the cache."""
    return Context(options.directory.absolute().parent, cache_directory())


def commands_for(
    options: Options, station: Station, channel: Channel, timeline: Timeline, item: PlayoutItem
) -> tuple[Command, ...]:
    """What the daemon would start if somebody tuned in at `now`; nothing for a slate.

    What is copied comes first, then what encodes, but in shorter cuts, its two ends.
    """
    if item.media is None:
        return ()
    context, profile = context_for(options), channel.profile
    grid = Grid(profile.rate)
    stretch = _rest(item, options.now, grid)
    of = cut(item, stretch, grid, group_of_pictures(profile))
    source, font = resolve(station, item.media, context), str(font_file(context.cache / "fonts"))
    images = {name: image_file(station, name, context) for name in logos(channel, item)}
    over = overlays(channel, timeline, item, stretch, images)
    wanted = Wanted(item.audio, font, over, _subtitles(item, source, context))
    encoded = item_command(ffmpeg_path(), source, of, profile, wanted)
    if not (isinstance(source, FileInput) and copies(item, profile)):
        return (encoded,)
    return copying(ffmpeg_path(), source, of, profile, item.audio).command, encoded


def _subtitles(item: PlayoutItem, source: Input, context: Context) -> str:
    """The file that is drawn, if the daemon has made it already."""
    if not (item.subtitles and isinstance(source, FileInput)):
        return ""
    stream = shown(source.streams, item.audio, item.subtitles)
    path = kept(context.cache / SUBTITLES, source, stream) if stream else None
    return str(path) if path and path.is_file() else ""


def _rest(item: PlayoutItem, now: datetime, grid: Grid) -> Stretch:
    """The pictures and sounds from ``now`` to the item's end."""
    picture, stop = grid.picture_at(now), grid.picture_at(item.stop)
    return Stretch(picture, stop, grid.sound_at_picture(picture), grid.sound_at_picture(stop))
