"""How strongly two texts speak for one announcement: shared figures above all, then actor, period, names, words.

Figures cross languages; words are compared within one language only. Numbers that contradict outweigh likeness of
words: last month's report reads like this month's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from bot.core.stories.similarity import Vector, likeness
from bot.core.stories.told import Figure, Told
from bot.core.stories.values import Relation, relation, significant

# Two texts further apart than this do not tell one announcement; one who tells it later tells history.
WINDOW_DAYS = 31
JOIN = 2.8
# The weight of a shared figure by how many digits carry it; a slip by a power of ten shares the digits.
DIGIT_WEIGHTS = (0.0, 0.4, 1.0, 1.6, 2.0)
RELATION_WEIGHTS = {
    Relation.SAME: 1.0,
    Relation.ROUNDED: 0.9,
    Relation.MAGNITUDE: 0.7,
}
# Numbers whose digits are further apart than this, as a share of a power of ten, stand in none of these relations.
APART = 0.07
UNIT_CLASH = 0.5
FIGURES_CAP = 5.0
# Below this share of common figures, two texts that both have several contradict each other.
CONTRADICTION = 0.2
# A lone round figure joins the text of its regulator within so many days; small ones meet by chance.
SOON = 3
LARGE = 1000


def kinship(one: Told, other: Told, *, words: tuple[Vector, Vector]) -> float:
    """The evidence that two texts tell one announcement; JOIN and more joins them. Symmetric."""
    days = _days_apart(one, other)
    if days is not None and days > WINDOW_DAYS:
        return 0.0
    shared, share = common_figures(one.figures, other.figures)
    alike = likeness(*words) if one.lang == other.lang else 0.0
    names = _names(one, other)
    periods = _periods(one, other)
    if _contradict(one, other, share=share):
        return 0.0
    evidence = shared + share + 2.5 * alike + names + periods + _nearness(days)
    content = (
        shared >= 0.8
        or alike >= 0.35
        or (names >= 1.8 and periods >= 1.0)
        or (shared >= 0.4 and names >= 1.0 and (names >= 1.5 or alike >= 0.1))
        or (names >= 1.0 and days is not None and days <= SOON and (_round_of(one, other) or _round_of(other, one)))
    )
    return evidence if content else 0.0


def _round_of(short: Told, full: Told) -> bool:
    """Whether a text's only figure is one of the other's in round: "over 900,000 accounts" of 927,600. Nothing contradicts."""
    weighty = [figure for figure in short.figures if worth(figure) > 0]
    if len(weighty) != 1 or len(significant(weighty[0].value)) > 2:
        return False
    return any(
        comparable(weighty[0], figure)
        and figure.unit == weighty[0].unit
        and figure.value >= LARGE
        and len(significant(figure.value)) > len(significant(weighty[0].value))
        and relation(figure, weighty[0]) is Relation.ROUNDED
        for figure in full.figures
    )


def common_figures(ones: Sequence[Figure], others: Sequence[Figure]) -> tuple[float, float]:
    """The weight of the figures two texts share, and its share of what the poorer one has at most."""
    mine, yours = [_place(a) for a in ones], [_place(b) for b in others]
    weights = sorted(
        (
            (_weight(ones[n], others[m]), n, m)
            for n, here in enumerate(mine)
            for m, there in enumerate(yours)
            if min((here - there) % 1, (there - here) % 1) <= APART
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    total = 0.0
    for weight, n, m in weights:
        if weight > 0 and n not in taken_a and m not in taken_b:
            taken_a.add(n)
            taken_b.add(m)
            total += weight
    most = min(sum(map(worth, ones)), sum(map(worth, others)))
    return min(total, FIGURES_CAP), total / most if most else 0.0


def _place(figure: Figure) -> float:
    """Where a number's digits lie between two powers of ten, 0..1: the same for 66,600 and 666,000."""
    return math.log10(figure.value) % 1 if figure.value > 0 else 0.0


def worth(figure: Figure) -> float:
    """How well a figure tells an announcement from others: by the digits that carry it; small counts hardly do."""
    weight = DIGIT_WEIGHTS[min(len(significant(figure.value)), len(DIGIT_WEIGHTS) - 1)]
    return weight / 2 if figure.value < 100 or figure.kind == "percent" else weight


def comparable(a: Figure, b: Figure) -> bool:
    """Whether two figures can be one: both counts, both percentages, or sums in one currency."""
    return a.kind == b.kind and (a.kind != "money" or a.currency == b.currency or None in {a.currency, b.currency})


def _weight(a: Figure, b: Figure) -> float:
    if not comparable(a, b):
        return 0.0
    weight = RELATION_WEIGHTS.get(relation(a, b), 0.0) * min(worth(a), worth(b))
    return weight if a.unit == b.unit or "other" in {a.unit, b.unit} else weight * UNIT_CLASH


def _contradict(one: Told, other: Told, *, share: float) -> bool:
    """Whether both have figures of weight, and hardly one in common."""
    return min(_heavy(one), _heavy(other)) >= 2 and share < CONTRADICTION


def _heavy(text: Told) -> int:
    return sum(worth(figure) >= 1.0 for figure in text.figures)


def _names(one: Told, other: Told) -> float:
    """Shared regulators and platforms; a platform that is one of few says more."""
    actors = _actors(one) & _actors(other)
    points = 1.0 if actors else -0.5 if _actors(one) and _actors(other) else 0.0
    platforms = set(one.platforms) & set(other.platforms)
    if platforms:
        points += 1.0 if min(len(one.platforms), len(other.platforms)) <= 2 else 0.5
    return points


def _actors(text: Told) -> set[str]:
    return {*text.regulators, *(figure.actor for figure in text.figures if figure.actor)}


def _periods(one: Told, other: Told) -> float:
    """A period in common, whole or by one of its ends."""
    mine = {(f.start, f.end) for f in one.figures if f.has_period}
    yours = {(f.start, f.end) for f in other.figures if f.has_period}
    if mine & yours:
        return 1.0
    ends_a = {day for period in mine for day in period if day}
    ends_b = {day for period in yours for day in period if day}
    return 0.6 if ends_a & ends_b else -0.3 if mine and yours else 0.0


def _days_apart(one: Told, other: Told) -> int | None:
    days: tuple[date | None, date | None] = (one.published, other.published)
    return abs((days[0] - days[1]).days) if days[0] and days[1] else None


def _nearness(days: int | None) -> float:
    """Published close together, or nobody knows."""
    if days is None:
        return 0.0
    return 0.6 if days <= 3 else 0.3 if days <= 14 else 0.0
