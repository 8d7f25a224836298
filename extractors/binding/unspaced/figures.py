"""Where a figure stands: its measure word, the noun phrase before or after it, and the clause around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.binding.unspaced.belongings import belonging
from extractors.binding.unspaced.words import MARKS, Lexicon, Page, Word
from extractors.records import Quantity, Unit

# How far a head noun may stand from its figure, modifiers between.
_REACH = 24
_RELATIVE_REACH = 48
# What may stand between a noun and its number beside linking words; the colon of 共下架App：120款.
_BETWEEN = " \t|｜　”」』》)）\"'’：:类等"
# Measure words of firms and sites.
_OF_BODIES = frozenset({"家", "家次", "间", "户"})
# Measure words that count cases and complaints, nothing else.
_ONLY_CONTENT = frozenset({"则", "篇", "部", "集"})
# Apps, and in Taiwan videos.
_OF_VIDEOS = "支"
_OF_CRIMES = frozenset({"件", "起", "宗", "案"})
# Measures behind which examples may stand with a long description of them.
_OF_EXAMPLES = frozenset({"件", "个", "例", "大"})
_ONLY_CASES = frozenset({"起", "宗", "起次"})
# The measure words of people.
OF_PEOPLE = frozenset({"人", "名", "人次", "位"})
# 账号、违规群组: so much may stand between two coordinated nouns.
_LONGEST_JOINT = 6
_JOINTS = frozenset("、和与及或")
_OPENERS, _CLOSERS = frozenset("“「『\"'‘《(（["), frozenset("”」』\"'’》)）]")
# Bounds that stand behind the measure word: 100个以上.
_AFTER_MEASURE = ("以上", "以下", "左右", "上下", "之多", "余")
# What joins a number to what stands beside it and is no noun of its own.
_JOINING = "的、和及与或并而等则也又均共已被遭"
# A noun of one character counts only right beside its number: 9人, but not 人民.
_SHORT = 1
# No word of the lists that touches a number is longer.
_LONGEST_WORD = 14
# What says with what the things that are counted have to do.
_ABOUT = re.compile("(?:与|和|同|跟)[^，,。；;、：:0-9\n]{1,20}(?:有关|相关|有关联)的")
# What a measure word can count, by the unit it suggests; a noun of another kind beside it is no noun of the figure
# (网站平台624.6万件 counts what the sites took in). A measure that suggests nothing goes with any noun.
_AGREES: Mapping[Unit, frozenset[Unit]] = {
    Unit.CONTENT: frozenset({Unit.CONTENT, Unit.REPORT, Unit.CASE, Unit.OTHER, Unit.WEBSITE}),
    Unit.CASE: frozenset({Unit.CASE, Unit.REPORT, Unit.CONTENT, Unit.OTHER}),
    Unit.ORGANISATION: frozenset(
        {Unit.ORGANISATION, Unit.WEBSITE, Unit.STREAM, Unit.OTHER, Unit.APP, Unit.GROUP, Unit.ACCOUNT}
    ),
    Unit.APP: frozenset({Unit.APP, Unit.OTHER}),
    Unit.REPORT: frozenset({Unit.REPORT, Unit.CONTENT, Unit.CASE}),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: where it stands and its head; of coordinated nouns the first is the head (账号、群组)."""

    start: int
    end: int
    head: Word

    @property
    def unit(self) -> Unit | None:
        """What the head counts as, None where its counts are no claims."""
        return self.head.meaning.unit


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
    after = _cases_after(page, end, stop) if measure in _ONLY_CASES else _phrase_after(page, end, stop, measure)
    before = None if after else phrase_before(page, quantity.span.start, clause, measure=measure)
    before = before or (None if after else _offence(page, quantity.span.start, clause, measure))
    agrees = before and _agrees(before.head, measure, lexicon, page.text[before.end : quantity.span.start])
    used_before = before if agrees else None
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
        if page.text[word.end : place].strip(_BETWEEN):
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
        if page.text[word.end : place].strip(_BETWEEN) or not word.plays("link", "light", "passive"):
            break
        place = word.start
    words = page.between(clause, place)
    touched = bool(words) and words[-1].end == place
    touched = touched or place in page.name_ends
    left = place > clause and not touched and _han(page.text[place - 1]) and page.text[place - 1] not in _JOINING
    begins = page.between(end, min(stop, end + _LONGEST_WORD))
    right = (
        end < stop
        and _han(page.text[end])
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
    return _han(text[place - 1]) and _han(text[place + 1])


def _clause(text: str, left: int, start: int) -> int:
    """Where the clause of a number begins; a colon right before the number (共下架：120款) does not part it."""
    place = start
    while place > left and text[place - 1] in "：: ":
        place -= 1
    while place > left and text[place - 1] not in MARKS and not _parting_blank(text, place - 1):
        place -= 1
    return place


def _agrees(head: Word, measure: str, lexicon: Lexicon, between: str) -> bool:
    """Whether a noun before its number goes with the measure word; nobody's nouns go with any but those of cases."""
    unit, suggested = head.meaning.unit, lexicon.suggested.get(measure)
    if head.act and unit is Unit.OTHER and measure in (_OF_BODIES | OF_PEOPLE):
        return False  # 处罚47家 tells what was done to firms, 处罚20次 counts penalties
    if unit is None:
        taking = suggested is Unit.CONTENT and head.plays("recipient")
        return suggested is not Unit.CASE and not between and not taking
    if measure in _ONLY_CASES:
        return unit in (Unit.CASE, Unit.REPORT)
    if measure == _OF_VIDEOS and unit is Unit.CONTENT:
        return True
    if measure in _ONLY_CONTENT and unit is Unit.CASE:
        return head.plays("example")
    return suggested is None or suggested not in _AGREES or unit in _AGREES[suggested]


def _cases_after(page: Page, start: int, stop: int) -> Phrase | None:
    """The case that 起 and 宗 count, whatever describes it: 10起«打击网络黑客犯罪典型案例»."""
    limit = min(stop, start + _REACH)
    words = page.between(start, limit)
    for number, word in enumerate(words):
        if word.plays("undergo", "plan", "disposal"):
            return None
        if word.meaning.unit in (Unit.CASE, Unit.REPORT) and _stands(word, start, page.text):
            return _extend(page, words[number:], start, limit, stop)
    return None


def _phrase_after(page: Page, start: int, stop: int, measure: str) -> Phrase | None:
    """The noun phrase behind a measure word; behind 件 and 个 the examples that it ends with: 7件«个人信息保护典型案例»."""
    if measure in _OF_EXAMPLES:
        limit = min(stop, start + _RELATIVE_REACH)
        words = page.between(start, limit)
        place = next((number for number, word in enumerate(words) if word.plays("example")), None)
        shut = any(word.plays("undergo", "plan", "disposal") for word in words[:place])
        if place is not None and not shut and "、" not in page.text[start : words[place].start]:
            return Phrase(words[place].start, words[place].end, words[place])
    found = phrase_after(page, start, stop)
    if found is not None and not measure and any(word.act for word in page.between(start, found.head.start)):
        return None  # 铁路12306识别抢票软件
    return found


def phrase_after(page: Page, start: int, stop: int) -> Phrase | None:
    """The noun phrase that begins right behind a measure word: 7200余个«违规主播», 4家«存在问题的网站»."""
    limit = min(stop, start + _REACH)
    far = min(stop, start + _RELATIVE_REACH)
    place = _skip(page.text, start, limit)
    joint = page.text.find("、", place, limit)
    if (about := _ABOUT.match(page.text, place, far)) is not None:
        return phrase_after(page, about.end(), stop)  # 680万个与诈骗中心有关的账号
    if place < limit and (page.text[place] in _JOINTS or page.text[place] in "的（("):
        return None  # 粉丝超过50万的账号 is a condition, 网站3家、账号5个 two figures
    words = page.between(place, limit)
    for number, word in enumerate(words):
        if 0 <= joint < word.start and not words[:number]:
            return None
        if word.noun and _stands(word, place, page.text):
            return _extend(page, words[number:], start, limit, stop)
        if word.act or word.plays("bar"):
            described = _relative(page, [*words[number:], *page.between(limit, far)], start, far, stop)
            touching = word.plays("modifier", "negation") and _touches_noun(page, words, number)
            if described is not None or not touching:
                return described
        elif word.plays("passive", "disposal", "plan"):
            return None
    return None


def _touches_noun(page: Page, words: Sequence[Word], number: int) -> bool:
    """Whether a describing act has its noun right behind it, quotation marks apart (仿冒“新闻主播”账号, 未认证账号)."""
    following = words[number + 1] if number + 1 < len(words) else None
    if following is None or not following.noun or (words[number].plays("negation") and following.act):
        return False
    return len(page.text[words[number].end : following.start].strip('“「『"')) <= _LONGEST_JOINT


def _relative(page: Page, words: Sequence[Word], start: int, limit: int, stop: int) -> Phrase | None:
    """The head of a relative clause: 18款«违规收集个人信息的App»; the act belongs to the noun, not to the figure."""
    de = page.text.find("的", words[0].end, limit)
    heads = [word for word in words if word.start > de >= 0 and word.noun]
    behind = max((end for end in page.name_ends if heads and de < end <= heads[0].start), default=de)
    if (
        not heads
        or heads[0].start - behind > _LONGEST_JOINT
        or any(w.act for w in words if de < w.start < heads[0].start)
    ):
        return None
    return _extend(page, heads, start, limit, stop)


def _skip(text: str, place: int, limit: int) -> int:
    while place < limit and ((text[place] in _OPENERS and text[place] not in "(（[") or text[place] == " "):
        place += 1
    return place


def _stands(word: Word, place: int, text: str) -> bool:
    """A noun of one character must touch its number and end its phrase."""
    if word.end - word.start > _SHORT:
        return True
    return word.start == place and (word.end >= len(text) or not _han(text[word.end]))


def _han(mark: str) -> bool:
    return "\u3400" <= mark <= "\u9fff"


def _extend(page: Page, words: Sequence[Word], start: int, limit: int, stop: int) -> Phrase:
    """The phrase from its first noun on: compounds end with their head, coordinated nouns begin with it."""
    head, end, joined = words[0], words[0].end, False
    for word in words[1:]:
        gap = page.text[end : word.start].strip('”」』"')
        if not word.noun or (word.act and not gap and word.meaning.unit is not Unit.REPORT):
            break
        if (
            gap
            and stop < len(page.text)
            and page.text[stop] not in MARKS
            and not page.text[word.end : stop].strip(_BETWEEN)
        ):
            break  # 网站4个、账号5个: the noun is the next figure's
        if not gap:
            head, end = (head if joined else word), word.end
        elif gap[0] in _JOINTS and len(gap) <= 4 and word.end <= limit:
            joined, end = True, word.end
        else:
            break
    if end < limit and page.text[end] in _CLOSERS:
        end += 1
    owned = belonging(page, head, end, stop)
    return Phrase(start, owned.end, owned) if owned else Phrase(start, end, head)


def phrase_before(page: Page, start: int, clause: int, *, measure: str = "") -> Phrase | None:
    """The noun phrase that ends right before a number: «违规账号»7.2万余个, «被处置的账号»有7.2万余个."""
    place = start
    words = page.backwards(start, clause)
    following: Word | None = None
    for word in words:
        gap = page.text[word.end : place]
        if gap.strip(_BETWEEN):
            return None
        if word.text in _BETWEEN:
            place = word.start
            continue
        if following is not None and (_acts(page, word, measure) or measure == "次"):
            return None  # 达人扣除信用分4.6万次: 次 counts the acts
        if word.noun and page.text[word.start - 1] in "（(" and gap[:1] in ("）", ")"):
            place = word.start - 1
            continue  # 网站（APP）2390个 are sites
        if measure == "个" and word.plays("taken") and not gap and (owner := _owner(page, word, clause)) is not None:
            return _reach_back(page, owner, clause)  # 限制账号功能1,800个
        if _counted(word, gap) and not (
            word.end in page.name_ends and measure == "个" and word.meaning.unit is Unit.CONTENT
        ):
            return _reach_back(page, word, clause)
        if not (word.plays("link", "light", "passive") or word.meaning.piece or (word.act and following is None)):
            return None
        following = word if word.act else following
        place = word.start
    return None


def _owner(page: Page, taken: Word, clause: int) -> Word | None:
    """The account that touches what is taken from it: 违规«账号»信用分."""
    before = next(iter(page.backwards(taken.start, clause)), None)
    owns = before is not None and before.end == taken.start and before.meaning.unit is Unit.ACCOUNT
    return before if owns else None


def _acts(page: Page, word: Word, measure: str) -> bool:
    """Whether a word before an act is who acts, not what is counted: 微博处置921个, 平台清理3万条."""
    body = word.meaning.unit in (Unit.ORGANISATION, Unit.WEBSITE) and measure not in _OF_BODIES
    return word.end in page.name_ends or body


def _counted(word: Word, gap: str) -> bool:
    """Whether a word is a noun that its number counts; one of one character must touch it, and be a thing."""
    if word.end - word.start > _SHORT:
        return word.noun
    return word.meaning.unit is not None and not gap


def _reach_back(page: Page, head: Word, clause: int) -> Phrase:
    """The phrase back to its first coordinated noun and the modifiers that touch it."""
    first, start = head, head.start
    for word in page.backwards(head.start, clause):
        gap = page.text[word.end : start]
        if word.text in _JOINTS:
            continue
        if word.end in page.name_ends:
            break
        if (
            not word.noun
            or word.act
            or word.end - word.start == _SHORT
            or not (gap == "" or (len(gap) <= _LONGEST_JOINT and _JOINTS & {gap[0], gap[-1]}))
        ):
            break
        first, start = (word if gap else first), word.start
    return Phrase(start, head.end, first)
