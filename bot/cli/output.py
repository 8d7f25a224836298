"""Rows on stdout: a table for people, JSON, NDJSON or CSV for programs. Everything else goes to stderr."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer

from bot.cli.invocation import on_terminal
from bot.core.rows import cells, envelope

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


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table for people: its heading and what it shows of a row."""

    heading: str
    cell: Callable[[Any], object]  # Any: a JSON row of the contract
    right: bool = False
    wide: bool = False


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
    """One line of data on stdout, as UTF-8 whatever the locale says."""
    stream = sys.stdout
    try:
        stream.write(text + "\n")
    except UnicodeEncodeError:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
        stream.buffer.flush()


def write_rows(
    rows: Iterable[Row],
    *,
    form: Shape,
    columns: Sequence[Column],
    csv_columns: Sequence[str] = (),
    empty: str,
    following: str | None = None,
) -> None:
    """Rows in the shape asked for. `following` is the cursor after these rows, where there are more."""
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
                typer.echo(f"Only the first {len(kept)} rows; --limit 0 shows all.", err=True)


def width(text: str) -> int:
    """How many columns of a terminal a text takes: Chinese characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _write_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(cells(row, columns=columns) for row in rows)


def _write_table(rows: Sequence[Row], *, columns: Sequence[Column], empty: str) -> None:
    if not rows:
        typer.echo(empty, err=True)
        return
    shown = [[_shown(column.cell(row)) for column in columns] for row in rows]
    if on_terminal():
        _write_rich(shown, columns)
        return
    table = [[column.heading for column in columns], *shown]
    widths = [max(width(line[i]) for line in table) for i in range(len(columns))]
    for line in table:
        padded = [_padded(text, widths[i], right=columns[i].right) for i, text in enumerate(line)]
        print_line("  ".join(padded).rstrip())


def _shown(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _padded(text: str, size: int, *, right: bool) -> str:
    space = " " * (size - width(text))
    return space + text if right else text + space


def _write_rich(lines: Sequence[Sequence[str]], columns: Sequence[Column]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(
            column.heading,
            justify="right" if column.right else "left",
            overflow="fold" if column.wide else "ellipsis",
            no_wrap=not column.wide,
        )
    for line in lines:
        table.add_row(*(Text(cell) for cell in line))
    Console().print(table)
