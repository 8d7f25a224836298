"""The calendar words and numbers of a text, in order, each with all it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from extractors.lexicon.calendar import CalendarWords
from extractors.lexicon.language import Language
from extractors.lexicon.numeral import Numeral
from extractors.lexicon.numerals import Reading, reading
from extractors.lexicon.scanner import Token

_YEAR_MONTH = re.compile(r"(?:19|20)[0-9]{2}\.(?:0[1-9]|1[0-2])")
_MONTH_OF_ITEM = re.compile(r"[0-9]{1,2}\.([0-9]{1,2})(?=月)")
_BLANK = re.compile(r"[ ]{0,3}\n?[ ]{0,3}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text as dates are read in it: folded, as given, its items, and whether each touches the one before."""

    plain: str
    original: str
    items: tuple[Token, ...]
    close: tuple[bool, ...]
    words: CalendarWords


def sheet(text: str, language: Language) -> Sheet:
    """The items of a text."""
    found = reading(text, words=language.numbers)
    words = language.calendar
    items = tuple(_settled(sorted([*_numbers(found, words), *_words(found.text, words)], key=attrgetter("start"))))
    close = [False, *(_is_close(found.text, left.end, right.start) for left, right in pairwise(items))]
    return Sheet(found.text, text, items, tuple(close[: len(items)]), words)


def _is_close(plain: str, end: int, start: int) -> bool:
    """Whether nothing but a few blanks stands between two places."""
    return end == start or (start - end < 8 and _BLANK.fullmatch(plain, end, start) is not None)


def _words(plain: str, words: CalendarWords) -> Iterator[Token]:
    """The calendar words."""
    for item in words.scanner.scan(plain):
        if isinstance(item, Token):
            yield from _parted(plain, item, words) if "split" in item.tags else (item,)


def _parted(plain: str, token: Token, words: CalendarWords) -> Iterator[Token]:
    """Two words that would be read as another one together (至今年: not 至今)."""
    middle = token.start + int(str(token.tags["split"]))
    for start, end in ((token.start, middle), (middle, token.end)):
        if plain[start:end] in words.scanner.phrases:
            yield Token(start, end, words.scanner.phrases[plain[start:end]])


def _numbers(found: Reading, words: CalendarWords) -> Iterator[Token]:
    """The numerals, and digits that a letter touches ("14april", 2018Q4), as what they may be in a date."""
    covered: set[int] = set()
    for numeral in found.numerals:
        month = None if words.spaced else _month_of_item(numeral, found)
        tags = month.tags if month else _numeral_tags(numeral, found, spaced=words.spaced)
        if tags:
            covered.update(range(numeral.first, numeral.last))
            yield month or Token(numeral.start, numeral.end, tags)
    for at, token in enumerate(found.tokens):
        if at in covered:
            continue
        if "literal" in token.tags:
            yield Token(token.start, token.end, _literal_tags(found.text[token.start : token.end]))
        elif token.tags.get("noise") in ("slash", "dotted", "spanned"):
            text = found.text[token.start : token.end]
            if text not in words.lists["not_dates"]:
                yield Token(token.start, token.end, {str(token.tags["noise"]): text})


def _month_of_item(numeral: Numeral, found: Reading) -> Token | None:
    """The month behind the number of an item that begins a line, which is no decimal: 2.4月以来."""
    month = _MONTH_OF_ITEM.match(found.text, numeral.start)
    opens = found.text[max(0, numeral.start - 1) : numeral.start].strip(" \t\u3000") in ("", "\n")
    return Token(month.start(1), month.end(1), _literal_tags(month[1])) if month and opens else None


def _numeral_tags(numeral: Numeral, found: Reading, *, spaced: bool) -> Mapping[str, object]:
    """What a numeral may be: a day, a month, a year, a count; nothing for what is no whole number.

    Where words have blanks between them only digits and ordinals are days ("in May seven men").
    """
    value = numeral.value
    if not isinstance(value, int) or numeral.inner or numeral.high is not None or numeral.kind == "fraction":
        return {}
    if numeral.form == "digits" and numeral.kind == "cardinal":
        if numeral.last - numeral.first > 1 or numeral.scale > 1:
            return {}
        return _literal_tags(found.text[numeral.start : numeral.end])
    counted = spaced and numeral.form == "words" and numeral.kind != "ordinal"
    tags: dict[str, object] = {**({} if counted else _small_tags(value)), **_year_in_words(numeral, found)}
    if numeral.kind == "ordinal":
        tags["ord"] = value
    elif value < 1000:
        tags["n"] = value
    return tags


def _small_tags(value: int) -> dict[str, object]:
    """The day and the month that a number may be."""
    tags: dict[str, object] = {}
    if 1 <= value <= 31:
        tags["day"] = value
    if 1 <= value <= 12:
        tags["mon"] = value
    return tags


def _year_in_words(numeral: Numeral, found: Reading) -> dict[str, object]:
    """The year that words may be: 二〇二一, 零八, "two thousand"."""
    digits = numeral.last - numeral.first
    if numeral.form != "words" or numeral.kind != "cardinal":
        return {}
    if digits in _YEAR_TAGS and _digitwise(numeral, found):
        return {_YEAR_TAGS[digits]: numeral.value}
    return {"year": numeral.value} if 1000 <= numeral.value <= 2999 else {}


# Years by the number of their digits: 二〇二一, 一一二 (of the Republic of China), 零八.
_YEAR_TAGS = {4: "year", 3: "roc_year", 2: "yy"}


def _digitwise(numeral: Numeral, found: Reading) -> bool:
    """Whether a number is written digit by digit (二〇二一)."""
    return all("digit" in found.tokens[at].tags for at in range(numeral.first, numeral.last))


def _literal_tags(digits: str) -> Mapping[str, object]:
    """What a run of digits may be."""
    if not digits.isdigit():
        return {"ym": digits} if _YEAR_MONTH.fullmatch(digits) else {}
    value = int(digits) if len(digits) < 5 else 0
    if len(digits) <= 2:
        return {"n": value, **_small_tags(value), **({"yy": value} if len(digits) == 2 else {})}
    if len(digits) == 3:
        return {"n": value, **({"roc_year": value} if 1 <= value // 10 - 8 <= 5 else {})}
    if len(digits) == 8:
        return {"compact": digits}
    return {"year": value} if 1000 <= value <= 2999 else {}


def _settled(items: list[Token]) -> Iterator[Token]:
    """One item a place: the longer one, or both merged where they cover the same characters."""
    held: Token | None = None
    for item in items:
        if held is None or item.start >= held.end:
            if held is not None:
                yield held
            held = item
        elif (item.start, item.end) == (held.start, held.end):
            held = Token(held.start, held.end, {**held.tags, **item.tags})
        elif item.end - item.start > held.end - held.start:
            held = item
    if held is not None:
        yield held
