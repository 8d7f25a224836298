"""Which figure is a stated subset of which."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Reading


def assign_parts(reading: Reading, candidates: Sequence[Candidate]) -> tuple[int | None, ...]:
    """For each candidate the index of the figure it is a part of, as the local room read it from the words."""
    del reading
    return tuple(c.whole for c in candidates)
