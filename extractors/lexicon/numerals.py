"""Numbers in digits and words, read out of a text: "two hundred and sixty-seven thousand", 3萬4413, 74.2 lakh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractors.lexicon.composition import compose
from extractors.lexicon.number_spelling import spelled
from extractors.lexicon.numbers import NumberWords, number_words
from extractors.lexicon.numeral import Numeral, tidy
from extractors.lexicon.scanner import Token
from extractors.records import Number

_LONGEST = 60  # digits of a number that is read; the law of Python stops at 4,300, sense far earlier
_CACHED = 200_000  # characters: longer texts are not kept


@dataclass(frozen=True, slots=True)
class Reading:
    """A folded text with its number tokens and the numerals they make, in order."""

    text: str
    tokens: tuple[Token, ...]
    numerals: tuple[Numeral, ...]


def reading(text: str, *, words: NumberWords) -> Reading:
    """The numerals of a text; the same text asked for again soon is not read again."""
    return _kept(text, words.code) if len(text) <= _CACHED else _read(text, words)


@lru_cache(maxsize=4)
def _kept(text: str, code: str) -> Reading:
    """The last few readings: dates and quantities ask for the same text."""
    return _read(text, number_words(code))


def _read(text: str, words: NumberWords) -> Reading:
    """Tokens first, then numerals left to right."""
    plain = spelled(text, variants=words.variants)
    tokens = tuple(_unled(plain, _tokens(plain, words), words))
    numerals: list[Numeral] = []
    index = 0
    while index < len(tokens):
        begins = not _FIRST.isdisjoint(tokens[index].tags)
        found = _numeral(plain, tokens, index, words) if begins else None
        if found is None:
            index += 1
        else:
            numerals.append(found)
            index = found.last
    return Reading(plain, tokens, tuple(numerals))


def _tokens(plain: str, words: NumberWords) -> list[Token]:
    """The scanner's tokens, digits with their value."""
    tokens: list[Token] = []
    for item in words.scanner.scan(plain):
        if isinstance(item, Token):
            tokens.append(item)
            continue
        kind = item.lastgroup or ""
        if kind != "literal":
            tokens.append(Token(item.start(), item.end(), {"noise": kind}))
            continue
        value = _value(item.group(), words)
        tags = {"noise": "identifier"} if value is None else {"literal": value}
        tokens.append(Token(item.start(), item.end(), tags))
    return tokens


def _unled(plain: str, tokens: list[Token], words: NumberWords) -> Iterator[Token]:
    """The tokens with "and more than" in two where a number follows: "50 and over" is one word, "and over 50" is two."""
    for at, token in enumerate(tokens):
        if "led" not in token.tags:
            yield token
            continue
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if behind is not None and not _STARTS.isdisjoint(behind.tags) and not plain[token.end : behind.start].strip():
            middle = token.start + int(str(token.tags["led"]))
            leader, bound = plain[token.start : middle], " ".join(plain[middle : token.end].split())
            yield Token(token.start, middle, words.scanner.phrases[leader])
            yield Token(token.end - len(plain[middle : token.end].lstrip()), token.end, words.scanner.phrases[bound])
        elif len(token.tags) > 1:
            yield token


_STARTS = frozenset({"literal", "value", "times", "article", "currency", "letter_currency", "fraction", "between"})


def _value(digits: str, words: NumberWords) -> Number | None:
    """What the digits say, or None where nobody could mean a number."""
    if len(digits) > _LONGEST:
        return None
    plain = digits.replace(" ", "").replace("'", "")
    whole, mark, rest = plain.rpartition(words.decimal)
    if mark and words.group in rest:  # 1.234,50 beside an own 1,234.50
        plain = plain.replace(words.decimal, "").replace(words.group, ".")
    elif plain.count(words.decimal) > 1:  # 1.234.567
        plain = plain.replace(words.decimal, "")
    elif not mark and _is_decimal_comma(plain, words.group):
        plain = plain.replace(words.group, ".")
    else:
        plain = f"{whole.replace(words.group, '')}.{rest}" if mark else rest.replace(words.group, "")
    return tidy(Decimal(plain)) if "." in plain else int(plain)


def _is_decimal_comma(digits: str, group: str) -> bool:
    """Whether the one group mark stands where only a decimal mark can: "2,5"."""
    return digits.count(group) == 1 and len(digits) - digits.index(group) < 4


def _numeral(plain: str, tokens: Sequence[Token], index: int, words: NumberWords) -> Numeral | None:
    """The numeral that begins at a token that a number can begin with, or None."""
    first = tokens[index]
    if "idiom" in first.tags:
        return None
    if "literal" in first.tags and not _stands_alone(plain, tokens, index, words):
        return None
    return compose(plain, tokens, index, words=words)


_FIRST = frozenset(
    {"literal", "digit", "value", "times", "scale", "one_scale", "article", "fraction", "ordinal"}
)  # what a number can begin with


def _stands_alone(plain: str, tokens: Sequence[Token], index: int, words: NumberWords) -> bool:
    """Whether digits are a number of their own, no part of a name ("Covid-19", "A4", "5G")."""
    if not words.spaced and _touches(tokens, index, _COUNTING):  # App520余个
        return True
    return _free_before(plain, tokens, index) and _free_after(plain, tokens, index)


def _is_latin(mark: str) -> bool:
    """Whether a character is a Latin letter."""
    return "a" <= mark <= "z" or "\u00c0" <= mark <= "\u024f"


def _free_before(plain: str, tokens: Sequence[Token], index: int) -> bool:
    """Nothing but a currency may touch the digits from the left."""
    start = tokens[index].start
    if start == 0:
        return True
    before = plain[start - 1]
    if index and tokens[index - 1].end == start and {"currency", "letter_currency"} & tokens[index - 1].tags.keys():
        return True
    if before in "_#@":
        return False
    if before == "-" and start > 1 and _is_latin(plain[start - 2]):
        return index > 1 and tokens[index - 2].end == start - 1  # "five-10", but "Covid-19"
    return not _is_latin(before)


def _free_after(plain: str, tokens: Sequence[Token], index: int) -> bool:
    """A letter may touch the digits from the right only as a scale, ordinal mark or currency."""
    end = tokens[index].end
    after = plain[end : end + 1]
    if not after or not _is_latin(after):
        return True
    return _touches(tokens, index, _ENDINGS)


def _touches(tokens: Sequence[Token], index: int, tags: frozenset[str]) -> bool:
    """Whether the next token follows without a gap and has one of the tags."""
    if index + 1 >= len(tokens) or tokens[index + 1].start != tokens[index].end:
        return False
    return not tags.isdisjoint(tokens[index + 1].tags)


_COUNTING = frozenset({"inner", "measure_word", "scale", "times", "after"})
_ENDINGS = frozenset({"suffix", "scale", "ordinal_mark", "currency", "percent", "subunit", "time", "measure"})
