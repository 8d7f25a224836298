"""Figures in words."""

from __future__ import annotations

import pytest

from bot.core.figures import figure, plain
from bot.core.records import ClaimRow
from tests.core.claim_rows import row


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (row(), "67,000 accounts closed"),
        (row(bound="at_least"), "at least 67,000 accounts closed"),
        (row(value=1), "1 account closed"),
        (row(value=1, value_max=3), "1 to 3 accounts closed"),
        (row(unit="other", action="other"), "67,000"),
        (row(unit="person", action="arrest", bound="about"), "about 67,000 people arrested"),
        (row(kind="money", unit="money", action="fine", currency="CNY"), "CNY 67,000 in fines"),
        (row(kind="percent", unit="percent", action="other", value=12.5, change="down"), "down 12.5%"),
        (row(kind="percent", unit="percent", action="remove", value=97), "97% removed"),
    ],
)
def test_a_figure_is_told_with_its_hedge_what_is_counted_and_the_act(told: ClaimRow, words: str) -> None:
    """As a note or a log line would say it."""
    assert figure(told) == words


@pytest.mark.parametrize(("value", "text"), [(1400000, "1,400,000"), (1.5, "1.5"), (2.0, "2"), (0.1 + 0.2, "0.3")])
def test_a_value_is_told_without_noise(value: float, text: str) -> None:
    """Neither trailing zeros nor the rounding of floats."""
    assert plain(value) == text
