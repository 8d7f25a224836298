"""One language as the engines read it: typed words, no code."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.lexicon.acts import ActWords
from extractors.lexicon.calendar import CalendarWords
from extractors.lexicon.grammar import GrammarWords
from extractors.lexicon.numbers import NumberWords
from extractors.lexicon.objects import ObjectWords


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language.

    `code` is the ISO 639 code and the name of its file in `languages/`; `spaced` tells whether words stand apart
    (which of the two rooms of `binding/` reads it).
    """

    code: str
    spaced: bool
    numbers: NumberWords
    calendar: CalendarWords
    objects: ObjectWords
    acts: ActWords
    grammar: GrammarWords
