"""Numbers that count nothing: durations, ages, ordinals, times of day, measures, identifiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractors.lexicon.language import Language
from extractors.lexicon.numeral import Numeral
from extractors.quantities.engine import page_of
from extractors.quantities.figure import Page
from extractors.records import Field, SourceText, Span


class NoiseKind(StrEnum):
    """What a number is that is no count."""

    DURATION = "duration"
    AGE = "age"
    ORDINAL = "ordinal"
    TIME = "time"
    MEASURE = "measure"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Noise:
    """A number that counts nothing, by kind; the span is the number's core, as in `Quantity.core`, or inside it."""

    span: Span
    kind: NoiseKind


_BEHIND = (
    ("time", NoiseKind.DURATION),
    ("age_after", NoiseKind.AGE),
    ("clock_after", NoiseKind.TIME),
    ("measure", NoiseKind.MEASURE),
)
_BEFORE = (("age_before", NoiseKind.AGE), ("identifier", NoiseKind.IDENTIFIER), ("ordinal_before", NoiseKind.ORDINAL))
_LITERAL = {"clock": NoiseKind.TIME}
_COUNTING = frozenset({"measure_word", "inner", "scale", "times", "after"})
_BEFORE_YEARS = (["the"], ["act,"], ["rules,"], ["law,"], ["act"], ["rules"], ["law"], ["bill"], ["code"], ["code,"])
_LONG = 9  # digits in a row without any mark: a telephone, account or file number


def noise(source: SourceText, field: Field, language: Language) -> tuple[Noise, ...]:
    """Every number of a field that counts nothing, in order; where it is the end of a range, both ends."""
    text = source.title if field == "title" else source.text
    page, found = page_of(text, language)
    made = [
        Noise(Span(field, token.start, token.end), _LITERAL.get(str(token.tags["noise"]), NoiseKind.IDENTIFIER))
        for token in page.tokens
        if "noise" in token.tags
    ]
    kinds = [_kind(numeral, page) for numeral in found.numerals]
    for at in range(len(kinds) - 2, -1, -1):
        if kinds[at] is None and kinds[at + 1] is not None and _range(found.numerals, at, page):
            kinds[at] = kinds[at + 1]
    made.extend(
        Noise(Span(field, numeral.start, numeral.end), kind)
        for numeral, kind in zip(found.numerals, kinds, strict=True)
        if kind is not None
    )
    return tuple(sorted(made, key=lambda one: one.span))


def _kind(numeral: Numeral, page: Page) -> NoiseKind | None:
    """What a numeral is if it counts nothing, else None."""
    if numeral.kind == "ordinal":
        return NoiseKind.ORDINAL
    behind = _behind(numeral, page)
    if behind is not None:
        return behind
    token = page.previous(numeral.first, start=numeral.start)
    if token is not None:
        if "clock_after" in token.tags and token.end == numeral.start:
            return NoiseKind.TIME  # 10时30分
        for tag, kind in _BEFORE:
            if tag in token.tags and (tag != "identifier" or numeral.form == "digits"):
                return kind
    return NoiseKind.IDENTIFIER if _is_name(numeral, page) else None


def _is_name(numeral: Numeral, page: Page) -> bool:
    """Whether digits are a telephone or file number, or the year that a law or event is called by."""
    digits = page.plain[numeral.start : numeral.end]
    if not digits.isdigit():
        return False
    if len(digits) > _LONG or digits[0] == "0" < digits[1:2]:
        return True
    token = page.tokens[numeral.last] if numeral.last < len(page.tokens) else None
    if digits in page.words.hotlines:
        return token is None or token.start > numeral.end or _COUNTING.isdisjoint(token.tags)
    year = len(digits) == 4 and "1900" <= digits <= "2099" and page.words.spaced
    return year and page.words_before(numeral.start, count=1) in _BEFORE_YEARS


def _behind(numeral: Numeral, page: Page) -> NoiseKind | None:
    """What the word behind a numeral makes of it: three days, 10-year, 14-year-old, 20多分钟."""
    index, end = numeral.last, numeral.end
    token = page.next(index, end=end)
    if token is not None and "after" in token.tags:
        inner = page.next(index + 1, end=token.end)
        token = inner if inner is not None and _is_unit(inner.tags) else token
    elif token is not None and page.hyphen(index, end=end):
        token = page.next(index + 1, end=end + 1)
    if token is None:
        return None
    for tag, kind in _BEHIND:
        if tag in token.tags:
            return kind
    return None


def _is_unit(tags: object) -> bool:
    """Whether a token's tags hold a unit of time, age or measure."""
    return isinstance(tags, dict) and any(tag in tags for tag, _ in _BEHIND)


def _range(numerals: Sequence[Numeral], at: int, page: Page) -> bool:
    """Whether a numeral and the next are the ends of a range ("three to five days")."""
    left, right = numerals[at], numerals[at + 1]
    token = page.next(left.last, end=left.end)
    return token is not None and "to" in token.tags and right.first == left.last + 1
