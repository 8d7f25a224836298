"""Rows on stdout: a table for people, JSON, NDJSON or CSV for programs. Everything else goes to stderr."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.invocation import on_terminal
from bot.core.rows import cells, envelope

if TYPE_CHECKING:
    from bot.cli.tables import Column

Row = Mapping[str, object]

JsonFlag = Annotated[bool, typer.Option("--json", help='{"data": [...], "next", "truncated"}')]
NdjsonFlag = Annotated[bool, typer.Option("--ndjson", help="one row a line, all rows")]
CsvFlag = Annotated[bool, typer.Option("--csv", help="all rows, dotted column names")]
LimitOption = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="rows at most; 0 = all")]


class Shape(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"


def shape(*, as_json: bool, ndjson: bool, as_csv: bool) -> Shape:
    """The shape asked for. Two at once are a usage error."""
    asked = [s for s, on in ((Shape.JSON, as_json), (Shape.NDJSON, ndjson), (Shape.CSV, as_csv)) if on]
    if len(asked) > 1:
        raise typer.BadParameter(f"--{asked[0]} and --{asked[1]} exclude each other")
    return asked[0] if asked else Shape.TABLE


def dumps(value: object, *, indent: int | None = None) -> str:
    """JSON as all surfaces write it: readable Chinese; escapes only where UTF-8 could not carry the text."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate of the input
        return json.dumps(value, indent=indent, allow_nan=False)
    return text


def write_json(value: object) -> None:
    """One JSON value on stdout, for eyes on a terminal, on one line else."""
    print_line(dumps(value, indent=2 if on_terminal() else None))


def print_line(text: str) -> None:
    """One line of data on stdout."""
    sys.stdout.write(text + "\n")


def write_rows(
    rows: Iterable[Row],
    *,
    form: Shape,
    columns: str | Sequence[Column],
    csv_columns: Sequence[str] = (),
    empty: str,
    following: str | None = None,
) -> None:
    """Rows in the shape asked for.

    `columns` are the table's, or their name in bot.cli.columns; `empty` is said in the place of a table without rows;
    `following` is the cursor after these rows, where there are more.
    """
    match form:
        case Shape.NDJSON:
            for row in rows:
                print_line(dumps(row))
        case Shape.CSV:
            _write_csv(rows, csv_columns)
        case Shape.JSON:
            write_json(envelope(rows, following=following))
        case Shape.TABLE:
            kept = list(rows)
            _write_table(kept, columns=columns, empty=empty)
            if following is not None:
                first = "row" if len(kept) == 1 else f"{len(kept)} rows"
                typer.echo(f"Only the first {first}; --limit 0 shows all.", err=True)


def _write_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(cells(row, columns=columns) for row in rows)


def _write_table(rows: Sequence[Row], *, columns: str | Sequence[Column], empty: str) -> None:
    if not rows:
        if empty:
            typer.echo(empty, err=True)
        return
    from bot.cli.columns import TABLES
    from bot.cli.tables import table

    chosen = TABLES[columns] if isinstance(columns, str) else columns
    on_screen = on_terminal()
    heading, *body = table(rows, columns=chosen, room=shutil.get_terminal_size().columns if on_screen else None)
    for line in heading:
        print_line(typer.style(line, bold=True) if on_screen else line)
    for lines in body:
        for line in lines:
            print_line(line)
