"""Translations: reports that tell another report in another language, figure for figure, and so confirm nothing.

Two independent reports of one announcement naturally give the announcement's figures. A report is taken for a
translation where it says so (it names the agency that the other has its story from), or where what both share beyond
the announcement is more than two editors would share by chance (`evidence`). A false "copy" takes a confirmation away,
a false "independent" adds one: what lies between is counted as independent and told as a doubt.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.core.reconcile.attribution import agencies, is_translation
from bot.core.reconcile.evidence import Reading, evidence, reading_of, same_figure
from bot.core.stories import Told

WITHIN = timedelta(days=2)
# Of ten pairs of reports in two languages about one is a translation: that is e^-2 to begin with. From SURE on it is
# twelve to one for a translation, from DOUBTFUL on more likely than not.
SURE, DOUBTFUL = 4.5, 2.5
# A text that says it is a translation says not of which: of the announcement, where that is in another language, or of
# another report.
SAYS_SO, SAYS_SO_OF_REPORT = 2.0, 3.5
# So many reports are weighed in full against one, those of most figures in common: a story may have hundreds.
CANDIDATES = 24
# Both name agencies as their sources, and none in common.
SOURCES_APART = -3.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A report that tells another one again, or may do so: the later one of the sequence, and that before it."""

    text: str
    original: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Report:
    """A report with what decides: its figures and outline, and its sources."""

    reading: Reading
    agencies: frozenset[str]
    translated: bool
    values: frozenset[int | float]

    @property
    def told(self) -> Told:
        return self.reading.told


def translations(texts: Sequence[Told], *, primary: Told | None) -> tuple[Pair, ...]:
    """For each report that translates one before it in the sequence, or that one translates, the likeliest one."""
    if len({text.lang for text in texts if not text.primary and text.figures and text.lang}) < 2:
        return ()
    source = reading_of(primary) if primary else None
    found: list[Pair] = []
    seen: list[_Report] = []
    for text in texts:
        if text.primary or not text.figures or text.lang is None:
            continue
        mine = _report(text)
        weighed = [(_weight(seen[n], mine, primary=source), -n, seen[n]) for n in _likely(mine, seen)]
        weight, _, original = max(weighed, key=lambda one: one[:2], default=(0.0, 0, mine))
        if weight >= DOUBTFUL:
            found.append(Pair(text.id, original.told.id, sure=weight >= SURE))
        seen.append(mine)
    return tuple(found)


def _likely(mine: _Report, seen: Sequence[_Report]) -> list[int]:
    """The reports in another language that share most numbers with one, and have fewest others."""
    near = (
        (len(mine.values ^ other.values), n)
        for n, other in enumerate(seen)
        if other.told.lang != mine.told.lang and mine.values & other.values
    )
    return [n for _, n in heapq.nsmallest(CANDIDATES, near)]


def _report(text: Told) -> _Report:
    words = f"{text.title}\n{text.text}"
    values = frozenset(figure.value for figure in text.figures)
    return _Report(reading_of(text), agencies(words), is_translation(words), values)


def _weight(one: _Report, other: _Report, *, primary: Reading | None) -> float:
    """What speaks for one of two reports telling the other in another language."""
    found = evidence(one.reading, other.reading, primary=primary)
    if one.agencies & other.agencies and (_adds_nothing(one, other) or _adds_nothing(other, one)):
        return SURE + max(0.0, found)
    if not _same_days(one.told, other.told):
        return 0.0
    if not any(same_figure(mine, yours) for mine in one.reading.figures for yours in other.reading.figures):
        return 0.0
    said = max(_says_so(one, primary=primary), _says_so(other, primary=primary))
    found += said + (SOURCES_APART if one.agencies and other.agencies and not one.agencies & other.agencies else 0.0)
    # Without the announcement nobody knows whose order and roundings they are.
    return found if primary or said else min(found, SURE - 0.1)


def _says_so(report: _Report, *, primary: Reading | None) -> float:
    if not report.translated:
        return 0.0
    return SAYS_SO if primary and primary.told.lang != report.told.lang else SAYS_SO_OF_REPORT


def _same_days(one: Told, other: Told) -> bool:
    return one.published is not None and other.published is not None and abs(one.published - other.published) <= WITHIN


def _adds_nothing(translation: _Report, original: _Report) -> bool:
    """Whether every figure of the one stands in the other, to the digit."""
    return all(
        any(same_figure(mine, yours) for yours in original.reading.figures) for mine in translation.reading.figures
    )
