"""How sure a claim is: the share of claims made by the same rule that were right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from extractors.binding.candidate import Candidate, Reading
from extractors.lexicon.tables import section, table
from extractors.records import Kind, Unit

# A quote with no more than so many characters beside its number has a measure word, no noun.
MEASURE = 2
# A figure that takes its noun and act from another is no surer than that one by more than this.
STEP = 0.05


def assign_confidences(reading: Reading, candidates: Sequence[Candidate]) -> tuple[float, ...]:
    """For each candidate a number between 0 and 1, by `languages/<code>/confidence.toml`."""
    known, other = _shares(reading.language.code)
    result: list[float] = []
    for candidate in candidates:
        sure = next((known[key] for key in _keys(candidate) if key in known), other)
        if candidate.inherits is not None and candidate.inherits < len(result):
            sure = min(sure, result[candidate.inherits] + STEP)
        result.append(sure)
    return tuple(result)


def _keys(candidate: Candidate) -> tuple[str, ...]:
    """The names under which a language may keep how sure a claim is, the most telling first."""
    bare = candidate.quote.end - candidate.quote.start - (candidate.quantity.span.end - candidate.quantity.span.start)
    elided = "-elided" if candidate.kind is Kind.COUNT and bare <= MEASURE else ""
    things = "-other" if candidate.unit is Unit.OTHER else ""
    return (candidate.rule + elided + things, candidate.rule + elided, candidate.rule + things, candidate.rule)


@cache
def _shares(code: str) -> tuple[Mapping[str, float], float]:
    """The share of right claims by rule, and that of a rule which was never met."""
    data = table(code, "confidence")
    shares = {rule: float(str(share)) for rule, share in section(data, "rules").items()}
    return shares, float(str(data["other"]))
