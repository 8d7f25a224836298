"""Questions to the store: claims, documents, stories, events, series, and why a claim is what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from bot.cli.filters import Options, filtered
from bot.cli.invocation import invocation, say, stop
from bot.cli.output import CsvFlag, JsonFlag, LimitOption, NdjsonFlag, Row, Shape, shape, write_json, write_rows

if TYPE_CHECKING:
    from bot.core.memory import Page
    from bot.store import Store

CursorOption = Annotated[str | None, typer.Option("--cursor", metavar="CURSOR", help='"next" of the page before')]
AT_ONCE = 1000  # rows read at a time for NDJSON and CSV, which have no limit
Record = TypeVar("Record")


def add_to(app: typer.Typer) -> None:
    """Put this room's commands into the program."""
    app.command("claims", epilog="Example: tallywire claims --action close --since 30d --json")(filtered(claims))
    app.command("documents", epilog="Example: tallywire documents --source cac --csv")(filtered(documents))
    app.command("stories", epilog="Example: tallywire stories --agreement differs")(filtered(stories))
    app.command("events", epilog="Example: tallywire events --kind figure_changed --since 7d")(
        filtered(events, without=("kind",))
    )
    app.command("series", epilog="Example: tallywire series --by quarter --action remove --csv")(filtered(series))
    app.command("explain", epilog="Example: tallywire explain 3f9c2a7d51e04b68")(explain)


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
    from bot.core.query import ClaimQuery, selection
    from bot.core.rows import CLAIM_COLUMNS, claim_row

    if versions not in {"newest", "all"}:
        raise typer.BadParameter(f'--versions: "{versions}" is not one of newest, all')
    with _store(context) as store:
        where = selection(filters, now=invocation(context).clock()())

        def ask(most: int, after: str | None) -> Page[Any]:  # Any: rows of one kind, made JSON below
            which: Literal["newest", "all"] = "all" if versions == "all" else "newest"
            return store.claims(ClaimQuery(where=where, limit=most, cursor=after, versions=which))

        form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
        _answer(ask, claim_row, form=form, shown="claims", names=CLAIM_COLUMNS, limit=limit, cursor=cursor)


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
    from bot.core.query import DocumentQuery, selection
    from bot.core.rows import DOCUMENT_COLUMNS, document_row

    with _store(context) as store:
        where = selection(filters, now=invocation(context).clock()())

        def ask(most: int, after: str | None) -> Page[Any]:  # Any: as above
            return store.documents(DocumentQuery(where=where, limit=most, cursor=after))

        form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
        _answer(ask, document_row, form=form, shown="documents", names=DOCUMENT_COLUMNS, limit=limit, cursor=cursor)


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
    from bot.core.query import StoryQuery, selection
    from bot.core.rows import STORY_COLUMNS, story_row

    with _store(context) as store:
        where = selection(filters, now=invocation(context).clock()())

        def ask(most: int, after: str | None) -> Page[Any]:  # Any: as above
            return store.stories(StoryQuery(where=where, limit=most, cursor=after))

        form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
        if form is Shape.TABLE:
            tell_stories(store, ask(limit, cursor))
        else:
            _answer(ask, story_row, form=form, shown="stories", names=STORY_COLUMNS, limit=limit, cursor=cursor)


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
    from bot.core.query import EventQuery, event_kinds, selection
    from bot.core.rows import EVENT_COLUMNS, event_row

    with _store(context) as store:
        where = selection(filters, now=invocation(context).clock()())
        kinds = event_kinds(kind or [])

        def ask(most: int, after: str | None) -> Page[Any]:  # Any: as above
            return store.events(EventQuery(where=where, kinds=kinds, limit=most, cursor=after))

        form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
        _answer(ask, event_row, form=form, shown="events", names=EVENT_COLUMNS, limit=limit, cursor=cursor)


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
    from bot.core.query import ClaimQuery, selection
    from bot.core.rows import POINT_COLUMNS, point_row
    from bot.core.series import series as drawn

    form = shape(as_json=as_json, ndjson=ndjson, as_csv=as_csv)
    with _store(context) as store:
        where = selection(filters, now=invocation(context).clock()())
        points = drawn(store.claims(ClaimQuery(where=where, limit=0)), by=by)
    kept = points if limit == 0 or form in {Shape.NDJSON, Shape.CSV} else points[:limit]
    write_rows(
        [point_row(point) for point in kept],
        form=form,
        columns="series",
        csv_columns=POINT_COLUMNS,
        empty="No figures match.",
        following=str(limit) if len(kept) < len(points) else None,
    )


def explain(
    context: typer.Context,
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM_ID", help="as `tallywire claims` lists it")],
    as_json: Annotated[bool, typer.Option("--json", help="the claim's row, with its versions")] = False,
) -> None:
    """Show why a claim is what it is.

    Its sentence with the figure marked, offsets, rule, versions.
    """
    from bot.cli.explanation import explanation, fact_of, told

    with _store(context) as store:
        found = explanation(store, claim_id)
        fact = [] if as_json or found is None else fact_of(store, claim_id)
    if found is None:
        stop(f"There is no claim {claim_id}; `tallywire claims` lists them with their ids.")
    if as_json:
        write_json(found)
    else:
        typer.echo(told(found, fact=fact))


def _store(context: typer.Context) -> Store:
    """The store for reading. Nothing collected yet is an empty answer; with no config either, the command ends (2)."""
    from bot.app import is_there, reading_store

    call = invocation(context)
    address = call.store_address()
    if not is_there(address, output=call.output):
        call.want_config()
        say(f"Nothing has been collected in {call.output}/ yet; `tallywire once` visits the sources.", context=context)
    return reading_store(address, output=call.output, now=call.clock())


def _answer(
    ask: Callable[[int, str | None], Page[Record]],
    row: Callable[[Record], dict[str, object]],
    *,
    form: Shape,
    shown: str,
    names: tuple[str, ...],
    limit: int,
    cursor: str | None,
) -> None:
    """Ask page by page where all rows are wanted, once where a limit holds."""
    whole = form in {Shape.NDJSON, Shape.CSV}
    if whole:
        rows, following = _all(ask, row, cursor=cursor), None
    else:
        page = ask(limit, cursor)
        rows, following = iter([row(one) for one in page]), page.next
    write_rows(rows, form=form, columns=shown, csv_columns=names, empty="Nothing matches.", following=following)


def _all(
    ask: Callable[[int, str | None], Page[Record]], row: Callable[[Record], dict[str, object]], *, cursor: str | None
) -> Iterator[Row]:
    while True:
        page = ask(AT_ONCE, cursor)
        yield from (row(one) for one in page)
        cursor = page.next
        if cursor is None:
            return
