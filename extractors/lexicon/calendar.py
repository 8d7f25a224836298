"""The calendar words of a language and the orders in which they make a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from extractors.lexicon.scanner import Scanner
from extractors.lexicon.tables import section, table, words

_LISTS = (
    "capital", "company", "future", "past", "named", "bare_year_after", "figure_words", "month_first", "not_open_after", "deadline", "seasons", "joining", "lasting",
    "not_dates", "indefinite",
)  # fmt: skip


@dataclass(slots=True)
class Pattern:
    """A node of the tree of word orders: what may come next, and the readings that may end here.

    A reading comes with the place of its order in calendar.toml: of two that fit the same words the first holds.
    """

    next: dict[str, Pattern] = field(default_factory=dict)
    readings: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """How one language writes dates.

    `scanner` finds its words, tagged by the sections of calendar.toml. `patterns` are the word orders that make a date,
    `ends` further ones that only the end of a range may have ("10 to 22 May"). `lists` are the words that decide doubtful
    cases, by the name they have in calendar.toml: "capital" (dates only with a capital letter or in "company"), "future"
    and "past" (which way a year-less date looks), "named" (nouns whose year only names them), "bare_year_after",
    "figure_words", "month_first" (regions), "not_open_after",
    "deadline", "lasting" (what a day before or behind is the length of), "seasons" (words that a year before them only names). `from_opens` tells whether "from X" alone has no end,
    `plural` is the ending of counted nouns, which tells "2000 messages" from a year, `day_first` whether whoever writes the language puts the day before the month.
    A date between `title_marks`, or between `quote_marks` with a `name_mark`, belongs to a name.
    """

    code: str
    spaced: bool
    scanner: Scanner
    patterns: Pattern
    ends: Pattern
    lists: Mapping[str, frozenset[str]]
    from_opens: bool
    day_first: bool
    plural: str
    title_marks: tuple[str, ...]
    quote_marks: tuple[str, ...]
    name_mark: str


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
        lists={name: frozenset(words(source, name)) for name in _LISTS},
        from_opens=bool(source.get("from_opens", False)),
        plural=str(source.get("plural", "")),
        day_first=bool(source.get("day_first", False)),
        title_marks=words(source, "title_marks"),
        quote_marks=words(source, "quote_marks"),
        name_mark=str(source.get("name_mark", "")),
    )


def _tree(orders: Mapping[str, object]) -> Pattern:
    """All orders of all readings as one tree; "?" behind a word marks what may be missing."""
    root, rank = Pattern(), 0
    for reading in orders:
        for line in words(orders, reading):
            for slots in _expanded(line.split()):
                node = root
                for slot in slots:
                    node = node.next.setdefault(slot, Pattern())
                rank += 1
                node.readings.append((rank, reading))
    return root


def _expanded(slots: list[str]) -> list[list[str]]:
    """Every order that a line stands for, the fullest first."""
    lines: list[list[str]] = [[]]
    for slot in slots:
        name, optional = slot.rstrip("?"), slot.endswith("?")
        lines = [[*line, name] for line in lines] + (lines if optional else [])
    return [line for line in lines if line and line[0] != "comma"]
