"""Dates as the world writes them; what could be read two ways is not read."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.core.moments import day_in_url, moment, plausible
from bot.core.months import month
from bot.core.records import Published
from bot.core.zones import named_zone, zone_of

THE_DAY = "2026-11-23"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("2026-11-23", None),
        ("发布时间：2026年11月23日", "zh"),
        ("2026/11/23", None),
        ("2026. 11. 23.", "ko"),
        ("2026년 11월 23일", "ko"),
        ("2026-11.23", None),
        ("23.11.2026", None),
        ("23/11/2026", None),
        ("11/23/2026", None),
        ("Nov 23, 2026", "en"),
        ("NOVEMBER 23 2026", "en"),
        ("23rd November 2026", "en"),
        ("Monday 23 November 2026 by the office", "en"),
        ("23 novembre 2026", "fr"),
        ("23. November 2026", "de"),
        ("23 de noviembre de 2026", "es"),
        ("23 de novembro de 2026", "pt"),
        ("23 Kasım 2026", "tr"),
        ("23 ноября 2026 года", "ru"),
        ("23 listopada 2026", "pl"),
        ("23 November 2026", "id"),
        ("ngày 23 tháng 11 năm 2026", "vi"),
        ("23 พฤศจิกายน 2569", "th"),
        ("2026. november 23.", "hu"),
        ("令和8年11月23日", "ja"),
        ("民國115年11月23日", "zh"),
        ("20261123", None),
    ],
)
def test_a_day_is_read_in_its_language(text: str, lang: str | None) -> None:
    """Every order, mark, era and month name that regulators use."""
    found = moment(text, lang=lang)
    assert found is not None
    assert found.day.isoformat() == THE_DAY


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mon, 23 Nov 2026 10:00:00 GMT", "2026-11-23T10:00:00+00:00"),
        ("23 Nov 2026 10:00:00 -0500", "2026-11-23T10:00:00-05:00"),
        ("2026-11-23T10:00:00Z", "2026-11-23T10:00:00+00:00"),
        ("2026-11-23T10:00:00.123+08:00", "2026-11-23T10:00:00+08:00"),
        ("2026-11-23 10:00:00 +0000", "2026-11-23T10:00:00+00:00"),
        ("2026-11-23 10:00", "2026-11-23"),
        ("1684750000", "2023-05-22T10:06:40+00:00"),
        ("1684750000123", "2023-05-22T10:06:40+00:00"),
        ("23 November 2026, 3:05 p.m.", "2026-11-23"),
        ("2026-11-23 25:61", "2026-11-23"),
    ],
)
def test_a_time_is_kept_where_a_zone_is_known(text: str, iso: str) -> None:
    """Without one only the day is."""
    found = moment(text)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("text", "timezone", "lang", "iso"),
    [
        ("2026年11月23日 10:00", None, "zh", "2026-11-23T10:00:00+08:00"),
        ("2026年11月23日 下午3:05", None, "zh", "2026-11-23T15:05:00+08:00"),
        ("2026-11-23 10:00:05", "Europe/Berlin", None, "2026-11-23T10:00:05+01:00"),
        ("2026-11-23 10:00", "Nowhere/Town", None, "2026-11-23"),
        ("23 November 2026 at 3:05pm", "Europe/London", "en", "2026-11-23T15:05:00+00:00"),
        ("23.11.2026 – 09:30", None, "de", "2026-11-23T09:30:00+01:00"),
    ],
)
def test_a_zone_comes_from_the_source_or_its_language(
    text: str, timezone: str | None, lang: str | None, iso: str
) -> None:
    """The configured one first."""
    found = moment(text, timezone=timezone, lang=lang)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    "text",
    ["yesterday-ish", "3 hours ago", "", "Mon, 01 Jan 0001 00:00:00 GMT", "Mon, 01 Jan 0000 00:00:00 GMT", "0001-01-01",
     "2026-13-45", "31 Foo 2026", "99999999", "03/04/2026", "12 May", "Mon, 99 Jan 2026 10:00:00 GMT", "1901-01-01",
     "Mon, 01 Jan 99999 00:00:00 GMT"],
)  # fmt: skip
def test_what_is_no_date_or_two_is_left_out(text: str) -> None:
    """3/4/2026 is March or April; year 1 is how some programs write "none"."""
    assert moment(text) is None


def test_the_place_decides_what_comes_first() -> None:
    """By region, else by the language's custom."""
    assert moment("03/04/2026", region="US") == Published(date(2026, 3, 4))
    assert moment("03/04/2026", region="GB") == Published(date(2026, 4, 3))
    assert moment("03/04/2026", lang="fr") == Published(date(2026, 4, 3))
    assert moment("05/05/2026") == Published(date(2026, 5, 5))


def test_the_first_date_of_a_text_is_taken() -> None:
    """In reading order, whatever its form."""
    found = moment("Published 2 June 2026, updated 2026-06-05", lang="en")
    assert found is not None
    assert found.day.isoformat() == "2026-06-02"


def test_a_format_of_the_source_is_tried_first() -> None:
    """03/04/26 has no reading but the configured one; a text that does not fit it is read as any other."""
    assert moment("03/04/26", date_format="%d/%m/%y") == Published(date(2026, 4, 3))
    timed = moment("2026|11|23 10:00", date_format="%Y|%m|%d %H:%M", timezone="Asia/Tokyo")
    assert timed is not None
    assert timed.iso == "2026-11-23T10:00:00+09:00"
    assert moment("am 23.11.2026", date_format="%d.%m.%Y") == Published(date(2026, 11, 23))
    assert moment("0001-01-01", date_format="%Y-%m-%d") is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://r.example/2026/11/23/notice", THE_DAY),
        ("https://r.example/2026-11/23/c_180.htm", THE_DAY),
        ("https://r.example/t20261123_5.html", THE_DAY),
        ("https://r.example/2026/11/23/2026-report", THE_DAY),
        ("https://r.example/2026/08_09_2026_notice.html", None),
        ("https://r.example/2026/99/99/x", None),
        ("https://r.example/articles/123456789", None),
    ],
)
def test_an_address_may_hold_the_day(url: str, day: str | None) -> None:
    """Year, month and day in a row."""
    found = day_in_url(url)
    assert (found.day.isoformat() if found else None) == day


def test_a_date_in_the_future_is_not_believed() -> None:
    """It would stay the newest for ever; a day's difference of zones is none."""
    seen = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert plausible(Published(date(9999, 12, 31)), seen=seen) is None
    assert plausible(Published(date(2026, 11, 24)), seen=seen) == Published(date(2026, 11, 24))
    assert plausible(None, seen=seen) is None


def test_months_and_zones_are_known_by_name() -> None:
    """Croatian October is the Czech and Polish November."""
    assert month("Listopada", lang="hr") == 10
    assert month("listopada", lang="pl") == 11
    assert month("Sept.") == 9
    assert month("smarch") is None
    assert named_zone("Asia/Tokyo") is not None
    assert named_zone("../etc/passwd") is None
    assert named_zone(None) is None


@pytest.mark.parametrize(
    ("text", "lang", "iso"),
    [
        ("Sun, 12 August 2012 10:00:00 EST", None, "2012-08-12T10:00:00-05:00"),
        ("Mon, 23 Nov 2026 10:00:00 CET", None, "2026-11-23T10:00:00+01:00"),
        ("Mon, 23 Nov 2026 10:00:00 JST", None, "2026-11-23T10:00:00+09:00"),
        ("2026-11-23 10:00:00 CST", "zh", "2026-11-23T10:00:00+08:00"),
        ("2026-11-23 10:00:00 CST", "en", "2026-11-23T10:00:00-06:00"),
        ("23 July 2026 at 5:00 pm ET", "en", "2026-07-23T17:00:00-04:00"),
        ("2026-06-13T03:18:00+00:0", "ja", "2026-06-13T03:18:00+00:00"),
        ("2026-06-13T03:18:00+08", None, "2026-06-13T03:18:00+08:00"),
        ("20260316T13:00:00Z", None, "2026-03-16T13:00:00+00:00"),
        ("Mon Nov 23 10:00:00 2026", "de", "2026-11-23T10:00:00+01:00"),
        ("Mon Nov 23 10:00:00 EST 2026", None, "2026-11-23T10:00:00-05:00"),
        ("Mon, 23 Nov 2026 10:00:00 XYZ", None, "2026-11-23T10:00:00+00:00"),
    ],
)
def test_short_names_of_zones_are_read(text: str, lang: str | None, iso: str) -> None:
    """A library that knows America's only takes the others for Greenwich, in silence."""
    given = moment(text, lang=lang)
    assert given is not None
    assert given.iso == iso


def test_what_is_no_zone_is_none() -> None:
    """Nor an offset of more than a day."""
    assert zone_of("XYZ") is None
    assert zone_of("+99:00") is None
