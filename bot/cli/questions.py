"""One question to the store: opened, answered page by page, and what should be said where there is no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import typer

from bot.cli.invocation import invocation, say
from bot.cli.nothing import KINDS, Asked, Rows
from bot.cli.output import Row, Shape, write_rows
from bot.core.query import Selection, selection
from extractors import NO_NAMES

if TYPE_CHECKING:
    from bot.core.memory import Page
    from bot.store import Store

AT_ONCE = 1000  # rows read at a time for NDJSON and CSV, which have no limit
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Question:
    """An open store and what is asked of it; `rows` are what its filters select, `collected` whether it has any."""

    store: Store
    where: Selection
    asked: Asked
    rows: Rows
    collected: bool
    context: typer.Context

    def answer(
        self,
        ask: Callable[[int, str | None], Page[Record]],
        row: Callable[[Record], dict[str, object]],
        *,
        form: Shape,
        shown: str,
        columns: tuple[str, ...],
        limit: int,
        cursor: str | None,
    ) -> None:
        """Ask page by page where all rows are wanted, once where a limit holds, and write them."""
        if form in {Shape.NDJSON, Shape.CSV}:
            rows, following = _all(ask, row, cursor=cursor), None
        else:
            page = ask(limit, cursor)
            rows, following = iter([row(one) for one in page]), page.next
        self.write(rows, form=form, shown=shown, columns=columns, following=following)

    def write(
        self, rows: Iterator[Row], *, form: Shape, shown: str, columns: tuple[str, ...], following: str | None
    ) -> None:
        """Write rows in the shape asked for, and what is to be said of them."""
        first = next(rows, None)
        write_rows(
            _with(first, rows),
            form=form,
            columns=shown,
            csv_columns=columns,
            empty="Nothing matches." if self.collected else "",
            following=following,
        )
        self.remark(empty=first is None)

    def remark(self, *, empty: bool) -> None:
        """Say what a person should know of the names asked for."""
        for remark in self.asked.remarks(self.store, rows=self.rows, empty=empty) if self.collected else ():
            say(remark, context=self.context)


@contextmanager
def question(context: typer.Context, filters: Mapping[str, Sequence[str]], *, rows: Rows) -> Iterator[Question]:
    """The store for reading, with the filters read. Nothing collected yet is an empty answer; with no config either, the command ends (2)."""
    call = invocation(context)
    store, collected = opened(context)
    with store:
        names = call.own_names() if any(filters.get(option) for option in KINDS) else NO_NAMES
        where = selection(filters, now=call.clock()(), names=names)
        yield Question(store, where, Asked(filters, names), rows, collected, context)


def opened(context: typer.Context) -> tuple[Store, bool]:
    """The store for reading, and whether anything was ever collected in it, which is said where it was not."""
    from bot.app import is_there, reading_store

    call = invocation(context)
    address = call.store_address()
    collected = is_there(address, output=call.output)
    if not collected:
        call.want_config()
        say(f"Nothing has been collected in {call.output}/ yet; `tallywire once` visits the sources.", context=context)
    return reading_store(address, output=call.output, now=call.clock()), collected


def _with(first: Row | None, rows: Iterator[Row]) -> Iterator[Row]:
    if first is not None:
        yield first
        yield from rows


def _all(
    ask: Callable[[int, str | None], Page[Record]], row: Callable[[Record], dict[str, object]], *, cursor: str | None
) -> Iterator[Row]:
    while True:
        page = ask(AT_ONCE, cursor)
        yield from (row(one) for one in page)
        cursor = page.next
        if cursor is None:
            return
