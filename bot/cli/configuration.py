"""Config checked, described and begun: `config check`, `config schema`, `config keys`, `init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.invocation import Exit, invocation, say, stop
from bot.cli.output import write_json

group = typer.Typer(no_args_is_help=True, help="Check and describe the config folder.", rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    """Put this room's commands into the program."""
    app.add_typer(group, name="config", epilog="Example: tallywire config check")
    app.command("init", epilog="Example: tallywire init config")(init)


@group.command("check", epilog="Example: tallywire config check")
def check(context: typer.Context) -> None:
    """Name every mistake, with file and line.

    Exit 2 if there is one.
    """
    from bot.settings import check as mistakes_in

    call = invocation(context)
    call.want_config()
    mistakes = mistakes_in(call.config, environ=call.environ)
    if mistakes:
        stop("\n".join(map(str, mistakes)), status=Exit.USAGE)
    settings = call.settings()
    say(f"{call.config}/ is well: {len(settings.sources)} sources, {len(settings.digests)} digests.", context=context)


@group.command("schema", epilog="Example: tallywire config schema source > source.schema.json")
def schema(
    file: Annotated[str | None, typer.Argument(metavar="bot|source|digest|names", help="one kind of file")] = None,
) -> None:
    """Print the JSON Schema of the config files."""
    from bot.settings.schema import schema_of

    try:
        write_json(schema_of(file))
    except KeyError:
        raise typer.BadParameter(f'"{file}" is not one of bot, source, digest, names') from None


@group.command("keys", epilog="Example: tallywire config keys source")
def keys(
    file: Annotated[str | None, typer.Argument(metavar="bot|source|digest|names", help="one kind of file")] = None,
) -> None:
    """Print every key, its default and meaning."""
    from bot.settings.reference import reference_of

    try:
        typer.echo(reference_of(file), nl=False)
    except KeyError:
        raise typer.BadParameter(f'"{file}" is not one of bot, source, digest, names') from None


def init(
    context: typer.Context,
    directory: Annotated[Path | None, typer.Argument(metavar="DIR", help="where to write; default: --config")] = None,
) -> None:
    """Write a commented starter config.

    Nothing that is there already is touched.
    """
    from bot.starter_files import write_starter

    folder = directory or invocation(context).config
    written = write_starter(folder)
    say(f"{len(written)} files written to {folder}/. Next: tallywire --config {folder} once", context=context)
