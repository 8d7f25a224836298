"""The number words of a language: values, scales, hedges, currencies, and how digits are grouped."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from extractors.lexicon.folding import folding
from extractors.lexicon.number_spelling import PLAIN
from extractors.lexicon.scanner import Scanner
from extractors.lexicon.tables import section, table, words

# Sections of numbers.toml that map a phrase to a value; each becomes a tag of the same name.
_TAGS = (
    "value",
    "digit",
    "times",
    "teen",
    "dozen",
    "scale",
    "one_scale",
    "one_part",
    "suffix",
    "fraction",
    "ordinal",
    "ordinal_mark",
    "ordinal_before",
    "before",
    "before_implicit",
    "after",
    "inner",
    "behind_noun",
    "between",
    "percent",
    "percent_before",
    "share",
    "in_every",
    "of",
    "to",
    "from",
    "and",
    "article",
    "point",
    "vague",
    "some",
    "measure_word",
    "subunit",
    "subunit_alone",
    "closing",
    "clock_after",
    "pointing",
    "places",
    "letter_currency",
    "whole",
)
_LISTS = (
    ("time", "words"),
    ("measure", "words"),
    ("identifier", "words"),
    ("idiom", "phrases"),
    ("age", "before"),
    ("age", "after"),
)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How one language writes numbers.

    `scanner` finds its words, tagged by the sections of numbers.toml, and digits as the literals "literal" (a number),
    "clock", "spanned", "dotted", "slash", "address". `decimal` and `group` are the marks in digits. `joins` is what may stand
    between the words of one number. `implicit_one` are multipliers that need no digit before them (十, 百),
    `trailing_digit` says that a last digit belongs to the next lower place (一万三), `adds_fractions` that a fraction behind a number is added to it (satu setengah). `shared` gives the currency of a
    sign by region, with "default". `refused` are the words after which a bound word is none, `refused_next` those right behind which it is none, `careful` short forms of
    money that are words when written small, `halved` words behind and `halving` words before a fraction that make it a
    share, `change` the verbs after which "from A to B" is no range, `both` what may join two bounds to one range.
    `weak` are words of money that are more often
    something else, so that only a large sum makes them money. A bare digit counts behind a word of `stated` and before
    one of `goes_on` (是四不是五). `hotlines` are telephone numbers that texts
    give without saying so. `few` are small vague counts that need no size word.
    `bare_words` tells whether a lone small number in words counts without anything countable by it.
    """

    code: str
    spaced: bool
    scanner: Scanner
    variants: Mapping[int, str]
    decimal: str
    group: str
    joins: frozenset[str]
    implicit_one: frozenset[int]
    trailing_digit: bool
    adds_fractions: bool
    shared: Mapping[str, Mapping[str, str]]
    refused: Mapping[str, frozenset[str]]
    refused_next: Mapping[str, frozenset[str]]
    bare_words: bool
    careful: frozenset[str]
    halved: frozenset[str]
    halving: frozenset[str]
    change: frozenset[str]
    both: frozenset[str]
    few: frozenset[str]
    weak: frozenset[str]
    stated: frozenset[str]
    hotlines: frozenset[str]
    goes_on: frozenset[str]


@cache
def number_words(code: str) -> NumberWords:
    """The number words of a language, read from its numbers.toml and the currencies that all languages share."""
    source = table(code, "numbers")
    currencies = _currencies()
    phrases = _phrases(source)
    for name, sign in section(currencies, "signs").items():
        _tag(phrases, name, "currency", sign)
    for name in words(currencies, "codes"):
        _tag(phrases, name.lower(), "currency", name)
    decimal, group = str(source["decimal"]), str(source["group"])
    joins = frozenset(words(source, "joins"))
    spaced = bool(source.get("spaced", True))
    return NumberWords(
        code=code,
        spaced=spaced,
        scanner=_scanner(phrases, spaced=spaced, literals=literal_patterns(decimal=decimal, group=group)),
        variants=_variants(source),
        decimal=decimal,
        group=group,
        joins=joins,
        implicit_one=frozenset(int(str(value)) for value in _list(source, "implicit_one")),
        trailing_digit=bool(source.get("trailing_digit", False)),
        adds_fractions=bool(source.get("adds_fractions", False)),
        shared={sign: _strings(section(section(currencies, "shared"), sign)) for sign in section(currencies, "shared")},
        refused=_sets(source, "not_a_bound"),
        refused_next=_sets(source, "not_a_bound_next"),
        bare_words=bool(source.get("bare_words", True)),
        careful=frozenset(words(currencies, "careful")),
        halved=frozenset(words(source, "halved")),
        halving=frozenset(words(source, "halving")),
        change=frozenset(words(section(source, "change"), "words")),
        both=frozenset(words(source, "both")) | {""},
        few=frozenset(words(source, "few")),
        hotlines=frozenset(words(source, "hotlines")),
        stated=frozenset(words(source, "stated")),
        goes_on=frozenset(words(source, "goes_on")),
        weak=frozenset(words(source, "weak")),
    )


def _sets(source: Mapping[str, object], name: str) -> Mapping[str, frozenset[str]]:
    """The word lists of a section, by the word that they are about; none where the language has no such section."""
    found = section(source, name)
    return {word: frozenset(words(found, word)) for word in found}


def _scanner(phrases: Mapping[str, Mapping[str, object]], *, spaced: bool, literals: Mapping[str, str]) -> Scanner:
    """The scanner of a language; without word spaces, words that only look like numbers give way inside a number."""
    if spaced:
        return Scanner(phrases, literals=literals)
    idioms = frozenset(phrase for phrase, tags in phrases.items() if "idiom" in tags and len(tags) == 1)
    guard = "0123456789" + "".join(p for p, tags in phrases.items() if len(p) == 1 and not _NUMERIC.isdisjoint(tags))
    return Scanner(phrases, literals=literals, loose=True, guarded=idioms, guard=guard)


_NUMERIC = frozenset({"digit", "value", "times", "scale"})


# Two days or months in digits, the second without what it shares with the first: 2023.11.05-08, 2023/11/5-11/8, 2023.03-06.
_SPANNED = (
    r"(?<![0-9.,])(?:19|20)[0-9]{2}(?:"
    r"\.[0-9]{1,2}\.[0-9]{1,2}[-–—~至到](?:[0-9]{1,2}\.)?"
    r"|/[0-9]{1,2}/[0-9]{1,2}[-–—~至到](?:[0-9]{1,2}/)?"
    r"|\.(?:0[1-9]|1[0-2])[-–—~至到](?=[0-9]{2})"
    r")[0-9]{1,2}(?![0-9./年月日号-])"
)


def literal_patterns(*, decimal: str, group: str) -> Mapping[str, str]:
    """Patterns of what is written in digits, by kind; every repeat is bounded or possessive, so all are linear."""
    d, g = re.escape(decimal), re.escape(group)
    number = "|".join(
        (
            rf"[0-9]{{1,3}}(?:{g}[0-9]{{3}}){{1,40}}(?![0-9])(?:{d}[0-9]++)?",  # 1,234,567.8
            rf"[0-9]{{1,2}}(?:{g}[0-9]{{2}}){{1,9}}{g}[0-9]{{3}}(?![0-9])(?:{d}[0-9]++)?",  # 12,34,567
            rf"[0-9]{{1,3}}(?:{d}[0-9]{{3}}){{1,9}}{g}[0-9]{{1,2}}(?![0-9])",  # 1.234,50 beside an own 1,234.50
            rf"[0-9]{{1,3}}(?:{d}[0-9]{{3}}){{2,9}}(?![0-9])",  # 1.234.567
            rf"[0-9]{{1,3}}(?:'[0-9]{{3}}){{1,9}}(?![0-9])(?:{d}[0-9]++)?",  # 1'234'567
            rf"(?<![0-9]{g})[0-9]{{1,3}}(?: [0-9]{{3}}){{1,9}}(?![0-9]|[:{g}][0-9])(?:{d}[0-9]++)?",  # 1 234 567
            rf"(?<![0-9]{g})[0-9]{{1,4}}{g}[0-9]{{1,2}}(?![0-9]|{g}[0-9])",  # 2,5
            rf"[0-9]++(?:{d}[0-9]++)?",  # 2.5, 67000
            rf"(?<![0-9]){d}[0-9]++",  # .25
        )
    )
    return {
        "address": r"(?:https?://|www\.)[!-~]++",
        "clock": r"(?<![0-9])[0-9]{1,2}[:][0-9]{2}(?::[0-9]{2})?(?![0-9])",
        "spanned": _SPANNED,
        "dotted": rf"(?<![0-9])[0-9]{{1,4}}(?:(?:\.[0-9]{{1,4}}){{2,7}}|(?:-[0-9]{{1,4}}){{2,7}})(?![0-9]|{g}[0-9])(?<!\.[0-9]{{3}}\.[0-9]{{3}})",
        "slash": r"(?<![0-9])[0-9]{1,4}(?:/[0-9]{1,4}){1,3}(?![0-9/])",
        "literal": number,
    }


@cache
def _currencies() -> Mapping[str, object]:
    """Signs, codes and regions of money, the same in every language."""
    return tomllib.loads(files("extractors.languages").joinpath("currencies.toml").read_text(encoding="utf-8"))


def _phrases(source: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Every phrase of the list with its tags."""
    phrases: dict[str, dict[str, object]] = {}
    for tag in _TAGS:
        for phrase, value in section(source, tag).items():
            _tag(phrases, phrase, tag, value)
    for phrase, value in section(source, "word_currency").items():
        _tag(phrases, phrase, "currency", value)
        _tag(phrases, phrase, "currency_word", value)
    for tag, name in _LISTS:
        for phrase in words(section(source, tag), name):
            _tag(phrases, phrase, tag if tag != "age" else f"age_{name}", 1)
    if source.get("spaced", True):
        _add_led(phrases)
    return phrases


def _add_led(phrases: dict[str, dict[str, object]]) -> None:
    """Bound words behind "and" and "or", lest "and more" hide the "more than" of "and more than 400"."""
    leaders = [word for word, tags in phrases.items() if tags.get("to") in (2, 3) and word.isalpha()]
    for bound in [word for word, tags in phrases.items() if "before" in tags and word[0].isalpha()]:
        for leader in leaders:
            _tag(phrases, f"{leader} {bound}", "led", len(leader))


def _tag(phrases: dict[str, dict[str, object]], phrase: str, tag: str, value: object) -> None:
    """Adds one tag to a phrase; a word keeps the currency that was said first."""
    phrases.setdefault(phrase.lower(), {}).setdefault(tag, value)


def _variants(source: Mapping[str, object]) -> Mapping[int, str]:
    """The folding of the language: the plain one and its own character variants."""
    script = folding() if source.get("han", False) else {}
    return MappingProxyType({**script, **PLAIN})


def _strings(source: Mapping[str, object]) -> dict[str, str]:
    """A table whose values are all strings."""
    return {key: str(value) for key, value in source.items()}


def _list(source: Mapping[str, object], name: str) -> list[object]:
    """A list of any values, empty where it is missing."""
    found = source.get(name, [])
    return list(found) if isinstance(found, list) else []
