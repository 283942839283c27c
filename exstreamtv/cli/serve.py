"""`exstreamtv serve`: play the station until told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Coroutine, Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Annotated

import typer

from exstreamtv.cli import options as given
from exstreamtv.cli import viewing
from exstreamtv.cli.ffmpeg_path import ffmpeg_path
from exstreamtv.cli.ledger import keep, ledger_path, left
from exstreamtv.cli.options import Options
from exstreamtv.cli.output import note
from exstreamtv.cli.playing import context_for
from exstreamtv.cli.programmes import Compiled
from exstreamtv.cli.quarantine import quarantine
from exstreamtv.cli.revision import bundle, name_of
from exstreamtv.cli.state import admin_token, announced, held, state_directory
from exstreamtv.cli.station import opened
from exstreamtv.cli.watch import Watch, follow
from exstreamtv.daemon.clock import SystemClock
from exstreamtv.daemon.incidents import as_run
from exstreamtv.daemon.processes.orphans import end_orphans
from exstreamtv.daemon.programmes import Ledger, Tools
from exstreamtv.daemon.revisions import Revisions
from exstreamtv.daemon.station import Station
from exstreamtv.daemon.web.app import app
from exstreamtv.daemon.web.control import Desk
from exstreamtv.daemon.web.server import listening, server
from exstreamtv.sources.font import font_file
from exstreamtv.sources.images import image_file, own_file
from exstreamtv.sources.store import lock_files
from exstreamtv.sources.table import resolve
from exstreamtv.syntax.files import read_directory

_ENDS = (signal.SIGINT, signal.SIGTERM)

AS_RUN_BYTES = 10_000_000
"""What one as-run file may hold; three older ones are kept."""


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any.")] = 8409,
    log: Annotated[Path | None, typer.Option("--as-run", help="Write what airs here.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Apply every save at once.")] = False,
) -> None:
    """Play the station.

    Each channel by the wall clock, with one set of processes while anybody watches.

    Examples: exstreamtv serve --host 0.0.0.0 --port 8080; exstreamtv serve --watch
    """
    options = given.of(context)
    state, clock = state_directory(options.directory), SystemClock()
    context.with_resource(held(state))
    if orphans := end_orphans(state):
        note(options, f"ended {orphans} processes that an earlier daemon left behind")
    programmes = Compiled(Revisions(state), options.directory, clock.now)
    saves = Watch(options, programmes, clock.now) if watch else None
    _applied_once(options, programmes, saves)
    files = context_for(options)
    tools = Tools(
        ffmpeg_path(),
        str(font_file(files.cache / "fonts")),
        lambda media: resolve(programmes.with_source(media.source), media, files),
        lambda layer: image_file(programmes.with_layer(layer), layer, files),
        files.cache,
        lambda path: own_file(programmes.station, path, files),
        quarantine(options.directory),
    )
    page = ledger_path(options.directory)
    seen = viewing.viewing_path(options.directory)
    ledger = Ledger(
        left(page),
        lambda progress: keep(page, progress, clock.now()),
        viewing.viewed(seen),
        lambda seconds: viewing.keep(seen, seconds),
    )
    _logged(options, log)
    with listening(host, port) as listener, asyncio.Runner(loop_factory=_loop) as runner:
        desk = Desk(programmes, admin_token(state))
        with announced(state, _address(listener)):
            station = Station(programmes, tools, clock, ledger)
            clock.told = station.incidents.clock_was_set
            beside = follow(saves, options, station, desk) if saves else None
            runner.run(_play(station, desk, listener, beside))


def _applied_once(options: Options, programmes: Compiled, saves: Watch | None) -> None:
    """The first start applies the YAML; later ones play what was applied, whatever it says now.

    Unless every save is to be applied: then what was saved while nothing ran is, too.
    """
    if not programmes.revision:
        loaded, _, _ = opened(options)
        programmes.apply(bundle(options.directory, loaded.texts), "")
        return
    if saves:
        saves.apply()
        return
    texts = {**read_directory(options.directory).texts, **lock_files(options.directory)}
    if name_of(bundle(options.directory, texts)) != programmes.revision:
        note(options, f"this is `{programmes.revision}`; the YAML differs: `exstreamtv apply`")


def _loop() -> asyncio.AbstractEventLoop:
    """uvloop's, which takes half the time, where it is to be had."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


async def _play(
    station: Station,
    desk: Desk,
    listener: socket.socket,
    beside: Coroutine[None, None, None] | None,
) -> None:
    """Until SIGINT or SIGTERM; then every stream ends, and every process.

    Nobody is let in any more, and viewers get what waits for them, for `DRAIN_S` at most. A second
    signal ends the program at once. ``beside`` is what else is to be done in the meantime.
    """
    stop = asyncio.Event()
    for number in _ENDS:
        asyncio.get_running_loop().add_signal_handler(number, _end, stop)
    await station.prepare()
    web = server(app(station, desk))
    async with asyncio.TaskGroup() as tasks:
        playing = tasks.create_task(station.run(), name="station")
        doing = [playing, *([tasks.create_task(beside, name="watch")] if beside else [])]
        serving = tasks.create_task(web.serve(sockets=[listener]), name="web")
        typer.echo("\n".join(_welcome(station, listener)))
        await stop.wait()
        for task in doing:
            task.cancel()
        web.should_exit = True
        await serving


def _end(stop: asyncio.Event) -> None:
    stop.set()
    for number in _ENDS:
        asyncio.get_running_loop().remove_signal_handler(number)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _welcome(station: Station, listener: socket.socket) -> Iterator[str]:
    """What to open; what is on is not compiled yet (`exstreamtv now` says it)."""
    address = _address(listener)
    yield f"{station.programmes.lineup.station} is on the air\n"
    for channel in station.channels.values():
        about = channel.channel
        yield f"{about.number:>5}  {about.name}"
        yield f"       {address}/iptv/channel/{about.number}.ts"
    yield f"\nplaylist  {address}/iptv/channels.m3u"
    yield f"guide     {address}/iptv/xmltv.xml"
    yield f"browser   {address}/"


def _logged(options: Options, as_run_file: Path | None) -> None:
    """Plain lines on stderr; what airs goes to its own file, if there is one."""
    level = logging.WARNING if options.verbosity < 0 else logging.INFO
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)-7s %(message)s")
    if options.verbosity <= 0:
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
    if as_run_file:
        handler = RotatingFileHandler(as_run_file, maxBytes=AS_RUN_BYTES, backupCount=3)
        handler.setFormatter(logging.Formatter("%(message)s"))
        as_run.addHandler(handler)
        as_run.setLevel(logging.INFO)
