"""Why: the phrase after "for" or "over", what the counted ones did, or the label of a line."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Reading
from extractors.records import Span


def assign_reasons(reading: Reading, candidates: Sequence[Candidate]) -> tuple[Span | None, ...]:
    """For each candidate the span of its reason, None where the text gives none."""
    del reading
    return tuple(c.reason for c in candidates)
