"""Which platforms a figure is tied to: those its clause names, else those of its actor or of the campaign."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Reading
from extractors.records import Action, Name, NameKind


def assign_platforms(reading: Reading, candidates: Sequence[Candidate]) -> tuple[tuple[str, ...], ...]:
    """For each candidate the canonical names of the platforms that the text ties it to."""
    campaign = _campaign(reading)
    result: list[tuple[str, ...]] = []
    for candidate in candidates:
        result.append(_platforms(reading, candidate, campaign, result))
    return tuple(result)


def _campaign(reading: Reading) -> tuple[str, ...]:
    """The platforms of a list of two or more in one sentence without a figure, or of the title."""
    figures = {i for i, s in enumerate(reading.sentences) for q in reading.quantities if s.span.holds(q.span)}
    for index, sentence in enumerate(reading.sentences):
        if index in figures or sentence.span.field == "title":
            continue
        listed = _unique([n for n in _names(reading) if sentence.span.holds(n.span)])
        if len(listed) >= 2:
            return listed
    return ()


def _names(reading: Reading) -> list[Name]:
    return [n for n in reading.names if n.kind is NameKind.PLATFORM]


def _unique(names: Sequence[Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.canonical for n in names))


def _platforms(
    reading: Reading, candidate: Candidate, campaign: tuple[str, ...], earlier: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    named = _unique([n for n in _names(reading) if candidate.clause.holds(n.span)])
    if named:
        return named
    if candidate.inherits is not None and candidate.inherits < len(earlier):
        return earlier[candidate.inherits]
    return campaign if candidate.action is not Action.OTHER else ()
