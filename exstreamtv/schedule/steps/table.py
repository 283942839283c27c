"""Every step by its type. A new one is a module beside this and a line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exstreamtv.config.steps import (
    BlockStep,
    Break,
    Fill,
    Goto,
    LayersStep,
    Live,
    Mix,
    OffAir,
    Pad,
    Play,
    Random,
    Repeat,
    Rerun,
    Rewind,
    Rotate,
    Shuffle,
    Skip,
    StepSection,
    Wait,
)
from exstreamtv.schedule.acts import Act
from exstreamtv.schedule.run import Run
from exstreamtv.schedule.steps.fill import fill
from exstreamtv.schedule.steps.layers import layers
from exstreamtv.schedule.steps.live import live
from exstreamtv.schedule.steps.moves import goto, rewind, skip
from exstreamtv.schedule.steps.off_air import off_air
from exstreamtv.schedule.steps.pad import pad
from exstreamtv.schedule.steps.play import play
from exstreamtv.schedule.steps.pod import pod
from exstreamtv.schedule.steps.repeat import block, repeat, shuffle
from exstreamtv.schedule.steps.rerun import rerun
from exstreamtv.schedule.steps.turns import mix, random, rotate
from exstreamtv.schedule.steps.wait import wait

STEPS: dict[type[StepSection], Callable[[Run, Act, Any], None]] = {
    Play: play,
    Fill: fill,
    BlockStep: block,
    Pad: pad,
    Break: pod,
    Wait: wait,
    Repeat: repeat,
    Rerun: rerun,
    OffAir: off_air,
    LayersStep: layers,
    Live: live,
    Mix: mix,
    Rotate: rotate,
    Random: random,
    Shuffle: shuffle,
    Goto: goto,
    Skip: skip,
    Rewind: rewind,
}


def perform(run: Run, act: Act) -> None:
    """Put on the air what a step says."""
    STEPS[type(act.step)](run, act, act.step)
