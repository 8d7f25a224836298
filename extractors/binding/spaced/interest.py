"""Whether a text is about what regulators and platforms do, or about cars, the weather and the cup final."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.records import Action, Kind, NameKind, Unit

# What is moderated. An act on such a thing makes a text one of ours whatever its other words.
ONLINE = frozenset({Unit.ACCOUNT, Unit.CONTENT, Unit.WEBSITE, Unit.APP, Unit.GROUP, Unit.STREAM})
# Other texts have so many different words of the field at least.
LEAST = 3
# A text of fewer different words needs fewer, one of fewer than this none.
SHORT = 70
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def of_interest(reading: Reading, candidates: Sequence[Candidate]) -> bool:
    """Whether the text names an authority, tells of an act on something online, or has enough words of the field.

    In a short text, and where a language lists no such words, any act, sum, threat or name is enough.
    """
    field = reading.language.grammar.role("field_words")
    text = f"{reading.source.title} {reading.source.text}".lower()
    words = set(WORD.findall(text))
    needed = min(LEAST, len(words) // SHORT) if field else 0
    if any(name.kind is NameKind.REGULATOR for name in reading.names):
        return True
    if not needed:
        told = (c.action is not Action.OTHER or c.kind is Kind.MONEY for c in candidates)
        return bool(reading.names) or any(told) or any(c.polarity is Polarity.NOT_DONE for c in candidates)
    known = {w for w in field if not {w, f"{w}s", f"{w}es"}.isdisjoint(words) or (" " in w and w in text)}
    online = any(c.unit in ONLINE and c.head and c.action is not Action.OTHER for c in candidates)
    return len(known) >= (1 if online else needed)
