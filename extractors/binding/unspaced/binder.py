"""A document's figures to candidates, in order of appearance, each by the room of its kind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from extractors.binding.candidate import Local, Reading, VagueCandidate
from extractors.binding.unspaced import counts, percents, sums, vague
from extractors.binding.unspaced.companions import named_before
from extractors.binding.unspaced.figures import OF_PEOPLE, Figure, Room, figure
from extractors.binding.unspaced.interest import of_interest
from extractors.binding.unspaced.ledger import Entry, Ledger
from extractors.binding.unspaced.respective import Respective
from extractors.binding.unspaced.words import Lexicon, Page, lexicon, page
from extractors.records import Field, Quantity, Span

# The longest number of a list item, in characters.
_LIST = 3
# No figure looks further than this within its sentence, so that a text without marks costs no more than another.
_FAR = 240
_KINDS = {"number": counts.bind, "percent": percents.bind, "money": sums.bind}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A quantity of one field with its place in the reading and the sentence it stands in."""

    index: int
    quantity: Quantity
    sentence: int


def bind(reading: Reading) -> Local:
    """The candidates and vague figures of one document in order of appearance, title first.

    There are no candidates in a text that is about something else than what Tallywire follows.
    """
    ledger = Ledger()
    bound: set[int] = set()
    found_vague: list[VagueCandidate] = []
    words = lexicon(reading.language.code)
    fields: tuple[Field, Field] = ("title", "text")
    for field in fields:
        sheet = page(reading, field)
        for spot in _figures(reading, field, sheet, words, bound=bound):
            entry = _entry(reading, sheet, spot, ledger)
            if entry is not None:
                ledger.add(entry)
                bound.add(spot.index)
            elif _idles(spot, ledger) and not named_before(sheet, spot):
                ledger.pass_over(spot)
        found_vague.extend(vague.figures(reading, sheet, field))
    candidates = ledger.candidates
    return Local(candidates if of_interest(reading, candidates) else (), tuple(found_vague))


def _idles(spot: Figure, ledger: Ledger) -> bool:
    """Whether a figure that is nobody's claim makes the share behind it nobody's, too: 旅客9,345万人次，增长8%."""
    if spot.before is not None or (spot.measure and spot.after is not None):
        return True
    alone = next(ledger.back(field=spot.quantity.span.field, sentence=spot.sentence), None) is None
    return alone and (spot.quantity.kind == "percent" or spot.measure in OF_PEOPLE)


def _entry(reading: Reading, sheet: Page, spot: Figure, ledger: Ledger) -> Entry | None:
    sums_first = sums.unmarked(sheet, spot)
    room = sums.bind if sums_first else _KINDS[spot.quantity.kind]
    return room(reading, sheet, spot, ledger)


def _figures(
    reading: Reading, field: Field, sheet: Page, words: Lexicon, *, bound: AbstractSet[int]
) -> Iterator[Figure]:
    """The figures of a field; each may look as far back as the end of the last one that is a claim (`bound`)."""
    placed = tuple(_placed(reading, field))
    left, sentence, respective = 0, -1, Respective()
    for number, spot in enumerate(placed):
        limits = reading.sentences[spot.sentence].span
        if spot.sentence != sentence:
            left, sentence, respective = limits.start, spot.sentence, Respective()
        follows = placed[number + 1] if number + 1 < len(placed) else None
        right = follows.quantity.span.start if follows and follows.sentence == sentence else limits.end
        begin, end = spot.quantity.span.start - _FAR, spot.quantity.span.end + _FAR
        room = Room(max(left, begin), min(right, end))
        found = figure(spot.quantity, index=spot.index, sentence=spot.sentence, page=sheet, lexicon=words, room=room)
        found = respective.give(sheet, found)
        yield found
        if found.index in bound:
            left = max(left, found.end)


def _placed(reading: Reading, field: Field) -> Iterator[_Placed]:
    numbers = [i for i, sentence in enumerate(reading.sentences) if sentence.span.field == field]
    starts = [reading.sentences[i].span.start for i in numbers]
    text = reading.folded.title if field == "title" else reading.folded.text
    names = [name.span for name in reading.names if name.span.field == field]
    for index, quantity in enumerate(reading.quantities):
        if quantity.span.field != field or _part_of_a_name(quantity.span, names) or _no_figure(text, quantity.span):
            continue
        place = bisect_right(starts, quantity.span.start) - 1
        if place >= 0 and not _list_number(text, quantity.span, starts[place]):
            yield _Placed(index, quantity, numbers[place])


def _part_of_a_name(span: Span, names: Sequence[Span]) -> bool:
    """360导航 is a site."""
    place = bisect_right(names, span.start, key=lambda name: name.start) - 1
    return place >= 0 and names[place].overlaps(span)


def _no_figure(text: str, span: Span) -> bool:
    """The 千 of 数千 is no thousand, the 3 of 第3批 no count."""
    return text[max(0, span.start - 1) : span.start] in ("数", "几", "第") or "几" in text[span.start : span.end + 1]


def _list_number(text: str, span: Span, start: int) -> bool:
    """一、 or (二) or 3． at the start of a sentence."""
    before = text[start : span.start].strip("（( 　第")
    return (
        not before and text[span.end : span.end + 1] in ("、", ")", "）", "．", ".") and span.end - span.start <= _LIST
    )
