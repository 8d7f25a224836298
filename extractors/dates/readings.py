"""From the words of one calendar expression to what it means: one small rule a reading of calendar.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.dates import days as calendar
from extractors.dates.days import Days
from extractors.dates.moment import Moment
from extractors.dates.numeric import Order, dotted, slashed
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


def understood(reading: str, said: Said) -> Moment | None:
    """What an expression means, or None if it means nothing or needs a day of publication that is not known."""
    try:
        return _READINGS[reading](said)
    except Unknown:
        return None


def _published(said: Said) -> date:
    """The day of publication."""
    if said.published is None:
        raise Unknown
    return said.published


def _year(said: Said) -> int | None:
    """The year an expression names, in any way; None if it names none."""
    if (roc := said.number("roc")) is not None:
        return roc + (said.number("n") or 0)
    if (year := said.number("year")) is not None:
        return year + (said.number("era") or 0)
    if (short := said.number("yy")) is not None:
        return full_year(short, said.published)
    if (shift := said.number("rel_year")) is not None:
        return _published(said).year + shift
    units = said.units()
    if units and units[-1] == "year" and not said.has("ago"):
        return _published(said).year + (said.number("rel") or 0)
    return None


def full_year(short: int, published: date | None) -> int:
    """A year of two digits: not more than ten years ahead of the day of publication."""
    limit = published.year + 10 if published else 2035
    return short + (limit // 100 * 100 if short <= limit % 100 else limit // 100 * 100 - 100)


def _fields(said: Said) -> Moment:
    """Year, month, day and weekday as they are said."""
    month = said.number("month") or said.number("mon")
    year = _year(said)
    if month is None and "month" in said.units() and (said.has("rel") or said.has("the")):
        first = calendar.unit_days("month", _published(said), shift=said.number("rel") or 0)
        if first is not None:
            year, month = first[0].year, first[0].month
            if (back := said.number("rel_year")) is not None:
                year = _published(said).year + back
    day = said.number("day") or said.number("ord")
    return Moment(year=year, month=month, day=day, weekday=said.number("weekday"))


def _day(said: Said) -> Moment | None:
    """A day of a month, with or without year."""
    for tag, read in (("slash", slashed), ("dotted", dotted), ("compact", _compact)):
        if (text := said.value(tag)) is not None:
            return _with_weekday(
                said, [read(str(text), order=order, published=said.published) for order in _orders(said)]
            )
    found = _fields(said)
    if found.day is None or not 1 <= found.day <= 31:
        return None
    if found.month is None:
        return None
    if calendar.day(found.year or 2024, found.month, found.day) is None:
        return None
    return found


def _orders(said: Said) -> tuple[Order, ...]:
    """The orders of day and month to try: both where a weekday can decide."""
    if said.order.month_first is None and said.has("weekday"):
        return Order(month_first=True), Order(month_first=False)
    return (said.order,)


def _with_weekday(said: Said, found: Sequence[Moment | None]) -> Moment | None:
    """The one reading, or the one that falls on the weekday that stands by it."""
    if len(found) == 1:
        return found[0]
    for moment in found:
        days = None if moment is None or moment.year is None else moment.days(moment.year)
        if days is not None and days[0].weekday() == said.number("weekday"):
            return moment
    return None


def _compact(text: str, *, order: Order, published: date | None) -> Moment | None:
    """20240307, of this century or the last."""
    year = int(text[:4])
    fixed = calendar.day(year, int(text[4:6]), int(text[6:])) if 1900 <= year <= 2100 else None
    return None if fixed is None else Moment(fixed=fixed)


def _the_day(said: Said) -> Moment | None:
    """A day without its month: 31日, "on the 15th", "Tuesday the 19th"."""
    day = said.number("ord") or said.number("day")
    if day is None or not 1 <= day <= 31 or said.number("day_mark") == 2:
        return None
    return Moment(day=day, weekday=said.number("weekday"))


def _end_day(said: Said) -> Moment | None:
    """The bare day at one end of a range, whose month the other end says: "March 10 to 22, 2012"."""
    day = said.number("ord") or said.number("day")
    return None if day is None or not 1 <= day <= 31 else Moment(day=day, year=said.number("year"))


def _dotted_month(said: Said) -> Moment | None:
    """1999.08, as one end of a range."""
    year, _, month = str(said.value("ym")).partition(".")
    return Moment(year=int(year), month=int(month))


def _month(said: Said) -> Moment | None:
    """A month, with or without year; "last August" is the one before now."""
    found = _fields(said)
    if said.path[0] == "rel" and found.month is not None:
        return _month_by_rel(found, _published(said), rel=said.number("rel") or 0)
    if said.has("yy") and not said.has("of") and (said.number("yy") or 0) <= 31 and said.has("month"):
        return None  # "July 13" is a day
    return Moment(year=found.year, month=found.month)


def _month_by_rel(found: Moment, published: date, *, rel: int) -> Moment:
    """ "Last August" and "next May": the nearest whole month behind or ahead."""
    month = found.month or 1
    if rel < 0:
        year = published.year - (month >= published.month)
    elif rel > 0:
        year = published.year + (month <= published.month)
    else:
        year = published.year
    return Moment(year=year, month=month)


def _part(said: Said) -> Moment | None:
    """Early May, late 2022, the end of the month, 12月底, 年初."""
    part = str(said.value("part") or said.value("month_part") or said.value("year_part") or said.value("year_end"))
    found = _fields(said)
    if found.month is not None:
        return Moment(year=found.year, month=found.month, part=part)
    if said.has("month_part"):
        inside: Days | None = calendar.unit_days("month", _published(said), shift=said.number("rel") or 0)
    elif (units := said.units()) and units[-1] not in ("year",):
        inside = calendar.unit_days(units[-1], _published(said), shift=said.number("rel") or 0)
    else:
        year = found.year if found.year is not None else _published(said).year
        inside = calendar.year_days(year)
    return None if inside is None else Moment(fixed=calendar.part_of(inside, part))


def _whole_year(said: Said) -> Moment | None:
    """A year, or a fiscal one."""
    year = _year_before_short(said)
    if year is None:
        return None
    short = said.number("yy") if said.has("year") else None
    if said.has("fiscal"):
        return _fiscal(year, said, next_named=short is not None or said.has("slash"))
    if short is not None:
        if (year + 1) % 100 != short:
            return None
        return Moment(fixed=(date(year, 1, 1), date(year + 1, 12, 31)))
    fixed = calendar.year_days(year)
    return None if fixed is None else Moment(fixed=fixed)


def _year_before_short(said: Said) -> int | None:
    """The year of "2022-23" and "2022/23" is the first one."""
    if (text := said.value("slash")) is not None:
        first, _, second = str(text).partition("/")
        return int(first) if len(first) == 4 and second.isdigit() and len(second) in (2, 4) else None
    return _year(said)


def _fiscal(year: int, said: Said, *, next_named: bool) -> Moment | None:
    """A fiscal year by the custom of the region: April to March unless it is known otherwise.

    "2022-23" begins in 2022; "fiscal 2023" ends in 2023, and without a region is taken as the calendar year.
    """
    start = {"US": 10, "TH": 10, "AU": 7, "NZ": 7, "PK": 7, "BD": 7, "EG": 7}.get(said.region or "", 4)
    if not next_named and said.region is None:
        fixed = calendar.year_days(year)
        return None if fixed is None else Moment(fixed=fixed)
    first = year if next_named else year - 1
    return Moment(fixed=calendar.months(first, start, start + 11))


def _quarter(said: Said) -> Moment | None:
    """A quarter by number, of a named year or the one that fits the day of publication."""
    units = said.units()
    number = said.number("quarter") or said.number("ord") or said.number("n") or said.number("first")
    if not said.has("quarter") and (
        not units or units[0 if said.path[-1] != "unit" or len(units) == 1 else 0] not in ("quarter",)
    ):
        units = [unit for unit in units if unit == "quarter"]
        if not units:
            return None
    return _share_of_year(number, 4, said)


def _half(said: Said) -> Moment | None:
    """A half of a year."""
    return _share_of_year(said.number("half"), 2, said)


def _share_of_year(number: int | None, count: int, said: Said) -> Moment | None:
    """The number-th of `count` equal parts of a year."""
    if number is None or not 1 <= number <= count:
        return None
    length = 12 // count
    year, inferred = _year(said), False
    if year is None:
        published = _published(said)
        first = calendar.month(published.year, (number - 1) * length + 1)[0]
        year, inferred = published.year - (first > published), True
    return Moment(fixed=calendar.months(year, (number - 1) * length + 1, number * length), inferred=inferred)


def _relative(said: Said) -> Moment | None:
    """Last week, next Friday, yesterday, Thursday, 上周三, earlier this year."""
    published = _published(said)
    if (shift := said.number("rel_day")) is not None:
        return Moment(fixed=calendar.unit_days("day", published, shift=shift))
    if (weekday := said.number("weekday")) is not None:
        return _weekday(weekday, said, published)
    if said.has("holiday"):
        return _holiday(said)
    units = said.units()
    if not units or (said.has("earlier") and units[-1] == "day"):
        return None
    if tuple(said.path) == ("the", "unit"):
        return Moment(fixed=_weekend(published, ahead=said.ahead)) if units[-1] == "weekend" else None
    return Moment(fixed=calendar.unit_days(units[-1], published, shift=said.number("rel") or 0))


def _weekend(published: date, *, ahead: bool) -> Days | None:
    """The weekend that has begun last, or the next one where the sentence looks ahead."""
    begun = published.weekday() >= 5
    return calendar.unit_days("weekend", published, shift=0 if ahead or begun else -1)


def _weekday(weekday: int, said: Said, published: date) -> Moment | None:
    """A weekday of a named week, the last or next one, or just one, which the sentence must place."""
    if said.units():
        if said.units()[-1] not in ("week",):
            return None
        monday = calendar.week(published, shift=said.number("rel") or 0)[0]
        return _fixed(calendar.shifted(monday, weekday))
    if not said.has("rel"):
        return Moment(weekday=weekday)
    rel = said.number("rel") or 0
    if said.order.weeks or rel == 0:
        return _fixed(calendar.shifted(calendar.week(published, shift=rel)[0], weekday))
    if rel > 0:
        ahead = (weekday - published.weekday() - 1) % 7 + 1
        within = weekday > published.weekday()  # said on Tuesday, "next Friday" is that of the week after
        return _fixed(calendar.shifted(published, ahead + (7 if within else 0)))
    return _fixed(calendar.shifted(published, -((published.weekday() - weekday - 1) % 7 + 1)))


def _fixed(found: date) -> Moment:
    """One day."""
    return Moment(fixed=(found, found))


def _ordinal(said: Said) -> Moment | None:
    """The first week of May, the last Friday of October, 当月第三周."""
    inside = _inside(said)
    if inside is None:
        return None
    count = -1 if said.has("rel") and said.path.index("rel") < 2 and not said.has("ord") and not said.has("n") else 0
    if count < 0 and said.number("rel") != -1:
        return None
    count = count or said.number("ord") or said.number("n") or 0
    if (weekday := said.number("weekday")) is not None:
        found = calendar.weekday_in(inside, weekday, count)
        return None if found is None else Moment(fixed=found)
    unit = said.units()[0] if said.path[0] != "rel" or said.has("ord") is False else said.units()[-1]
    if said.has("ord_mark"):
        unit = said.units()[-1]
    return _unit_in(inside, unit, count)


def _unit_in(inside: Days, unit: str, count: int) -> Moment | None:
    """The count-th day, week or month of a span."""
    if unit == "week":
        found = calendar.week_in(inside, count)
    elif unit == "day":
        day = inside[1] if count < 0 else calendar.shifted(inside[0], count - 1)
        found = (day, day) if inside[0] <= day <= inside[1] else None
    elif unit in ("month", "quarter") and (inside[1] - inside[0]).days > 300:
        length = 1 if unit == "month" else 3
        last = 12 // length if count < 0 else count
        found = (
            calendar.months(inside[0].year, (last - 1) * length + 1, last * length)
            if 1 <= last <= 12 // length
            else None
        )
    else:
        found = None
    return None if found is None else Moment(fixed=found)


def _inside(said: Said) -> Days | None:
    """The month, year or other span that an ordinal counts in."""
    month = said.number("month") or said.number("mon")
    if month is not None:
        year = _year_named(said)
        if year is None:
            published = _published(said)
            year = published.year
        return calendar.month(year, month)
    if (year := said.number("year")) is not None:
        return calendar.year_days(year)
    units = said.units()
    if not units:
        return None
    outer = units[0] if said.has("ord_mark") else units[-1]
    if said.has("weekday") or len(units) > 1:
        rel = said.number("rel") or 0
        return calendar.unit_days(outer, _published(said), shift=rel)
    return None


def _year_named(said: Said) -> int | None:
    """The year if it is written or relative, whatever units are named beside it."""
    if (year := said.number("year")) is not None:
        return year
    shift = said.number("rel_year")
    return None if shift is None else _published(said).year + shift


def _week(said: Said) -> Moment | None:
    """The week of 7 October, week 27 of last year, 2021年第一周."""
    if said.has("n"):
        year = _year_named(said)
        if said.has("yy"):
            year = full_year(said.number("yy") or 0, said.published)
        unit = said.units()[-1] if said.has("ord_mark") else "week"
        if year is None:
            year = _published(said).year + (said.number("rel") or 0)
        days = calendar.year_days(year)
        return None if days is None else _unit_in(days, unit, said.number("n") or 0)
    month, day = said.number("month"), said.number("day")
    if month is None or day is None or (said.number("week_mark") or 1) < 2:
        return None
    year = said.number("year") or _published(said).year
    found = calendar.day(year, month, day)
    if found is None:
        return None
    if said.number("week_mark") == 3:
        return Moment(fixed=(calendar.shifted(found[0], -6), found[0]))
    return Moment(fixed=calendar.week(found[0]))


def _front(said: Said) -> Moment | None:
    """The first or last n months or quarters of a year: 前三季度, 今年前四个月, 去年的前10天."""
    count, unit = said.number("n") or 0, said.units()[-1]
    bare = not (said.has("year") or said.has("yy") or said.has("rel_year") or said.has("rel"))
    if bare and unit not in ("month", "quarter"):
        return None
    if said.has("rel"):
        inside = calendar.unit_days(said.units()[0], _published(said), shift=said.number("rel") or 0)
    else:
        year = said.number("year") or _year_named(said)
        if said.has("yy"):
            year = full_year(said.number("yy") or 0, said.published)
        inside = calendar.year_days(year if year is not None else _published(said).year)
    if inside is None or not 1 <= count <= 31:
        return None
    return _front_of(inside, count, unit, rear=said.has("rear"), inferred=bare)


def _front_of(inside: Days, count: int, unit: str, *, rear: bool, inferred: bool) -> Moment | None:
    """So many units from the beginning or the end of a span."""
    start, end = inside
    if unit in ("month", "quarter") and (end - start).days > 300:
        length = count * (1 if unit == "month" else 3)
        if length > 12:
            return None
        first = 12 - length + 1 if rear else 1
        return Moment(fixed=calendar.months(start.year, first, first + length - 1), inferred=inferred)
    if unit in ("day", "week"):
        length = count * (1 if unit == "day" else 7)
        return Moment(
            fixed=(calendar.shifted(end, -length + 1), end) if rear else (start, calendar.shifted(start, length - 1))
        )
    return None


def _holiday(said: Said) -> Moment | None:
    """Christmas, Easter 2024, last Halloween: the one of the year, or the nearest."""
    rule = str(said.value("holiday"))
    year = _year(said)
    if year is not None:
        found = calendar.named_day(rule, year)
        return None if found is None else Moment(fixed=found)
    published = _published(said)
    near = [days for at in (-1, 0, 1) if (days := calendar.named_day(rule, published.year + at)) is not None]
    rel = said.number("rel")
    if rel:
        near = [days for days in near if (days[0] < published if rel < 0 else days[0] > published)] or near
        return Moment(fixed=near[-1] if rel < 0 else near[0], inferred=True)
    return Moment(fixed=next(days for days in near if days[0].year == published.year), inferred=True)


def _decade(said: Said) -> Moment | None:
    """The 1990s; the 90s."""
    year = said.number("year")
    short = said.number("yy") or said.number("n")
    if year is None and short is not None:
        year = 1900 + short if short > 20 else 2000 + short
    if year is None or year % 10:
        return None
    return Moment(fixed=(date(year, 1, 1), date(year + 9, 12, 31)))


def _shift(said: Said) -> Moment | None:
    """Three days ago, a week hence, 5年前: a day counted from the day of publication."""
    published = _published(said)
    if said.has("in") and said.units()[0] not in ("day", "week", "month"):
        return None  # "in 16 years" is more often how long
    count = said.number("n") or said.number("few") or 1
    forward = said.number("ago") is None
    if said.has("rel_day"):
        anchor = calendar.shifted(published, said.number("rel_day") or 0)
        found = calendar.moved(anchor, said.units()[0], count * (said.number("shifted") or 1))
    else:
        found = calendar.moved(published, said.units()[0], count if forward else -count)
    if found is None:
        return None
    exact = said.units()[0] == "day" and not forward and not said.has("few")
    return Moment(fixed=(found, found), rolling=not exact)


def _window(said: Said) -> Moment | None:
    """The past two weeks, 近三年: whole units before or after the one that holds the day of publication."""
    published = _published(said)
    count = said.number("n") or said.number("few") or 1
    rel = said.number("rel") if said.has("rel") else said.number("window")
    unit = said.units()[0]
    if not rel or count > 1000:
        return None
    ends = [calendar.unit_days(unit, published, shift=(1 if rel > 0 else -1) * step) for step in (1, count)]
    found = [days for days in ends if days is not None]
    if len(found) < 2:
        return None
    return Moment(fixed=(min(d[0] for d in found), max(d[1] for d in found)), rolling=True)


def _now(said: Said) -> Moment | None:
    """Now: the day of publication, which is no calendar date."""
    day = _published(said)
    return Moment(fixed=(day, day), rolling=True)


_READINGS: Mapping[str, Callable[[Said], Moment | None]] = {
    "day": _day,
    "the_day": _the_day,
    "month": _month,
    "part": _part,
    "year": _whole_year,
    "quarter": _quarter,
    "half": _half,
    "relative": _relative,
    "ordinal": _ordinal,
    "week": _week,
    "front": _front,
    "holiday": _holiday,
    "decade": _decade,
    "shift": _shift,
    "window": _window,
    "now": _now,
    "end_day": _end_day,
    "ym": _dotted_month,
}
