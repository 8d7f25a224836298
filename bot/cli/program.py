"""The program's door: global options, and every command in its group."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.plain import PlainGroup, plain

# Which room holds which commands, in the order of help. To run one, only its room is loaded.
ROOMS = {
    "texts": ("extract", "read", "group", "reconcile"),
    "configuration": ("config", "init"),
    "sources": ("sources",),
    "collecting": ("once", "run", "serve", "replay", "demo", "doctor"),
    "asking": ("claims", "documents", "stories", "events", "series", "explain"),
    "digests": ("digest",),
}


def program(word: str | None = None) -> typer.Typer:
    """The program. With the name of a command it holds that one alone.

    typer reads the options of every command it holds before it runs one, which takes longer than most queries.
    """
    app = typer.Typer(
        name="tallywire",
        cls=PlainGroup,
        no_args_is_help=True,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
        epilog="Example: tallywire demo",
    )
    app.callback()(_options)
    known = [room for room, names in ROOMS.items() if word in names]
    for room in known or ROOMS:
        import_module(f"bot.cli.{room}").add_to(app)
    if known:
        app.registered_commands = [command for command in app.registered_commands if command.name == word]
        app.registered_groups = [group for group in app.registered_groups if group.name == word]
    return plain(app)


def _version(*, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"tallywire {version('tallywire')}")
        raise typer.Exit


def _options(
    context: typer.Context,
    config: Annotated[Path, typer.Option(envvar="TALLYWIRE_CONFIG", metavar="DIR", help="config folder")] = Path(
        "config"
    ),
    output: Annotated[Path, typer.Option(envvar="TALLYWIRE_OUTPUT", metavar="DIR", help="output folder")] = Path(
        "output"
    ),
    version: Annotated[  # noqa: ARG001 - its callback has answered before
        bool, typer.Option("--version", is_eager=True, callback=lambda value: _version(asked=value), help="the version")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="log more")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="only errors on stderr")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="tracebacks for developers")] = False,
) -> None:
    """Watch regulators and the coverage of them, and turn every figure into a claim that can be checked.

    Exit status: 0 done, 1 failed, 2 usage or config wrong, 3 partly done.
    TALLYWIRE_NOW (an ISO instant with zone) replaces the clock.
    """
    source = context.get_parameter_source("config")
    context.obj = Invocation(
        config=config,
        output=output,
        config_given=source is not None and source.name != "DEFAULT",
        verbose=verbose,
        quiet=quiet,
        debug=debug,
    )
