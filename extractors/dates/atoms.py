"""Single calendar expressions where they stand: every order of words that fits, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.dates.context import (
    ends_a_span,
    is_any,
    is_bare_year,
    is_doubtful,
    is_duration,
    is_followed,
    is_how_long,
    looks_ahead,
    stands_for_a_day,
    word_before,
)
from extractors.dates.items import Sheet
from extractors.dates.moment import Moment
from extractors.dates.numeric import Order
from extractors.dates.readings import understood
from extractors.dates.said import Said
from extractors.lexicon.calendar import Pattern
from extractors.lexicon.scanner import Token

_Match = tuple[int, int, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Atom:
    """One expression as it stands: its moment, its range of items, its reading; `loose` if only a range allows it."""

    moment: Moment
    first: int
    last: int
    reading: str
    loose: bool


@dataclass(frozen=True, slots=True)
class Atoms:
    """The expressions of a sheet by the item they begin at, each looked for once.

    `impossible` are days that no calendar has (30 February), by first item and the item behind them.
    """

    sheet: Sheet
    published: date | None
    region: str | None
    order: Order
    held: dict[tuple[int, bool], tuple[Atom, ...]] = field(default_factory=dict)
    impossible: dict[int, int] = field(default_factory=dict)

    def at(self, index: int, *, loose: bool = False) -> tuple[Atom, ...]:
        """The expressions that begin at an item, longest first; `loose` ones can only be an end of a range."""
        key = (index, loose)
        if key not in self.held:
            self.held[key] = self._read(index, loose=loose) if index < len(self.sheet.items) else ()
        return self.held[key]

    def _read(self, index: int, *, loose: bool) -> tuple[Atom, ...]:
        """The orders that fit and mean something."""
        found: list[_Match] = []
        self._match(self.sheet.words.ends if loose else self.sheet.words.patterns, index, (), found)
        if not found:
            return ()
        found.sort()
        forward = self.forward(index)
        atoms = []
        for back, _, reading, path in found:
            tokens = self.sheet.items[index:-back]
            ahead = forward or (reading in _PLACED and self._looks_ahead(tokens))
            said = Said(path, tokens, self.published, self.region, self.order, ahead)
            if not loose and self._refused(index, reading, path, said.tokens):
                continue
            moment = understood(reading, said)
            if moment is None and reading == "day" and not loose and _names_a_day(path):
                self.impossible[index] = -back
                return ()
            if moment is not None:
                atoms.append(Atom(moment, index, -back, reading, loose))
        return tuple(atoms)

    def _looks_ahead(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence without word spaces speaks of what is to come: 计划下半年抽查."""
        return not self.sheet.words.spaced and looks_ahead(self.sheet, tokens[0].start, tokens[-1].end)

    def _match(self, node: Pattern, here: int, path: tuple[str, ...], found: list[_Match]) -> None:
        """Collects every order that fits from here on: the item behind it (negative), rank, reading and tags."""
        for rank, reading in node.readings:
            found.append((-here, rank, reading, path))
        if not node.next or here >= len(self.sheet.items) or (path and not self.sheet.close[here]):
            return
        for tag in self.sheet.items[here].tags:
            child = node.next.get(tag)
            if child is not None:
                self._match(child, here + 1, (*path, tag), found)

    def forward(self, index: int) -> bool:
        """Whether "by" or "until" stands before the item."""
        deadline = self.sheet.words.lists["deadline"]
        if not deadline:
            return False
        before = word_before(self.sheet, self.sheet.items[index].start)
        return bool(before) and before[0] in deadline

    def _refused(self, index: int, reading: str, path: Sequence[str], tokens: Sequence[Token]) -> bool:
        """Whether the words around say that this is no date."""
        if is_doubtful(self.sheet, tokens):
            return True
        if path[-2:] == ("the", "unit") or path[0] == "rel" or path[:2] == ("the", "rel") or path == ("weekday",):
            if is_any(self.sheet, tokens) or _is_first_of_two(self.sheet, tokens) or _points_back(tokens):
                return True
            return path[-1] == "day" and _is_no_end(self.sheet, tokens)
        if reading == "the_day":
            if self.sheet.words.spaced:
                return not stands_for_a_day(self.sheet, tokens)
            return ends_a_span(self.sheet, index) or is_how_long(self.sheet, tokens)
        check = _DOUBTS.get(tuple(path))
        return check is not None and check(self.sheet, tokens)


def _is_no_month(_sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether "2011-12" are two years; 2023-03 is a month."""
    month = tokens[-1]
    return month.end - month.start != 2 or int(str(tokens[0].tags["year"])) % 100 + 1 == month.tags["mon"]


def _is_no_row(_sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether digits apart are no date: 2022 11 23 has two each."""
    return any(token.end - token.start != 2 for token in tokens[1:])


def _is_no_year(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether four digits alone are a count."""
    return not is_bare_year(sheet, tokens[0])


def _is_counted(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether the number behind a month counts something ("In June, 4 sites", "to June, 10% fewer"); "September 85 fell"."""
    return is_followed(sheet, tokens) or sheet.plain[tokens[-1].end : tokens[-1].end + 2].strip()[:1] in ("%", ".5")


def _is_broken(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether a line ends between the words: in a list of months, each with its year, they belong apart."""
    return "\n" in sheet.plain[tokens[0].end : tokens[1].start]


def _is_fraction(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether two small numbers with a slash are a part or a score ("1/16 oz"); a day has "on" or the like before it."""
    text = sheet.plain[tokens[0].start : tokens[0].end]
    if text.count("/") > 1 or len(text) > 5 or sheet.plain.strip() == text or not sheet.words.spaced:
        return False
    before = word_before(sheet, tokens[0].start)
    return not before or before[0] not in sheet.words.lists["company"]


def _is_first_of_two(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether a hyphen joins the words to another ("its last half-yearly report", "this year-long inquiry")."""
    after = sheet.plain[tokens[-1].end : tokens[-1].end + 2]
    return sheet.words.spaced and after[:1] == "-" and after[1:].isalpha()


def _is_no_half(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether "the first half" only describes a noun behind it."""
    return sheet.words.spaced and is_followed(sheet, tokens)


def _points_back(tokens: Sequence[Token]) -> bool:
    """Whether the words only point back to a year that was told ("the preceding year"), as "the year before" does."""
    return tokens[-1].tags.get("unit") == "year" and len(tokens) <= 3 and "back" in tokens[-2].tags


_END = re.compile(r"(?:[至到~-]|—{1,2})[0-9]{1,2}日")


def _is_no_end(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether a number behind 本月 is a count (本月3家), not the first of several days (本月12至19日)."""
    return not sheet.words.spaced and _END.match(sheet.plain, tokens[-1].end) is None


# Readings that take their year from the sentence around them.
_PLACED = frozenset({"half", "quarter", "part", "days"})
# Expressions that need a look around, by their tags.
_DOUBTS: Mapping[tuple[str, ...], Callable[[Sheet, Sequence[Token]], bool]] = {
    ("year",): _is_no_year,
    ("year", "month"): _is_broken,
    ("month", "comma", "day"): _is_counted,
    ("month", "yy"): _is_counted,
    ("slash",): _is_fraction,
    ("yy", "year_mark"): is_duration,
    ("year", "dash", "mon"): _is_no_month,
    ("year", "mon", "day"): _is_no_row,
    ("half",): _is_no_half,
    ("the", "half"): _is_no_half,
    ("the", "ord", "n", "unit"): _is_no_half,
    ("mon", "month_mark", "day"): is_followed,
    ("rel_year", "mon", "month_mark", "day"): is_followed,
    ("year", "year_mark", "mon", "month_mark", "day"): is_followed,
    ("roc_year", "year_mark", "mon", "month_mark", "day"): is_followed,
}


def _names_a_day(path: Sequence[str]) -> bool:
    """Whether the words name a day and a month, whatever the calendar says to it."""
    return "lunar" in path or ("day" in path and ("month" in path or "month_mark" in path))
