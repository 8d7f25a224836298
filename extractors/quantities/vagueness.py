"""Figures without a definite value: "hundreds of thousands of posts", 数百, 几十万."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.lexicon.language import Language
from extractors.quantities.engine import page_of
from extractors.quantities.figure import Page
from extractors.records import Field, Number, SourceText, Span


@dataclass(frozen=True, slots=True)
class VagueNumber:
    """A size that is only hinted at: the words, and the least and most they can honestly mean (None: no end)."""

    span: Span
    min: Number
    max: Number | None


def vague(source: SourceText, field: Field, language: Language) -> tuple[VagueNumber, ...]:
    """Every vague figure of a field, in order. Words of mere plenty without a size ("many", 大量) are none."""
    text = source.title if field == "title" else source.text
    page, found = page_of(text, language)
    taken = {at for numeral in found.numerals for at in range(numeral.first, numeral.last)}
    made: list[VagueNumber] = []
    at = 0
    while at < len(page.tokens):
        one = None if at in taken else _at(page, at, field)
        if one is None:
            at += 1
        else:
            made.append(one[0])
            at = one[1]
    return tuple(made)


def _at(page: Page, at: int, field: Field) -> tuple[VagueNumber, int] | None:
    """The vague figure that begins at a token, and the token behind it."""
    first = page.tokens[at]
    limits = _limits(page, at)
    if limits is None:
        return None
    low, high = limits
    sized = low >= 10 or (low == 2 and page.plain[first.start : first.end] in page.words.few)
    end, at = first.end, at + 1
    while (token := page.next(at, end=end)) is not None and (factor := _factor(page, at)):
        low, high = low * factor, None if high is None else (high + 1) * factor - 1
        sized, end, at = True, token.end, at + 1
    return (VagueNumber(Span(field, first.start, end), low, high), at) if sized else None


def _limits(page: Page, at: int) -> tuple[int, int | None] | None:
    """What a word hints at by itself."""
    value = page.tokens[at].tags.get("vague")
    if not isinstance(value, list):
        return None
    return int(str(value[0])), int(str(value[1])) or None


def _factor(page: Page, at: int) -> int:
    """What a size word behind a vague one multiplies it by: "hundreds of | thousands", 数 | 百 | 万; 0 if it is none."""
    tags = page.tokens[at].tags
    for tag in ("times", "scale", "dozen"):
        if tag in tags:
            return int(str(tags[tag]))
    limits = _limits(page, at)
    return limits[0] if limits is not None and limits[0] >= 100 else 0
