"""Long documents in stretches, so that looking back costs the same however long the text is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from extractors.binding.candidate import Reading
from extractors.records import Claim, DateSpan, Name, Quantity, Sentence

# So many sentences are bound together; a page of news or a report's chapter has fewer.
SENTENCES = 400
FIGURES = 600


def windows(reading: Reading) -> Iterator[Reading]:
    """The reading in stretches of whole sentences, mostly one; each has the mentions of its sentences only."""
    if len(reading.sentences) <= SENTENCES and len(reading.quantities) <= FIGURES:
        yield reading
        return
    places = [0, 0, 0]
    for start, end in _stretches(reading):
        last = reading.sentences[end - 1]
        quantities = _until(reading.quantities, places, 0, last)
        dates = _until(reading.dates, places, 1, last)
        names = _until(reading.names, places, 2, last)
        sentences = reading.sentences[start:end]
        yield replace(reading, sentences=sentences, quantities=quantities, dates=dates, names=names)


def _stretches(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where each stretch begins and ends: at so many sentences or figures."""
    start = figures = place = 0
    for index, sentence in enumerate(reading.sentences):
        first = place
        while place < len(reading.quantities) and _before(reading.quantities[place], sentence):
            place += 1
        figures += place - first
        if index + 1 - start >= SENTENCES or figures >= FIGURES:
            yield start, index + 1
            start, figures = index + 1, 0
    if start < len(reading.sentences):
        yield start, len(reading.sentences)


M = TypeVar("M", Quantity, DateSpan, Name)


def _until(mentions: tuple[M, ...], places: list[int], which: int, last: Sentence) -> tuple[M, ...]:
    """The mentions from the last place on that end no later than a sentence."""
    start = end = places[which]
    while end < len(mentions) and _before(mentions[end], last):
        end += 1
    places[which] = end
    return mentions[start:end]


def _before(mention: Quantity | DateSpan | Name, last: Sentence) -> bool:
    return mention.span.field != last.span.field or mention.span.start < last.span.end


def numbered(stretches: Iterable[tuple[Claim, ...]]) -> tuple[Claim, ...]:
    """The claims of all stretches, c1, c2 ... in order, their wholes renamed likewise."""
    found: list[Claim] = []
    for stretch in stretches:
        ids = {claim.id: f"c{number}" for number, claim in enumerate(stretch, len(found) + 1)}
        if not found and all(old == new for old, new in ids.items()):
            found += stretch
            continue
        found += [replace(c, id=ids[c.id], part_of=ids[c.part_of] if c.part_of else None) for c in stretch]
    return tuple(found)
