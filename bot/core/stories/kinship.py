"""How strongly two texts speak for one announcement: shared figures above all, then actor, period, names, words.

Figures cross languages; words are compared within one language only. Numbers that contradict outweigh likeness of
words: last month's report reads like this month's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.core.stories.told import Figure, Told
from bot.core.stories.values import Relation, relation, significant
from bot.core.stories.weights import Scales, Weighed

# Two texts further apart than this do not tell one announcement; one who tells it later tells history.
WINDOW_DAYS = 31
JOIN = 2.8
RELATION_WEIGHTS = {
    Relation.SAME: 1.0,
    Relation.ROUNDED: 0.9,
    Relation.MAGNITUDE: 0.7,
}
UNIT_CLASH = 0.5
FIGURES_CAP = 5.0
# Below this share of common figures, two texts that both have several contradict each other.
CONTRADICTION = 0.2
# A lone round figure joins the text of its regulator within so many days; small ones meet by chance.
SOON = 3
LARGE = 1000


def kinship(one: Scales, other: Scales, *, words: Callable[[], float]) -> float:
    """The evidence that two texts tell one announcement; JOIN and more joins them. Symmetric.

    `words` is asked how alike the two are in words, 0..1, where that may count: within one language.
    """
    days = _days_apart(one.text, other.text)
    if days is not None and days > WINDOW_DAYS:
        return 0.0
    shared, share = common_figures(one, other)
    if _contradict(one, other, share=share):
        return 0.0
    alike = words() if one.text.lang == other.text.lang else 0.0
    names = _names(one, other)
    periods = _periods(one, other)
    evidence = shared + share + 2.5 * alike + names + periods + _nearness(days)
    content = (
        shared >= 0.8
        or alike >= 0.35
        or (names >= 1.8 and periods >= 1.0)
        or (shared >= 0.4 and names >= 1.0 and (names >= 1.5 or alike >= 0.1))
        or (names >= 1.0 and days is not None and days <= SOON and (_round_of(one, other) or _round_of(other, one)))
    )
    return evidence if content else 0.0


def _round_of(short: Scales, full: Scales) -> bool:
    """Whether a text's only figure is one of the other's in round: "over 900,000 accounts" of 927,600. Nothing contradicts."""
    weighty = [weighed.figure for weighed in short.figures if weighed.worth > 0]
    if len(weighty) != 1 or len(significant(weighty[0].value)) > 2:
        return False
    return any(
        comparable(weighty[0], figure)
        and figure.unit == weighty[0].unit
        and figure.value >= LARGE
        and len(significant(figure.value)) > len(significant(weighty[0].value))
        and relation(figure, weighty[0]) is Relation.ROUNDED
        for figure in full.text.figures
    )


def common_figures(one: Scales, other: Scales) -> tuple[float, float]:
    """The weight of the figures two texts share, and its share of what the poorer one has at most."""
    weights = sorted(
        (
            (_weight(mine, yours), n, m)
            for n, mine in enumerate(one.figures)
            for m, yours in enumerate(other.figures)
            if mine.near(yours)
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
    most = min(one.worth, other.worth)
    return min(total, FIGURES_CAP), total / most if most else 0.0


def comparable(a: Figure, b: Figure) -> bool:
    """Whether two figures can be one: both counts, both percentages, or sums in one currency."""
    return a.kind == b.kind and (a.kind != "money" or a.currency == b.currency or None in {a.currency, b.currency})


def _weight(one: Weighed, other: Weighed) -> float:
    a, b = one.figure, other.figure
    if not comparable(a, b):
        return 0.0
    weight = RELATION_WEIGHTS.get(relation(a, b), 0.0) * min(one.worth, other.worth)
    return weight if a.unit == b.unit or "other" in {a.unit, b.unit} else weight * UNIT_CLASH


def _contradict(one: Scales, other: Scales, *, share: float) -> bool:
    """Whether both have figures of weight, and hardly one in common."""
    return min(one.heavy, other.heavy) >= 2 and share < CONTRADICTION


def _names(one: Scales, other: Scales) -> float:
    """Shared regulators and platforms; a platform that is one of few says more."""
    points = 1.0 if one.actors & other.actors else -0.5 if one.actors and other.actors else 0.0
    if one.platforms & other.platforms:
        points += 1.0 if min(len(one.text.platforms), len(other.text.platforms)) <= 2 else 0.5
    return points


def _periods(one: Scales, other: Scales) -> float:
    """A period in common, whole or by one of its ends."""
    if one.periods & other.periods:
        return 1.0
    return 0.6 if one.ends & other.ends else -0.3 if one.periods and other.periods else 0.0


def _days_apart(one: Told, other: Told) -> int | None:
    days: tuple[date | None, date | None] = (one.published, other.published)
    return abs((days[0] - days[1]).days) if days[0] and days[1] else None


def _nearness(days: int | None) -> float:
    """Published close together, or nobody knows."""
    if days is None:
        return 0.0
    return 0.6 if days <= 3 else 0.3 if days <= 14 else 0.0
