"""Expressions counted from somewhere: last week, the first Monday of May, three days ago, Easter."""

from __future__ import annotations

from datetime import date

from extractors.dates import days as calendar
from extractors.dates.days import Days
from extractors.dates.moment import Moment
from extractors.dates.said import Said, fiscal_start, full_year, named_year, published_day, year_of


def relative(said: Said) -> Moment | None:
    """Last week, next Friday, yesterday, Thursday, 上周三, earlier this year."""
    published = published_day(said)
    if (shift := said.number("rel_day")) is not None:
        return Moment(fixed=calendar.unit_days("day", published, shift=shift))
    if (weekday := said.number("weekday")) is not None:
        return _weekday(weekday, said, published)
    if said.has("holiday"):
        return holiday(said)
    units = said.units()
    if not units or (said.has("earlier") and units[-1] == "day"):
        return None
    if tuple(said.path) == ("the", "unit"):
        return Moment(fixed=_weekend(published, ahead=said.ahead)) if units[-1] == "weekend" else None
    fixed = calendar.unit_days(units[-1], published, shift=said.number("rel") or 0)
    return Moment(fixed=fixed, rolling=any("moving" in token.tags for token in said.tokens))


def both(said: Said) -> Moment | None:
    """Two days or years in one word: 今明两年, 昨今两日."""
    unit, first, last = str(said.value("both")).split()
    ends = [calendar.unit_days(unit, published_day(said), shift=int(shift)) for shift in (first, last)]
    found = [days for days in ends if days is not None]
    return Moment(fixed=(found[0][0], found[1][1])) if len(found) == len(ends) else None


def _weekend(published: date, *, ahead: bool) -> Days | None:
    """The weekend that has begun last, or the next one where the sentence looks ahead."""
    begun = published.weekday() >= 5
    return calendar.unit_days("weekend", published, shift=0 if ahead or begun else -1)


def _weekday(weekday: int, said: Said, published: date) -> Moment | None:
    """A weekday of a named week, the last or next one, or just one, which the sentence must place."""
    if said.units():
        if said.units()[-1] != "week":
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


def ordinal(said: Said) -> Moment | None:
    """The first week of May, the last Friday of October, 当月第三周."""
    inside = _inside(said)
    if inside is None:
        return None
    count = said.number("ord") or said.number("n") or (-1 if _counts_from_the_end(said) else 0)
    if not count:
        return None
    if (weekday := said.number("weekday")) is not None:
        found = calendar.weekday_in(inside, weekday, count)
        return None if found is None else Moment(fixed=found)
    if said.has("week_mark"):
        return _unit_in(inside, "week", count)
    unit = said.units()[-1 if said.has("ord_mark") or (said.path[0] == "rel" and said.has("ord")) else 0]
    return _unit_in(inside, unit, count)


def _counts_from_the_end(said: Said) -> bool:
    """Whether the expression begins with "the last"."""
    at = said.path.index("rel") if "rel" in said.path else len(said.path)
    return at < 2 and said.tokens[at].tags["rel"] == -1


def _unit_in(inside: Days, unit: str, count: int) -> Moment | None:
    """The count-th day, week or month of a span."""
    if unit == "week":
        found = calendar.week_in(inside, count)
    elif unit == "day":
        day = inside[1] if count < 0 else calendar.shifted(inside[0], count - 1)
        found = (day, day) if inside[0] <= day <= inside[1] else None
    elif unit == "half" and (inside[1] - inside[0]).days > 300 and count in (1, 2, -1):
        found = calendar.months(inside[0].year, 1, 6) if count == 1 else calendar.months(inside[0].year, 7, 12)
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
        year = named_year(said)
        if year is None:
            published = published_day(said)
            year = published.year
        return calendar.month(year, month)
    if (year := said.number("year")) is not None:
        return calendar.year_days(year)
    if said.has("this_month"):
        return calendar.unit_days("month", published_day(said), shift=0)
    units = said.units()
    if not units:
        return None
    outer = units[0] if said.has("ord_mark") else units[-1]
    if said.has("weekday") or len(units) > 1:
        alone = said.path.count("rel") == 1 and not said.has("ord") and not said.has("n")
        rel = 0 if alone and _counts_from_the_end(said) and len(units) > 1 else said.number("rel") or 0
        return calendar.unit_days(outer, published_day(said), shift=rel)
    return None


def week(said: Said) -> Moment | None:
    """The week of 7 October, week 27 of last year, 2021年第一周."""
    if said.has("n") and (said.number("week_mark") or 1) == 1:
        year = named_year(said)
        if said.has("yy"):
            year = full_year(said.number("yy") or 0, said.published)
        unit = said.units()[-1] if said.has("ord_mark") else "week"
        if year is None:
            year = published_day(said).year + (said.number("rel") or 0)
        days = calendar.year_days(year)
        return None if days is None else _unit_in(days, unit, said.number("n") or 0)
    month, day = said.number("month"), said.number("day")
    if month is None or day is None or (said.number("week_mark") or 1) < 2:
        return None
    year = said.number("year") or published_day(said).year
    found = calendar.day(year, month, day)
    if found is None:
        return None
    if said.number("week_mark") == 3:
        return Moment(fixed=(calendar.shifted(found[0], -6), found[0]))
    return Moment(fixed=calendar.week(found[0]))


def front(said: Said) -> Moment | None:
    """The first or last n months or quarters of a year: 前三季度, 今年前四个月, 去年的前10天."""
    count, unit = said.number("n") or 0, said.units()[-1]
    bare = not (said.has("year") or said.has("yy") or said.has("rel_year") or said.has("rel"))
    if bare and unit not in ("month", "quarter"):
        return None
    if said.has("rel"):
        inside = calendar.unit_days(said.units()[0], published_day(said), shift=said.number("rel") or 0)
    else:
        year = said.number("year") or named_year(said)
        if said.has("yy"):
            year = full_year(said.number("yy") or 0, said.published)
        inside = calendar.year_days(year if year is not None else published_day(said).year)
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


def holiday(said: Said) -> Moment | None:
    """Christmas, Easter 2024, last Halloween: the one of the year, or the nearest."""
    rule = str(said.value("holiday"))
    year = year_of(said)
    if year is not None:
        found = calendar.named_day(rule, year)
        return None if found is None else Moment(fixed=found)
    published = published_day(said)
    near = [days for at in (-1, 0, 1) if (days := calendar.named_day(rule, published.year + at)) is not None]
    rel = said.number("rel")
    if rel:
        near = [days for days in near if (days[0] < published if rel < 0 else days[0] > published)] or near
        return Moment(fixed=near[-1] if rel < 0 else near[0], inferred=True)
    soon = [days for days in near if days[1] >= published and (said.ahead or (days[0] - published).days <= _COMING)]
    past = [days for days in near if days[0] <= published]
    return Moment(fixed=(soon or past)[0 if soon else -1], inferred=True)


_COMING = 90  # days ahead in which a named day without year is the coming one


_POINTING_BACK = -2  # "a month earlier" counts from what was said before, not from the day of publication


def shift(said: Said) -> Moment | None:
    """Three days ago, a week hence, 5年前: a day counted from the day of publication."""
    published = published_day(said)
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
    exact = said.units()[0] == "day" and not forward and not said.has("few") and said.number("ago") != _POINTING_BACK
    return Moment(fixed=(found, found), rolling=not exact)


def window(said: Said) -> Moment | None:
    """The past two weeks, 近三年: whole units before or after the one that holds the day of publication."""
    published = published_day(said)
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


def now(said: Said) -> Moment | None:
    """Now: the day of publication, which is no calendar date."""
    day = published_day(said)
    return Moment(fixed=(day, day), rolling=True)


def span_of(said: Said) -> Moment | None:
    """The first or last so many units of a month or year: "the last ten days of September"."""
    month, year, count = said.number("month"), said.number("year"), said.number("n") or 0
    units = said.units()
    if month is not None and year is None:
        published = published_day(said)
        year = published.year - (calendar.month(published.year, month)[0] > published)
    elif len(units) > 1 and units[-1] == "year":
        year = published_day(said).year + (said.number("rel") or 0)
    rear = said.has("rel") and not said.has("ord")
    alone = month is None and year is None and units in (["month"], ["quarter"]) and count > 1
    if alone:
        published = published_day(said)
        last = calendar.months(published.year, 1, min(12, count * (1 if units[0] == "month" else 3)))[1]
        year = published.year - (last > published)
    if year is None or (said.number("rel") != -1 if rear else said.number("ord") != 1):
        return None
    inside = calendar.month(year, month) if month is not None else calendar.year_days(year)
    if inside is None or not 1 <= count <= 31:
        return None
    return _front_of(inside, count, units[0], rear=rear, inferred=alone)


def echo_year(said: Said) -> Moment | None:
    """A month of the year that was spoken of last."""
    month = said.number("month") or said.number("mon")
    return Moment(month=month, day=said.number("day"), echo="year")


def echo_period(said: Said) -> Moment | None:
    """The same period of another year."""
    return Moment(year=year_of(said), echo="period")


def fiscal_year(said: Said) -> Moment | None:
    """The last or current fiscal year, by the custom of the region."""
    published = published_day(said)
    start = fiscal_start(said.region)
    first = published.year - (published.month < start) + (said.number("rel") or 0)
    return Moment(fixed=calendar.months(first, start, start + 11))
