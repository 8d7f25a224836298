"""How two numbers stand to each other."""

from __future__ import annotations

import pytest

from bot.core.stories import Relation, relation, significant
from tests.core.claim_rows import row

PAIRS = [
    (66_600, "at_least", 67_000, "exact", Relation.ROUNDED),
    (107_000, "exact", 100_000, "at_least", Relation.ROUNDED),
    (443_500, "at_least", 430_000, "at_least", Relation.ROUNDED),
    (187_500, "at_least", 187_000, "about", Relation.ROUNDED),
    (8_000, "about", 8_000, "exact", Relation.SAME),
    (7_986, "exact", 8_000, "about", Relation.ROUNDED),
    (1_410_900, "at_least", 1_400_000, "about", Relation.ROUNDED),
    (1_410_900, "at_least", 1_000_000, "at_least", Relation.LOOSER),
    (1_300, "exact", 2_000, "at_most", Relation.LOOSER),
    (66_600, "at_least", 666_000, "exact", Relation.MAGNITUDE),
    (835_000, "exact", 8_350_000, "exact", Relation.MAGNITUDE),
    (8_026_000_000, "exact", 802_600_000, "exact", Relation.MAGNITUDE),
    (66_600, "exact", 670_000, "exact", Relation.MAGNITUDE),
    (443_500, "at_least", 45_000, "exact", Relation.NONE),
    (927_600, "exact", 972_600, "exact", Relation.DIGIT),
    (927_600, "exact", 827_600, "exact", Relation.DIGIT),
    (1_300, "at_least", 3_000, "exact", Relation.NONE),
    (66_600, "at_least", 100_000, "at_least", Relation.NONE),
    (66_600, "exact", 60_000, "at_most", Relation.NONE),
    (930_000, "exact", 990_000, "about", Relation.NONE),
    (0, "exact", 5, "exact", Relation.NONE),
    (12.5, "exact", 12.5, "exact", Relation.SAME),
]


@pytest.mark.parametrize(("first", "first_bound", "second", "second_bound", "expected"), PAIRS)
def test_two_numbers_stand_to_each_other_as_the_guidelines_say(
    first: float, first_bound: str, second: float, second_bound: str, expected: Relation
) -> None:
    """Rounding agrees, a slip by a power of ten does not; the order of the two does not matter."""
    a, b = row(value=first, bound=first_bound), row(value=second, bound=second_bound)
    assert relation(a, b) is expected
    assert relation(b, a) is expected


def test_a_number_inside_a_range_agrees_with_it() -> None:
    """Between 3 and 5 million and 4 million are no contradiction, 6 million is."""
    wide = row(value=3_000_000, value_max=5_000_000)
    assert relation(wide, row(value=3_000_000, value_max=5_000_000)) is Relation.SAME
    assert relation(wide, row(value=4_000_000)) is Relation.ROUNDED
    assert relation(row(value=4_000_000), wide) is Relation.ROUNDED
    assert relation(wide, row(value=6_000_000)) is Relation.NONE


@pytest.mark.parametrize(("value", "digits"), [(927_600, "9276"), (100, "1"), (12.50, "125"), (0, "0"), (0.05, "5")])
def test_the_digits_that_carry_a_number_are_those_between_its_zeros(value: float, digits: str) -> None:
    """They tell how much a common figure says."""
    assert significant(value) == digits
