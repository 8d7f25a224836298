"""Dates in digits alone: 2023-05-29, 3/4/2023, 29.05.2023, 04/2016."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.dates import days as calendar
from extractors.dates.moment import Moment

_FIRST_ROC = 1911  # 民國元年 is 1912


@dataclass(frozen=True, slots=True)
class Order:
    """How the place writes dates: month first, day first (False), or unknown (None). `weeks`: "next Friday" by weeks."""

    month_first: bool | None
    weeks: bool = False


def slashed(text: str, *, order: Order, published: date | None) -> Moment | None:
    """A date with slashes; None where it cannot be one or nobody can tell day from month."""
    numbers = [int(part) for part in text.split("/")]
    lengths = [len(part) for part in text.split("/")]
    if len(numbers) == 3:
        return _slashed_day(numbers, lengths, order=order, published=published)
    if len(numbers) != 2:
        return None
    if lengths[1] == 4 and 1 <= numbers[0] <= 12 and 1900 <= numbers[1] <= 2100:
        return Moment(year=numbers[1], month=numbers[0])
    if lengths[0] == 4 and 1 <= numbers[1] <= 12 and 1900 <= numbers[0] <= 2100:
        return Moment(year=numbers[0], month=numbers[1])
    if max(lengths) > 2:
        return None
    return _ordered(numbers[0], numbers[1], None, order=order)


def _slashed_day(numbers: list[int], lengths: list[int], *, order: Order, published: date | None) -> Moment | None:
    """Year, month and day with slashes: 2023/5/3, 112/05/03 as Taiwan writes, 3/5/2023 by the order of the place."""
    if lengths[0] in (3, 4):
        return _fixed(numbers[0] + (_FIRST_ROC if lengths[0] == 3 else 0), numbers[1], numbers[2])
    if lengths[2] == 4 or lengths[2] == 2:
        year = numbers[2] if lengths[2] == 4 else _short(numbers[2], published)
        return _ordered(numbers[0], numbers[1], year, order=order)
    return None


def dotted(text: str, *, order: Order) -> Moment | None:
    """A date with dots or hyphens: year first, or the day first as all do who write dots."""
    parts = re.split(r"[.-]", text)
    if len(parts) != 3:
        return None
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return _fixed(numbers[0], numbers[1], numbers[2])
    if len(parts[2]) == 4 and len(parts[0]) <= 2 and len(parts[1]) <= 2:
        if "." in text:
            return _fixed(numbers[2], numbers[1], numbers[0])
        return _ordered(numbers[0], numbers[1], numbers[2], order=order)
    return None


def spanned(text: str) -> Moment | None:
    """From one day or month to another in digits: 2023.11.05-08, 2023/11/05-12/08, 2023.03-06; 1994.01-19 is one day."""
    left, right = (re.split(r"[./]", side) for side in re.split(r"[-–—~至到]", text))
    year, *first = (int(part) for part in left)
    second = [int(part) for part in right]
    if len(first) == 1:
        if second[0] > 12:
            return _fixed(year, first[0], second[0])
        return Moment(fixed=calendar.months(year, first[0], second[0])) if first[0] < second[0] else None
    start = calendar.day(year, first[0], first[1])
    end = calendar.day(year, second[0] if len(second) == 2 else first[0], second[-1])
    return None if start is None or end is None or end < start else Moment(fixed=(start[0], end[1]))


def _fixed(year: int, month: int, day: int) -> Moment | None:
    """A whole date, if the calendar has it."""
    if not 1500 <= year <= 2100:
        return None
    found = calendar.day(year, month, day)
    return None if found is None else Moment(fixed=found)


def _short(year: int, published: date | None) -> int:
    """A year of two digits."""
    limit = published.year + 10 if published else 2035
    return year + (limit // 100 * 100 if year <= limit % 100 else limit // 100 * 100 - 100)


def _ordered(first: int, second: int, year: int | None, *, order: Order) -> Moment | None:
    """Two numbers as day and month: by size if one is over 12, else by the order of the place."""
    if first > 12 or second > 12 or first == second:
        month_first = second > 12
    elif order.month_first is None:
        return None
    else:
        month_first = order.month_first
    month, day = (first, second) if month_first else (second, first)
    if calendar.day(year or 2024, month, day) is None or (year is not None and not 1900 <= year <= 2100):
        return None
    return Moment(year=year, month=month, day=day)
