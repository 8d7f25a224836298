"""A document's figures to candidates, in order of appearance, each by the room of its kind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.binding.candidate import Local, Reading, VagueCandidate
from extractors.binding.unspaced import counts, percents, sums, vague
from extractors.binding.unspaced.figures import Figure, Room, figure
from extractors.binding.unspaced.ledger import Entry, Ledger
from extractors.binding.unspaced.words import Lexicon, Page, lexicon, page
from extractors.records import Field, Quantity

_KINDS = {"number": counts.bind, "percent": percents.bind, "money": sums.bind}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A quantity of one field with its place in the reading and the sentence it stands in."""

    index: int
    quantity: Quantity
    sentence: int


def bind(reading: Reading) -> Local:
    """The candidates and vague figures of one document in order of appearance, title first."""
    ledger = Ledger()
    found_vague: list[VagueCandidate] = []
    words = lexicon(reading.language.code)
    fields: tuple[Field, Field] = ("title", "text")
    for field in fields:
        text = reading.source.title if field == "title" else reading.source.text
        sheet = page(text, reading.language.code)
        for spot in _figures(reading, field, sheet, words):
            entry = _entry(reading, sheet, spot, ledger)
            if entry is not None:
                ledger.add(entry)
        found_vague.extend(vague.figures(reading, sheet, field))
    return Local(ledger.candidates, tuple(found_vague))


def _entry(reading: Reading, sheet: Page, spot: Figure, ledger: Ledger) -> Entry | None:
    sums_first = sums.unmarked(sheet, spot)
    room = sums.bind if sums_first else _KINDS[spot.quantity.kind]
    return room(reading, sheet, spot, ledger)


def _figures(reading: Reading, field: Field, sheet: Page, words: Lexicon) -> Iterator[Figure]:
    """The figures of a field; each may look as far back as the end of the one before it."""
    placed = tuple(_placed(reading, field))
    left, sentence = 0, -1
    for number, spot in enumerate(placed):
        limits = reading.sentences[spot.sentence].span
        if spot.sentence != sentence:
            left, sentence = limits.start, spot.sentence
        follows = placed[number + 1] if number + 1 < len(placed) else None
        right = follows.quantity.span.start if follows and follows.sentence == sentence else limits.end
        room = Room(left, right)
        found = figure(spot.quantity, index=spot.index, sentence=spot.sentence, page=sheet, lexicon=words, room=room)
        left = max(left, found.end)
        yield found


def _placed(reading: Reading, field: Field) -> Iterator[_Placed]:
    numbers = [i for i, sentence in enumerate(reading.sentences) if sentence.span.field == field]
    starts = [reading.sentences[i].span.start for i in numbers]
    for index, quantity in enumerate(reading.quantities):
        if quantity.span.field == field:
            place = bisect_right(starts, quantity.span.start) - 1
            if place >= 0:
                yield _Placed(index, quantity, numbers[place])
