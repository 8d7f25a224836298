"""Who acted: the doer the clause names, the one it points back to, else the frame's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.records import Action, Name, NameKind, Span


def assign_actors(reading: Reading, candidates: Sequence[Candidate]) -> tuple[str | None, ...]:
    """For each candidate the canonical name of who acted; None for what is not enforcement or has an unnamed doer."""
    main = main_actor(reading)
    result: list[str | None] = []
    for candidate in candidates:
        result.append(_actor(reading, candidate, main, result))
    return tuple(result)


def main_actor(reading: Reading) -> str | None:
    """The body whose acts the document tells: its first regulator, else the platform that is named most."""
    regulators = [n.canonical for n in reading.names if n.kind is NameKind.REGULATOR]
    if regulators:
        counts = Counter(regulators)
        return max(dict.fromkeys(regulators), key=lambda name: counts[name])
    platforms = [n.canonical for n in reading.names if n.kind is NameKind.PLATFORM]
    return Counter(platforms).most_common(1)[0][0] if platforms else None


def _actor(reading: Reading, candidate: Candidate, main: str | None, earlier: Sequence[str | None]) -> str | None:
    if candidate.polarity is Polarity.NOT_DONE or candidate.action is Action.OTHER:
        return None
    named = _by_phrase(reading, candidate) or _subject(reading, candidate)
    if named is not None:
        return named.canonical
    if _other_doer(reading, candidate):
        return None
    if candidate.inherits is not None and candidate.inherits < len(earlier):
        return earlier[candidate.inherits]
    return main


def _in_clause(reading: Reading, candidate: Candidate) -> list[Name]:
    return [n for n in reading.names if candidate.clause.holds(n.span)]


def _by_phrase(reading: Reading, candidate: Candidate) -> Name | None:
    """As in "was fined by the ICO": the name right after the word for "by"."""
    words = reading.language.grammar.role("by_words")
    for name in _in_clause(reading, candidate):
        if candidate.act is not None and name.span.start > candidate.act.start:
            text = reading.text(Span(name.span.field, max(candidate.act.start, name.span.start - 14), name.span.start))
            if any(f" {word} " in f" {text.lower()} " for word in words):
                return name
    return None


def _subject(reading: Reading, candidate: Candidate) -> Name | None:
    """The last name before the act in its clause."""
    act = candidate.act or candidate.quote
    before = [n for n in _in_clause(reading, candidate) if n.span.end <= act.start]
    return before[-1] if before and candidate.act is not None and act.start < candidate.quote.start else None


def _other_doer(reading: Reading, candidate: Candidate) -> bool:
    """Whether the clause names a doer outside the inventory before the act ("police arrested ...")."""
    if candidate.act is None:
        return False
    others = reading.language.grammar.role("other_doers")
    field = candidate.clause.field
    text = reading.text(Span(field, candidate.clause.start, candidate.act.start)).lower()
    return any(f" {word} " in f" {text} " for word in others)
