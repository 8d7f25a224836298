"""One calendar expression as it was said: its words by tag, and the fields that several readings want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors.dates import days as calendar
from extractors.dates.moment import Moment
from extractors.dates.numeric import Order
from extractors.lexicon.scanner import Token


@dataclass(frozen=True, slots=True)
class Said:
    """One expression: its tags in order with their values, the tokens, and the day it is read from."""

    path: Sequence[str]
    tokens: Sequence[Token]
    published: date | None
    region: str | None
    order: Order
    ahead: bool = False

    def value(self, tag: str) -> object:
        """The value of a tag, or None if the expression has none."""
        for at in range(len(self.path) - 1, -1, -1):
            if self.path[at] == tag:
                return self.tokens[at].tags[tag]
        return None

    def number(self, tag: str) -> int | None:
        """The value of a tag as a number."""
        value = self.value(tag)
        return int(str(value)) if value is not None else None

    def units(self) -> list[str]:
        """The units of time named, in order."""
        return [str(token.tags["unit"]) for tag, token in zip(self.path, self.tokens, strict=True) if tag == "unit"]

    def has(self, tag: str) -> bool:
        """Whether the expression has a tag."""
        return tag in self.path


class Unknown(Exception):  # noqa: N818  # no error: "wants a day of publication that nobody gave"
    """The expression needs the day of publication, and there is none."""


def published_day(said: Said) -> date:
    """The day of publication."""
    if said.published is None:
        raise Unknown
    return said.published


_FIRST_ROC = 1911  # 民國元年 is 1912


def year_of(said: Said) -> int | None:
    """The year an expression names, in any way; None if it names none."""
    if (roc_year := said.number("roc_year")) is not None:
        return roc_year + _FIRST_ROC
    if (roc := said.number("roc")) is not None:
        return roc + (said.number("n") or 0)
    if (year := said.number("year")) is not None:
        return year + (said.number("era") or 0)
    if (short := said.number("yy")) is not None:
        return full_year(short, said.published)
    if (shift := said.number("rel_year")) is not None:
        return published_day(said).year + shift
    units = said.units()
    if units and units[-1] == "year" and not said.has("ago"):
        return published_day(said).year + (said.number("rel") or 0)
    return None


def full_year(short: int, published: date | None) -> int:
    """A year of two digits: not more than ten years ahead of the day of publication."""
    limit = published.year + 10 if published else 2035
    return short + (limit // 100 * 100 if short <= limit % 100 else limit // 100 * 100 - 100)


def named_year(said: Said) -> int | None:
    """The year if it is written or relative, whatever units are named beside it."""
    if (year := said.number("year")) is not None:
        return year
    shift = said.number("rel_year")
    return None if shift is None else published_day(said).year + shift


def fields_of(said: Said) -> Moment:
    """Year, month, day and weekday as they are said."""
    month = said.number("month") or said.number("mon")
    year = year_of(said)
    if month is None and "month" in said.units() and (said.has("rel") or said.has("the")):
        first = calendar.unit_days("month", published_day(said), shift=said.number("rel") or 0)
        if first is not None:
            year, month = first[0].year, first[0].month
            if (back := said.number("rel_year")) is not None:
                year = published_day(said).year + back
    day = said.number("day") or said.number("ord")
    return Moment(year=year, month=month, day=day, weekday=said.number("weekday"))


def fiscal_start(region: str | None) -> int:
    """The month in which a fiscal year begins there; April where nothing else is known."""
    return {"CN": 1, "TW": 1, "US": 10, "TH": 10, "AU": 7, "NZ": 7, "PK": 7, "BD": 7, "EG": 7}.get(region or "", 4)
