"""Where a figure stands: its measure word, the noun phrase before or after it, and the clause around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from extractors.binding.unspaced.nouns import (
    BETWEEN,
    JOINTS,
    OF_BODIES,
    Phrase,
    cases_after,
    han,
    noun_after,
    phrase_before,
)
from extractors.binding.unspaced.words import MARKS, Lexicon, Page, Word
from extractors.records import Quantity, Unit

# Measure words that count cases and complaints, nothing else.
_ONLY_CONTENT = frozenset({"则", "篇", "部", "集"})
# Apps, and in Taiwan videos.
_OF_VIDEOS = "支"
_OF_APPS = frozenset({"款"})
_OF_CRIMES = frozenset({"件", "起", "宗", "案"})
_ONLY_CASES = frozenset({"起", "宗", "起次"})
# The measure words of people.
OF_PEOPLE = frozenset({"人", "名", "人次", "位"})
# Bounds that stand behind the measure word: 100个以上.
_AFTER_MEASURE = ("以上", "以下", "左右", "上下", "之多", "余")
# What joins a number to what stands beside it and is no noun of its own.
_JOINING = "的、和及与或并而等则也又均共已被遭尚仍未正亦皆都全各曾"
# No word of the lists that touches a number is longer.
_LONGEST_WORD = 14
# What a measure word can count, by the unit it suggests; a noun of another kind beside it is no noun of the figure
# (网站平台624.6万件 counts what the sites took in). A measure that suggests nothing goes with any noun.
AGREES: Mapping[Unit, frozenset[Unit]] = {
    Unit.CONTENT: frozenset({Unit.CONTENT, Unit.REPORT, Unit.CASE, Unit.OTHER, Unit.WEBSITE}),
    Unit.CASE: frozenset({Unit.CASE, Unit.REPORT, Unit.CONTENT, Unit.OTHER}),
    Unit.ORGANISATION: frozenset(
        {Unit.ORGANISATION, Unit.WEBSITE, Unit.STREAM, Unit.OTHER, Unit.APP, Unit.GROUP, Unit.ACCOUNT}
    ),
    Unit.APP: frozenset({Unit.APP, Unit.OTHER}),
    Unit.REPORT: frozenset({Unit.REPORT, Unit.CONTENT, Unit.CASE}),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with what stands around it, as places in its folded field.

    `index` is the quantity's place in the reading; `sentence` likewise. `left` is where the text before belongs to an
    earlier figure or begins, `clause` where its own clause begins; `stop` is where its clause ends or the next figure
    begins, `lead_end` where the words of act before a noun end that stands apart from its number (see respective),
    `unknown` tells that a noun stands beside it that no list knows, `limit` where the next figure or the sentence's end is. `start`..`end` is the quote.
    """

    index: int
    quantity: Quantity
    sentence: int
    left: int
    clause: int
    start: int
    end: int
    stop: int
    limit: int
    measure: str
    before: Phrase | None
    after: Phrase | None
    unknown: bool
    lead_end: int | None = None

    @property
    def noun(self) -> Word | None:
        """The head noun, the one behind the number first."""
        phrase = self.after or self.before
        return phrase.head if phrase else None


@dataclass(frozen=True, slots=True)
class Room:
    """What a figure may look at: from the end of the figure before to the start of the one after, or its sentence."""

    left: int
    right: int


def figure(quantity: Quantity, *, index: int, sentence: int, page: Page, lexicon: Lexicon, room: Room) -> Figure:
    """The figure of a quantity with its measure word and nouns."""
    measure, end = _measure(page.text, quantity.span.end, lexicon)
    stop = _stop(page.text, end, room.right)
    clause = _clause(page.text, room.left, quantity.span.start)
    after = cases_after(page, end, stop) if measure in _ONLY_CASES else noun_after(page, end, stop, measure)
    before = None if after else phrase_before(page, quantity.span.start, clause, measure=measure)
    before = before or (None if after else _offence(page, quantity.span.start, clause, measure))
    used_before = before and _agreeing(page, before, measure, lexicon, place=quantity.span.start)
    return Figure(
        index=index,
        quantity=quantity,
        sentence=sentence,
        left=room.left,
        clause=clause,
        start=used_before.start if used_before else quantity.span.start,
        end=after.end if after else end,
        stop=stop,
        limit=room.right,
        measure=measure,
        before=used_before,
        after=after,
        unknown=not (before or after) and _unknown(page, quantity.span.start, clause, end, stop),
    )


def _offence(page: Page, start: int, clause: int, measure: str) -> Phrase | None:
    """The kind of crime that a measure word of cases counts: 网购诈骗2,706件."""
    if measure not in _OF_CRIMES:
        return None
    place = start
    for word in page.backwards(start, clause):
        if page.text[word.end : place].strip(BETWEEN):
            return None
        if word.plays("offence"):
            return Phrase(word.start, word.end, word._replace(meaning=replace(word.meaning, unit=Unit.CASE)))
        if not word.plays("link", "light"):
            return None
        place = word.start
    return None


def _unknown(page: Page, start: int, clause: int, end: int, stop: int) -> bool:
    """Whether words of no list touch a number where its noun would stand (作弊器材4600余件, 9个分会场)."""
    place = start
    for word in page.backwards(start, clause):
        if page.text[word.end : place].strip(BETWEEN) or not word.plays("link", "light", "passive"):
            break
        place = word.start
    words = page.between(clause, place)
    touched = bool(words) and words[-1].end == place
    touched = touched or place in page.name_ends
    left = place > clause and not touched and han(page.text[place - 1]) and page.text[place - 1] not in _JOINING
    begins = page.between(end, min(stop, end + _LONGEST_WORD))
    right = (
        end < stop
        and (han(page.text[end]) or page.text[end] in "“「")
        and not (begins and begins[0].start == end)
        and page.text[end] not in _JOINING
    )
    return left or right


def _measure(text: str, end: int, lexicon: Lexicon) -> tuple[str, int]:
    """The measure word behind a number and where it ends, with a bound that follows it."""
    match = lexicon.measures.match(text, end)
    if match is None:
        return "", end
    place = match.end()
    for bound in _AFTER_MEASURE:
        if text.startswith(bound, place):
            return match.group().strip(), place + len(bound)
    return match.group().strip(), place


def _stop(text: str, start: int, limit: int) -> int:
    place = start
    while place < limit and text[place] not in MARKS and not _parting_blank(text, place):
        place += 1
    return place


def _parting_blank(text: str, place: int) -> bool:
    """A blank between Han characters parts clauses, as headlines do (破获集团 逮21人)."""
    if text[place] not in " \u3000" or not 0 < place < len(text) - 1:
        return False
    return han(text[place - 1]) and han(text[place + 1])


def _clause(text: str, left: int, start: int) -> int:
    """Where the clause of a number begins; a colon right before the number (共下架：120款) does not part it."""
    place = start
    while place > left and text[place - 1] in "：: ":
        place -= 1
    while place > left and text[place - 1] not in MARKS and not _parting_blank(text, place - 1):
        place -= 1
    return place


def _agreeing(page: Page, before: Phrase, measure: str, lexicon: Lexicon, *, place: int) -> Phrase | None:
    """The phrase where its head goes with the measure word, else where its last member does: 账号和«帖文»11.6万条."""
    between = page.text[before.end : place]
    if _agrees(before.head, measure, lexicon, between):
        return before
    last = next(iter(page.backwards(before.end, before.start)), before.head)
    joined = last is not before.head and last.meaning.unit is not None and page.text[last.start - 1] in JOINTS
    return Phrase(before.start, before.end, last) if joined and _agrees(last, measure, lexicon, between) else None


def _agrees(head: Word, measure: str, lexicon: Lexicon, between: str) -> bool:
    """Whether a noun before its number goes with the measure word; nobody's nouns go with any but those of cases."""
    unit, suggested = head.meaning.unit, lexicon.suggested.get(measure)
    if head.act and unit is Unit.OTHER and measure in (OF_BODIES | OF_PEOPLE | _OF_APPS):
        return False  # 处罚47家 tells what was done to firms, 处罚20次 counts penalties
    if unit is None:
        if measure and head.plays("time_noun"):
            return False  # 三季度49款
        taking = suggested is Unit.CONTENT and head.plays("recipient")
        return suggested is not Unit.CASE and not between and not taking
    if measure in _ONLY_CASES:
        return unit in (Unit.CASE, Unit.REPORT)
    if measure == _OF_VIDEOS and unit is Unit.CONTENT:
        return True
    if measure in _ONLY_CONTENT and unit is Unit.CASE:
        return head.plays("example")
    return suggested is None or suggested not in AGREES or unit in AGREES[suggested]
