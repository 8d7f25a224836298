"""Why: the short phrase that the words for "for" and "over" bring in after an act."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Reading
from extractors.records import Span


def assign_reasons(reading: Reading, candidates: Sequence[Candidate]) -> tuple[Span | None, ...]:
    """For each candidate the span of its reason, None where the text gives none."""
    del reading
    return tuple(c.reason for c in candidates)
