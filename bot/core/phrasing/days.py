"""Days and minutes as a reader meets them ("10 Mar–22 May 2023", "since 6 Apr 2023"), and read back again."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Ends = tuple[date | None, date | None]


def days_text(start: date | None, end: date | None) -> str:
    """A period: a day, a month, a year, two ends, or one that is open. Both ends None say nothing."""
    if start is None or end is None:
        return f"since {_day(start)}" if start else f"until {_day(end)}" if end else ""
    if start == end:
        return _day(start)
    if whole := _whole(start, end):
        return whole
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]}–{_day(end)}"
    return f"{_day(start)}–{_day(end)}"


def ends_ref(start: date | None, end: date | None) -> str:
    """A period as the reference of a piece: "2023-03-10/2023-05-22", an open end empty."""
    return f"{start.isoformat() if start else ''}/{end.isoformat() if end else ''}"


def instant_text(moment: datetime) -> str:
    """A minute in UTC: "27 May 2023, 08:10 UTC"."""
    utc = moment.astimezone(UTC)
    return f"{_day(utc.date())}, {utc:%H:%M} UTC"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _whole(start: date, end: date) -> str | None:
    """The name of a whole month or year, where the ends are those of one."""
    if start.day != 1 or start.year != end.year or end.day != monthrange(end.year, end.month)[1]:
        return None
    if start.month == end.month:
        return f"{MONTHS[start.month - 1]} {start.year}"
    return str(start.year) if (start.month, end.month) == (1, 12) else None


_MONTH = "|".join(MONTHS)
# "22 May 2023", "10 Mar", "22"
_DAY = rf"(?P<{{0}}day>\d{{{{1,2}}}})(?:\ (?P<{{0}}month>{_MONTH})(?:\ (?P<{{0}}year>\d{{{{4}}}}))?)?"
_RANGE = re.compile(_DAY.format("a") + "–" + _DAY.format("b"), re.ASCII)
_SINGLE = re.compile(r"(?P<open>since\ |until\ )?" + _DAY.format("a"), re.ASCII)
_PART = re.compile(rf"(?:(?P<month>{_MONTH})\ )?(?P<year>\d{{4}})", re.ASCII)
_MINUTE = re.compile(_DAY.format("a") + r",\ (?P<hour>\d\d):(?P<minute>\d\d)\ UTC", re.ASCII)
# What may be a day inside a sentence, longest forms first.
DAYS = re.compile(
    rf"\d{{1,2}}(?:\ (?:{_MONTH})(?:\ \d{{4}})?)?–\d{{1,2}}\ (?:{_MONTH})\ \d{{4}}"
    rf"|(?:since\ |until\ )?\d{{1,2}}\ (?:{_MONTH})\ \d{{4}}|(?:{_MONTH})\ \d{{4}}",
    re.ASCII,
)


def read_days(text: str) -> Ends | None:
    """The ends of a period as `days_text` writes it, or None where the text is none."""
    try:
        if found := _RANGE.fullmatch(text):
            end = _date(found, "b")
            return _date(found, "a", default=end), end
        if found := _SINGLE.fullmatch(text):
            day = _date(found, "a")
            return {"since ": (day, None), "until ": (None, day)}.get(found["open"] or "", (day, day))
        if found := _PART.fullmatch(text):
            return _part(int(found["year"]), found["month"])
    except (ValueError, TypeError):  # the 31st of February, a day without its year: no day, so no proof
        return None
    return None


def read_instant(text: str) -> datetime | None:
    """The minute `instant_text` wrote, or None."""
    found = _MINUTE.fullmatch(text)
    if found is None or not found["ayear"]:
        return None
    day = _date(found, "a")
    return datetime(day.year, day.month, day.day, int(found["hour"]), int(found["minute"]), tzinfo=UTC)


def _date(found: re.Match[str], side: str, *, default: date | None = None) -> date:
    month, year = found[f"{side}month"], found[f"{side}year"]
    return date(
        int(year) if year else default.year if default else int(""),
        MONTHS.index(month) + 1 if month else default.month if default else int(""),
        int(found[f"{side}day"]),
    )


def _part(year: int, month: str | None) -> Ends:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    number = MONTHS.index(month) + 1
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])
