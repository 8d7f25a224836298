"""The outline of a text that a translation keeps, in any language: how many sentences, and the numbers and days in them.

Cheap and coarse on purpose: it only ever compares two texts of one story, and never makes a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.core.months import month

# A stop of a script with spaces ends a sentence before a blank only: "1.4 million" has none.
END = re.compile(r"(?:[.!?][\"”’)\]]*(?=\s)|[。！？；][”’」』）]*|\n)\s*")
# "22 May", "May 22", 5月22日, and a month alone: "in May 2024", 5月.
WORD = r"[^\W\d_]{3,12}"
DAY = re.compile(
    rf"(?P<zh_month>\d{{1,2}})月(?:(?P<zh_day>\d{{1,2}})[日号號])?"
    rf"|\b(?P<alone>{WORD})\s(?=(?:19|20)\d\d\b)"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<after>{WORD})\b"
    rf"|\b(?P<before>{WORD})\s(?P<ahead>\d{{1,2}})\b(?!,\d|\.\d)"
)
# "66,600", "1.41 million", 141.09万.
NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<scale>万|萬|亿|億|thousand\b|million\b|billion\b)?",
    re.IGNORECASE,
)
POWERS = {"万": 4, "萬": 4, "亿": 8, "億": 8, "thousand": 3, "million": 6, "billion": 9}
# A number with more digits than this is no count of anything.
LONGEST = 15


@dataclass(frozen=True, slots=True)
class Outline:
    """Where sentences end in a text, and what numbers and days it names beside its claims."""

    text: str
    ends: tuple[int, ...]
    marks: frozenset[str]

    @property
    def sentences(self) -> int:
        """How many sentences the text has."""
        return len(self.ends)

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that holds a place, from 0."""
        return sum(end <= place for end in self.ends)


def outline_of(text: str) -> Outline:
    """The outline of one text."""
    ends = tuple(found.end() for found in END.finditer(text) if text[: found.start()].strip())
    whole = tuple(dict.fromkeys((*ends, len(text))))
    return Outline(text, whole, _marks(text))


def number_mark(value: float | Decimal) -> str:
    """A number as it stands among the marks."""
    return f"n{Decimal(str(value)).normalize():f}"


def day_mark(number: int, day: int) -> str:
    """A day of the calendar as it stands among the marks."""
    return f"d{number}-{day}"


def _marks(text: str) -> frozenset[str]:
    found: set[str] = set()
    rest = DAY.sub(lambda match: _day(match, found), text)
    for match in NUMBER.finditer(rest):
        if len(match["digits"]) <= LONGEST:
            value = Decimal(match["digits"].replace(",", ""))
            found.add(number_mark(value.scaleb(POWERS.get((match["scale"] or "").casefold(), 0))))
    return frozenset(found)


def _day(match: re.Match[str], found: set[str]) -> str:
    """Keep a calendar day and leave a blank in its place; what is none stays."""
    if match["zh_month"]:
        number: int | None = int(match["zh_month"])
        day = match["zh_day"]
    else:
        number, day = month(match["alone"] or match["after"] or match["before"]), match["day"] or match["ahead"]
    if number is None:
        return match[0]
    # A month alone is mostly that of the campaign, which any report may name.
    if day:
        found.add(day_mark(number, int(day)))
    return " "
