"""A table for people: columns side by side where they fit, on further lines of a row where a terminal is too narrow."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

GAP = "  "
INDENT = "    "
READABLE = 24  # what a wide column wants beside others; it may run on, a terminal wraps it


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and what it shows of a row. A wide one holds words and may be long."""

    heading: str
    cell: Callable[[Any], object]  # Any: a JSON row of the contract
    right: bool = False
    wide: bool = False


def table(
    rows: Sequence[Any],  # Any: as above
    *,
    columns: Sequence[Column],
    room: int | None,
) -> list[list[str]]:
    """The lines of the heading, then those of each row. `room` is the terminal's width; None: one line each."""
    cells = [
        [column.heading for column in columns],
        *([_shown(column.cell(row)) for column in columns] for row in rows),
    ]
    widths = [max(width(line[n]) for line in cells) for n in range(len(columns))]
    groups = list(_groups(columns, widths, room=room))
    return [
        [
            INDENT * (number > 0)
            + GAP.join(_padded(line[n], widths[n], right=columns[n].right) for n in group).rstrip()
            for number, group in enumerate(groups)
        ]
        for line in cells
    ]


def width(text: str) -> int:
    """How many columns of a terminal a text takes: Chinese characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _groups(columns: Sequence[Column], widths: Sequence[int], *, room: int | None) -> Iterator[list[int]]:
    """The columns of each line of a row: as many as fit."""
    group: list[int] = []
    taken = 0
    for n, column in enumerate(columns):
        wanted = min(widths[n], READABLE) if column.wide else widths[n]
        if group and room is not None and taken + len(GAP) + wanted > room:
            yield group
            group, taken = [], len(INDENT) - len(GAP)
        taken += wanted + (len(GAP) if group or taken else 0)
        group.append(n)
    if group:
        yield group


def _shown(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _padded(text: str, size: int, *, right: bool) -> str:
    space = " " * (size - width(text))
    return space + text if right else text + space
