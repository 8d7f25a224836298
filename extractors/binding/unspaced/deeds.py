"""What was done to a figure's objects: named rules in order, each a way in which Chinese joins an act and a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.binding.unspaced.asking import asks_others, requested
from extractors.binding.unspaced.groups_of_acts import GROUP_GAP, WEAK, joined
from extractors.binding.unspaced.negation import polarity_of
from extractors.binding.unspaced.sanctions import done, first_sanction, last_group
from extractors.binding.unspaced.scenery import Deed, Scene
from extractors.binding.unspaced.stems import guess
from extractors.binding.unspaced.words import MARKS, Word
from extractors.records import Action, Unit

# So early in its clause a word must stand that takes up what the clause before found (工信部组织对其下架).
_OPENING = 14
# What is done to a figure of its own where it touches one.
_TAKEN_DOWN = (Action.REMOVE, Action.CLOSE, Action.BLOCK, Action.SUSPEND, Action.RESTRICT)
# Measures of those that are fined one by one: 3案各罚60万元.
_CHARGED = ("家", "人", "名", "间", "案", "件", "宗", "起")
_LISTING = frozenset("、和及与")
# A clause with more characters of unknown words than this may hold an act of its own that no list knows.
_UNKNOWN = 4
# The characters of a date, which hide no act: 112年1至11月合计95,310则.
_OF_DATES = frozenset("0123456789年月日至到前上下半季度旬今去同期—-")
# How far behind a noun the act it undergoes may begin.
_PREDICATE_REACH = 30
# Acts that begin so are undergone without another word: 遭擷取, 受影响.
_UNDERGOING = "被遭受"
# And so begins what was not done as told.
_UNDONE = "未仍"
# At whose request or under whose lead something is done.
_UNDER = re.compile("下(?=[，,已由被均都先全陆])")
# How far a list of figures may reach that one act ends.
_LIST_REACH = 80


Rule = Callable[[Scene], Deed | None]


def deed(view: Scene) -> Deed | None:
    """The act of the first rule that finds one."""
    found = next((found for rule in RULES if (found := rule(view)) is not None), None)
    if found is not None and found.rule == "governed" and found.action in (Action.IDENTIFY, Action.OTHER):
        found = _named(view) or _at_fault(view, found) or found
    if found is None or found.action is Action.IDENTIFY:
        return followed(view) or found
    return found


def undergone(view: Scene) -> Deed | None:
    """The act behind the figure that its objects undergo: 13万余个账号«被处置», 2494起涉网刑案«告破»."""
    suffered = next((word for word in view.trail if word.plays("undergo")), None)
    if suffered is not None:
        acts = [word for word in view.trail if word.start >= suffered.end and word.act]
        if acts:
            return done(view, view.trail, first_sanction(acts), "undergone")
    if any(word.act and word.meaning.action not in WEAK and not _of_the_last(view, word) for word in view.lead):
        return None  # 处置账号30个并已移送线索: the act before the number governs it
    return _predicated(view)


def _of_the_last(view: Scene, word: Word) -> bool:
    """Whether an act before the figure is what the figure before underwent: 3案«裁罚»、2案警告."""
    return word.start == view.figure.left and view.page.text[word.end] in "、和及"


def _predicated(view: Scene) -> Deed | None:
    """The act that 已, 均, 予以 lead up to, or that ends the clause by itself."""
    marked = False
    for word in view.trail:
        if word.start - view.figure.end > _PREDICATE_REACH:
            return None
        if word.plays("up", "down") or _UNDER.match(view.page.text, word.end) is not None:
            continue  # 较去年同期的8955人增加18.2% does nothing to anyone
        if word.act and _acts_on_the_next(view, word, marked=marked):
            return None  # 三家平台分别下架4,100条
        if word.act and (marked or word.text[0] in _UNDERGOING or _predicate(view, word)):
            acts = [w for w in view.trail if w.act and w.start >= word.start]
            return done(view, view.trail, first_sanction(acts), "predicated")
        if word.plays("passive", "agent"):
            marked = True
        elif (word.act and word.meaning.action not in WEAK) or word.plays("disposal", "plan"):
            return None
    return None


def _acts_on_the_next(view: Scene, word: Word, *, marked: bool) -> bool:
    """Whether those who are counted do the act themselves, to what the next figure counts."""
    noun, limit = view.figure.noun, view.figure.limit
    if noun is None or noun.meaning.unit not in (Unit.ORGANISATION, Unit.WEBSITE):
        return False
    touches = limit < len(view.page.text) and view.page.text[limit] not in MARKS and _governs_the_next(view, word)
    return touches and word.meaning.action in (_TAKEN_DOWN if marked else (Action.REMOVE, Action.BLOCK))


def _predicate(view: Scene, word: Word) -> bool:
    """Whether an act without a passive word ends its clause right behind the figure: 35款App«下架»."""
    near = not view.page.text[view.figure.end : word.start].removeprefix("事后").strip('”」』"）) ')
    if word.plays("found_as"):
        return near and view.figure.before is None  # 6.4万户事后证实为人头账户
    return near and view.figure.before is None and not any(w.noun for w in view.trail if w.start >= word.end)


def disposed(view: Scene) -> Deed | None:
    """The act behind a figure that a word before it hands over: «对»27119个帐号«作扣分或禁言处理»."""
    handed = next((word for word in reversed(view.lead) if word.plays("disposal")), None)
    if handed is None:
        return None
    if (ended := _ended(view, handed)) is not None:
        return ended
    de = view.page.text.rfind("的", handed.end, view.figure.quantity.span.start)
    between = (word for word in view.lead if word.start > handed.start and word.end > de)
    if any(word.act and not word.plays("disposal") for word in between):
        return None
    acts = [word for word in view.trail if word.act and not word.plays("light")]
    return done(view, view.trail, first_sanction(acts), "disposed") if acts else _past_comma(view)


def _past_comma(view: Scene) -> Deed | None:
    """The act behind a comma where nothing else stands behind what is handed over: 对219个账号，«视程度»采取禁言等处置."""
    text, figure = view.page.text, view.figure
    if figure.end != figure.stop or figure.stop >= figure.limit or text[figure.stop] not in "，,":
        return None
    end = next((at for at in range(figure.stop + 1, figure.limit) if text[at] in MARKS), figure.limit)
    words = view.page.between(figure.stop + 1, end)
    led = next((word for word in words if word.plays("passive", "light") or word.act), None)
    if led is None or led.act or led.start - figure.stop > _OPENING:
        return None
    if any(word.noun and word.end - word.start > 1 for word in words if word.start < led.start):
        return None  # 对查实的举报216起，平台予以下架的有94起
    acts = [word for word in words if word.act and word.start >= led.end]
    return done(view, words, first_sanction(acts), "disposed") if acts else None


def _ended(view: Scene, handed: Word) -> Deed | None:
    """The reach that things lose where a word of ending stands before the one that hands them over: «停止»对82部剧目的«推流»."""
    ending = next((word for word in view.lead if word.end == handed.start and word.plays("ending")), None)
    if ending is None:
        return None
    stop = view.figure.limit
    while stop < min(len(view.page.text), view.figure.end + _LIST_REACH) and view.page.text[stop] not in MARKS:
        stop += 1
    de = view.page.text.find("的", view.figure.end, stop)
    taken = next((word for word in view.page.between(de + 1, stop) if word.start == de + 1), None) if de >= 0 else None
    if taken is None or not taken.plays("reach"):
        return None
    return Deed(ending, Action.RESTRICT, "disposed", polarity_of(view, view.lead, ending))


def attributed(view: Scene) -> Deed | None:
    """The act inside the noun phrase: «被清理的»违规信息有141.09万余条, «遭封禁的»违规主播7200余个."""
    words = (*view.lead, *view.inside)
    for word in reversed(words):
        if word.act and _describes(view, word):
            return last_group(view, [w for w in words if w.end <= word.end], "attributed")
    return None


def _describes(view: Scene, word: Word) -> bool:
    """Whether an act is part of the description of the noun, with 的 behind it, in a clause that only states a number."""
    figure, text = view.figure, view.page.text
    if figure.after is not None and word.start >= figure.end - (figure.after.end - figure.after.start):
        return _suffered(view, word) and text.find("的", word.end, figure.after.head.start) >= 0
    head = figure.before.head.start if figure.before else figure.quantity.span.start
    if word.end > head or text.find("的", word.end, head + 1) < 0:
        return False
    end = figure.before.end if figure.before else text.find("的", word.end, head + 1) + 1
    between = view.page.between(end, figure.quantity.span.start)
    return any(w.plays("link", "share", "up", "down", "compared") for w in between) or (
        text[end : figure.quantity.span.start] == "" and _suffered(view, word)
    )


def _suffered(view: Scene, word: Word) -> bool:
    """Whether the act's own passive word stands before it (遭封禁的)."""
    words = (*view.lead, *view.inside)
    return any(w.plays("undergo") and w.end <= word.start and word.start - w.end <= GROUP_GAP for w in words)


def governed(view: Scene) -> Deed | None:
    """The act right before the figure in its own clause: «清理»违法违规信息208万余条."""
    head = view.figure.before.head.start if view.figure.before else view.figure.quantity.span.start
    de = view.page.text.rfind("的", view.figure.clause, head)
    outer = [word for word in view.lead if word.end <= de] if de >= 0 else []
    main = _main_acts(view, outer)
    if main:
        return last_group(view, main, "governed")
    words = [word for word in view.lead if not _touches_head(view, word)]
    found = last_group(view, words, "governed")
    if found is not None and asks_others(view, found.word):
        return replace(found, action=Action.REPORT)
    if found is not None and not found.word.plays("order"):
        return found
    return last_group(view, view.lead, "governed")  # 组织«检测»App 73万款


def _main_acts(view: Scene, outer: Sequence[Word]) -> Sequence[Word]:
    """The acts before a relative clause: «侦破»为诈骗提供支撑的案件; the first group where several stand before 的."""
    acts = [word for word in outer if word.act]
    if len(acts) < 2:
        return ()
    first = [acts[0]]
    for word in acts[1:]:
        if not joined(view.page, first[-1], word):
            return first
        first.append(word)
    return ()


def _touches_head(view: Scene, word: Word) -> bool:
    """Whether an act only describes the noun right behind it: «涉案»账号."""
    phrase = view.figure.before
    return word.plays("modifier") and phrase is not None and 0 <= phrase.start - word.end <= GROUP_GAP


def fronted(view: Scene) -> Deed | None:
    """The act between a noun and its number: 相关讯息«下架»120则."""
    if view.figure.before is None or view.figure.lead_end is not None:
        return None
    words = view.page.between(view.figure.before.end, view.figure.quantity.span.start)
    return last_group(view, words, "fronted")


def announced(view: Scene) -> Deed | None:
    """The act of an earlier clause without a figure of its own: «清理»违规信息，共计3万条."""
    found = last_group(view, view.earlier, "announced")
    covered = sum(word.end - word.start for word in view.lead)
    lead = view.page.text[view.figure.clause : view.figure.start]
    strange = len(lead) - covered - sum(mark in _OF_DATES for mark in lead) > _UNKNOWN
    named = view.figure.clause + len(lead.rstrip(" ：:")) in view.page.name_ends  # 裁罚情形：Meta 18件
    if found is None or (strange and not named and found.action is not Action.WARN):
        return None
    return replace(found, action=Action.REPORT) if asks_others(view, found.word) else found


def guessed(view: Scene) -> Deed | None:
    """The act that an unlisted verb spells right before the figure: «删停»信息3万条."""
    phrase = view.figure.before
    end = phrase.start if phrase is not None else view.figure.quantity.span.start
    word = guess(view.page, view.figure.clause, end, view.page.code)
    return done(view, view.lead, word, "guessed") if word is not None else None


def completed(view: Scene) -> Deed | None:
    """The act that the figure is told of as its object: 完成有害信息327.8万条的«下架»."""
    end = view.figure.end
    if not view.page.text.startswith("的", end):
        return None
    word = next(iter(view.page.between(end + 1, end + 1 + GROUP_GAP)), None)
    if word is not None and word.end < len(view.page.text) and "\u4e00" <= view.page.text[word.end] <= "\u9fff":
        return None  # 2,600人的审核团队
    acts = word is not None and word.meaning.action not in (None, Action.OTHER)  # 终止9000个户头的服务
    return done(view, view.trail, word, "completed") if word and acts and word.start == end + 1 else None


def nominal(view: Scene) -> Deed | None:
    """The act that the counted noun itself names: 20次«处罚», «约谈»12次."""
    noun = view.figure.noun
    counts = noun is not None and noun.meaning.action not in (None, Action.OTHER)
    return done(view, view.lead, noun, "nominal") if noun is not None and counts else None


def _named(view: Scene) -> Deed | None:
    """The investigation that the noun names, whatever it was about: 就起底展开112宗«刑事调查»."""
    found = nominal(view)
    return found if found is not None and found.action is Action.INVESTIGATE else None


def _at_fault(view: Scene, found: Deed) -> Deed | None:
    """The fault of what an act only describes: 平台刊登的23则广告«未»揭露出资者."""
    describing = view.page.text.startswith("的", found.word.end) and found.action is Action.OTHER
    return failing(view) or existing(view) if describing else None


def followed(view: Scene) -> Deed | None:
    """The sanction that the next clause tells of what this one found: 发现24款App…，现予以«通报»."""
    text, figure = view.page.text, view.figure
    if figure.stop >= figure.limit or text[figure.stop] not in "，,":
        return None
    words = view.page.between(figure.stop + 1, figure.limit)
    opening = [word for word in words if word.start - figure.stop <= _OPENING]
    if opening and opening[0].plays("subset") and opening[0].start == figure.stop + 1:
        return None  # 涉案者47人，其中被逮捕者31人
    if not any(_takes_up(word) for word in opening) or _of_another(view, opening):
        return None
    acts = [word for word in words if word.act]
    found = first_sanction(acts) if acts else None
    own = found is not None and found.meaning.action in _TAKEN_DOWN and _governs_the_next(view, found)
    if own and figure.limit < len(text) and text[figure.limit] not in MARKS:
        return None  # 侦测出广告23万则，经通报后下架22.8万则: the next figure's own
    if found is None or found.meaning.action in WEAK or any(w.plays("plan") for w in words if w.start < found.start):
        return None
    return done(view, words, found, "followed")


def _takes_up(word: Word) -> bool:
    """Whether a word goes on to tell what became of what was found: 现, 被, 遭罚."""
    return word.plays("sequel", "undergo", "order") or (word.act and word.text[0] in _UNDERGOING)


def _of_another(view: Scene, opening: Sequence[Word]) -> bool:
    """Whether the next clause tells what befell somebody else: 群内有成员300人，«群主»陈某已被抓获."""
    noun = view.figure.noun
    first = opening[0] if opening else None
    if first is None or first.start != view.figure.stop + 1 or first.meaning.unit is None or first.act:
        return False
    suffered = any(word.plays("undergo") for word in opening)
    return suffered and noun is not None and first.text != noun.text


def _governs_the_next(view: Scene, word: Word) -> bool:
    """Whether nothing or a noun alone stands between an act and the next figure: 下架22.8万则, 打掉团伙17个."""
    nouns = [other for other in view.page.between(word.end, view.figure.limit) if other.meaning.unit is not None]
    return word.end == view.figure.limit or (bool(nouns) and nouns[-1].end == view.figure.limit)


def together(view: Scene) -> Deed | None:
    """The act that this figure undergoes with the ones listed after it: 信息3万条、账号2万个已遭«清理»."""
    text, figure = view.page.text, view.figure
    between = text[figure.end : figure.limit]
    apart = between.strip() in ("，", ",") and any(word.plays("disposal") for word in view.lead)
    listed = apart or between.strip("约近逾超 ").startswith(("、", "和", "及", "与", "以及"))
    if not listed or figure.limit >= len(text) or any(w.act for w in view.page.between(figure.end, figure.limit)):
        return None
    last = min(len(text), figure.limit + _LIST_REACH)
    end = next(
        (place for place in range(figure.limit, last) if text[place] in MARKS and not _in_number(text, place)), last
    )
    words = view.page.between(figure.limit, end)
    suffered = next((word for word in words if word.plays("undergo")), None)
    handed = any(word.plays("disposal") for word in view.lead)  # 对1.3万个仿冒账号、4600个引流账号予以关闭
    faulty = next((word for word in words if word.act), None)
    if suffered is None and not handed and faulty is not None and faulty.text[0] in _UNDONE:
        handed = not any(word.act for word in view.lead)  # 尚有5款App、2款小程序未完成整改
    begin = suffered.end if suffered is not None else figure.limit if handed else end
    acts = [word for word in words if word.act and word.start >= begin and not word.plays("light")]
    return done(view, words, first_sanction(acts), "together") if acts else None


def _in_number(text: str, place: int) -> bool:
    """Whether a comma only parts the digits of a number: 4,600."""
    return text[place] == "," and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()


def existing(view: Scene) -> Deed | None:
    """What is told of things as a fault is found: 14款App«存在»违反必要原则收集信息."""
    near = [word for word in view.trail if word.start - view.figure.end <= 2 and word.plays("fault")]
    if near and set(view.page.text[view.figure.end : near[0].start]) & _LISTING:
        return None  # 仿冒账号3个、违规账号5个
    return Deed(near[0], Action.IDENTIFY, "existing") if near and view.figure.noun is not None else None


def failing(view: Scene) -> Deed | None:
    """What did not do as it was told is found, no more: 53款App«未»按照要求完成整改."""
    near = [word for word in view.trail if word.start - view.figure.end <= 2 and word.plays("negation")]
    return Deed(near[0], Action.IDENTIFY, "failing") if near else None


def charged(view: Scene) -> Deed | None:
    """The fine that the clause goes on to tell: 两名高管各领100万元«罚单»."""
    text, figure = view.page.text, view.figure
    end = figure.stop
    while end < min(len(text), figure.stop + _PREDICATE_REACH) and text[end] not in MARKS:
        end += 1
    fines = [word for word in view.page.between(figure.end, end) if word.plays("penalty_money")]
    known = figure.noun is not None and figure.noun.meaning.unit in (Unit.PERSON, Unit.ORGANISATION)
    charged_to = known or (figure.noun is None and figure.measure in _CHARGED)
    if not fines or end == figure.stop or not charged_to:
        return None
    return Deed(fines[0], Action.FINE, "charged", polarity_of(view, view.trail, fines[0]))


RULES: tuple[Rule, ...] = (
    requested,
    completed,
    fronted,
    disposed,
    undergone,
    attributed,
    governed,
    nominal,
    together,
    charged,
    failing,
    existing,
    guessed,
    announced,
)
