"""Translations: reports that tell another report in another language, figure for figure, and so confirm nothing.

Two independent reports of one announcement naturally give the announcement's figures. A report is a translation only
where it says so (it names the agency that the other has its story from, or that it was translated), or where both
depart from the primary text in the same places, in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.core.reconcile.acts import alike
from bot.core.reconcile.attribution import agencies, is_translation
from bot.core.reconcile.links import comparable
from bot.core.stories import Figure, Relation, Told, relation

# With fewer figures any two reports may be the same by chance.
LEAST_FIGURES = 4
WITHIN = timedelta(days=2)
# Two editors may round one figure alike; an error, or two roundings, are not made twice.
LEAST_ROUNDINGS = 2


@dataclass(frozen=True, slots=True)
class _Report:
    """A report with what decides: its figures in order, each value once, and its sources."""

    told: Told
    figures: tuple[Figure, ...]
    agencies: frozenset[str]
    translated: bool


def translations(texts: Sequence[Told], *, primary: Told | None) -> Mapping[str, str]:
    """For each report that translates one before it in the sequence, or that one translates, which one it goes with."""
    found: dict[str, str] = {}
    seen: list[_Report] = []
    for text in texts:
        if text.primary or len(text.figures) < LEAST_FIGURES:
            continue
        mine = _report(text)
        other = next((o for o in seen if _is_pair(o, mine, primary=primary)), None)
        if other is not None:
            found[text.id] = found.get(other.told.id, other.told.id)
        seen.append(mine)
    return found


def _report(text: Told) -> _Report:
    once: dict[object, Figure] = {}
    for figure in sorted(text.figures, key=lambda f: (f.field == "title", f.place)):
        once.setdefault((figure.value, figure.value_max, figure.kind), figure)
    words = f"{text.title}\n{text.text}"
    return _Report(text, tuple(once.values()), agencies(words), is_translation(words))


def _is_pair(one: _Report, other: _Report, *, primary: Told | None) -> bool:
    """Whether one of two reports tells the other in another language."""
    few = min(len(one.figures), len(other.figures)) < LEAST_FIGURES
    if few or None in {one.told.lang, other.told.lang} or one.told.lang == other.told.lang:
        return False
    if one.agencies & other.agencies:
        return _adds_nothing(one, other) or _adds_nothing(other, one)
    if not _same_days(one.told, other.told):
        return False
    if (one.translated or other.translated) and not _tells_all(primary, other if other.translated else one):
        return any(_adds_nothing(a, b) for a, b in ((one, other), (other, one)) if a.translated)
    return _same_throughout(one, other) and _departs_alike(one.figures, primary=primary)


def _same_days(one: Told, other: Told) -> bool:
    return one.published is not None and other.published is not None and abs(one.published - other.published) <= WITHIN


def _adds_nothing(translation: _Report, original: _Report) -> bool:
    """Whether every figure of the one stands in the other, to the digit."""
    return all(any(_same(mine, yours) for yours in original.figures) for mine in translation.figures)


def _same(one: Figure, other: Figure) -> bool:
    values = (one.value, one.value_max) == (other.value, other.value_max)
    return values and comparable(one, other) and alike(one.unit, other.unit)


def _same_throughout(one: _Report, other: _Report) -> bool:
    """Whether both give the same figures in the same order, in the same form, and the same vague ones."""
    if len(one.figures) != len(other.figures):
        return False
    exact = all(_same(a, b) and a.bound == b.bound for a, b in zip(one.figures, other.figures, strict=True))
    return exact and _vague(one.told) == _vague(other.told)


def _vague(text: Told) -> set[tuple[float | None, float | None]]:
    return {(vague.least, vague.most) for vague in text.vague}


def _tells_all(primary: Told | None, report: _Report) -> bool:
    """Whether the primary text, in another language, gives all figures of a report: then that may be what it translates."""
    if primary is None or primary.lang == report.told.lang:
        return False
    return all(any(_same(p, figure) for p in primary.figures) for figure in report.figures)


def _departs_alike(figures: Sequence[Figure], *, primary: Told | None) -> bool:
    """Whether figures that two reports share show a hand of their own: an error, or roundings, that the primary lacks."""
    if primary is None:
        return False
    nearest = [_nearest(figure, primary) for figure in figures]
    rounded = sum(how in {Relation.ROUNDED, Relation.LOOSER} for how in nearest)
    wrong = sum(how in {Relation.MAGNITUDE, Relation.DIGIT} for how in nearest)
    return wrong > 0 or rounded >= LEAST_ROUNDINGS


def _nearest(figure: Figure, primary: Told) -> Relation:
    ranks = list(Relation)
    hows = (relation(p, figure) for p in primary.figures if comparable(p, figure) and alike(p.unit, figure.unit))
    return min(hows, key=ranks.index, default=Relation.NONE)
