"""Whether a text is about what regulators and platforms do, or about cars, the weather and the cup final."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.spaced.units import DIRECT
from extractors.records import Action, Kind, NameKind, Unit

# What is moderated. An act on such a thing makes a text one of ours whatever its other words.
ONLINE = frozenset({Unit.ACCOUNT, Unit.CONTENT, Unit.WEBSITE, Unit.APP, Unit.GROUP, Unit.STREAM})
# What is done to firms and in sums by those who watch over them.
SANCTIONS = frozenset({Action.FINE, Action.WARN, Action.SUSPEND, Action.BLOCK, Action.CLOSE, Action.REMOVE})
# Acts that tell nothing of enforcement by themselves: anything is found, reported and looked into.
COMMON = frozenset({Action.OTHER, Action.REPORT, Action.INVESTIGATE, Action.IDENTIFY})
# Other texts have so many different words of the field at least, where nothing else speaks for them.
LEAST = 3
# A text of fewer different words needs fewer, one of fewer than this none.
SHORT = 70
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def of_interest(reading: Reading, candidates: Sequence[Candidate]) -> bool:
    """Whether the text tells of an act on something online, or has enough words of the field for what else it tells.

    In a short text, and where a language lists no such words, any act, sum, threat or name is enough.
    """
    field, near = reading.language.grammar.role("field_words"), reading.language.grammar.role("near_words")
    text = f"{reading.source.title} {reading.source.text}".lower()
    words = set(WORD.findall(text))
    needed = min(LEAST, len(words) // SHORT) if field else 0
    regulator = any(name.kind is NameKind.REGULATOR for name in reading.names)
    if not needed:
        told = (c.action is not Action.OTHER or c.kind is Kind.MONEY for c in candidates)
        return regulator or bool(reading.names) or any(told) or any(c.polarity is Polarity.NOT_DONE for c in candidates)
    strong, weak = _known(field, words, text), _known(near, words, text)
    if any(_moderated(c) for c in candidates):
        return strong + weak >= 1
    if any(_sanctioned(c) for c in candidates):
        return strong + weak // 2 >= needed - 1
    if regulator:
        return strong + weak // 2 >= needed
    return strong + (weak if needed < LEAST else weak // LEAST) >= needed


def _known(field: frozenset[str], words: set[str], text: str) -> int:
    """How many words of a field a text has, in the singular or plural."""
    return sum(not {w, f"{w}s", f"{w}es"}.isdisjoint(words) or (" " in w and w in text) for w in field)


def _moderated(candidate: Candidate) -> bool:
    """Whether a counted thing that stands online was itself removed, closed or the like, in so many words."""
    direct = candidate.rule in DIRECT and candidate.head and candidate.unit in ONLINE
    return bool(direct) and candidate.action not in COMMON


def _sanctioned(candidate: Candidate) -> bool:
    """Whether a firm or a sum was fined, warned or shut in so many words."""
    firm = candidate.unit is Unit.ORGANISATION and candidate.rule in DIRECT
    return candidate.action in SANCTIONS and (firm or candidate.kind is Kind.MONEY)
