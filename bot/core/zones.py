"""Zones: what stands behind the time in a date, as an offset, a short name, or nothing but the language."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# The zone of dates without one, where nearly all of a language's readers share it.
OF_LANGUAGES = {
    "zh": "Asia/Shanghai",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "vi": "Asia/Ho_Chi_Minh",
    "th": "Asia/Bangkok",
    "id": "Asia/Jakarta",
    "tr": "Europe/Istanbul",
    "de": "Europe/Berlin",
    "it": "Europe/Rome",
    "pl": "Europe/Warsaw",
}
# Hours from Greenwich. Names of several zones mean the one that feeds mean: IST is India's, BST is Britain's.
_HOURS: dict[str, float] = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2,
    "EEST": 3, "SAST": 2, "MSK": 3, "EAT": 3, "IST": 5.5, "PKT": 5, "WIB": 7, "ICT": 7, "SGT": 8, "MYT": 8, "HKT": 8, "PHT": 8,
    "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "BRT": -3, "ART": -3,
    "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9,
    "AKDT": -8, "HST": -10,
}  # fmt: skip
_ALL_YEAR = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_CHINESE: dict[str, float] = {"CST": 8}
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{1,2})?$")
# As it stands behind a time; "+00:0" is what a cut-off date has.
PATTERN = (
    r"(?P<zone>[+-]\d{2}(?::?\d{1,2})?(?!\d)|(?:"
    + "|".join(sorted([*_HOURS, *_ALL_YEAR], key=len, reverse=True))
    + r")\b)"
)
_TRAILING = re.compile(r"\b(" + "|".join(sorted([*_HOURS, *_ALL_YEAR], key=len, reverse=True)) + r")\s*$")


def zone_of(text: str, *, lang: str | None = None) -> tzinfo | None:
    """The zone an offset or a short name means; None for what is neither."""
    offset = _OFFSET.match(text)
    if offset is not None:
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(-shift if offset[1] == "-" else shift) if shift < timedelta(hours=24) else None
    if text in _ALL_YEAR:
        return ZoneInfo(_ALL_YEAR[text])
    known = _HOURS | _CHINESE if lang == "zh" else _HOURS
    if text not in known:
        return None
    hours = known[text]
    return timezone(timedelta(hours=hours)) if hours else UTC


def trailing_zone(text: str, *, lang: str | None = None) -> tzinfo | None:
    """The zone whose short name ends a text."""
    named = _TRAILING.search(text)
    return zone_of(named[1], lang=lang) if named else None


def named_zone(name: str | None) -> tzinfo | None:
    """The zone of that name ("Asia/Shanghai"); None without one."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def home_zone(lang: str | None) -> tzinfo | None:
    """The zone in which nearly all readers of a language live; None where there is no such zone."""
    return named_zone(OF_LANGUAGES.get(lang or ""))
