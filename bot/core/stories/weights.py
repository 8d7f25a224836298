"""What of a text speaks for an announcement, weighed once: a text is compared with dozens of others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from bot.core.stories.told import Figure, Told
from bot.core.stories.values import EXACT_DIGITS, significant

Member = TypeVar("Member")
SETS = 10_000
# The weight of a shared figure by how many digits carry it; a slip by a power of ten shares the digits.
DIGIT_WEIGHTS = (0.0, 0.4, 1.0, 1.6, 2.0)
# Numbers whose digits are further apart than this, as a share of a power of ten, stand in no relation that counts.
APART = 0.07
# Roundings to so few digits, "about" and the other bounds reach as far as this (bot.core.stories.values).
BY_DIGITS = (APART, 0.05, 0.05)
ABOUT = 0.025
# Of a number with more digits another is a rounding, or a slip by powers of ten, only within its last digit.
LAST_DIGIT = 0.5


@dataclass(frozen=True, slots=True)
class Weighed:
    """A figure with its worth, and where its digits lie between two powers of ten: the same for 66,600 and 666,000.

    `apart` is how far another number's digits may lie from these, to be this one in other words.
    """

    figure: Figure
    worth: float
    place: float
    apart: float

    def near(self, other: Weighed) -> bool:
        """Whether the two numbers may stand in a relation that counts."""
        off = (self.place - other.place) % 1
        # The rougher of the two says how far they may be apart.
        return min(off, 1 - off) <= max(self.apart, other.apart)


@dataclass(frozen=True, slots=True)
class Scales:
    """A text with its figures weighed: their worth in all, how many are weighty, whose they are and of which times."""

    text: Told
    figures: tuple[Weighed, ...]
    worth: float
    heavy: int
    actors: frozenset[str]
    platforms: frozenset[str]
    periods: frozenset[tuple[date | None, date | None]]
    ends: frozenset[date]


def weighed(text: Told) -> Scales:
    """A text on the scales."""
    figures = tuple(Weighed(one, worth(one), _place(one), _apart(one)) for one in text.figures)
    periods = [(one.start, one.end) for one in text.figures if one.has_period]
    return Scales(
        text,
        figures,
        worth=sum(one.worth for one in figures),
        heavy=sum(one.worth >= 1.0 for one in figures),
        actors=_set(*text.regulators, *(one.actor for one in text.figures if one.actor)),
        platforms=_set(*text.platforms),
        periods=_set(*periods),
        ends=_set(*(day for period in periods for day in period if day)),
    )


@lru_cache(maxsize=SETS)
def _set(*members: Member) -> frozenset[Member]:
    """A set of names or times; few are not another text's too, and six weeks of them are held together."""
    return frozenset(members)


def worth(figure: Figure) -> float:
    """How well a figure tells an announcement from others: by the digits that carry it; small counts hardly do."""
    weight = DIGIT_WEIGHTS[min(len(significant(figure.value)), len(DIGIT_WEIGHTS) - 1)]
    return weight / 2 if figure.value < 100 or figure.kind == "percent" else weight


def _place(figure: Figure) -> float:
    return math.log10(figure.value) % 1 if figure.value > 0 else 0.0


def _apart(figure: Figure) -> float:
    digits = len(significant(figure.value))
    if figure.value <= 0 or figure.value_max is not None:
        return APART
    most = BY_DIGITS[digits] if digits < EXACT_DIGITS else LAST_DIGIT * 10.0 ** (1 - digits)
    return max(most, ABOUT) if figure.bound == "about" else most
