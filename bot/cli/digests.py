"""Digests: listed, previewed, sent, sent again."""

from __future__ import annotations

from typing import Annotated, Any, NoReturn

import typer

from bot.cli import columns
from bot.cli.invocation import Exit, Invocation, invocation, say, stop
from bot.cli.output import CsvFlag, JsonFlag, NdjsonFlag, shape, write_rows

DIGEST_COLUMNS = ("id", "name", "next", "editions")
group = typer.Typer(no_args_is_help=True, help="List, preview and send digests.", rich_markup_mode=None)
DigestArgument = Annotated[str, typer.Argument(metavar="ID", help="the name of its file in config/digests/")]


def add_to(app: typer.Typer) -> None:
    """Put this room's commands into the program."""
    app.add_typer(group, name="digest", epilog="Example: tallywire digest preview daily")


@group.command("list", epilog="Example: tallywire digest list --json")
def listed(
    context: typer.Context, as_json: JsonFlag = False, ndjson: NdjsonFlag = False, as_csv: CsvFlag = False
) -> None:
    """List digests, their editions, when the next is due."""
    from bot.app import Bot
    from bot.cli.listing import digest_row

    call = invocation(context)
    settings = call.settings()
    now = call.clock()
    with Bot(settings, call.output, now).asking() as store:
        rows = [digest_row(digest, store.editions(digest.id), now=now()) for digest in settings.digests]
    form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
    write_rows(rows, form=form, columns=columns.DIGESTS, csv_columns=DIGEST_COLUMNS, empty="There are no digests yet.")
    for broken in settings.broken_digests:
        say("\n".join(map(str, broken.mistakes)))
    if settings.broken_digests:
        raise typer.Exit(Exit.PARTLY)


@group.command("preview", epilog="Example: tallywire digest preview daily")
def preview(context: typer.Context, digest_id: DigestArgument) -> None:
    """Print the edition that would be sent now.

    Also written as preview.{html,md,txt,json}; nothing is stored.
    """
    from bot.app import Bot
    from bot.outbox import preview as previewed

    call = invocation(context)
    settings = call.settings()
    digest = _digest(settings, digest_id, call)
    bot = Bot(settings, call.output, call.clock())
    with bot.asking() as store:
        made = previewed(store, digest, now=bot.now(), sources=settings.sources, output=call.output)
    typer.echo(made.text)
    for path in made.paths:
        typer.echo(str(path))
    _tell_backlog(made.prepared.backlog, digest, context=context)


@group.command("send", epilog="Example: tallywire digest send daily --dry-run")
def send(
    context: typer.Context,
    digest_id: DigestArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="tell who would get it; store and send nothing")] = False,
) -> None:
    """Make and deliver the edition of what is new.

    New since the last one; with nothing new nothing is sent.
    """
    from bot.app import Bot
    from bot.outbox import send as sent

    call = invocation(context)
    settings = call.settings()
    digest = _digest(settings, digest_id, call)
    bot = Bot(settings, call.output, call.clock())
    open_store = bot.asking() if dry_run else bot.writing(f"tallywire digest send {digest_id}")
    with open_store as store:
        made = sent(
            store,
            digest,
            now=bot.now(),
            sources=settings.sources,
            output=call.output,
            bot=settings.bot,
            dry_run=dry_run,
        )
    if made.prepared is None:
        say(f"Nothing new since the last edition of {digest_id}: nothing was sent.", context=context)
        _tell_backlog(made.backlog, digest, context=context)
        return
    if dry_run:
        say(f"Edition {made.prepared.edition.date} would go to:", context=context)
        for delivery in made.deliveries:
            typer.echo(f"{delivery.channel}  {delivery.recipient}")
        return
    _tell(made, context=context)


@group.command("resend", epilog="Example: tallywire digest resend daily --edition 2026-11-24")
def resend(
    context: typer.Context,
    digest_id: DigestArgument,
    edition: Annotated[str, typer.Option(metavar="DATE", help="its date; a second one of a day is DATE-2")],
) -> None:
    """Deliver a stored edition to those it did not reach.

    In the same bytes.
    """
    from bot.app import Bot
    from bot.outbox import resend as sent_again

    call = invocation(context)
    settings = call.settings()
    digest = _digest(settings, digest_id, call)
    bot = Bot(settings, call.output, call.clock())
    with bot.writing(f"tallywire digest resend {digest_id}") as store:
        made = sent_again(store, digest, edition=edition, now=bot.now(), output=call.output, bot=settings.bot)
    if not made.deliveries:
        say(f"Edition {edition} of {digest_id} has reached everyone already.", context=context)
    _tell(made, context=context)


def _tell(made: Any, *, context: typer.Context) -> None:  # Any: bot.outbox.Sent, imported late
    for path in made.paths:
        typer.echo(str(path))
    for delivery in made.deliveries:
        if delivery not in made.failed and delivery.channel != "file":
            say(f"sent to {delivery.recipient} ({delivery.channel})", context=context)
    for delivery in made.failed:
        say(f"not delivered to {delivery.recipient} ({delivery.channel}): {delivery.cause}")
    if made.failed:
        raise typer.Exit(Exit.PARTLY)


def _tell_backlog(backlog: Any, digest: Any, *, context: typer.Context) -> None:  # Any: records imported late
    """Say what came and is not told: a new source's old pages would bury the news."""
    if backlog is None or not backlog.documents:
        return
    are, ones = ("are", "documents") if backlog.documents > 1 else ("is", "document")
    hours = int(digest.first_window.total_seconds() // 3600)
    span = f"{hours // 24}d" if hours % 24 == 0 else f"{hours}h"
    say(
        f"{backlog.documents:,} {ones} that came since the last edition {are} left out: published before "
        f"{backlog.news_from}, longer ago than `first_window` ({span}) looks back. `tallywire claims` has them.",
        context=context,
    )


def _digest(settings: Any, digest_id: str, call: Invocation) -> Any:  # Any: Settings and Digest, imported late
    """The digest of an id. Ends the command (2) when its file is broken or is not there."""
    found = next((digest for digest in settings.digests if digest.id == digest_id), None)
    if found is not None:
        return found
    return _missing(settings, digest_id, call)


def _missing(settings: Any, digest_id: str, call: Invocation) -> NoReturn:  # Any: as above
    for broken in settings.broken_digests:
        if broken.id == digest_id:
            stop("\n".join(map(str, broken.mistakes)), status=Exit.USAGE)
    there = ", ".join(digest.id for digest in settings.digests) or "none yet"
    stop(f'There is no digest "{digest_id}" in {call.config}/digests/. There are: {there}.', status=Exit.USAGE)
