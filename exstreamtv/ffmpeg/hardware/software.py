"""x264: on every machine, and the best picture for its bits."""

from __future__ import annotations

from exstreamtv.model.channel import Profile

NAME = "software"


def encoder(profile: Profile, group: int) -> tuple[str, ...]:
    """Closed groups of at most ``group`` pictures, two B-pictures deep, the same for ever.

    The short look-ahead halves the time to the first picture, which the first viewer waits for.
    """
    bits = f"{profile.video_kbps}k"
    return (
        *("-c:v", "libx264", "-preset", profile.preset, "-profile:v", "high"),
        *("-b:v", bits, "-maxrate", bits, "-bufsize", bits),
        *("-g", str(group), "-keyint_min", str(group), "-bf", "2"),
        *("-x264-params", "b-adapt=0:open-gop=0:rc-lookahead=4:repeat-headers=1:scenecut=0"),
    )
