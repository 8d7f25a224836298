"""What stands right before and after a span, asked for words of a role: the question the frame rooms share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractors.binding.candidate import Reading
from extractors.records import Field, Span


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The folded fields of one document and the frame words of its language."""

    title: str
    text: str
    code: str
    roles: Mapping[str, frozenset[str]]

    def of(self, field: Field) -> str:
        """One field, folded."""
        return self.title if field == "title" else self.text

    def before(self, span: Span, role: str, *, reach: int = 0) -> bool:
        """Whether a word of the role ends right before the span, or so many characters before it."""
        text = self.of(span.field)[max(0, span.start - reach - _LONGEST) : span.start]
        return _pattern(self._words(role), end=True, reach=reach).search(text) is not None

    def after(self, span: Span, role: str, *, reach: int = 0) -> bool:
        """Whether a word of the role begins right after the span, or so many characters after it."""
        text = self.of(span.field)[span.end : span.end + reach + _LONGEST]
        return _pattern(self._words(role), end=False, reach=reach).match(text) is not None

    def reads(self, span: Span, role: str) -> bool:
        """Whether the span is a word of the role."""
        return self.of(span.field)[span.start : span.end].strip("，, ") in self._words(role)

    def last(self, role: str, span: Span) -> tuple[int, str] | None:
        """The last word of the role within a span, with its place."""
        matches = list(_anywhere(self._words(role)).finditer(self.of(span.field), span.start, span.end))
        return (matches[-1].start(), matches[-1].group()) if matches else None

    def first(self, role: str, span: Span) -> int | None:
        """The place of the first word of the role within a span."""
        match = _anywhere(self._words(role)).search(self.of(span.field), span.start, span.end)
        return match.start() if match else None

    def within(self, role: str, span: Span) -> bool:
        """Whether a word of the role stands within a span."""
        return _anywhere(self._words(role)).search(self.of(span.field), span.start, span.end) is not None

    def _words(self, role: str) -> frozenset[str]:
        return self.roles.get(role, frozenset())


# No word of a frame role is longer.
_LONGEST = 10


def surroundings(reading: Reading) -> Surroundings:
    """The surroundings of a document's names and dates."""
    folded, grammar = reading.folded, reading.language.grammar
    return Surroundings(folded.title, folded.text, reading.language.code, grammar.roles)


@cache
def _pattern(words: frozenset[str], *, end: bool, reach: int) -> re.Pattern[str]:
    """The words at the end of a text or at its start, with up to `reach` characters of the same clause between."""
    if not words:
        return re.compile(r"(?!)")
    between = rf"[^，,。；;：:\n]{{0,{reach}}}?"
    some = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?:{some}){between}$" if end else rf"{between}(?:{some})")


@cache
def _anywhere(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)) if words else r"(?!)")
