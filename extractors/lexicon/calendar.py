"""The calendar words of a language and the orders in which they make a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from extractors.lexicon.scanner import Scanner
from extractors.lexicon.tables import section, table, words


@dataclass(slots=True)
class Pattern:
    """A node of the tree of word orders: what may come next, and the name of the reading that may end here."""

    next: dict[str, Pattern] = field(default_factory=dict)
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """How one language writes dates.

    `scanner` finds its words, tagged by the sections of calendar.toml. `patterns` are the word orders that make a date,
    `ends` further ones that only the end of a range may have ("10 to 22 May"). `capital` are words that are dates only
    with a capital letter or in company (May, March). `future` are words that turn a date without year to what is to
    come, `law` and `event` nouns whose year only names them.
    """

    code: str
    spaced: bool
    scanner: Scanner
    patterns: Pattern
    ends: Pattern
    capital: frozenset[str]
    future: frozenset[str]
    named: frozenset[str]
    bare_year_after: frozenset[str]
    month_first: frozenset[str]


@cache
def calendar_words(code: str) -> CalendarWords:
    """The calendar words of a language, read from its calendar.toml."""
    source = table(code, "calendar")
    phrases: dict[str, dict[str, object]] = {}
    for tag in section(source, "words"):
        for phrase, value in section(section(source, "words"), tag).items():
            phrases.setdefault(phrase.lower(), {})[tag] = value
    spaced = bool(source.get("spaced", True))
    return CalendarWords(
        code=code,
        spaced=spaced,
        scanner=Scanner(phrases, loose=not spaced),
        patterns=_tree(section(source, "orders")),
        ends=_tree(section(source, "ends")),
        capital=frozenset(words(source, "capital")),
        future=frozenset(words(source, "future")),
        named=frozenset(words(source, "named")),
        bare_year_after=frozenset(words(source, "bare_year_after")),
        month_first=frozenset(words(source, "month_first")),
    )


def _tree(orders: Mapping[str, object]) -> Pattern:
    """All orders of all readings as one tree; "?" behind a word marks what may be missing."""
    root = Pattern()
    for reading in orders:
        for line in words(orders, reading):
            for slots in _expanded(line.split()):
                node = root
                for slot in slots:
                    node = node.next.setdefault(slot, Pattern())
                node.reading = node.reading or reading
    return root


def _expanded(slots: list[str]) -> list[list[str]]:
    """Every order that a line stands for, the fullest first."""
    lines: list[list[str]] = [[]]
    for slot in slots:
        name, optional = slot.rstrip("?"), slot.endswith("?")
        lines = [[*line, name] for line in lines] + (lines if optional else [])
    return [line for line in lines if line]
