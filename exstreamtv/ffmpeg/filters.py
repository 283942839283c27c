"""The filters that put any medium onto the channel's grid. Order and slack were measured."""

from __future__ import annotations

import math
from fractions import Fraction

from exstreamtv.ffmpeg.cut import FRAME, ROLL, SLACK, decimal
from exstreamtv.model.channel import Profile
from exstreamtv.model.grid import SAMPLE_RATE, SAMPLES


def video_filter(
    profile: Profile,
    shift: Fraction,
    pictures: int,
    *,
    interlaced: bool,
    held: bool = True,
    drawn: tuple[str, ...] = (),
) -> str:
    """Exactly ``pictures`` pictures; the first shows the medium at ``shift`` seconds.

    Sample and hold: each slot has the newest picture that is due, and the last one
    is ``held`` if the medium is short. Every stage survives a change of the picture's size.
    ``drawn`` are filters over the pictures of the medium, each on its slot and in its full size.
    """
    width, height = profile.width, profile.height
    stages = (
        "bwdif=mode=send_frame:deint=interlaced" if interlaced else "",
        # In the time base of an AVI (1/25), the shift would be rounded to whole pictures.
        "settb=AVTB",
        f"setpts=PTS-{decimal(shift + SLACK)}/TB",
        f"fps={profile.rate}:start_time=0:round=up",
        _fitted(width, height),
        f"pad={width}:{height}:-1:-1:color=black:eval=frame",
        "setsar=1",
        "format=yuv420p",
        *drawn,
        "tpad=stop_mode=clone:stop=-1" if held else "",
        f"trim=end_frame={pictures}",
    )
    return ",".join(stage for stage in stages if stage)


def _fitted(width: int, height: int) -> str:
    """As large as it goes; ``dar`` is the display aspect, for pixels that are not square."""
    across = f"2*round(min({width}\\,{height}*dar)/2)"
    down = f"2*round(min({height}\\,{width}/dar)/2)"
    return f"scale=w='{across}':h='{down}':flags=bicubic"


def audio_filter(shift: Fraction, sounds: int, begins: Fraction) -> str:
    """``sounds`` audio frames and one more at each end, from ``shift`` seconds of the medium.

    Sound that begins only later (``begins``, seconds) begins on a whole frame; the
    splicer fills what is missing with silence. There is no `first_pts` and no `apad`
    here: both begin again from 0 when the channel layout changes in the middle of a file.
    """
    origin = shift - ROLL
    first = max(0, math.ceil((begins - origin) / FRAME)) * FRAME
    stop = sounds * FRAME + 2 * ROLL
    return ",".join(
        (
            f"asetpts=PTS-{decimal(origin)}/TB",
            f"aresample={SAMPLE_RATE}:async=1000:min_hard_comp=0.05",
            f"aformat=sample_fmts=fltp:sample_rates={SAMPLE_RATE}:channel_layouts=stereo",
            f"atrim=start={decimal(first)}:end={decimal(stop)}",
        )
    )


def silence_filter(sounds: int) -> str:
    """``sounds`` audio frames and one more at each end, of what never ends."""
    return f"atrim=end_sample={(sounds + 2) * SAMPLES}"
