"""Sources: listed, added, tried out, checked, brought in from OPML and taken out as such."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import columns
from bot.cli.invocation import Exit, invocation, say, stop
from bot.cli.output import CsvFlag, JsonFlag, NdjsonFlag, shape, write_rows

group = typer.Typer(no_args_is_help=True, help="List, add and try out sources.", rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    """Put this room's commands into the program."""
    app.add_typer(group, name="sources", epilog="Example: tallywire sources list")


@group.command("list", epilog="Example: tallywire sources list --json")
def listed(
    context: typer.Context, as_json: JsonFlag = False, ndjson: NdjsonFlag = False, as_csv: CsvFlag = False
) -> None:
    """List the sources with their state, last success and next visit."""
    from bot.app import Bot
    from bot.cli.listing import source_rows
    from bot.core.rows import SOURCE_COLUMNS

    call = invocation(context)
    settings = call.settings()
    with Bot(settings, call.output, call.clock()).asking() as store:
        rows = source_rows(settings, store)
    form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
    empty = f"There are no sources in {call.config}/sources/ yet. `tallywire sources add URL` makes one."
    write_rows(rows, form=form, columns=columns.SOURCES, csv_columns=SOURCE_COLUMNS, empty=empty)


@group.command("add", epilog="Example: tallywire sources add https://regulator.example/news --id regulator")
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="a feed, a sitemap, or a page")],
    source_id: Annotated[str | None, typer.Option("--id", metavar="ID", help="its id; default: from the host")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="its name; default: the host")] = None,
    regulator: Annotated[
        str | None, typer.Option("--regulator", metavar="NAME", help="the regulator whose own site this is")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="write the file without asking")] = False,
) -> None:
    """Make a source from the address of a feed, a sitemap or a page.

    Looks for a feed that the page names or that stands at a usual place, then for a sitemap of news, then proposes
    selectors for the list on the page. Shows the first items with their figures, then writes the source's file.
    """
    from bot.cli.adding import Wish, add_source

    add_source(invocation(context), url, wish=Wish(source_id, name, regulator), yes=yes)


@group.command("test", epilog="Example: tallywire sources test ofcom")
def tried(
    context: typer.Context,
    source_id: Annotated[str, typer.Argument(metavar="ID", help="its id")],
    save: Annotated[
        Path | None, typer.Option("--save-fixture", metavar="DIR", help="keep the pages asked for, and what they gave")
    ] = None,
) -> None:
    """Visit a source, store nothing, explain each step.

    Tells what was asked, how often each selector matches, what to mend where one does not, the first items, and the
    first article with its figures. Exit 1 when it is not as `[expect]` says.
    """
    from bot.cli.listing import no_such
    from bot.cli.trying import try_source

    call = invocation(context)
    settings = call.settings()
    for broken in settings.broken:
        if broken.id == source_id:
            stop("\n".join(map(str, broken.mistakes)), status=Exit.USAGE)
    found = next((source for source in settings.sources if source.id == source_id), None)
    if found is None:
        stop(no_such(source_id, [source.id for source in settings.sources], call=call), status=Exit.USAGE)
    if not try_source(call, settings, found, save=save):
        raise typer.Exit(Exit.FAILED)


@group.command("check", epilog="Example: tallywire sources check --live")
def check(
    context: typer.Context,
    live: Annotated[bool, typer.Option("--live", help="ask every source now, politely; nothing is stored")] = False,
    as_json: JsonFlag = False,
    ndjson: NdjsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Report on all sources at once: evidence, expectations, state.

    Every mistake in their files comes first (exit 2). With --live each is asked for its listing, and the exit is 3 when one is not as `[expect]` says.
    """
    from bot.app import Bot
    from bot.cli.checking import CHECK_COLUMNS, TABLE, is_fine, kept_rows, live_rows

    call = invocation(context)
    settings = call.settings()
    mistakes = [mistake for broken in settings.broken for mistake in broken.mistakes]
    if mistakes:
        stop("\n".join(map(str, mistakes)), status=Exit.USAGE)
    if live:
        rows = live_rows(call, settings)
    else:
        with Bot(settings, call.output, call.clock()).asking() as store:
            rows = kept_rows(settings, store)
    form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
    write_rows(rows, form=form, columns=TABLE, csv_columns=CHECK_COLUMNS, empty="There are no sources.")
    wrong = [row for row in rows if not is_fine(row)]
    say(f"{len(settings.sources)} source files are well; {len(wrong)} sources are not.", context=context)
    if live and wrong:
        raise typer.Exit(Exit.PARTLY)


@group.command("import", epilog="Example: tallywire sources import subscriptions.opml")
def bring_in(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="OPML, as readers export it")]
) -> None:
    """Make sources of the feeds, lists and APIs of an OPML file.

    Pages and APIs are those that FreshRSS scrapes. Those that are sources already are left alone; what cannot be told here is named.
    """
    from bot.cli.opml import sources_of, write_sources

    call = invocation(context)
    if not file.exists():
        stop(f"There is no file {file}.", status=Exit.USAGE)
    if file.is_dir():
        stop(f"{file} is a folder; give the OPML file itself.", status=Exit.USAGE)
    try:
        brought = sources_of(file.read_bytes())
    except ValueError as error:
        stop(f"{file}: {error}", status=Exit.USAGE)
    settings = call.bot_settings() if not call.config.is_dir() else call.settings()
    known = {source.url for source in settings.sources}
    taken = {source.id.lower() for source in settings.sources} | {broken.id.lower() for broken in settings.broken}
    written, skipped = write_sources(brought.outlines, folder=call.config / "sources", known=known, taken=taken)
    for path in written:
        typer.echo(str(path))
    say(f"{len(written)} written, {skipped} were sources already.", context=context)
    remarks = [f"not taken: {line}" for line in brought.untold]
    remarks += [f"{one.name}: not taken over: {lost}" for one in brought.outlines for lost in one.lost]
    names = {path.stem for path in written}
    broken = call.settings().broken if names else ()
    remarks += [str(mistake) for one in broken if one.id in names for mistake in one.mistakes]
    for remark in remarks:
        say(remark)
    if remarks:
        raise typer.Exit(Exit.PARTLY)


@group.command("export", epilog="Example: tallywire sources export > sources.opml")
def take_out(context: typer.Context) -> None:
    """Print the sources as OPML 2.0.

    Lists and APIs are told as FreshRSS tells them. Cookies, headers and proxies are left out: they may be secrets.
    """
    from bot.cli.opml import opml

    text, untold = opml(invocation(context).settings().sources)
    sys.stdout.write(text)
    for line in untold:
        say(f"not told: {line}", context=context)
