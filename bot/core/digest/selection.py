"""Which claims an edition shows, and which are the most telling."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.core.config import Filters
from bot.core.records import ClaimRow, Document, Story

# The head of the page shows so many figures, and so many of one story.
HEAD_FIGURES = 6
HEAD_FIGURES_OF_A_STORY = 3
# What stands at the head is quoted first and checked last: only figures whose rule is right at least this often.
HEAD_CONFIDENCE = 0.6
# Sums of money stand beside counts as if a hundred units of currency weighed as much as one account.
MONEY_WEIGHT = 2.0


def telling(row: ClaimRow) -> tuple[object, ...]:
    """Sorts the most telling claim first.

    A regulator's own text before a report, an act of enforcement before other figures, counts and sums before
    percentages, wholes before parts, large before small; then by row id, so that the order is always the same.
    """
    weight = math.log10(max(float(abs(row.value)), 1.0)) - (MONEY_WEIGHT if row.kind == "money" else 0.0)
    return (
        row.document.role != "regulator",
        row.action == "other",
        row.kind == "percent",
        row.part_of is not None,
        -weight,
        row.id,
    )


def fact_keys(stories: Iterable[Story]) -> dict[str, tuple[str, int]]:
    """For each claim the fact it speaks of, as story id and number in it."""
    return {
        claim: (story.id, number)
        for story in stories
        for number, fact in enumerate(story.facts)
        for claim in fact.claims
    }


def head_figures(
    rows: Sequence[ClaimRow], *, facts: Mapping[str, tuple[str, int]], told: frozenset[str]
) -> tuple[ClaimRow, ...]:
    """The most telling figures: one fact once, none that an earlier edition told, few of one story.

    `told` holds the claims of documents that are not new: a fact with one of them is not news.
    """
    old = {facts[claim] for claim in told if claim in facts}
    seen: set[tuple[str, int]] = set()
    stories: Counter[str] = Counter()
    chosen: list[ClaimRow] = []
    for row in sorted(rows, key=telling):
        fact = facts.get(row.id, (row.id, 0))
        story = row.story or row.document.id
        if fact in old or fact in seen or row.id in told or stories[story] >= HEAD_FIGURES_OF_A_STORY:
            continue
        seen.add(fact)
        stories[story] += 1
        chosen.append(row)
        if len(chosen) == HEAD_FIGURES:
            break
    return tuple(chosen)


def passes(row: ClaimRow, *, filters: Filters) -> bool:
    """Whether a claim is meant by a digest's filters."""
    return (
        document_passes(row.document, filters=filters, regulators=(row.actor,) if row.actor else ())
        and _among(row.platforms, filters.platforms)
        and _among((row.action,), filters.actions)
        and _among((row.unit,), filters.units)
        and (filters.min is None or float(max(row.value, row.value_max or row.value)) >= filters.min)
        and (not filters.q or all(w in f"{row.document.title}\n{row.sentence_text}".lower() for w in _words(filters.q)))
    )


def document_passes(document: Document, *, filters: Filters, regulators: tuple[str, ...] = ()) -> bool:
    """Whether a document is meant by those filters that a document alone can meet."""
    return (
        _among((*document.regulators, *regulators), filters.regulators)
        and _among((document.lang or "",), filters.langs)
        and _among((document.source,), filters.sources)
    )


def asks_for_claims(filters: Filters) -> bool:
    """Whether only a claim can meet the filters: then a document without one is not meant."""
    return bool(filters.platforms or filters.actions or filters.units or filters.min is not None)


def says(document: Document, *, q: str | None) -> bool:
    """Whether every word of a question stands in a document."""
    return not q or all(word in f"{document.title}\n{document.text}".lower() for word in _words(q))


def _among(values: Iterable[str], wanted: tuple[str, ...]) -> bool:
    return not wanted or bool({value.casefold() for value in values} & {value.casefold() for value in wanted})


def _words(q: str) -> Iterator[str]:
    return iter(q.lower().split())
