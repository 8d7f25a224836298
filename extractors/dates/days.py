"""Arithmetic of the calendar: months, quarters, weeks, named days, all as inclusive pairs of days."""

from __future__ import annotations

import calendar
from datetime import date

Days = tuple[date, date]
FIRST, LAST = date(1000, 1, 1), date(2999, 12, 31)


def day(year: int, month: int, number: int) -> Days | None:
    """One day, or None where the calendar has none (31 February)."""
    if not (
        FIRST.year <= year <= LAST.year and 1 <= month <= 12 and 1 <= number <= calendar.monthrange(year, month)[1]
    ):
        return None
    return (found := date(year, month, number)), found


def month(year: int, number: int) -> Days:
    """A whole month; a number outside 1..12 runs into the neighbouring years."""
    index = year * 12 + number - 1
    year, number = max(FIRST.year, min(LAST.year, index // 12)), index % 12 + 1
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def months(year: int, first: int, last: int) -> Days:
    """From the first day of one month to the last of another."""
    return month(year, first)[0], month(year, last)[1]


def year_days(year: int) -> Days | None:
    """A calendar year, or None where no text can mean it."""
    return (date(year, 1, 1), date(year, 12, 31)) if FIRST.year <= year <= LAST.year else None


def week(of: date, *, shift: int = 0) -> Days:
    """The week, Monday to Sunday, that holds a day, or one so many weeks off."""
    monday = shifted(of, -of.weekday() + 7 * shift)
    return monday, shifted(monday, 6)


def shifted(of: date, by: int) -> date:
    """A day so many days off, held inside the years that a text can mean."""
    return date.fromordinal(max(FIRST.toordinal(), min(LAST.toordinal(), of.toordinal() + by)))


def unit_days(unit: str, of: date, *, shift: int) -> Days | None:
    """The day, week, weekend, month, quarter, half, year or decade so many units from the one that holds a day."""
    if unit == "day":
        return (found := shifted(of, shift)), found
    if unit in ("week", "fortnight"):
        return week(of, shift=shift)
    if unit == "weekend":
        monday = week(of, shift=shift)[0]
        return shifted(monday, 5), shifted(monday, 6)
    if unit == "month":
        return month(of.year, of.month + shift)
    if unit in ("quarter", "half"):
        length = 3 if unit == "quarter" else 6
        first = (of.month - 1) // length * length + 1 + shift * length
        return month(of.year, first)[0], month(of.year, first + length - 1)[1]
    return _years(unit, of, shift=shift)


def _years(unit: str, of: date, *, shift: int) -> Days | None:
    """A year, decade or century so many off."""
    length = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if length is None:
        return None
    first = of.year // length * length + shift * length
    if not FIRST.year <= first <= LAST.year - length:
        return None
    return date(first, 1, 1), date(first + length - 1, 12, 31)


def moved(of: date, unit: str, by: int) -> date | None:
    """A day so many units on or back: "three months ago" is the same day of the month, or its last."""
    if abs(by) > 5000:
        return None
    if unit in ("day", "week", "fortnight", "weekend"):
        return shifted(of, by * {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}[unit])
    count = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if count is None:
        return None
    first, last = month(of.year, of.month + by * count)
    return date(first.year, first.month, min(of.day, last.day))


def units_up_to(end: date, unit: str, count: int) -> date | None:
    """The first day of so many units that end with a day: three months to 30 June begin on 1 April."""
    return moved(shifted(end, 1), unit, -count)


def part_of(days: Days, part: str) -> Days:
    """Early, mid or late, or the first or last day, of a month or a longer span.

    Months are cut at the 10th and 20th (guidelines, section 3); years in thirds; weeks at Wednesday and Friday.
    """
    start, end = days
    if part == "start":
        return start, start
    if part == "end":
        return end, end
    length = (end - start).days
    if not length:
        return days  # a day has no parts
    if 27 <= length <= 30:
        cuts = (10, 20)
        first, second = date(start.year, start.month, cuts[0]), date(start.year, start.month, cuts[1])
    elif length > 300:
        first, second = month(start.year, 4)[1], month(start.year, 8)[1]
    else:
        first, second = shifted(start, length // 3), shifted(start, 2 * length // 3)
    if part == "early":
        return start, first
    return (shifted(first, 1), second) if part == "mid" else (shifted(second, 1), end)


def weekday_in(days: Days, weekday: int, count: int) -> Days | None:
    """The count-th weekday inside a span, or the last one for -1."""
    start, end = days
    found = shifted(start, (weekday - start.weekday()) % 7)
    if count < 0:
        back = shifted(end, -((end.weekday() - weekday) % 7))
        return back, back
    found = shifted(found, 7 * (count - 1))
    return (found, found) if found <= end else None


def week_in(days: Days, count: int) -> Days | None:
    """The count-th week of a month or year, or the last for -1: a week belongs where it begins, in a year by ISO."""
    start, end = days
    if count < 0:
        return week(end)
    yearly = (end - start).days > 300
    first = week(date(start.year, 1, 4))[0] if yearly else shifted(start, -start.weekday() % 7)
    monday = shifted(first, 7 * (count - 1))
    return (monday, shifted(monday, 6)) if count <= 53 and monday <= end else None


def named_day(rule: str, year: int) -> Days | None:
    """A named day of a year by its rule: "12-25", "easter-2", "nth 4 3 11 +1" (fourth Thursday of November, plus one)."""
    if rule.startswith("easter"):
        found = shifted(_easter(year), int(rule[6:]))
        return found, found
    words = rule.split()
    if words[0] == "nth":
        days = weekday_in(month(year, int(words[3])), int(words[2]), int(words[1]))
        by = int(words[4]) if len(words) > 4 else 0
        return None if days is None else (shifted(days[0], by), shifted(days[1], by))
    if words[0] == "last":
        return weekday_in(month(year, int(words[2])), int(words[1]), -1)
    return day(year, int(rule[:2]), int(rule[3:]))


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule (Meeus, Jones, Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    index = moon + sunday - 7 * late + 114
    return date(year, index // 31, index % 31 + 1)
