"""The noun phrase beside a number: before it, behind its measure word, at the end of a relative clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from extractors.binding.unspaced.belongings import belonging
from extractors.binding.unspaced.words import MARKS, Page, Word
from extractors.records import Unit

# How far a head noun may stand from its figure, modifiers between.
_REACH = 24
_RELATIVE_REACH = 48
# What may stand between a noun and its number beside linking words; the colon of 共下架App：120款.
BETWEEN = " \t|｜　”」』》)）\"'’：:类等"
# Measure words of firms and sites.
OF_BODIES = frozenset({"家", "家次", "间", "户"})
# What a measure word never counts, and what it does.
_POSTS = (frozenset({Unit.APP, Unit.STREAM, Unit.GROUP, Unit.ACCOUNT, Unit.ORGANISATION}), frozenset({Unit.CONTENT}))
_BODIES = (frozenset({Unit.CONTENT}), frozenset({Unit.WEBSITE, Unit.ORGANISATION, Unit.APP}))
_COUNTED_BY = {
    **dict.fromkeys(("部", "集", "条", "则", "篇"), _POSTS),
    **dict.fromkeys(OF_BODIES, _BODIES),
    "件": (frozenset({Unit.ORGANISATION}), frozenset({Unit.OTHER, Unit.CASE, Unit.REPORT})),
}
# Behind an example the kind of thing that is counted: 仿冒“主播”等«账号».
_SUCH = re.compile('[”」』"]?等(?=[\u4e00-\u9fff])')
# Measures behind which examples may stand with a long description of them.
_OF_EXAMPLES = frozenset({"件", "个", "例", "大"})
# 账号、违规群组: so much may stand between two coordinated nouns.
_LONGEST_JOINT = 6
JOINTS = frozenset("、和与及或")
_OPENERS, _CLOSERS = frozenset("“「『\"'‘《(（["), frozenset("”」』\"'’》)）]")
# A noun of one character counts only right beside its number: 9人, but not 人民.
_SHORT = 1
# What says with what the things that are counted have to do.
_ABOUT = re.compile("(?:与|和|同|跟)[^，,。；;、：:0-9\n]{1,20}(?:有关|相关|有关联)的")


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


def cases_after(page: Page, start: int, stop: int) -> Phrase | None:
    """The case that 起 and 宗 count, whatever describes it: 10起«打击网络黑客犯罪典型案例»."""
    limit = min(stop, start + _REACH)
    words = page.between(start, limit)
    for number, word in enumerate(words):
        if word.plays("undergo", "plan", "disposal"):
            return None
        if word.meaning.unit in (Unit.CASE, Unit.REPORT) and _stands(word, start, page.text):
            return _extend(page, words[number:], start, limit, stop)
    return None


def noun_after(page: Page, start: int, stop: int, measure: str) -> Phrase | None:
    """The noun phrase behind a measure word; behind 件 and 个 the examples that it ends with: 7件«个人信息保护典型案例»."""
    if measure in _OF_EXAMPLES:
        limit = min(stop, start + _RELATIVE_REACH)
        words = page.between(start, limit)
        place = next((number for number, word in enumerate(words) if word.plays("example")), None)
        shut = any(word.plays("undergo", "plan", "disposal") for word in words[:place])
        if place is not None and not shut and "、" not in page.text[start : words[place].start]:
            return Phrase(words[place].start, words[place].end, words[place])
    found = _fitting(page, phrase_after(page, start, stop), measure, start, stop)
    if found is not None and not measure and any(word.act for word in page.between(start, found.head.start)):
        return None  # 铁路12306识别抢票软件
    return found


def _fitting(page: Page, found: Phrase | None, measure: str, start: int, stop: int) -> Phrase | None:
    """The phrase, or the one further on whose head the measure word counts where it never counts the first.

    As in 203家违法信息突出的«网站», 34部小程序内的违规«短剧».
    """
    odd, wanted = _COUNTED_BY.get(measure, (frozenset(), frozenset()))
    if found is None or found.unit not in odd:
        return _such(page, found, stop) if found is not None else None
    for word in page.between(found.end, min(stop, start + _RELATIVE_REACH)):
        if word.plays("undergo", "disposal", "plan") or word.text in JOINTS:
            return found
        if word.noun and word.meaning.unit in wanted and word.end - word.start > _SHORT:
            return Phrase(start, word.end, word)
    return found


def _such(page: Page, found: Phrase, stop: int) -> Phrase:
    """The phrase with the noun of the kind that its own noun is an example of."""
    such = _SUCH.match(page.text, found.end)
    words = page.between(such.end(), min(stop, such.end() + _LONGEST_JOINT)) if such else ()
    named = dropwhile(lambda word: word.plays("fault"), words)
    kinds = list(takewhile(lambda word: word.noun and not word.act, named))
    if such is None or not kinds or kinds[-1].meaning.unit is None:
        return found
    return Phrase(found.start, kinds[-1].end, kinds[-1])


def phrase_after(page: Page, start: int, stop: int) -> Phrase | None:
    """The noun phrase that begins right behind a measure word: 7200余个«违规主播», 4家«存在问题的网站»."""
    about = _ABOUT.match(page.text, start, min(stop, start + _RELATIVE_REACH))
    return _named_after(page, about.end() if about else start, stop)  # 680万个与诈骗中心有关的账号


def _named_after(page: Page, start: int, stop: int) -> Phrase | None:
    """The noun phrase behind a place, whatever describes it before."""
    limit = min(stop, start + _REACH)
    far = min(stop, start + _RELATIVE_REACH)
    place = _skip(page.text, start, limit)
    quoted = max((page.text.find(mark, place, limit) for mark in "”」』"), default=-1) if place > start else -1
    joint = page.text.find("、", max(place, quoted), limit)
    if place < limit and (page.text[place] in JOINTS or page.text[place] in "的（("):
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
    return word.start == place and (word.end >= len(text) or not han(text[word.end]))


def han(mark: str) -> bool:
    """Whether a character is a Chinese one."""
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
            and not page.text[word.end : stop].strip(BETWEEN)
        ):
            break  # 网站4个、账号5个: the noun is the next figure's
        if not gap:
            head, end = (head if joined else word), word.end
        elif gap[0] in JOINTS and len(gap) <= 4 and word.end <= limit:
            joined, end = True, word.end
        else:
            break
    if end < limit and page.text[end] in _CLOSERS:
        end += 1
    owned = belonging(page, head, end, stop)
    return Phrase(start, owned.end, owned) if owned else Phrase(start, end, head)


def phrase_before(page: Page, start: int, clause: int, *, measure: str = "") -> Phrase | None:
    """The noun phrase that ends right before a number: «违规账号»7.2万余个, «被处置的账号»有7.2万余个."""
    place = _before_names(page, start, clause)
    words = page.backwards(place, clause)
    following: Word | None = None
    for word in words:
        gap = page.text[word.end : place]
        if gap.strip(BETWEEN):
            return None
        if word.text in BETWEEN:
            place = word.start
            continue
        if following is not None and (_acts(page, word, measure) or measure == "次"):
            return None  # 达人扣除信用分4.6万次: 次 counts the acts
        if word.noun and page.text[word.start - 1] in "（(" and gap[:1] in ("）", ")"):
            place = word.start - 1
            continue  # 网站（APP）2390个 are sites
        counted = _owner(page, word, clause, gap=gap, measure=measure) or _counted(page, word, gap=gap, measure=measure)
        if counted is not None:
            return _reach_back(page, counted, clause)
        if not (word.plays("link", "light", "passive") or word.meaning.piece or (word.act and following is None)):
            return None
        following = word if word.act else following
        place = word.start
    return None


def _before_names(page: Page, start: int, clause: int) -> int:
    """Where the last thing ends before the names that a list of things goes on with: 诈骗网址«、微信、QQ等»3.4万个."""
    text = page.text
    if not text.endswith("等", clause, start):
        return start
    place, passed = start - 1, False
    while place in page.name_ends:
        joint = text.rfind("、", max(clause, place - _REACH), place)
        if joint < 0:
            return start  # 微博等3.4万个
        place, passed = joint, True
    return place if passed else start


def _owner(page: Page, taken: Word, clause: int, *, gap: str, measure: str) -> Word | None:
    """The account that touches what is taken from it: 限制违规«账号»功能1,800个."""
    if measure != "个" or gap or not taken.plays("taken"):
        return None
    end = taken.start
    for before in page.backwards(taken.start, clause):
        if before.end != end or (before.act and before.meaning.unit is None):
            return None
        if before.meaning.unit is Unit.ACCOUNT:
            return before
        end = before.start
        if before.meaning.unit is not Unit.STREAM:  # 关闭帐号«直播»权限2万个
            return None
    return None


def _acts(page: Page, word: Word, measure: str) -> bool:
    """Whether a word before an act is who acts, not what is counted: 微博处置921个, 平台清理3万条."""
    body = word.meaning.unit in (Unit.ORGANISATION, Unit.WEBSITE) and measure not in OF_BODIES
    return word.end in page.name_ends or body


def _counted(page: Page, word: Word, *, gap: str, measure: str) -> Word | None:
    """The word where it is a noun that its number counts; one of one character must touch it, and be a thing."""
    if word.end in page.name_ends and measure == "个" and word.meaning.unit is Unit.CONTENT:
        return None
    if word.end - word.start > _SHORT:
        return word if word.noun else None
    return word if word.meaning.unit is not None and not gap else None


def _reach_back(page: Page, head: Word, clause: int) -> Phrase:
    """The phrase back to its first coordinated noun and the modifiers that touch it."""
    first, start = head, head.start
    for word in page.backwards(head.start, clause):
        gap = page.text[word.end : start]
        if word.text in JOINTS:
            continue
        if word.end in page.name_ends:
            break
        if (
            not word.noun
            or word.act
            or word.end - word.start == _SHORT
            or not (gap == "" or (len(gap) <= _LONGEST_JOINT and (JOINTS & {gap[0], gap[-1]} or gap in "（(")))
        ):
            break
        first, start = (word if gap else first), word.start
    return Phrase(start, head.end, first)
