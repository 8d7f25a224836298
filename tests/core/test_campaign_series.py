"""Figures of a campaign or of a report that comes again: one line, never added up, and what is missing from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.campaigns import campaign_name, campaign_points, gaps
from bot.core.records import ClaimRow, Published
from tests.core.claim_rows import DOCUMENT, row

NAMES = [
    ("2023年3月网络举报受理情况", "2023年4月网络举报受理情况"),
    ("Transparency report, March 2023", "Transparency report, April 2023"),
    ("“净网2021”专项行动抓获嫌疑人10.3万名", "公安部通报“净网2021”案件"),
    ("Results for the 2nd quarter of 2022: 1,400 accounts", "Results for the 3rd quarter of 2022: 2,100 accounts"),
]


def told(number: int, value: int, *, title: str = "Reports in month {}", **fields: object) -> ClaimRow:
    """A figure of a month of 2023 in a text of its own."""
    start = date(2023, number, 1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    published = Published(end + timedelta(days=9))
    document = replace(DOCUMENT, id=f"d{number}", title=title.format(number), published=published)
    return row(f"r{number}", value=value, document=document, **{"period_start": start, "period_end": end, **fields})


@pytest.mark.parametrize(("one", "other"), NAMES)
def test_a_report_that_comes_again_keeps_its_name(one: str, other: str) -> None:
    """Without its numbers and dates, or by the campaign in quotation marks."""
    assert campaign_name(one) == campaign_name(other) != ""


def test_other_reports_have_other_names() -> None:
    """And a title of numbers alone names nothing."""
    assert campaign_name("Fines of 2023") != campaign_name("Takedowns of 2023")
    assert campaign_name("2023年3月") == ""


def test_monthly_figures_stand_on_one_line() -> None:
    """In the order of time, each by itself."""
    points = campaign_points([told(4, 50), told(3, 100)])
    assert [(p.start.month, p.value, p.note) for p in points] == [(3, 100, None), (4, 50, None)]
    assert {p.campaign for p in points} == {"reports in month"}


def test_a_running_total_is_one_line_and_says_what_it_was() -> None:
    """485,000 in April, 1,410,900 in May of the same campaign: the second holds the first."""
    begun = date(2023, 3, 10)
    april = told(4, 485_000, title="“清朗”进展", period_start=begun)
    may = told(5, 1_410_900, title="“清朗”成效", period_start=begun)
    points = campaign_points([may, april])
    assert [p.value for p in points] == [485_000, 1_410_900]
    assert points[1].note == "running total, 485,000 until 30 Apr 2023"


def test_parts_and_repeats_add_no_points() -> None:
    """The part is left to its whole; the same figure of the same days in two texts is one."""
    whole = told(3, 900)
    part = replace(told(3, 100), id="part", part_of="r3")
    again = replace(told(3, 900), id="again", document=replace(whole.document, id="other"))
    (point,) = campaign_points([whole, part, again])
    assert (point.value, set(point.claims)) == (900, {"r3", "again"})
    (largest,) = campaign_points([whole, replace(part, part_of=None)])
    assert largest.note == "the largest of 2 figures, none added"


def test_a_missing_month_is_an_event() -> None:
    """March between February and April; and the next one once it is long due."""
    points = campaign_points([told(n, n * 100) for n in (1, 2, 4, 5)])
    soon = gaps(points, now=datetime(2023, 6, 20, tzinfo=UTC))
    assert [event.note for event in soon] == [
        "The figures for Mar 2023 are missing: reports in month (Cyberspace Administration of China)."
    ]
    late = gaps(points, now=datetime(2023, 12, 1, tzinfo=UTC))
    assert [event.note[:20] for event in late] == ["The figures for Mar ", "The figures for Jun "]
    assert soon[0].id == late[0].id


def test_what_never_came_regularly_is_not_missed() -> None:
    """Two reports, or periods of several lengths, make no series."""
    now = datetime(2024, 6, 20, tzinfo=UTC)
    assert gaps(campaign_points([told(1, 5), told(4, 6)]), now=now) == ()
    odd = [told(1, 5), told(2, 6, period_start=date(2023, 1, 1)), told(5, 7)]
    assert gaps(campaign_points(odd), now=now) == ()
    assert gaps(campaign_points([told(n, n, period_start=date(2023, n, 5)) for n in (1, 3, 5)]), now=now) == ()
