"""Questions to the store: claims, documents, stories, events, series, and why a claim is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from bot.cli.filters import Options, filtered
from bot.cli.invocation import Exit, stop
from bot.cli.output import CsvFlag, JsonFlag, LimitOption, NdjsonFlag, Shape, shape, write_json
from bot.cli.questions import opened, question

if TYPE_CHECKING:
    from bot.core.memory import Page

CursorOption = Annotated[str | None, typer.Option("--cursor", metavar="CURSOR", help='"next" of the page before')]


def add_to(app: typer.Typer) -> None:
    """Put this room's commands into the program."""
    app.command("claims", epilog="Example: tallywire claims --action close --since 30d --json")(filtered(claims))
    app.command("documents", epilog="Example: tallywire documents --source cac --csv")(filtered(documents))
    app.command("stories", epilog="Example: tallywire stories --agreement differs")(filtered(stories))
    app.command("events", epilog="Example: tallywire events --kind figure_changed --since 7d")(
        filtered(events, without=("kind",))
    )
    app.command("series", epilog="Example: tallywire series --by quarter --action remove --csv")(filtered(series))
    app.command("explain", epilog="Example: tallywire explain 3f9c2a7d")(explain)


def claims(
    context: typer.Context,
    filters: Options,
    versions: Annotated[str, typer.Option(metavar="newest|all", help="claims of old versions too")] = "newest",
    limit: LimitOption = 100,
    cursor: CursorOption = None,
    as_json: JsonFlag = False,
    ndjson: NdjsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """List figures.

    Repeat an option: or; different options: and.
    """
    from bot.core.query import ClaimQuery
    from bot.core.rows import CLAIM_COLUMNS, claim_row

    if versions not in {"newest", "all"}:
        raise typer.BadParameter(f'--versions: "{versions}" is not one of newest, all')
    with question(context, filters, rows="claims") as asked:

        def ask(most: int, after: str | None) -> Page[Any]:  # Any: rows of one kind, made JSON below
            which: Literal["newest", "all"] = "all" if versions == "all" else "newest"
            return asked.store.claims(ClaimQuery(where=asked.where, limit=most, cursor=after, versions=which))

        form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
        asked.answer(ask, claim_row, form=form, shown="claims", columns=CLAIM_COLUMNS, limit=limit, cursor=cursor)


def documents(
    context: typer.Context,
    filters: Options,
    limit: LimitOption = 100,
    cursor: CursorOption = None,
    as_json: JsonFlag = False,
    ndjson: NdjsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """List announcements and reports.

    In their newest version, the newest first.
    """
    from bot.core.query import DocumentQuery
    from bot.core.rows import DOCUMENT_COLUMNS, document_row

    with question(context, filters, rows="documents") as asked:

        def ask(most: int, after: str | None) -> Page[Any]:  # Any: as above
            return asked.store.documents(DocumentQuery(where=asked.where, limit=most, cursor=after))

        form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
        asked.answer(
            ask, document_row, form=form, shown="documents", columns=DOCUMENT_COLUMNS, limit=limit, cursor=cursor
        )


def stories(
    context: typer.Context,
    filters: Options,
    limit: LimitOption = 100,
    cursor: CursorOption = None,
    as_json: JsonFlag = False,
    ndjson: NdjsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """List announcements with their coverage.

    And how their figures agree.
    """
    from bot.cli.telling import tell_stories
    from bot.core.query import StoryQuery
    from bot.core.rows import STORY_COLUMNS, story_row

    with question(context, filters, rows="documents") as asked:

        def ask(most: int, after: str | None) -> Page[Any]:  # Any: as above
            return asked.store.stories(StoryQuery(where=asked.where, limit=most, cursor=after))

        form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
        if form is Shape.TABLE:
            page = ask(limit, cursor)
            tell_stories(asked.store, page, empty="Nothing matches." if asked.collected else "")
            asked.remark(empty=not page.rows)
        else:
            asked.answer(ask, story_row, form=form, shown="stories", columns=STORY_COLUMNS, limit=limit, cursor=cursor)


def events(
    context: typer.Context,
    filters: Options,
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="edited, figure_changed, removed ...")] = None,
    limit: LimitOption = 100,
    cursor: CursorOption = None,
    as_json: JsonFlag = False,
    ndjson: NdjsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """List what happened to documents and sources.

    Edits, changed figures, removals, broken sources.
    """
    from bot.core.query import EventQuery, event_kinds
    from bot.core.rows import EVENT_COLUMNS, event_row

    with question(context, filters, rows="documents") as asked:
        kinds = event_kinds(kind or [])

        def ask(most: int, after: str | None) -> Page[Any]:  # Any: as above
            return asked.store.events(EventQuery(where=asked.where, kinds=kinds, limit=most, cursor=after))

        form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
        asked.answer(ask, event_row, form=form, shown="events", columns=EVENT_COLUMNS, limit=limit, cursor=cursor)


def series(
    context: typer.Context,
    filters: Options,
    by: Annotated[str, typer.Option(metavar="STEP", help="month, quarter, year or campaign")] = "month",
    limit: LimitOption = 100,
    as_json: JsonFlag = False,
    ndjson: NdjsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Place figures on a time line.

    Each at the end of its period.
    """
    from bot.core.query import ClaimQuery
    from bot.core.rows import POINT_COLUMNS, point_row
    from bot.core.series import series as drawn

    form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
    with question(context, filters, rows="claims") as asked:
        points = drawn(asked.store.claims(ClaimQuery(where=asked.where, limit=0)), by=by)
        kept = points if limit == 0 or form in {Shape.NDJSON, Shape.CSV} else points[:limit]
        rows = (point_row(point) for point in kept)
        following = str(limit) if len(kept) < len(points) else None
        asked.write(rows, form=form, shown="series", columns=POINT_COLUMNS, following=following)


def explain(
    context: typer.Context,
    claim_id: Annotated[
        str, typer.Argument(metavar="CLAIM_ID", help="as `tallywire claims --json` gives it, or how it begins")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="the claim's row, with its versions")] = False,
) -> None:
    """Show why a claim is what it is.

    Its sentence with the figure marked, offsets, rule, versions. The beginning of an id will do where it is the only one.
    """
    from bot.cli.explanation import candidates, explanation, fact_of, told

    store, collected = opened(context)
    with store:
        if not collected:
            raise typer.Exit(Exit.FAILED)
        meant = candidates(store, claim_id)
        if isinstance(meant, str):
            stop(meant)
        found = explanation(store, meant)
        fact = [] if as_json else fact_of(store, meant)
    if as_json:
        write_json(found)
    else:
        typer.echo(told(found, fact=fact))
