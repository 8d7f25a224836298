"""What the demo prints: sources, figures, departures, edits, digests, and the commands that show the same again."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.cli.columns import figure, period
from bot.cli.listing import source_rows
from bot.cli.output import Shape, print_line, write_rows
from bot.cli.tables import Column
from bot.core.query import ClaimQuery, EventQuery, Selection
from bot.core.records import ClaimRow, Event, EventKind, Status
from bot.core.rows import claim_row
from bot.demo.site import PAGES
from bot.demo.tour import Tour, tour
from bot.store import Store

SHOWN = 20  # figures in the table; the command above it shows all
SOURCES = (
    Column("SOURCE", lambda row: row["id"]),
    Column("KIND", lambda row: row["kind"]),
    Column("ROLE", lambda row: row["role"]),
    Column("STATE", lambda row: row["state"]),
    Column("LAST SUCCESS", lambda row: str(row["last_success"])[:16].replace("T", " ")),
    Column("DOCUMENTS", lambda row: row["documents"], right=True),
)
CLAIMS = (
    Column("FIGURE", figure, right=True),
    Column("UNIT", lambda row: row["unit"]),
    Column("ACTION", lambda row: row["action"]),
    Column("PERIOD", period),
    Column("SOURCE", lambda row: row["source"]),
    Column("QUOTE", lambda row: row["quote"], wide=True),
)


def show(*, output: Path, program: str = "tallywire", pages: Traversable = PAGES) -> int:
    """Run the demo in `output`/demo and tell what came out; gives the exit status (3 when a visit failed).

    `program` is how the reader starts tallywire, for the commands to try. Raises BotError when the folder cannot be used.
    """
    made = tour(output / "demo", pages=pages)
    _tell(made, program=program)
    failures = [failure for visits in made.rounds for visit in visits for failure in visit.failures]
    for failure in failures:
        sys.stderr.write(f"{failure.source}: {failure.state}: {failure.reason}\n")
    return 3 if failures else 0


def _tell(made: Tour, *, program: str) -> None:
    folder = made.bot.output
    command = f"{program} --config {shlex.quote(str(folder / 'config'))} --output {shlex.quote(str(folder))}"
    visited = len(made.rounds[0])
    print_line(
        f"Visited {visited} sources over HTTP on this machine, twice, a day apart; nothing else was asked or told."
    )
    with made.bot.asking() as store:
        _heading("Sources", f"{command} sources list")
        write_rows(source_rows(made.bot.settings, store), form=Shape.TABLE, columns=SOURCES, empty="None.")
        _figures(store, command)
        _heading("Where coverage departs from the announcement", f"{command} claims --agreement differs")
        _tell_or(_departures(store), nothing="Nowhere: every report agrees.")
        _heading("Edited since it was first seen", f"{command} events --kind figure_changed")
        _tell_or(_edits(store), nothing="Nothing was edited.")
        _digests(made, command)
        _next(store, command)


def _figures(store: Store, command: str) -> None:
    page = store.claims(ClaimQuery(limit=SHOWN))
    _heading("Figures", f"{command} claims")
    rows = [claim_row(row) | {"source": row.document.source} for row in page.rows]
    write_rows(rows, form=Shape.TABLE, columns=CLAIMS, empty="No figures.")
    if page.next is not None:
        print_line("... and more: the command shows all.")


def _departures(store: Store) -> Iterator[str]:
    """Each report's figure that differs from the announcement's, with both sentences."""
    differing = Selection(agreements=(Status.DIFFERS,), roles=("media",))
    for row in store.each_claim(ClaimQuery(where=differing)):
        agreement = row.agreement
        if agreement is None:
            continue
        yield agreement.note or f"The two figures differ ({agreement.kind})."
        primary = store.claim(agreement.primary) if agreement.primary else None
        yield from _sentences(row for row in (primary, row) if row is not None)


def _edits(store: Store) -> Iterator[str]:
    """Each figure that was changed after it was first read, with both sentences."""
    query = EventQuery(kinds=(EventKind.FIGURE_CHANGED, EventKind.FIGURE_ADDED, EventKind.FIGURE_VANISHED), limit=0)
    for event in store.events(query).rows:
        document = store.document(event.document) if event.document else None
        yield f"{event.note}" + (f" ({document.source}: {document.title})" if document else "")
        yield from _sentences(_rows_of(store, event))


def _rows_of(store: Store, event: Event) -> Iterator[ClaimRow]:
    for claim in (event.before, event.after):
        row = store.claim(claim) if claim else None
        if row is not None:
            yield row


def _sentences(rows: Iterator[ClaimRow]) -> Iterator[str]:
    for row in rows:
        yield f"    {row.document.source} (version {row.document.version}): {' '.join(row.sentence_text.split())}"


def _digests(made: Tour, command: str) -> None:
    names = ", ".join(digest.id for digest in made.bot.settings.digests)
    _heading("Digests, one after each visit", f"{command} digest send {names}")
    for paths in made.editions:
        for path in paths:
            print_line(str(path))


def _next(store: Store, command: str) -> None:
    """Commands that work on what the demo left behind."""
    first = store.claims(ClaimQuery(where=Selection(roles=("regulator",)), limit=1)).rows
    print_line("\nTry next:")
    print_line(f"  {command} claims --json")
    print_line(f"  {command} claims --action close --csv")
    print_line(f"  {command} stories --agreement differs")
    print_line(f"  {command} series --by month --action close")
    for row in first:
        print_line(f"  {command} explain {row.id}")


def _heading(title: str, command: str) -> None:
    print_line(f"\n{title}\n$ {command}")


def _tell_or(lines: Iterator[str], *, nothing: str) -> None:
    told = list(lines)
    for line in told or [nothing]:
        print_line(line)
