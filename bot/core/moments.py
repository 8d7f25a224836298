"""Moments: when something says it was published, as pages and feeds write it in many languages.

A library's guess is not taken first: feedparser 6.0.14 reads "2026年11月23日" and "2026/11/23 10:00" as the first of the
month, in silence. What stays ambiguous (03/04/2026 without a place) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from email.utils import parsedate_to_datetime

from bot.core.months import month
from bot.core.records import Published
from bot.core.zones import PATTERN, home_zone, named_zone, trailing_zone, zone_of

EARLIEST_YEAR = 1970  # "Mon, 01 Jan 0001" is how some site makers write "no date"
LONGEST = 300
MONTH_FIRST = frozenset({"US", "PH", "BZ", "FM"})
DAY_FIRST_LANGUAGES = frozenset(
    [
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "ru",
        "uk",
        "tr",
        "id",
        "vi",
        "da",
        "sv",
        "nb",
        "no",
        "fi",
        "cs",
        "sk",
        "sl",
        "hr",
        "ro",
        "bg",
        "el",
        "ca",
    ]
)
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
# Letters and the marks that scripts of India and Thailand put on them.
_NAME = r"[^\s\d_.,;:/()|+-]{3,20}"
# as in "T10:00:05.123+08:00", " 10:00", "，下午 3:05", "10時05分"
_CLOCK = re.compile(
    r"""^[\s,，T日号號(]*(?:at\s+|um\s+|kl\.?\s*|[-–|/]\s+)?
    (?P<half>上午|下午|오전|오후|午前|午後)?\s*
    (?P<hour>\d{1,2})(?:[:：]|時|时|시\s?|h)(?P<minute>\d{2})(?:[:：分분](?P<second>\d{2})?(?:[.,]\d{1,9})?)?
    \s*(?P<late>[AaPp]\.?[Mm]\.?)?\s*"""
    + PATTERN
    + "?",
    re.VERBOSE,
)
# "2026-11-23", "2026年11月23日", "2026. 11. 23.", "2022-01.26"
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>\d{4})\s*[-/.年년‐－]\s*(?P<m>\d{1,2})\s*[-/.月월‐－]\s*(?P<d>\d{1,2})(?!\d)\s*[日일号號]?"
)
# "令和8年11月23日", "民國115年11月23日"
_ERA = re.compile(
    r"(?P<era>令和|平成|昭和|民國|民国)\s*(?P<y>\d{1,3}|元)\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"
)
# "23.11.2026", "23/11/2026", "23-11-2026"
_YEAR_LAST = re.compile(r"(?<!\d)(?P<a>\d{1,2})\s?(?P<mark>[./-])\s?(?P<b>\d{1,2})\s?(?P=mark)\s?(?P<y>\d{4})(?!\d)")
# "23 November 2026", "23. Kasım 2026", "1er février 2026", "23 de noviembre de 2026"
_DAY_NAME = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]*(?:de\s+|of\s+|d['’])?(?P<name>"
    + _NAME
    + r")\.?[\s,-]*(?:de\s+|del\s+)?(?P<y>\d{4})(?!\d)"
)
# "November 23, 2026", "MAR 03, 2026"
_NAME_DAY = re.compile(r"(?P<name>" + _NAME + r")\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?P<y>\d{4})(?!\d)")
# "ngày 23 tháng 11 năm 2026"
_VIETNAMESE = re.compile(r"(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2}),?\s+(?:năm\s+)?(?P<y>\d{4})")
# "2026 m. lapkričio 23 d.", "2026. november 23."
_YEAR_NAME = re.compile(r"(?<!\d)(?P<y>\d{4})\.?\s*(?:m\.\s*)?(?P<name>" + _NAME + r")\s+(?P<d>\d{1,2})(?!\d)")
# The start of a standard date, as in "Mon, 23 Nov 2026 10:00:00 GMT"
_RFC822 = re.compile(r"^\s*(?:[A-Za-z]{2,9}\.?,?\s+)?\d{1,2}[\s-][A-Za-z]{3}[\s-](?P<y>\d{2,4})\s+\d{1,2}:\d{2}")
# The time between day and year, as in "Mon Nov 23 10:00:00 2026"
_TIME_WITHIN = re.compile(
    r"(?P<name>"
    + _NAME
    + r")\s+(?P<d>\d{1,2})\s+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)\s+(?:"
    + PATTERN
    + r"\s+)?(?P<y>\d{4})(?!\d)"
)
# A whole string of eight digits is a day without marks; fourteen are a day and a time.
_COMPACT = re.compile(r"^\s*(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<clock>\d{2}:?\d{2}:?\d{2})(?P<utc>Z)?)?\s*$")
_EPOCH = re.compile(r"^\s*(\d{10})(\d{3})?\s*$")
# "/2026/11/23/", "/2026-11/23/", "/t20261123_1.html", "/20261123/"; "/2026/08_09_2026_" is a year, then a day in an order unknown
_IN_URL = re.compile(
    r"(?<!\d)(?P<y>20\d{2})(?:[-/_](?P<m>\d{1,2})[-/_](?P<d>\d{1,2})|(?P<m2>\d{2})(?P<d2>\d{2}))(?!\d|[-_.]20\d\d(?!\d))"
)

Found = tuple[date, int, int]


def moment(
    text: str,
    *,
    timezone: str | None = None,
    date_format: str | None = None,
    lang: str | None = None,
    region: str | None = None,
) -> Published | None:
    """The first date a text gives, with its time where one follows; None without one, or where day and month could swap.

    `timezone` is the zone of times that name none; else the language's main one is taken, else only the day is.
    """
    short = text[:LONGEST].strip()
    zone = named_zone(timezone) or home_zone(lang)
    if date_format:
        exact = _by_format(short, date_format, zone)
        if exact is not None:
            return exact
    whole = _whole(short, lang=lang)
    if whole is not None:
        return whole if whole.day.year >= EARLIEST_YEAR else None
    found = min(_candidates(short, lang=lang, region=region), key=lambda item: (item[1], -item[2]), default=None)
    return _with_clock(found[0], short[found[2] :], zone, lang=lang) if found else None


def day_in_url(url: str) -> Published | None:
    """The day that an address holds ("/2026/11/23/"), if it holds one."""
    for match in _IN_URL.finditer(url):
        day = _day(match["y"], match["m"] or match["m2"], match["d"] or match["d2"])
        if day is not None:
            return Published(day)
    return None


def plausible(published: Published | None, *, seen: datetime) -> Published | None:
    """The moment, unless it lies more than two days after it was seen: such a date would stay the newest for ever."""
    if published is None or published.sort_key > seen + timedelta(days=2):
        return None
    return published


def _by_format(text: str, date_format: str, zone: tzinfo | None) -> Published | None:
    try:
        given = datetime.strptime(" ".join(text.split()), date_format)  # noqa: DTZ007 - the zone is set below
    except ValueError:
        return None
    return _published(given, zone) if re.search(r"%[HIXcT]", date_format) else _of_day(given.date())


def _whole(text: str, *, lang: str | None) -> Published | None:
    """Forms that are the whole string: RFC 822, a compact day, seconds since 1970."""
    standard = _RFC822.match(text)
    if standard is not None:
        return (
            _rfc822(text, lang=lang)
            if len(standard["y"]) == 2 or int(standard["y"]) >= EARLIEST_YEAR
            else Published(date.min)
        )
    compact = _COMPACT.match(text)
    if compact is not None:
        day = _day(compact["y"], compact["m"], compact["d"])
        return _compact(compact, day) if day else None
    within = _TIME_WITHIN.search(text)
    if within is not None:
        day = _day(within["y"], month(within["name"], lang=lang), within["d"])
        zone = zone_of(within["zone"], lang=lang) if within["zone"] else None
        return _with_clock(day, within["clock"], zone or home_zone(lang), lang=lang) if day else None
    epoch = _EPOCH.match(text)
    if epoch is not None:
        instant = datetime.fromtimestamp(int(epoch[1]), UTC)
        return Published(instant.date(), instant)
    return None


def _compact(match: re.Match[str], day: date) -> Published:
    """A day of eight digits; with its time where that is in UTC."""
    return _with_clock(day, f"T{match['clock']}Z", None, lang=None) if match["utc"] else Published(day)


def _rfc822(text: str, *, lang: str | None) -> Published | None:
    try:
        instant = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    zone = trailing_zone(text, lang=lang)  # the library knows America's names only, and takes the others for UTC
    aware = instant.replace(tzinfo=zone or instant.tzinfo or UTC)
    return Published(aware.date(), aware)


def _candidates(text: str, *, lang: str | None, region: str | None) -> Iterator[Found]:
    readings: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]], ...] = (
        (_YEAR_FIRST, lambda m: _day(m["y"], m["m"], m["d"])),
        (_ERA, lambda m: _day(ERAS[m["era"]] + (1 if m["y"] == "元" else int(m["y"])), m["m"], m["d"])),
        (_YEAR_LAST, lambda m: _year_last(m, lang=lang, region=region)),
        (_DAY_NAME, lambda m: _day(m["y"], month(m["name"], lang=lang), m["d"])),
        (_NAME_DAY, lambda m: _day(m["y"], month(m["name"], lang=lang), m["d"])),
        (_YEAR_NAME, lambda m: _day(m["y"], month(m["name"], lang=lang), m["d"])),
        (_VIETNAMESE, lambda m: _day(m["y"], m["m"], m["d"])),
    )
    for pattern, read in readings:
        for match in pattern.finditer(text):
            day = read(match)
            if day is not None:
                yield day, match.start(), match.end()
                break


def _year_last(match: re.Match[str], *, lang: str | None, region: str | None) -> date | None:
    first, second = int(match["a"]), int(match["b"])
    if first > 12 or first == second or match["mark"] == ".":
        return _day(match["y"], second, first)
    if second > 12 or region in MONTH_FIRST:
        return _day(match["y"], first, second)
    if region or lang in DAY_FIRST_LANGUAGES:
        return _day(match["y"], second, first)
    return None


def _day(year: str | int, month_number: str | int | None, day: str | int) -> date | None:
    if month_number is None:
        return None
    number = int(year)
    number -= 543 if 2400 < number < 2700 else 0  # the Buddhist era, as Thai pages count
    if number < EARLIEST_YEAR:
        return None
    try:
        return date(number, int(month_number), int(day))
    except ValueError:
        return None


def _with_clock(day: date, rest: str, zone: tzinfo | None, *, lang: str | None) -> Published:
    clock = _CLOCK.match(rest)
    if clock is None:
        return Published(day)
    hour = int(clock["hour"])
    late = (clock["late"] or "").lower().startswith("p") or clock["half"] in {"下午", "오후", "午後"}
    hour += 12 if late and hour < 12 else 0
    try:
        moment_of_day = time(hour, int(clock["minute"]), int(clock["second"] or 0))
    except ValueError:
        return Published(day)
    return _published(
        datetime.combine(day, moment_of_day), (zone_of(clock["zone"], lang=lang) if clock["zone"] else None) or zone
    )


def _published(given: datetime, zone: tzinfo | None) -> Published:
    aware = given if given.tzinfo else given.replace(tzinfo=zone) if zone else None
    return Published(given.date(), aware)


def _of_day(day: date) -> Published | None:
    return Published(day) if day.year >= EARLIEST_YEAR else None
