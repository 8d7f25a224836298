"""Collecting: `once`, `run`, `replay`, `serve`, `demo`, `doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.invocation import Exit, invocation, stop
from bot.cli.output import JsonFlag

SourceOption = Annotated[list[str] | None, typer.Option("--source", metavar="ID", help="only this source; repeatable")]


def add_to(app: typer.Typer) -> None:
    """Put this room's commands into the program."""
    app.command("once", epilog="Example: tallywire once --source ofcom")(once)
    app.command("run", epilog="Example: tallywire run --serve")(run)
    app.command("serve", epilog="Example: tallywire serve --port 8000")(serve)
    app.command("replay", epilog="Example: tallywire replay")(replay)
    app.command("demo", epilog="Example: tallywire demo")(demo)
    app.command("doctor", epilog="Example: tallywire doctor --json")(doctor)


def once(
    context: typer.Context,
    source: SourceOption = None,
    everything: Annotated[bool, typer.Option("--all", help="all sources, due or not")] = False,
    revisit: Annotated[bool, typer.Option("--revisit", help="read known documents again, for silent edits")] = False,
) -> None:
    """Visit the sources that are due, then stop.

    Exit 3 when one of them could not be read whole.
    """
    call = invocation(context)
    settings = call.settings()
    from bot.cli.listing import no_such

    known = {one.id for one in settings.sources} | {one.id for one in settings.broken}
    for name in source or ():
        if name not in known:
            stop(no_such(name, sorted(known), call=call), status=Exit.USAGE)
    from bot.cli.visiting import visit_once

    visit_once(call, settings, names=tuple(source or ()), everything=everything, revisit=revisit)


def run(
    context: typer.Context,
    with_api: Annotated[bool, typer.Option("--serve", help="answer HTTP too")] = False,
    host: Annotated[str, typer.Option(metavar="HOST", help="address to answer at")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="port to answer at")] = 8000,
) -> None:
    """Visit and make digests when due, until stopped.

    SIGTERM or Ctrl-C finishes what is in flight and ends with 0.
    """
    from bot.cli.living import run_bot

    run_bot(invocation(context), host=host if with_api else None, port=port)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="HOST", help="address to answer at")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="port to answer at")] = 8000,
) -> None:
    """Answer questions over HTTP, as JSON.

    At /v1/claims; beyond loopback a token is wanted (TALLYWIRE_TOKEN).
    """
    from bot.cli.living import serve_alone

    serve_alone(invocation(context), host=host, port=port)


def replay(context: typer.Context) -> None:
    """Read the stored pages with today's extractors.

    Unchanged figures keep their ids.
    """
    from bot.cli.replaying import replay_all

    replay_all(invocation(context))


def demo(
    context: typer.Context,
    serve_site: Annotated[bool, typer.Option("--serve", help="only serve the demo's pages, until Ctrl-C")] = False,
) -> None:
    """Show the whole product on bundled pages.

    Offline: sources, claims, a departure, a silent edit, a digest.
    """
    call = invocation(context)
    if serve_site:
        from bot.demo.folder import readdressed
        from bot.demo.site import Site, serve_pages

        def ready(site: Site) -> None:
            for folder in (call.output, call.output / "demo"):
                readdressed(folder, site=site)

        raise typer.Exit(serve_pages(ready=ready))
    from bot.cli.touring import show

    raise typer.Exit(show(output=call.output, program=call.program))


def doctor(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Look whether everything is well.

    Config, store, sources, clock, disk; exit 1 when something is not.
    """
    from bot.cli.checkup import tell_checks

    tell_checks(invocation(context), as_json=as_json)
