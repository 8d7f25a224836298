"""A number on its way to a quantity: the numeral, what stands around it, and what has been read of that so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.lexicon.numbers import NumberWords
from extractors.lexicon.numeral import Form, Numeral
from extractors.lexicon.scanner import Token
from extractors.records import Bound, Number

_BLANK = frozenset({"", " ", "  ", "   ", "\n", "\r\n", " \n", "\n "})


@dataclass(slots=True)
class Figure:
    """One figure while it is read: `left` and `right` are the first token of it and the one behind its last.

    `start`..`end` is the core (number, scale, sign, currency), `outer` the same with the bound words.
    """

    numeral: Numeral
    start: int
    end: int
    left: int
    right: int
    value: Number
    high: Number | None
    form: Form
    kind: Literal["number", "percent", "money"] = "number"
    sign: str | None = None
    bound: Bound | None = None
    outer_start: int = -1
    outer_end: int = -1

    @property
    def span_start(self) -> int:
        """Where the figure begins with its bound words."""
        return self.start if self.outer_start < 0 else min(self.outer_start, self.start)

    @property
    def span_end(self) -> int:
        """Where the figure ends with its bound words."""
        return max(self.outer_end, self.end)


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules look at: the folded text, its number tokens and the words of the language.

    `original` is the text as given, for the one question the folded text cannot answer: capital or small.
    """

    plain: str
    original: str
    tokens: Sequence[Token]
    words: NumberWords

    def next(self, index: int, *, end: int) -> Token | None:
        """The token at the index if only a blank stands between it and `end`."""
        if index >= len(self.tokens):
            return None
        token = self.tokens[index]
        return token if self.plain[end : token.start] in _BLANK else None

    def previous(self, index: int, *, start: int) -> Token | None:
        """The token before the index if only a blank stands between it and `start`."""
        if index <= 0:
            return None
        token = self.tokens[index - 1]
        return token if self.plain[token.end : start] in _BLANK else None

    def hyphen(self, index: int, *, end: int) -> int:
        """1 if the token at the index is a hyphen that touches both neighbours (10-percent), else 0."""
        token = self.next(index, end=end)
        if token is None or token.start != end or self.plain[token.start : token.end] != "-":
            return 0
        return int(index + 1 < len(self.tokens) and self.tokens[index + 1].start == token.end)

    def words_before(self, start: int, *, count: int) -> list[str]:
        """The last words in front of a place, nearest last."""
        return self.plain[max(0, start - 16 * count) : start].split()[-count:]


def figure(numeral: Numeral) -> Figure:
    """A figure that knows nothing yet but its number."""
    return Figure(
        numeral=numeral,
        start=numeral.start,
        end=numeral.end,
        left=numeral.first,
        right=numeral.last,
        value=numeral.value,
        high=numeral.high,
        form=numeral.form,
    )
