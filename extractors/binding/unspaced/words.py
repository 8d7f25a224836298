"""The words of a script without spaces: found by the longest match of the language's lists, with all they can be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from extractors.binding.candidate import Reading
from extractors.languages import language
from extractors.lexicon.folding import fold
from extractors.lexicon.language import Language
from extractors.lexicon.spelling import spelling_pattern
from extractors.records import Action, Field, Span, Unit

# Roles that are looked up around names and dates, not as words of a sentence.
_FRAMES = "frame_"
# A Latin word may touch a number (App120款), never another letter.
_LETTER = "[A-Za-z]"
# Marks that part clauses; the enumeration comma 、 parts only the members of one clause.
_AFTER_ONE = re.compile("[了0-9一二三四五六七八九十百逾近超约]")
# An act before one of these is a name: 治理领域, 打击行动, 举报渠道.
_NOMINAL = re.compile(
    "难|类(?=[0-9])|领域|工作(?!手机|电脑|号|群|室)|行动|活动|体系|机制|能力|力度|成效|制度|规则|标准|条例|程序|流程|通道|入口|渠道|热线|战役|方案|指南|攻势|信息网|报告|台账|时效|依据|事由|经验|协议|系统|模型|中心"
)
# A number behind an act that ends with a noun counts that noun: 关停网站12家, 切断直播共206场.
_COUNTED = re.compile("[ 了共累计合总约近逾超过达至少]{0,6}[0-9一二两三四五六七八九十百千]")
MARKS = frozenset("，,；;。！!？?：:\n")


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that one word of the lists can be."""

    unit: Unit | None = None
    noise: bool = False
    piece: bool = False
    measure: Unit | None = None
    action: Action | None = None
    roles: frozenset[str] = frozenset()

    def acting(self, action: Action | None) -> Meaning:
        """The same word as another act."""
        return replace(self, action=action)


class Word(NamedTuple):
    """A word where it stands in the folded field; a tuple, because a text has thousands."""

    start: int
    end: int
    text: str
    meaning: Meaning

    @property
    def noun(self) -> bool:
        """Whether it can be what is counted, or what is nobody's claim."""
        return self.meaning.unit is not None or self.meaning.noise

    @property
    def act(self) -> bool:
        """Whether it can be what was done."""
        return self.meaning.action is not None

    def plays(self, *roles: str) -> bool:
        """Whether it has one of these roles in the grammar."""
        return not self.meaning.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language as the rooms of this package read them."""

    meanings: Mapping[str, Meaning]
    pattern: re.Pattern[str]
    measures: re.Pattern[str]
    suggested: Mapping[str, Unit]
    ends: Mapping[str, int]
    inert: Mapping[str, Meaning]

    def scan(self, text: str, start: int, end: int) -> tuple[Word, ...]:
        """The words of a stretch of a folded text in order, the longest at each place, none overlapping."""
        meanings, inert, ends = self.meanings, self.inert, self.ends
        found: list[Word] = []
        lone: Word | None = None
        for match in self.pattern.finditer(text, start, end):
            first, last = match.span()
            word = text[first:last]
            meaning = meanings[word]
            if lone is not None and meaning.unit is not None and first == lone.end:
                found[-1] = lone  # 删弹幕470万条
            lone = None
            if last - first == 1 and meaning.action is not None and not self._alone(text, first, found):
                opens = first == start or text[first - 1] in MARKS or (bool(found) and found[-1].end == first)
                lone = Word(first, last, word, meaning) if opens and meaning.action is not Action.IDENTIFY else None
                meaning = inert[word]
            elif meaning.action is not None and _NOMINAL.match(text, last) is not None:
                meaning = inert[word]
            elif word in ends and _COUNTED.match(text, last) is not None:
                noun = first + ends[word]
                act = text[first:noun]
                found.append(Word(first, noun, act, meanings.get(act, meaning).acting(meaning.action)))
                first, word, meaning = noun, text[noun:last], meanings[text[noun:last]]
            found.append(Word(first, last, word, meaning))
        return tuple(found)

    @staticmethod
    def _alone(text: str, start: int, before: Sequence[Word]) -> bool:
        """Whether an act of one character is one here: 被抓, 清了, 逮21人; else it is a piece of a word (机关, 清单)."""
        suffered = bool(before) and before[-1].end == start and before[-1].plays("undergo")
        return suffered or _AFTER_ONE.match(text, start + 1) is not None


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language that has a room; raises LookupError where it has none."""
    room = language(code)
    if room is None:
        raise LookupError(f"no room for the language {code!r}")
    meanings = _meanings(room)
    measures = {*room.objects.measures, *room.grammar.role("measure")}
    return Lexicon(
        meanings=meanings,
        pattern=re.compile(spelling_pattern(meanings, letter=_LETTER)),
        measures=re.compile(" ?(?:" + "|".join(sorted(map(re.escape, measures), key=len, reverse=True)) + ")"),
        suggested=room.objects.measures,
        ends=_ends(meanings),
        inert={word: meaning.acting(None) for word, meaning in meanings.items() if meaning.action is not None},
    )


def _ends(meanings: Mapping[str, Meaning]) -> dict[str, int]:
    """Where the noun begins that an act ends with (关停|网站), for those whose noun is no act itself."""
    ends: dict[str, int] = {}
    for word, meaning in meanings.items():
        if meaning.action is None or meaning.unit is not None:
            continue
        for place in range(1, len(word) - 1):
            tail = meanings.get(word[place:])
            if tail is not None and tail.unit is not None and tail.action is None:
                ends[word] = place
                break
    return ends


def _meanings(room: Language) -> dict[str, Meaning]:
    """Every word of the language's lists with all its meanings."""
    objects, acts, grammar = room.objects, room.acts.actions, room.grammar.roles
    roles: dict[str, set[str]] = {}
    for role, members in grammar.items():
        for member in members if not role.startswith(_FRAMES) else ():
            roles.setdefault(fold(member), set()).add(role)
    words = {fold(w) for w in (*objects.heads, *objects.noise, *objects.pieces, *acts, *roles) if w}
    heads = {fold(word): unit for word, unit in objects.heads.items()}
    actions = {fold(word): action for word, action in acts.items()}
    noise, pieces = {*map(fold, objects.noise)}, {*map(fold, objects.pieces)}
    return {
        word: Meaning(
            unit=heads.get(word),
            noise=word in noise and word not in heads,
            piece=word in pieces,
            measure=objects.measures.get(word),
            action=actions.get(word),
            roles=frozenset(roles.get(word, ())),
        )
        for word in words
    }


@dataclass(frozen=True, slots=True)
class Page:
    """One field of a document, folded, with the words and the ends of names of the stretch from `start` to `end`."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    name_ends: frozenset[int] = frozenset()
    code: str = "zh"

    def between(self, start: int, end: int) -> Sequence[Word]:
        """The words that lie wholly between two places."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        while last > first and self.words[last - 1].end > end:
            last -= 1
        return self.words[first:last]

    def backwards(self, end: int, start: int) -> Iterator[Word]:
        """The words that lie wholly between two places, the last one first."""
        yield from reversed(self.between(start, end))


def page(reading: Reading, field: Field) -> Page:
    """A field as it is read here, with the words of the reading's sentences.

    A word that means another act in Traditional script is read by its script. A word inside a proper name is no act
    and plays no part: 应急处理中心.
    """
    text, folded = (s.title if field == "title" else s.text for s in (reading.source, reading.folded))
    spans = [sentence.span for sentence in reading.sentences if sentence.span.field == field]
    start, end = (spans[0].start, spans[-1].end) if spans else (0, 0)
    names = [name.span for name in reading.names if name.span.field == field]
    words = lexicon(reading.language.code).scan(folded, start, end)
    if names:
        words = tuple(_outside(words, names))
    if text != folded:
        words = tuple(_by_script(word, text) for word in words)
    name_ends = frozenset(name.end for name in names)
    starts_at = tuple(word.start for word in words)
    return Page(folded, start, end, words, starts_at, name_ends, reading.language.code)


def _outside(words: Sequence[Word], names: Sequence[Span]) -> Iterator[Word]:
    """The words, those inside a name as nouns only; both stand in order of place."""
    following = iter(names)
    name = next(following, None)
    for word in words:
        while name is not None and name.end <= word.start:
            name = next(following, None)
        named = name is not None and name.start <= word.start and word.end <= name.end
        yield word._replace(meaning=Meaning(unit=word.meaning.unit)) if named else word


def _by_script(word: Word, text: str) -> Word:
    if not word.plays("reported_traditional") or text[word.start : word.end] == word.text:
        return word
    return word._replace(meaning=replace(word.meaning, action=Action.REPORT))
