"""How two numbers stand to each other: the same, rounded, looser, off by a power of ten, one digit changed.

The rules are those of the annotation guidelines: 67,000 for 66,600 and "more than 100,000" for 107,000 agree.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

# "over 430,000" for 443,500 is a rounding, "over 300,000" for it is merely true.
CLOSE = Decimal("1.1")
TRUE = Decimal(2)
ABOUT = Decimal("0.05")
# A number with so many digits is no round one.
EXACT_DIGITS = 3
# Ten-fold slips, and 万 for 亿 (ten thousand times).
POWERS = (1, 2, 3, 4)
# Numbers come back: pairs that were compared are remembered, the latest. Of thousands of documents most pairs are
# compared once only, and 200,000 of them would hold 55 MB; the digits of a number are asked for again and again.
PAIRS = 10_000
NUMBERS = 10_000


class Relation(StrEnum):
    """From nearest to farthest."""

    SAME = "same"
    ROUNDED = "rounded"
    LOOSER = "looser"
    MAGNITUDE = "magnitude"
    DIGIT = "digit"
    NONE = "none"


class Valued(Protocol):
    """A number with its bound."""

    @property
    def value(self) -> int | float:
        """The number, or the lower end of a range."""

    @property
    def value_max(self) -> int | float | None:
        """The upper end of a range."""

    @property
    def bound(self) -> str:
        """exact, about, at_least or at_most."""


def relation(first: Valued, second: Valued) -> Relation:
    """How the second number stands to the first, which is the reference: only the second may be told more loosely."""
    return _relation((first.value, first.value_max, first.bound), (second.value, second.value_max, second.bound))


Number = tuple[float, float | None, str]


@lru_cache(maxsize=PAIRS)
def _relation(first: Number, second: Number) -> Relation:
    a, b = Decimal(str(first[0])), Decimal(str(second[0]))
    if first[1] is not None or second[1] is not None:
        return _ranges(first, second)
    if a == b:
        return Relation.SAME
    if min(a, b) <= 0:
        return Relation.NONE
    if _rounded(a, b, first[2], second[2]):
        return Relation.ROUNDED
    fewer = len(significant(a)) < len(significant(b))
    if _looser(a, b, bound=second[2]) or (fewer and _looser(b, a, bound=first[2])):
        return Relation.LOOSER
    if _tenfold(a, b):
        return Relation.MAGNITUDE
    return Relation.DIGIT if _one_digit(a, b) else Relation.NONE


@lru_cache(maxsize=NUMBERS)
def significant(value: float | Decimal) -> str:
    """The digits of a number that carry it: "9276" of 927,600."""
    digits = format(Decimal(str(value)).normalize(), "f").replace(".", "").strip("0").lstrip("0")
    return digits or "0"


def _ranges(first: Number, second: Number) -> Relation:
    """Two ends each, or a number inside a range."""
    low_a, low_b = Decimal(str(first[0])), Decimal(str(second[0]))
    high_a = low_a if first[1] is None else Decimal(str(first[1]))
    high_b = low_b if second[1] is None else Decimal(str(second[1]))
    if (low_a, high_a) == (low_b, high_b):
        return Relation.SAME
    inside = (low_a <= low_b and high_b <= high_a) or (low_b <= low_a and high_a <= high_b)
    return Relation.ROUNDED if inside else Relation.NONE


def _rounded(a: Decimal, b: Decimal, bound_a: str, bound_b: str) -> bool:
    """Whether one is the other rounded, by the digits it has and by its bound."""
    digits_a, digits_b = len(significant(a)), len(significant(b))
    if digits_a == digits_b:
        return _bounded(a, b, bound_b) or _bounded(b, a, bound_a)
    exact, rough, bound = (a, b, bound_b) if digits_a > digits_b else (b, a, bound_a)
    place = Decimal(10) ** _last_place(rough)
    off = abs(exact - rough)
    if len(significant(rough)) > 1:
        # Two digits and more may be rounded either way.
        return off < place or _bounded(exact, rough, bound)
    # One digit alone rounds to the nearest, not by far, and not against its own bound.
    against = (bound == "at_least" and rough > exact) or (bound == "at_most" and rough < exact)
    return (off <= min(place / 2, exact * (CLOSE - 1)) and not against) or _bounded(exact, rough, bound)


def _bounded(exact: Decimal, rough: Decimal, bound: str) -> bool:
    """Whether a bound makes a number that is near the other a rounding of it."""
    if bound == "about":
        return abs(exact - rough) <= exact * ABOUT
    if len(significant(rough)) >= EXACT_DIGITS:
        # Who gives so many digits hides no more than the next one: 83.21万余 is less than 83.22万.
        return _holds(exact, rough, bound=bound, room=CLOSE) and abs(exact - rough) <= Decimal(10) ** _last_place(rough)
    return _holds(exact, rough, bound=bound, room=CLOSE)


def _looser(exact: Decimal, rough: Decimal, *, bound: str) -> bool:
    """Whether the one is true of the other and says less: it has no more digits, and so few that it is round."""
    digits = len(significant(rough))
    return digits <= min(len(significant(exact)), EXACT_DIGITS - 1) and _holds(exact, rough, bound=bound, room=TRUE)


def _holds(exact: Decimal, rough: Decimal, *, bound: str, room: Decimal) -> bool:
    """Whether "over 400,000" is true of 443,500, and not by far."""
    if bound == "at_least":
        return rough <= exact <= rough * room
    if bound == "at_most":
        return exact <= rough <= exact * room
    return False


def _last_place(value: Decimal) -> int:
    """The power of ten of the last digit that is not zero: 3 of 67,000."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _tenfold(a: Decimal, b: Decimal) -> bool:
    """Whether the two have the same digits, one a power of ten larger."""
    small, large = min(a, b), max(a, b)
    if large < small * 5:
        return False
    for power in POWERS:
        shifted = small.scaleb(power)
        if shifted == large:
            return True
        if min(len(significant(small)), len(significant(large))) > 1 and _nearest(shifted, large):
            return True
    return False


def _nearest(a: Decimal, b: Decimal) -> bool:
    """Whether the rougher of two is the other rounded to the nearest: a slip is told from chance by its digits."""
    exact, rough = (a, b) if len(significant(a)) > len(significant(b)) else (b, a)
    return abs(exact - rough) <= Decimal(10) ** _last_place(rough) / 2


def _one_digit(a: Decimal, b: Decimal) -> bool:
    """Whether one digit was changed or two neighbours were swapped, in a number of three digits or more."""
    one, other = format(a, "f"), format(b, "f")
    if len(one) != len(other) or min(len(significant(a)), len(significant(b))) < 3:
        return False
    off = [n for n, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    if len(off) == 1:
        return True
    return len(off) == 2 and off[1] == off[0] + 1 and one[off[0]] == other[off[1]] and one[off[1]] == other[off[0]]
