"""Expressions with a place of their own in the calendar: days, months, years and their parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractors.dates import days as calendar
from extractors.dates.days import Days
from extractors.dates.moment import Anchor, Moment, resolve
from extractors.dates.numeric import Order, dotted, slashed, spanned
from extractors.dates.said import Said, fields_of, fiscal_start, published_day, year_of


def day(said: Said) -> Moment | None:
    """A day of a month, with or without year."""
    if (compact := said.value("compact")) is not None:
        return _compact(str(compact))
    if (numeric := said.value("slash") or said.value("dotted")) is not None:
        return _numeric(str(numeric), said)
    if (ends := said.value("spanned")) is not None:
        return spanned(str(ends))
    if said.has("lunar"):
        return None  # a day of the moon's calendar falls elsewhere
    found = fields_of(said)
    if found.day is None or not 1 <= found.day <= 31:
        return None
    if found.month is None:
        return None
    if calendar.day(found.year or 2024, found.month, found.day) is None:
        return None
    return found


def _numeric(text: str, said: Said) -> Moment | None:
    """A date in digits; where nobody says which is the month, the weekday that stands by it may."""
    weekday = said.number("weekday")
    if said.order.month_first is not None or weekday is None:
        return _by_order(text, said, said.order)
    for first in (True, False):
        moment = _by_order(text, said, Order(month_first=first))
        days = None if moment is None or moment.year is None else moment.days(moment.year)
        if days is not None and days[0].weekday() == weekday:
            return moment
    return None


def _by_order(text: str, said: Said, order: Order) -> Moment | None:
    """A date in digits, read in one order."""
    return slashed(text, order=order, published=said.published) if "/" in text else dotted(text, order=order)


def _compact(text: str) -> Moment | None:
    """20240307, of this century or the last."""
    year = int(text[:4])
    fixed = calendar.day(year, int(text[4:6]), int(text[6:])) if 1900 <= year <= 2100 else None
    return None if fixed is None else Moment(fixed=fixed)


def the_day(said: Said) -> Moment | None:
    """A day without its month: 31日, "on the 15th", "Tuesday the 19th"."""
    day = said.number("ord") or said.number("day")
    if day is None or not 1 <= day <= 31 or said.number("day_mark") == 2:
        return None
    return Moment(day=day, weekday=said.number("weekday"))


def listed_days(said: Said) -> Moment | None:
    """Days of one month that follow each other, with one word for day: 9月16、17日, 本月9、10两日."""
    numbers = [int(str(token.tags["day"])) for tag, token in zip(said.path, said.tokens, strict=True) if tag == "day"]
    first, last = numbers[0], numbers[-1]
    if last - first != len(numbers) - 1 or said.number("n") not in (None, len(numbers)):
        return None
    found = fields_of(said)
    start = replace(found, day=first, month=found.month, weekday=None)
    moment = resolve(start, Anchor(said.published, ahead=said.ahead))
    if moment is None or moment.fixed is None or found.month is None:
        return None
    end = calendar.day(moment.fixed[0].year, found.month, last)
    return None if end is None else replace(moment, day=None, fixed=(moment.fixed[0], end[1]))


def end_day(said: Said) -> Moment | None:
    """The bare day at one end of a range, whose month the other end says: "March 10 to 22, 2012"."""
    day = said.number("ord") or said.number("day")
    return None if day is None or not 1 <= day <= 31 else Moment(day=day, year=said.number("year"))


def dotted_month(said: Said) -> Moment | None:
    """1999.08, as one end of a range."""
    year, _, month = str(said.value("ym")).partition(".")
    return Moment(year=int(year), month=int(month))


def month(said: Said) -> Moment | None:
    """A month, with or without year; "last August" is the one before now."""
    found = fields_of(said)
    if said.path[0] == "rel" and found.month is not None:
        return _month_by_rel(found, published_day(said), rel=said.number("rel") or 0)
    if said.has("yy") and not said.has("of") and (said.number("yy") or 0) <= 31 and said.has("month"):
        return None  # "July 13" is a day
    return Moment(year=found.year, month=found.month)


def _month_by_rel(found: Moment, published: date, *, rel: int) -> Moment:
    """The nearest whole month behind or ahead: "last August", "next May"."""
    month = found.month or 1
    if rel < 0:
        year = published.year - (month >= published.month)
    elif rel > 0:
        year = published.year + (month <= published.month)
    else:
        year = published.year
    return Moment(year=year, month=month)


def part(said: Said) -> Moment | None:
    """Early May, late 2022, the end of the month, 12月底, 年初."""
    part = str(
        said.value("part")
        or said.value("month_part")
        or said.value("end_mark")
        or said.value("edge")
        or said.value("year_part")
        or said.value("year_end")
    )
    found = fields_of(said)
    if found.month is not None:
        return Moment(year=found.year, month=found.month, part=part)
    inside: Days | None
    if said.has("n"):
        whole = quarter(said)  # of nothing else is the n-th told by its end: 十九世纪末 is no day
        inside = None if whole is None else whole.fixed
    elif said.has("month_part"):
        inside = calendar.unit_days("month", published_day(said), shift=said.number("rel") or 0)
    elif (units := said.units()) and units[-1] != "year":
        inside = calendar.unit_days(units[-1], published_day(said), shift=said.number("rel") or 0)
    elif part == "end" and units == ["year"] and not said.has("rel") and not said.order.weeks:
        return Moment(month=12, day=31)  # of this year or of the last, as the sentence looks
    else:
        year = found.year if found.year is not None else published_day(said).year + (said.number("rel") or 0)
        inside = calendar.year_days(year - _told_late(said, part, bare=found.year is None))
    return None if inside is None else Moment(fixed=calendar.part_of(inside, part))


def _told_late(said: Said, part: str, *, bare: bool) -> bool:
    """Whether Chinese 年底 without its year, told of in the first quarter of one, is that of the year before."""
    alone = bare and not said.units() and not said.has("rel_year") and said.order.weeks
    return alone and part == "end" and not said.ahead and published_day(said).month <= _REPORTING


_REPORTING = 3  # months of a year in which the one before is reported on
_RECENT = 15  # years back in which "2012-13" is read as a fiscal year, not as two years


def whole_year(said: Said) -> Moment | None:
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
        recent = said.published is not None and said.published.year - year < _RECENT
        if recent:
            return _fiscal(year, said, next_named=True)  # "2022-23" is how fiscal years are written
        return Moment(fixed=(date(year, 1, 1), date(year + 1, 12, 31)))
    fixed = calendar.year_days(year)
    return None if fixed is None else Moment(fixed=fixed)


def _year_before_short(said: Said) -> int | None:
    """The year of "2022-23" and "2022/23" is the first one."""
    if (text := said.value("slash")) is not None:
        first, _, second = str(text).partition("/")
        return int(first) if len(first) == 4 and second.isdigit() and len(second) in (2, 4) else None
    return year_of(said)


def _fiscal(year: int, said: Said, *, next_named: bool) -> Moment | None:
    """A fiscal year by the custom of the region: April to March unless it is known otherwise.

    "2022-23" begins in 2022; "fiscal 2023" ends in 2023, and without a region is taken as the calendar year.
    """
    start = fiscal_start(said.region)
    if not next_named and said.region is None:
        fixed = calendar.year_days(year)
        return None if fixed is None else Moment(fixed=fixed)
    first = year if next_named or start == 1 else year - 1
    return Moment(fixed=calendar.months(first, start, start + 11))


def quarter(said: Said) -> Moment | None:
    """A quarter by number, of a named year or the one that fits the day of publication."""
    number = said.number("quarter") or said.number("ord") or said.number("n") or said.number("first")
    if not said.has("quarter") and "quarter" not in said.units():
        return None
    if (last := said.number("month")) is not None and not said.has("quarter"):
        return _quarter_to(last, said)
    if said.has("fiscal") and number is not None:
        whole = _fiscal(year_of(said) or 0, said, next_named=False)
        start = whole.fixed[0] if whole is not None and whole.fixed is not None else None
        first = 3 * (number - 1)
        return (
            None
            if start is None
            else Moment(fixed=calendar.months(start.year, start.month + first, start.month + first + 2))
        )
    return _share_of_year(number, 4, said)


def quarters(said: Said) -> Moment | None:
    """Quarters that follow each other: 2023年1-3季度, 一至三季度; of no named year, of the last that has them over."""
    if said.units()[-1:] != ["quarter"]:
        return None
    first, last = (int(str(token.tags["n"])) for tag, token in zip(said.path, said.tokens, strict=True) if tag == "n")
    if not 1 <= first < last <= 4:
        return None
    year, inferred = year_of(said), False
    if year is None:
        published = published_day(said)
        year, inferred = published.year - (calendar.month(published.year, 3 * last)[0] > published), True
    return Moment(fixed=calendar.months(year, 3 * first - 2, 3 * last), inferred=inferred)


def _quarter_to(last: int, said: Said) -> Moment | None:
    """The quarter by the month it ends with, as in "the September quarter": of a named year, or the last that is over."""
    if last % 3:
        return None
    year, inferred = year_of(said) if said.has("year") or said.has("rel") or said.has("rel_year") else None, False
    if year is None:
        published = published_day(said)
        year, inferred = published.year - (calendar.month(published.year, last)[0] > published), True
    return Moment(fixed=calendar.months(year, last - 2, last), inferred=inferred)


def half(said: Said) -> Moment | None:
    """A half of a year; of a month, its first 15 days or the rest."""
    if said.units()[-1:] == ["month"]:
        first, last = calendar.month(published_day(said).year, published_day(said).month + (said.number("rel") or 0))
        middle = first.replace(day=15)
        return Moment(fixed=(first, middle) if said.number("half") == 1 else (calendar.shifted(middle, 1), last))
    if said.units() and said.units()[-1] != "year":
        return None
    return _share_of_year(said.number("half") or said.number("half_code"), 2, said)


def _share_of_year(number: int | None, count: int, said: Said) -> Moment | None:
    """The number-th of `count` equal parts of a year."""
    if number is None or not 1 <= number <= count:
        return None
    length = 12 // count
    year, inferred = year_of(said), False
    if year is None and said.has("poss") and said.has("rel"):
        year = published_day(said).year + (said.number("rel") or 0)
    if year is None or (said.units()[-1:] == ["year"] and not said.has("rel") and not said.ahead):
        published = published_day(said)
        # Figures are told of a part of the year when it is over, or nearly so; Chinese 上半年 is this year's from its start.
        last = calendar.month(published.year, (number - 1) * length + 1 if said.order.weeks else number * length)[0]
        over = calendar.month(published.year, number * length)[1] < published and published.month >= _NEXT
        year, inferred = published.year + (over if said.ahead else -(last > published)), True
    return Moment(fixed=calendar.months(year, (number - 1) * length + 1, number * length), inferred=inferred)


_NEXT = 10  # the month from which on a part of a year that is over and looked forward to is next year's


def opening(said: Said) -> Moment | None:
    """So many months from the beginning of a year, of the last that has them over: "the first three quarters"."""
    count, year, inferred = said.number("opening") or 0, year_of(said), False
    if year is None:
        published = published_day(said)
        year, inferred = published.year - (calendar.months(published.year, 1, count)[1] > published), True
    return Moment(fixed=calendar.months(year, 1, count), inferred=inferred)


def century(said: Said) -> Moment | None:
    """The 15th century: the hundred years up to 1500, as they are mostly counted from 1400 on."""
    number = said.number("ord")
    if said.units() != ["century"] or number is None or not _FIRST_CENTURY <= number <= _LAST_CENTURY:
        return None
    return Moment(fixed=(date(100 * number - 100, 1, 1), date(100 * number - 1, 12, 31)))


_FIRST_CENTURY, _LAST_CENTURY = 11, 29  # what a text of today can mean, and the calendar holds
_FIRST_DECADE = 1500  # "1000s of years" is a vague count


def decade(said: Said) -> Moment | None:
    """The 1990s; the 90s."""
    year = said.number("year")
    short = said.number("yy") or said.number("n")
    if year is None and short is not None:
        year = _century_of(said, short) + short
    if year is None or year % 10 or year < _FIRST_DECADE:
        return None
    return Moment(fixed=(date(year, 1, 1), date(year + 9, 12, 31)))


def _century_of(said: Said, short: int) -> int:
    """The first year of the century a decade is of: 十九世纪七十年代, 上世纪八十年代; the last or this one if none is told."""
    if said.units() == ["century"]:
        if said.has("rel"):
            return (published_day(said).year // 100 + (said.number("rel") or 0)) * 100
        return 100 * (int(str(said.tokens[said.path.index("n")].tags["n"])) - 1)
    return 1900 if short > 20 else 2000
