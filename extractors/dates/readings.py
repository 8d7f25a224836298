"""From the words of one calendar expression to what it means: a rule for each reading of calendar.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractors.dates import absolute, relative
from extractors.dates.moment import Moment
from extractors.dates.said import Said, Unknown


def understood(reading: str, said: Said) -> Moment | None:
    """What an expression means, or None if it means nothing or needs a day of publication that is not known."""
    try:
        return _READINGS[reading](said)
    except Unknown:
        return None


_READINGS: Mapping[str, Callable[[Said], Moment | None]] = {
    "day": absolute.day,
    "days": absolute.listed_days,
    "the_day": absolute.the_day,
    "month": absolute.month,
    "part": absolute.part,
    "year": absolute.whole_year,
    "quarter": absolute.quarter,
    "quarters": absolute.quarters,
    "half": absolute.half,
    "opening": absolute.opening,
    "relative": relative.relative,
    "ordinal": relative.ordinal,
    "both": relative.both,
    "week": relative.week,
    "front": relative.front,
    "holiday": relative.holiday,
    "decade": absolute.decade,
    "century": absolute.century,
    "shift": relative.shift,
    "window": relative.window,
    "span_of": relative.span_of,
    "echo_year": relative.echo_year,
    "echo_period": relative.echo_period,
    "fiscal_year": relative.fiscal_year,
    "now": relative.now,
    "end_day": absolute.end_day,
    "ym": absolute.dotted_month,
}
