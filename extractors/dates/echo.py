"""Dates that point back to the last one: "September of that year", "the same period of 2020"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractors.dates import days as calendar
from extractors.dates.moment import Anchor, Moment, resolve
from extractors.records import DateSpan


def echoed(moment: Moment, last: DateSpan) -> Moment | None:
    """The moment with what it takes from the last date of the text, or None where that date does not help."""
    if last.start is None:
        return None
    if moment.echo == "year":
        return resolve(replace(moment, year=last.start.year, echo=None), Anchor(None))
    if moment.year is None or last.end is None:
        return None
    by = moment.year - last.end.year
    start, end = _moved(last.start, by), _moved(last.end, by)
    return None if start is None or end is None else replace(moment, fixed=(start, end), inferred=last.year_inferred)


def _moved(day: date, years: int) -> date | None:
    """The same day so many years on; 29 February becomes the last of the month."""
    return calendar.moved(day, "year", years)
