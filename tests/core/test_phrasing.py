"""Figures and days are written for a reader, and can be read back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.phrasing.acts import act
from bot.core.phrasing.days import days_text, instant_text, read_days, read_instant
from bot.core.phrasing.numbers import figure_text, reread, says
from tests.core.claim_rows import row

Fields = dict[str, Any]  # Any: the fields of a row by name

WRITTEN: list[tuple[Fields, str]] = [
    ({"value": 1_410_900, "bound": "at_least"}, "1,410,900+"),
    ({"value": 1_400_000, "bound": "about"}, "about 1.4 million"),
    ({"value": 8_026_000_000, "kind": "money", "currency": "CNY"}, "CN¥8.026 bn"),
    ({"value": 18_000_000, "kind": "money", "currency": "EUR", "bound": "at_most"}, "up to €18 m"),
    ({"value": 3_000_000, "value_max": 5_000_000}, "3–5 million"),
    ({"value": 900_000, "value_max": 1_000_000}, "900,000–1,000,000"),
    ({"value": 1_500_000, "value_max": 2_000_000, "kind": "money", "currency": "USD"}, "$1.5–$2 m"),
    ({"value": 12.5, "kind": "percent", "bound": "at_least"}, "12.5%+"),
    ({"value": 10, "value_max": 20, "kind": "percent"}, "10–20%"),
    ({"value": 66.6666666667, "kind": "percent", "bound": "at_least"}, "66.7%+"),
    ({"value": 2_089}, "2,089"),
    ({"value": 2_500_000, "kind": "money", "currency": "XAF"}, "XAF 2.5 m"),
    ({"value": 2_500, "kind": "money", "currency": None}, "2,500"),
    ({"value": 3_000_000_000_000, "kind": "money", "currency": "IDR"}, "Rp 3 tn"),
]


@pytest.mark.parametrize(("fields", "text"), WRITTEN)
def test_a_figure_is_written_with_its_bound_and_read_back_as_the_claim(fields: Fields, text: str) -> None:
    """The reading shares nothing with the writing but the signs of currencies."""
    claim = row(**fields)
    assert figure_text(claim) == text
    assert says(text, claim)


@given(
    value=st.one_of(
        st.integers(0, 10**15), st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False).map(float)
    ),
    bound=st.sampled_from(["exact", "about", "at_least", "at_most"]),
    kind=st.sampled_from(["count", "money", "percent"]),
)
def test_whatever_the_value_nothing_is_rounded_away(value: float, bound: str, kind: str) -> None:
    """A figure on a page is the claim's value to the last digit."""
    assert says(
        figure_text(row(value=value, bound=bound, kind=kind, currency="EUR")),
        row(value=value, bound=bound, kind=kind, currency="EUR"),
    )


@pytest.mark.parametrize(
    "changed", ["1,410,900", "1,410,901+", "about 1,410,900", "€1,410,900+", "1,410,900%+", "many"]
)
def test_a_changed_figure_is_not_the_claim(changed: str) -> None:
    """A digit, a bound, a currency, a percent sign: each one counts."""
    assert not says(changed, row(value=1_410_900, bound="at_least"))


def test_a_figure_read_back_has_value_range_bound_and_sign() -> None:
    """What the proof compares."""
    read = reread("about $1.5–$2 m")
    assert read is not None
    assert (read.value, read.value_max, read.bound, read.currency) == (
        Decimal(1_500_000),
        Decimal(2_000_000),
        "about",
        "USD",
    )


PERIODS = [
    (date(2023, 3, 10), date(2023, 5, 22), "10 Mar–22 May 2023"),
    (date(2023, 5, 22), date(2023, 5, 28), "22–28 May 2023"),
    (date(2022, 12, 30), date(2023, 1, 5), "30 Dec 2022–5 Jan 2023"),
    (date(2023, 5, 22), date(2023, 5, 22), "22 May 2023"),
    (date(2021, 11, 1), date(2021, 11, 30), "Nov 2021"),
    (date(2021, 1, 1), date(2021, 12, 31), "2021"),
    (date(2021, 1, 1), date(2021, 11, 30), "1 Jan–30 Nov 2021"),
    (date(2023, 4, 6), None, "since 6 Apr 2023"),
    (None, date(2021, 11, 26), "until 26 Nov 2021"),
]


@pytest.mark.parametrize(("start", "end", "text"), PERIODS)
def test_a_period_is_written_short_and_read_back_with_both_ends(
    start: date | None, end: date | None, text: str
) -> None:
    """Days in a page are proved like figures."""
    assert days_text(start, end) == text
    assert read_days(text) == (start, end)


@pytest.mark.parametrize("text", ["31 Feb 2023", "10 Mar", "22", "soon", "May", "10–22"])
def test_what_is_no_day_is_not_read_as_one(text: str) -> None:
    """A page may not claim a day that is none."""
    assert read_days(text) is None


def test_nothing_is_written_where_no_end_is_known() -> None:
    """An open period on both sides says nothing."""
    assert days_text(None, None) == ""


def test_a_minute_is_written_in_utc_and_read_back() -> None:
    """One zone for all readers."""
    moment = datetime(2023, 5, 27, 8, 10, tzinfo=UTC)
    assert instant_text(moment) == "27 May 2023, 08:10 UTC"
    assert read_instant("27 May 2023, 08:10 UTC") == moment
    assert read_instant("27 May, 08:10 UTC") is None
    assert read_instant("yesterday") is None


ACTS: list[tuple[Fields, str]] = [
    ({}, "accounts closed"),
    ({"value": 1}, "account closed"),
    ({"value": 1, "bound": "at_least"}, "accounts closed"),
    ({"kind": "money", "action": "fine"}, "fine"),
    ({"kind": "money", "action": "other"}, "sum of money"),
    ({"kind": "money", "action": "restore"}, "sum of money, restored"),
    ({"kind": "percent", "change": "up", "action": "report"}, "rise reported"),
    ({"kind": "percent", "action": "remove"}, "share removed"),
    ({"unit": "other", "action": "other"}, "items"),
]


@pytest.mark.parametrize(("fields", "text"), ACTS)
def test_an_act_is_said_in_plain_words(fields: Fields, text: str) -> None:
    """What is counted and what was done."""
    assert act(row(**fields)) == text
