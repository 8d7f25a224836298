"""Whether a text is about what regulators and platforms do, or about the weather, trains and coffee shops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.binding.candidate import Candidate, Reading
from extractors.records import Action, Field, Unit

# What is moderated. An act on such a thing speaks for a text whatever its other words.
_ONLINE = frozenset({Unit.ACCOUNT, Unit.CONTENT, Unit.WEBSITE, Unit.APP, Unit.GROUP, Unit.STREAM})
_IDLE = (Action.OTHER, Action.IDENTIFY)
# A text has so many different words of the field at least; a shorter one needs one for each so many characters, and a
# sentence by itself, which is no longer than this, none.
_LEAST = 3
_SHORT = 150
_SENTENCE = 40
_FIELDS: tuple[Field, Field] = ("title", "text")


def of_interest(reading: Reading, candidates: Sequence[Candidate]) -> bool:
    """Whether a text has enough different words of the field; one fewer where it names one of ours or tells of an act online.

    Words that are common elsewhere, too (`frame_field_common`), speak as one together. A language that lists no such words (`frame_field`) asks for none. What stands outside the net as often as in it
    (`frame_offline`: posters, samples, games) speaks for nothing.
    """
    field = reading.language.grammar.role("frame_field")
    offline = reading.language.grammar.role("frame_offline")
    stretches = [stretch for name in _FIELDS if (stretch := _stretch(reading, name))]
    length = sum(map(len, stretches))
    needed = min(_LEAST, 1 + length // _SHORT) if field and length > _SENTENCE else 0
    online = any(c.unit in _ONLINE and c.head and c.head not in offline and c.action not in _IDLE for c in candidates)
    needed -= online or bool(reading.names)
    if needed <= 0:
        return True
    words = {word for stretch in stretches for word in _pattern(field).findall(stretch)}
    common = _pattern(reading.language.grammar.role("frame_field_common"))
    return len(words) + any(common.search(stretch) for stretch in stretches) >= needed


def _stretch(reading: Reading, field: Field) -> str:
    """What the reading's sentences cover of a field, folded."""
    spans = [sentence.span for sentence in reading.sentences if sentence.span.field == field]
    text = reading.folded.title if field == "title" else reading.folded.text
    return text[spans[0].start : spans[-1].end] if spans else ""


@cache
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)")
