"""Slates drawn: each once, one at a time, by a process that gets out of everybody's way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from exstreamtv.daemon.processes.process import output_of
from exstreamtv.daemon.programmes import Tools
from exstreamtv.daemon.screens.drawn import drawn as drawn_once
from exstreamtv.daemon.splicing.slate import Slate, slate_from
from exstreamtv.daemon.transport.units import Unit
from exstreamtv.ffmpeg.cards import card_script, clock_script, label_script
from exstreamtv.ffmpeg.cut import Cut
from exstreamtv.ffmpeg.encode import group_of_pictures
from exstreamtv.ffmpeg.layers import Overlay
from exstreamtv.ffmpeg.slate import Drawn, clock_command, slate_command
from exstreamtv.model.channel import Channel, Profile
from exstreamtv.model.command import Command
from exstreamtv.model.failure import ExstreamError
from exstreamtv.model.grid import Grid
from exstreamtv.model.screen import CARD, TONE, Screen, Show

LIMIT_S = 30.0
"""How long it may take to draw one."""

KEPT = 200
"""How many are kept."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A screen as it is to be drawn: in this profile, with these words."""

    profile: Profile
    screen: Screen = CARD
    name: str = ""
    lines: tuple[str, ...] = ()
    logo: str = ""


def wish(channel: Channel, screen: Screen, lines: tuple[str, ...] = ()) -> Wish:
    """A channel's screen, with these lines below its name."""
    return Wish(channel.profile, screen, channel.name, lines, channel.logo)


@dataclass(frozen=True, slots=True)
class Cards:
    """Draws for the whole station."""

    tools: Tools
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _kept: dict[Wish, Slate] = field(default_factory=dict)
    _silence: dict[Profile, Unit] = field(default_factory=dict)

    async def plain(self, profile: Profile, name: str) -> Slate:
        """A card with a name. What is drawn later has its silence."""
        return await self.slate(Wish(profile, name=name))

    async def slate(self, wanted: Wish) -> Slate:
        """The slate; ExstreamError if it cannot be drawn."""
        async with self._turn:
            if wanted not in self._kept:
                self._kept[wanted] = await self._silenced(wanted, await self._drawn(wanted))
                if len(self._kept) > KEPT:
                    del self._kept[next(iter(self._kept))]
            return self._kept[wanted]

    async def _silenced(self, wanted: Wish, slate: Slate) -> Slate:
        """With real silence for programmes, whatever its own sound is."""
        profile = wanted.profile
        if not wanted.screen.sound:
            self._silence.setdefault(profile, slate.silence)
        elif profile not in self._silence:
            self._silence[profile] = (await self._drawn(Wish(profile))).silence
        return replace(slate, silence=self._silence[profile])

    @contextmanager
    def clock(self, wanted: Wish, cut: Cut, clocks: tuple[Overlay, ...]) -> Iterator[Command]:
        """What delivers a cut of a screen with the time of day; good while this lasts."""
        tools = self.tools
        with _script(wanted, self.ingredients(wanted), None) as drawn:
            yield clock_command(tools.ffmpeg, wanted.profile, cut, drawn, clocks, tools.font)

    async def _drawn(self, wanted: Wish) -> Slate:
        profile, sound = wanted.profile, wanted.screen.sound
        drawn = await asyncio.to_thread(self.ingredients, wanted)
        with _script(wanted, drawn, self.tools.cache) as drawn:
            command = slate_command(self.tools.ffmpeg, profile, drawn, self.tools.font)
            if wanted.lines or drawn.file or drawn.logo or sound not in ("", TONE):
                written = await output_of(command, LIMIT_S, humble=True)
            else:
                written = await drawn_once(command, LIMIT_S, self.tools.cache)
        lasting = sound not in ("", TONE)
        try:
            grid, group = Grid(profile.rate), group_of_pictures(profile)
            return slate_from(written, grid, group, lasting=lasting)
        except ValueError as error:
            raise ExstreamError(str(error)) from error

    def ingredients(self, wanted: Wish) -> Drawn:
        """The files that it takes; SourceError if one is not there. A logo may be missing."""
        screen, own = wanted.screen, self.tools.own
        file = own(screen.file) if screen.file else ""
        sound = own(screen.sound) if screen.sound not in ("", TONE) else screen.sound
        return Drawn(screen.show, file, self._logo(wanted), "", sound)

    def _logo(self, wanted: Wish) -> str:
        """That of a card; addresses are for players, and nothing is fetched for it."""
        if wanted.screen.show is not Show.CARD or not wanted.logo or "://" in wanted.logo:
            return ""
        try:
            return self.tools.own(wanted.logo)
        except ExstreamError:
            return ""


@contextmanager
def _script(wanted: Wish, drawn: Drawn, folder: Path | None) -> Iterator[Drawn]:
    """With the words in a file, while this lasts; below ``folder`` the same ones in the same."""
    text = _words(wanted, logo=bool(drawn.logo))
    if not text:
        yield drawn
        return
    try:
        file = _written(text, folder)
    except OSError as error:
        raise ExstreamError(f"no words can be written on a screen: {error.strerror}") from error
    try:
        yield replace(drawn, words=str(file))
    finally:
        file.unlink(missing_ok=True)


def _written(text: str, folder: Path | None) -> Path:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", suffix=".ass", encoding="utf-8", dir=folder, delete=False) as new:
        new.write(text)
    if folder is None:
        return Path(new.name)
    return Path(new.name).replace(folder / f"{sha256(text.encode()).hexdigest()[:32]}.ass")


def _words(wanted: Wish, *, logo: bool) -> str:
    profile, name, lines = wanted.profile, wanted.name, wanted.lines
    match wanted.screen.show:
        case Show.CARD:
            return card_script(profile, name, lines, logo=logo) if name else ""
        case Show.CLOCK:
            return clock_script(profile, name, lines)
        case Show.PATTERN:
            return label_script(profile, name) if name else ""
        case _:
            return ""
