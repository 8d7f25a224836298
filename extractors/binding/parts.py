"""Which figure is a stated subset of which: as the words say, and where listed figures add up to a total."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Reading
from extractors.records import Kind

# Smaller totals are sums of their neighbours by chance.
LEAST_TOTAL = 10
MOST_PARTS = 12
# A list may reach into so many paragraphs after its total.
REACH = 3


def assign_parts(reading: Reading, candidates: Sequence[Candidate]) -> tuple[int | None, ...]:
    """For each candidate the index of the figure it is a part of, None where the text states no whole."""
    wholes = [c.whole for c in candidates]
    if not reading.language.spaced:
        return tuple(wholes)
    for total in reversed(range(len(candidates))):  # small lists first: their totals may be parts of a greater one
        for part in _addends(reading, candidates, wholes, total):
            wholes[part] = total
    return tuple(wholes)


def _addends(
    reading: Reading, candidates: Sequence[Candidate], wholes: Sequence[int | None], total: int
) -> tuple[int, ...]:
    """The figures after a total that add up to it exactly, those that are parts of something else left out."""
    whole = candidates[total]
    if whole.kind is Kind.PERCENT or whole.quantity.value < LEAST_TOTAL or whole.quote.field == "title":
        return ()
    run: list[int] = []
    summed = 0.0
    for index in range(total + 1, len(candidates)):
        part = candidates[index]
        if not _could_be_part(reading, whole, part):
            if part.kind is whole.kind and part.action is whole.action:
                break
            continue
        if wholes[index] not in (None, total):
            continue
        run.append(index)
        summed += float(part.quantity.value)
        if summed == float(whole.quantity.value) and len(run) > 1:
            return tuple(run)
        if summed > float(whole.quantity.value) or len(run) == MOST_PARTS:
            break
    return ()


def _could_be_part(reading: Reading, whole: Candidate, part: Candidate) -> bool:
    near = reading.sentences[part.sentence].paragraph - reading.sentences[whole.sentence].paragraph <= REACH
    same = part.kind is whole.kind and part.quantity.currency == whole.quantity.currency
    return near and same and part.quantity.value < whole.quantity.value
