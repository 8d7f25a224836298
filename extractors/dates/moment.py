"""What one calendar expression says: fields that may still want a year or month from a neighbour, or fixed days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractors.dates.days import Days, day, month, part_of, shifted


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or month that may lack its year (or, as one end of a range, its month), or `fixed` days.

    `part` is early, mid, late, start or end of it. `weekday` only helps to find the year. `rolling` marks a window that
    moves with the day of reading ("the past two years"), which is no calendar date. `echo` points back to the last date of
    the text: to its "year" ("September of that year") or to its "period" ("the same period of 2020"). `inferred` says that the year was
    not written.
    """

    fixed: Days | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    weekday: int | None = None
    rolling: bool = False
    inferred: bool = False
    echo: str | None = None

    def days(self, year: int) -> Days | None:
        """The days it means in a year, or None where the calendar has none."""
        if self.month is None:
            return None
        found = day(year, self.month, self.day) if self.day is not None else month(year, self.month)
        return part_of(found, self.part) if found is not None and self.part else found


_SOON = 40  # days ahead in which a day without year is the coming one: last year's would have its year
_FAR = 45  # days ahead after which the end of a range told of is last year's


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of publication, if known, and which way a year-less date looks."""

    published: date | None
    ahead: bool = False


def resolve(moment: Moment, anchor: Anchor) -> Moment | None:
    """The moment with fixed days: as written, or with the year that the day of publication suggests."""
    if moment.fixed is not None:
        return moment
    if moment.year is not None and moment.month is not None:
        days = moment.days(moment.year)
        return None if days is None else replace(moment, fixed=days)
    if anchor.published is None or (moment.month is None and moment.day is None):
        return None
    if moment.month is None and moment.day is not None:
        return _day_of_month(moment, anchor.published, ahead=anchor.ahead)
    return _without_year(moment, anchor.published, ahead=anchor.ahead)


def _without_year(moment: Moment, published: date, *, ahead: bool) -> Moment | None:
    """The nearest year backwards, or forwards where the sentence looks ahead."""
    years = (published.year, published.year + 1) if ahead else (published.year, published.year - 1)
    if moment.weekday is not None and (fit := _by_weekday(moment, published)) is not None:
        return fit
    leap = tuple(range(years[0], years[0] + (5 if ahead else -5), 1 if ahead else -1))
    soon = moment.days(published.year) if moment.day is not None else None
    if soon is not None and 0 < (soon[0] - published).days <= _SOON:
        return replace(moment, fixed=soon, year=published.year, inferred=True)
    for year in leap if moment.day == 29 and moment.month == 2 else years:
        days = moment.days(year)
        if days is None:
            continue
        begun = days[0] if moment.part is None else date(year, moment.month or 1, 1)  # "the end of July" said in July
        if days[1] >= published if ahead else begun <= published:
            return replace(moment, fixed=days, year=year, inferred=True)
    return None


def _by_weekday(moment: Moment, published: date) -> Moment | None:
    """The year, of the nearest three, in which day and weekday agree."""
    fits = []
    for year in (published.year, published.year - 1, published.year + 1):
        days = moment.days(year)
        if days is not None and moment.day is not None and days[0].weekday() == moment.weekday:
            fits.append((abs((days[0] - published).days), year, days))
    if not fits:
        return None
    _, year, days = min(fits)
    return replace(moment, fixed=days, year=year, inferred=True)


def _day_of_month(moment: Moment, published: date, *, ahead: bool) -> Moment | None:
    """A bare day of the month (31日, "the 15th"): the last one up to the day of publication, or the next."""
    for step in range(3):
        first = month(published.year, published.month + (step if ahead else -step))[0]
        days = day(first.year, first.month, moment.day or 0)
        if days is None or (moment.weekday is not None and days[0].weekday() != moment.weekday):
            continue
        if days[0] >= published if ahead else days[0] <= published:
            return replace(moment, fixed=days, inferred=True)
    return None


def joined(left: Moment, right: Moment, anchor: Anchor) -> tuple[Moment, Moment] | None:
    """Both ends of a range, each with what the other says for it: "10 to 22 May", 9月3日至12月, "March to June 2022"."""
    if right.fixed is None and right.month is None and right.day is None:
        return _up_to_weekday(left, right, anchor)
    if right.fixed is None and right.month is None:
        right = replace(right, month=left.month, year=right.year or left.year)
    if left.fixed is None and left.month is None:
        left = replace(left, month=right.month, year=right.year)
    if left.fixed is None and left.year is None and right.year is not None and right.month is not None:
        earlier = _order(left) > _order(right)
        left = replace(left, year=right.year - earlier)
    elif right.fixed is None and right.year is None and left.year is not None and left.month is not None:
        right = replace(right, year=left.year + (_order(right) < _order(left)), inferred=left.inferred)
    return _ends(left, right, anchor)


def _ends(left: Moment, right: Moment, anchor: Anchor) -> tuple[Moment, Moment] | None:
    """Both ends with their days; an end without year comes first after the start."""
    one = resolve(left, anchor)
    if one is None or one.fixed is None:
        return None
    bare = right.fixed is None and right.year is None
    two = _after(right, one.fixed[0]) if bare else resolve(right, anchor)
    if bare and two is not None and _told_late(left, right, two, anchor):
        return joined(replace(left, year=one.fixed[0].year - 1, inferred=True), right, anchor)
    if two is None or two.fixed is None or two.fixed[1] < one.fixed[0]:
        return None
    return one, two


def _told_late(left: Moment, right: Moment, end: Moment, anchor: Anchor) -> bool:
    """Whether whole months without a year are last year's: "from January to October", said in January."""
    if left.year is not None or left.fixed is not None or right.day is not None or end.fixed is None or anchor.ahead:
        return False
    return anchor.published is not None and (end.fixed[0] - anchor.published).days > _FAR


def _up_to_weekday(left: Moment, right: Moment, anchor: Anchor) -> tuple[Moment, Moment] | None:
    """A range that ends with a weekday: the first one from its start on."""
    one = resolve(left, anchor)
    if one is None or one.fixed is None or right.weekday is None:
        return None
    end = shifted(one.fixed[1], (right.weekday - one.fixed[1].weekday()) % 7)
    return one, replace(right, fixed=(end, end))


def _order(moment: Moment) -> tuple[int, int]:
    """Where a moment stands in its year; a whole month after its days."""
    return moment.month or 0, moment.day or (0 if moment.part in ("early", "start") else 1)


def _after(moment: Moment, start: date) -> Moment | None:
    """The first time from a day on that a year-less moment comes up."""
    if moment.month is None:
        for step in range(2):
            first = month(start.year, start.month + step)[0]
            days = day(first.year, first.month, moment.day or 0)
            if days is not None and days[0] >= start:
                return replace(moment, fixed=days, inferred=True)
    for year in (start.year, start.year + 1):
        days = moment.days(year)
        if days is not None and days[1] >= start:
            return replace(moment, fixed=days, year=year, inferred=True)
    return None
