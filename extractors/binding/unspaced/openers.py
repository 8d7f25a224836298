"""Whom a paragraph is about: the body that its first words name, also by its police (上海警方则盯住幕后)."""

from __future__ import annotations

import re

from extractors.binding.candidate import Candidate, Reading
from extractors.records import Field, Name, NameKind, Span

# A paragraph's first words: a date or a mark may stand before the body that opens it.
_OPENING = re.compile("[\\s●·•\\-—“「【（(]{0,4}(?:[^，,。；;：:\n]{0,12}[，,])?")
# The police of a place, and what its office is called.
_POLICE = re.compile("([\u4e00-\u9fff]{2,3}?)(?:省|市)?(?:警方|警察)")
_OFFICE = "公安"
# What joins a body to its equals.
_EQUALS = ("、", "和", "与", "及", "等", "会同", "联合")
# So far before a figure its paragraph may begin.
_FAR = 600


def opener(reading: Reading, candidate: Candidate) -> Name | None:
    """The regulator that the sentence right before a figure's opens their paragraph with; None where there is none."""
    sentence = reading.sentences[candidate.sentence].span
    text = reading.folded.title if sentence.field == "title" else reading.folded.text
    start = text.rfind("\n", max(0, sentence.start - _FAR), sentence.start) + 1
    if not candidate.sentence or reading.sentences[candidate.sentence - 1].span != Span(
        sentence.field, start, reading.sentences[candidate.sentence - 1].span.end
    ):
        return None
    opened = _OPENING.match(text, start)
    places = {start, opened.end()} if opened is not None else {start}
    return next(
        (name for place in sorted(places) if (name := _at(reading, sentence.field, place, text)) is not None), None
    )


def _at(reading: Reading, field: Field, place: int, text: str) -> Name | None:
    """The regulator whose name begins at a place, or whose police does."""
    for name in reading.names:
        if name.kind is NameKind.REGULATOR and name.span.field == field and name.span.start == place:
            return None if text.startswith(_EQUALS, name.span.end) else name
    police = _POLICE.match(text, place)
    if police is None:
        return None
    return next((name for name in reading.names if _police_of(reading, name, police[1])), None)


def _police_of(reading: Reading, name: Name, place: str) -> bool:
    """Whether a name is that of a place's own police office, which the text has given in full."""
    written = _written(reading, name.span)
    return name.kind is NameKind.REGULATOR and written.startswith(place) and _OFFICE in written


def _written(reading: Reading, span: Span) -> str:
    text = reading.folded.title if span.field == "title" else reading.folded.text
    return text[span.start : span.end]
