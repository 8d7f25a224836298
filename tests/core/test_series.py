"""Figures over time, where a total is never added to a total that holds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.records import ClaimRow, QueryError
from bot.core.series import series
from tests.core.claim_rows import DOCUMENT, row


def month(number: int, value: int, **fields: object) -> ClaimRow:
    """A figure of one month of 2023."""
    start = date(2023, number, 1)
    return row(f"m{number}-{value}", value=value, period_start=start, period_end=date(2023, number, 28), **fields)


def test_a_figure_stands_at_the_end_of_its_period() -> None:
    """10 March to 22 May is a figure of May, of the second quarter, of 2023."""
    (may,) = series([row()], by="month")
    assert (may.start, may.end, may.value, may.claims) == (date(2023, 5, 1), date(2023, 5, 31), 67000, ("r1",))
    assert may.regulator == "Cyberspace Administration of China"
    (quarter,) = series([row()], by="quarter")
    assert (quarter.start, quarter.end) == (date(2023, 4, 1), date(2023, 6, 30))
    (year,) = series([row()], by="year")
    assert (year.start, year.end) == (date(2023, 1, 1), date(2023, 12, 31))


def test_without_a_period_the_day_of_publication_counts() -> None:
    """And without that, the day it was first seen."""
    (published,) = series([row(has_period=False, period_start=None, period_end=None)], by="month")
    assert published.start == date(2023, 5, 1)
    undated = replace(DOCUMENT, published=None)
    (seen,) = series([row(period_end=None, document=undated)], by="month")
    assert seen.start == date(2023, 5, 1)


def test_figures_over_separate_periods_are_added() -> None:
    """January and February make up the quarter's figure, and the note says so."""
    (point,) = series([month(1, 100), month(2, 50)], by="quarter")
    assert (point.value, point.bound, point.note) == (150, "exact", "sum of 2 figures over separate periods")
    (hedged,) = series([month(1, 100), month(2, 50, bound="at_least")], by="quarter")
    assert hedged.bound == "about"


def test_a_running_total_is_never_added_to_what_it_holds() -> None:
    """January to March holds January: the larger figure stands alone."""
    so_far = row("total", value=170, period_start=date(2023, 1, 1), period_end=date(2023, 3, 28))
    (point,) = series([month(1, 100), so_far], by="quarter")
    assert point.value == 170
    assert point.note == "2 figures that may hold each other: the largest, none added"
    assert set(point.claims) == {"m1-100", "total"}


def test_percentages_are_never_added() -> None:
    """12 % in January and 8 % in February are not 20 %."""
    rows = [month(1, 12, kind="percent", unit="percent"), month(2, 8, kind="percent", unit="percent")]
    (point,) = series(rows, by="quarter")
    assert point.value == 12


def test_a_part_is_left_to_its_whole_and_a_figure_told_twice_counts_once() -> None:
    """Of "nearly 8,000 of the 67,000" the first adds nothing; a report's copy of the figure neither."""
    part = row("r2", value=8000, part_of="r1")
    again = row("r3")
    (point,) = series([row(), part, again], by="month")
    assert (point.value, point.note) == (67000, None)


def test_one_figure_told_with_and_without_its_period_is_one() -> None:
    """The headline names no period; the same value of another month is another figure."""
    headline = row("r2", has_period=False, period_start=None, period_end=None)
    (point,) = series([row(), headline], by="month")
    assert (point.value, point.claims, point.note) == (67000, ("r1", "r2"), None)
    (year,) = series([month(1, 100), month(2, 100)], by="year")
    assert year.value == 200


def test_the_regulators_own_figure_goes_before_reports() -> None:
    """What a newspaper rounds does not move the series."""
    report = row("r9", value=70000, document=replace(DOCUMENT, role="media"))
    (point,) = series([report, row()], by="month")
    assert (point.value, point.claims) == (67000, ("r1",))


def test_different_acts_units_and_regulators_are_different_lines() -> None:
    """Closed accounts and suspended accounts are not one figure."""
    rows = [row(), row("r2", action="suspend"), row("r3", unit="content"), row("r4", actor=None)]
    assert len(series(rows, by="month")) == 4


def test_a_step_there_is_not_is_refused() -> None:
    """The steps there are stand in the message."""
    with pytest.raises(QueryError, match=r"'week' is unknown\. Allowed: month, quarter, year, campaign"):
        series([], by="week")


def test_by_campaign_each_text_gives_one_point() -> None:
    """Named by its title."""
    (point,) = series([row()], by="campaign")
    assert (point.campaign, point.value, point.start) == ("accounts closed", 67000, date(2023, 3, 10))


def fine(name: str, value: int, *, story: str | None, **fields: object) -> ClaimRow:
    """A fine that no period is told of."""
    own = {"kind": "money", "currency": "GBP", "unit": "money", "action": "fine", "platforms": ()}
    undated = {"has_period": False, "period_start": None, "period_end": None}
    return row(name, value=value, story=story, **(own | undated | fields))


def test_two_fines_of_two_announcements_are_added() -> None:
    """The point says so, and in which currency."""
    (point,) = series([fine("f1", 750_000, story="s1"), fine("f2", 300_000, story="s2")], by="month")
    assert (point.value, point.note) == (1_050_000, "sum of 2 separate fines")
    assert (point.kind, point.currency, point.change) == ("money", "GBP", None)


def test_fines_that_may_be_one_are_not_added() -> None:
    """Told in one announcement, in none that is known, or the same sum told in two."""
    for stories in (("s1", "s1"), ("s1", None)):
        pair = [fine(f"f{n}", value, story=stories[n]) for n, value in enumerate((750_000, 300_000))]
        (point,) = series(pair, by="month")
        assert (point.value, point.note) == (750_000, "2 figures that may hold each other: the largest, none added")
    (equal,) = series([fine("f1", 750_000, story="s1"), fine("f2", 750_000, story="s2")], by="month")
    assert (equal.value, equal.note) == (750_000, "equal sums of 2 announcements counted once")


def test_a_sum_of_fines_over_a_time_or_in_total_is_not_added_to_a_fine() -> None:
    """It may hold it."""
    one = fine("f1", 300_000, story="s1")
    said = "It issued fines of 750,000 in total."
    at = said.index("750,000")
    total = {"sentence_text": said, "start": at, "end": at + 7, "quote": "750,000", "sentence_end": len(said)}
    year = {"has_period": True, "period_start": date(2023, 1, 1), "period_end": date(2023, 5, 29)}
    for fields in (total, year):
        (point,) = series([one, fine("f2", 750_000, story="s2", **fields)], by="month")
        assert point.value == 750_000
    day = {"has_period": True, "period_start": date(2023, 5, 29), "period_end": date(2023, 5, 29)}
    (point,) = series([one, fine("f2", 750_000, story="s2", **day)], by="month")
    assert point.value == 1_050_000


def test_fines_of_one_announcement_on_two_platforms_are_added() -> None:
    """Equal ones too."""
    pair = [fine("f1", 200, story="s1", platforms=("Weibo",)), fine("f2", 200, story="s1", platforms=("Douyin",))]
    (point,) = series(pair, by="month")
    assert (point.value, point.note) == (400, "sum of 2 separate fines")
