"""How much speaks for one of two reports, in two languages, being the other's translation.

Two editors who write up one announcement agree in what the announcement says. So what the primary text explains counts
little, and what two reports share beyond it counts much: which figures were left out, an order of their own, roundings
and errors, other numbers and days, which sentences hold figures and how many stand between them. What a translator
would not do speaks against: another order, a figure told in another form, a figure more.

The weights are logarithms of how much likelier the observation is of a translation than of two editors, estimated and
held low where observations hang together; what they come to is measured on drawn reports (tests.core.copy_scores).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from bot.core.reconcile.acts import alike
from bot.core.reconcile.links import comparable
from bot.core.reconcile.outlines import Outline, day_mark, number_mark, outline_of
from bot.core.stories import Figure, Relation, Told, relation

# A figure of the primary text that both tell, neither does, or only one does (a translation cut at its end counts once).
BOTH_TELL, NEITHER_TELLS, ONE_TELLS, CUT = 0.25, 0.4, -3.5, -1.0
MOST_BY_CHOICE = 2.0
# The form in which both tell it: as the primary text does, rounded alike, rounded by two hands, wrong alike.
FORM_OF_PRIMARY, ROUNDED_ALIKE, NUMBER_ALIKE, OTHER_FORM, WRONG_ALIKE = 0.1, 1.5, 0.2, -4.0, 4.0
# A figure that the primary text does not give, where there is a primary text; and where there is none.
OWN_FIGURE, OWN_OF_ONE, WITHOUT_PRIMARY = 1.5, -1.5, 0.3
MOST_BY_OWN = 4.0
# Figures in the order of the primary text, in another one that both share, in two orders.
PRIMARY_ORDER, OWN_ORDER_MOST, TWO_ORDERS = 0.6, 2.0, -3.0
# A number or day beside the claims that the primary text does not name.
MARK, MARK_OF_ONE, MOST_BY_MARKS, MOST_AGAINST_MARKS = 1.3, -0.7, 4.0, -3.0
# The number of sentences before, between and after the figures: the same in both, not so; the primary text's own, or
# that of a text which is all figures, a sentence each.
GAP, OTHER_GAP, GAP_OF_PRIMARY, USUAL_GAP = 0.7, -1.0, 0.1, 0.2
MOST_BY_GAPS, MOST_AGAINST_GAPS = 3.0, -3.0
# Vague words of both beyond the primary text's, or of one only; likewise platforms.
VAGUE, VAGUE_OF_ONE = 1.5, -2.0
PLATFORM, PLATFORM_OF_ONE = 0.7, -0.7


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with what a translation of it would keep: its figures in order, each value once, and its outline."""

    told: Told
    figures: tuple[Figure, ...]
    outline: Outline


def reading_of(text: Told) -> Reading:
    """A text as evidence is drawn from it."""
    once: dict[object, Figure] = {}
    for figure in sorted(text.figures, key=lambda f: (f.field == "title", f.place)):
        once.setdefault((figure.value, figure.value_max, figure.kind), figure)
    return Reading(text, tuple(once.values()), outline_of(text.text))


def evidence(one: Reading, other: Reading, *, primary: Reading | None) -> float:
    """What speaks for one text being the other's translation, less what speaks against it."""
    pairs = _Pairs(one, other, primary=primary)
    return (
        pairs.choice()
        + sum(pairs.forms())
        + pairs.own_figures()
        + pairs.order()
        + pairs.gaps()
        + _beyond(one, other, primary=primary)
    )


class _Pairs:
    """The figures of two reports side by side, each with the figure of the primary text that it tells."""

    def __init__(self, one: Reading, other: Reading, *, primary: Reading | None) -> None:
        self.one, self.other, self.primary = one, other, primary
        self.sources: Sequence[Figure] = primary.figures if primary else ()
        mine, yours = _told_of(one.figures, self.sources), _told_of(other.figures, self.sources)
        self._mine, self._yours = mine, yours
        self.shared = [(mine[p.id], yours[p.id]) for p in self.sources if p.id in mine and p.id in yours]
        known = {f.id for figures in (mine, yours) for f in figures.values()}
        self._own = [f for f in one.figures if f.id not in known], [f for f in other.figures if f.id not in known]
        self.common_own = [(f, g) for f in self._own[0] for g in self._own[1] if same_figure(f, g)]
        in_order = sorted((*self.shared, *self.common_own), key=lambda pair: one.figures.index(pair[0]))
        self.aligned: Sequence[tuple[Figure, Figure]] = in_order

    def choice(self) -> float:
        """Which of the primary text's figures both tell."""
        both = len(self.shared)
        lone = [
            self._mine.get(p.id) or self._yours[p.id]
            for p in self.sources
            if (p.id in self._mine) != (p.id in self._yours)
        ]
        neither = len(self.sources) - both - len(lone)
        gained = min(MOST_BY_CHOICE, both * BOTH_TELL + neither * NEITHER_TELLS) if both else 0.0
        return gained + (CUT if self._is_tail(lone) else len(lone) * ONE_TELLS)

    def _is_tail(self, lone: Sequence[Figure]) -> bool:
        """Whether all figures that only one of them tells stand at its end: then the other was cut."""
        for reading, figures in ((self.one, [f for f, _ in self.aligned]), (self.other, [g for _, g in self.aligned])):
            if lone and figures and all(f in reading.figures for f in lone):
                last = max(reading.figures.index(f) for f in figures)
                return all(reading.figures.index(f) > last for f in lone)
        return False

    def forms(self) -> Iterator[float]:
        """How both tell the figures of the primary text."""
        sources = {p.id: p for p in self.sources}
        for key in self._mine.keys() & self._yours.keys():
            mine, yours = self._mine[key], self._yours[key]
            if (mine.value, mine.value_max) != (yours.value, yours.value_max):
                yield OTHER_FORM
            elif relation(sources[key], mine) in {Relation.MAGNITUDE, Relation.DIGIT}:
                yield WRONG_ALIKE
            elif (mine.value, mine.bound) == (sources[key].value, sources[key].bound):
                yield FORM_OF_PRIMARY
            else:
                yield ROUNDED_ALIKE if mine.bound == yours.bound else NUMBER_ALIKE

    def own_figures(self) -> float:
        """Figures that the primary text does not give."""
        lone = sum(map(len, self._own)) - 2 * len(self.common_own)
        weight = OWN_FIGURE if self.primary else WITHOUT_PRIMARY
        return min(MOST_BY_OWN, len(self.common_own) * weight) + lone * OWN_OF_ONE

    def order(self) -> float:
        """The order in which both tell what they share."""
        count = len(self.aligned)
        if count < 2:
            return 0.0
        places = [self.other.figures.index(g) for _, g in self.aligned]
        if places != sorted(places):
            return TWO_ORDERS
        first = {id(mine): n for n, (mine, _) in enumerate(self.shared)}
        known = [first[id(mine)] for mine, _ in self.aligned if id(mine) in first]
        if known == sorted(known):
            return PRIMARY_ORDER
        return min(OWN_ORDER_MOST, math.log(math.factorial(count)))

    def gaps(self) -> float:
        """How many sentences stand before, between and after the figures that both tell in their texts."""
        mine = _gaps(self.one, [f for f, _ in self.aligned])
        yours = _gaps(self.other, [g for _, g in self.aligned])
        if mine is None or yours is None:
            return 0.0
        told = _told_by(self.aligned, self._mine, self.sources)
        of_primary = _gaps(self.primary, told) if self.primary and told else None
        found = 0.0
        for n, (here, there) in enumerate(zip(mine, yours, strict=True)):
            if here != there:
                found += OTHER_GAP
            else:
                usual = USUAL_GAP if here == (0 if n in {0, len(mine) - 1} else 1) else GAP
                found += GAP_OF_PRIMARY if of_primary is not None and of_primary[n] == here else usual
        return max(MOST_AGAINST_GAPS, min(MOST_BY_GAPS, found))


def same_figure(one: Figure, other: Figure) -> bool:
    """Whether two texts give one figure to the digit."""
    values = (one.value, one.value_max) == (other.value, other.value_max)
    return values and comparable(one, other) and alike(one.unit, other.unit)


def _told_of(figures: Sequence[Figure], sources: Sequence[Figure]) -> dict[str, Figure]:
    """For each figure of the primary text the one of a report that tells it, the nearest first."""
    ranks = list(Relation)
    pairs = sorted(
        (ranks.index(how), n, m)
        for n, p in enumerate(sources)
        for m, figure in enumerate(figures)
        if comparable(p, figure) and alike(p.unit, figure.unit) and (how := relation(p, figure)) is not Relation.NONE
    )
    found: dict[str, Figure] = {}
    taken: set[int] = set()
    for _, n, m in pairs:
        if sources[n].id not in found and m not in taken:
            found[sources[n].id] = figures[m]
            taken.add(m)
    return found


def _told_by(
    aligned: Sequence[tuple[Figure, Figure]], mine: dict[str, Figure], sources: Sequence[Figure]
) -> list[Figure]:
    """The primary text's figures behind those that two reports share; none where it does not give all of them."""
    by_report = {figure.id: p for p in sources for key, figure in mine.items() if key == p.id}
    found = [by_report[f.id] for f, _ in aligned if f.id in by_report]
    return found if len(found) == len(aligned) else []


def _gaps(reading: Reading | None, figures: Sequence[Figure]) -> list[int] | None:
    """Sentences before the first figure, from each to the next, and after the last; None where places are not known."""
    if reading is None or not figures:
        return None
    text = reading.outline
    if not all(f.field == "text" and text.text.startswith(f.quote, f.place) for f in figures):
        return None
    places = [text.sentence_at(f.place) for f in figures]
    between = [there - here for here, there in pairwise(places)]
    return [places[0], *between, text.sentences - 1 - places[-1]]


def _beyond(one: Reading, other: Reading, *, primary: Reading | None) -> float:
    """Other numbers, days, vague words and platforms that both name, or one of them, and the primary text does not."""
    known = (primary.outline.marks if primary else frozenset()) | _days_told(one, other, primary)
    marks = _compared(_marks(one), _marks(other), known=known)
    names = _compared(
        frozenset(one.told.platforms),
        frozenset(other.told.platforms),
        known=frozenset(primary.told.platforms if primary else ()),
    )
    mine, yours = _vague(one.told), _vague(other.told)
    vague = VAGUE_OF_ONE if mine != yours else VAGUE if mine and not (primary and mine <= _vague(primary.told)) else 0.0
    by_marks = min(MOST_BY_MARKS, marks[0] * MARK) + max(MOST_AGAINST_MARKS, marks[1] * MARK_OF_ONE)
    return by_marks + names[0] * PLATFORM + names[1] * PLATFORM_OF_ONE + vague


def _compared(mine: frozenset[str], yours: frozenset[str], *, known: frozenset[str]) -> tuple[int, int]:
    """How many names both have and how many one of them, those left out that are known."""
    return len((mine & yours) - known), len((mine ^ yours) - known)


def _marks(reading: Reading) -> frozenset[str]:
    """Numbers and days that are no claim's value."""
    claimed = {number_mark(v) for f in reading.figures for v in (f.value, f.value_max) if v is not None}
    return reading.outline.marks - claimed


def _days_told(*readings: Reading | None) -> frozenset[str]:
    """The days around publication: every report names the day on which the announcement came."""
    days = {
        reading.told.published + timedelta(days=near)
        for reading in readings
        if reading and reading.told.published
        for near in (-1, 0, 1)
    }
    return frozenset(mark for day in days for mark in (day_mark(day.month, day.day), number_mark(day.year)))


def _vague(text: Told) -> frozenset[tuple[float | None, float | None]]:
    return frozenset((vague.least, vague.most) for vague in text.vague)
