"""Sums of money: penalties, losses, proceeds; anything else is nobody's claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.unspaced.causes import reason
from extractors.binding.unspaced.deeds import deed
from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.ledger import Entry, Ledger
from extractors.binding.unspaced.scenery import scene
from extractors.binding.unspaced.wholes import broken_down
from extractors.binding.unspaced.words import MARKS, Page, Word
from extractors.records import Action, Bound, Kind, Span, Unit

# 骗取87名被害人共计430万元: so far apart offence, people and sum may stand.
_SHORT, _OFFENCE_REACH = 4, 20
# A smaller number without a currency is no sum that a crime was about.
_LEAST = 10_000
# The greatest of the losses that a total sums up.
_SINGLE = (
    "单一最大",
    "最大一宗",
    "最大一笔",
    "最高的一",
    "单笔最高",
    "单宗最高",
    "最大单笔",
    "最高一宗",
    "最多的一",
    "最大宗",
    "单宗最大",
    "最大一单",
    "最高的单",
    "最严重一宗",
    "最严重的一",
)
_AT_LEAST_OF = "以上的"
# What only a law speaks of.
_LAWS = re.compile("违规者|违者|违反者|法案|草案|罚款区间|威胁|扬言")
# Bounds as laws say them, and those that only round a sum.
_LEGAL, _SHORT_OF = ("以下", "不超过", "最高", "最多", "至多", "上限", "不高于"), ("不足", "不到")
_UTMOST = ("最高", "最多", "最重", "上限", "以下", "至多")
# What a sum is called that belongs to the figure before, and acts that are done to a sum as to what it is the sum of.
_AMOUNTS = ("金额", "总额", "总金额", "款项", "价值", "总值", "货值", "累计金额", "合计金额", "共计金额")
_OF_SUMS = (Action.BLOCK, Action.FINE, Action.REMOVE, Action.RESTORE, Action.OTHER)
_ENDS = frozenset("。；;！？\n")
# What a sum has risen or fallen to.
_GROWN_TO = ("至", "到", "增至", "降至", "升至", "减至", "达")
# Acts by which what was lost is kept or given back.
_BACK = (Action.BLOCK, Action.RESTORE)
_FINED = (Action.FINE, Action.PENALISE)
# The longest name of a kind of crime, in characters.
_NAME = 8
# How many sentences back the total of a part may stand.
_REACH = 2
# How many sentences back a solved case may stand whose loss is told.
_SOLVED = 1


def unmarked(page: Page, figure: Figure) -> bool:
    """Whether a number without currency is a sum: 被罚900万."""
    if figure.quantity.kind != "number" or figure.measure or figure.after is not None:
        return False
    place = figure.quantity.span.start
    for word in page.backwards(place, figure.clause):
        if word.end != place:
            return False
        if word.plays("penalty_money"):
            return place == figure.quantity.span.start or figure.quantity.form == "mixed"
        if word.plays("offence_money", "loss_money"):
            return figure.quantity.form == "mixed" and figure.quantity.value >= _LEAST  # 损失近900万
        if not word.plays("link"):
            return False
        place = word.start
    return False


def bind(reading: Reading, page: Page, figure: Figure, ledger: Ledger) -> Entry | None:
    """The sum as a candidate, None where no penalty, loss or offence is near."""
    field = figure.quantity.span.field
    words = page.between(figure.left, figure.stop)
    action = _action(page, figure, words, ledger)
    if action is None or _condition(page, figure):
        return None
    planned = any(word.plays("plan") and not word.plays("disposal") for word in words)
    planned = planned or _goes_on(page, figure, ledger) or _statutory(page, figure)
    quantity = figure.quantity
    if quantity.kind != "money":
        quantity = replace(quantity, kind="money", currency=_currency(reading, page, figure), currency_inferred=True)
    candidate = Candidate(
        quantity=quantity,
        sentence=figure.sentence,
        clause=Span(field, figure.clause, figure.stop),
        quote=Span(field, figure.quantity.span.start, _end(page, figure)),
        kind=Kind.MONEY,
        unit=Unit.MONEY,
        action=Action.OTHER if planned else action,
        rule="sum",
        bound=_bound(page, figure, planned=planned),
        polarity=Polarity.NOT_DONE if planned else Polarity.DONE,
        whole=None if planned else _whole(page, figure, ledger),
        repeats=_converted(page, figure, ledger),
        reason=None if planned or action is Action.OTHER else reason(reading, page, figure, ledger, action=action),
    )
    return Entry(candidate, figure)


def _statutory(page: Page, figure: Figure) -> bool:
    """Whether only a law speaks so: 处1万元以上10万元以下罚款, 不超过50万元罚款; the highest of several fines is one."""
    start = figure.quantity.span.start
    said = page.text[start : figure.quantity.span.end + len("以下")]
    if _LAWS.search(page.text, figure.clause, start) is not None:
        return True
    if figure.quantity.bound is not Bound.AT_MOST or any(mark in said for mark in _SHORT_OF):
        return "以上" in said and "以下" in said
    lead = page.text[figure.clause : start]
    return any(mark in said for mark in _LEGAL) and not any(mark in lead for mark in (*_SINGLE, "一笔", "一张", "一家"))


def _goes_on(page: Page, figure: Figure, ledger: Ledger) -> bool:
    """Whether the clause has told a plan of the figure before: «拟»对3家企业处以罚款50万元."""
    last = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if last is None or last[1].candidate.polarity is Polarity.DONE:
        return False
    return not set(page.text[last[1].figure.end : figure.quantity.span.start]) & MARKS


def _action(page: Page, figure: Figure, words: Sequence[Word], ledger: Ledger) -> Action | None:
    """A penalty's sum is `fine`; of another sum that the text ties to an offence the act, else `identify`."""
    if figure.noun is not None and figure.noun.meaning.noise and not _taken(page, figure):
        return None
    near = [word for word in words if word.plays("penalty_money", "offence_money")] or _before_people(
        page, figure, ledger
    )
    if not near:
        return _by_the_last(page, figure, ledger)
    here = figure.quantity.span.start
    nearest = min(near, key=lambda word: abs(word.start - here) + (word.start > here) * 2)
    if nearest.plays("penalty_money", "claimed_money"):
        return Action.FINE if nearest.plays("penalty_money") else Action.OTHER
    found = _of_an_offence(page, figure, nearest, ledger)
    return Action.SUSPEND if found is Action.CLOSE else found  # 查封、冻结资产2000万元


def _of_an_offence(page: Page, figure: Figure, nearest: Word, ledger: Ledger) -> Action:
    """What a sum is by the word of loss or offence nearest to it and what was done."""
    found = deed(scene(page, figure))
    if nearest.plays("loss_money") and (found is None or found.action not in _BACK):
        return Action.IDENTIFY if _solved(figure, ledger) else Action.OTHER  # what crime cost its victims
    if found is None or found.action is Action.OTHER or found.rule == "followed":
        return Action.IDENTIFY
    if found.word.plays("penalty_money"):
        return Action.FINE  # 违法所得68万元被没收
    if found.action is Action.INVESTIGATE:
        return Action.IDENTIFY  # the money of a case that is looked into
    return Action.FINE if found.action in _FINED else found.action


def _plain(page: Page, figure: Figure) -> bool:
    """Whether nothing but a short name stands before the sum in its clause."""
    start = figure.quantity.span.start
    words = page.between(figure.clause, start)
    return start - figure.clause <= _NAME and not any(w.meaning.noise or w.act for w in words)


def _condition(page: Page, figure: Figure) -> bool:
    """Whether the sum only says which ones are meant: 罚款百万元«以上的»案件21件."""
    end = figure.quantity.span.end
    said = page.text[figure.quantity.span.start : end + len(_AT_LEAST_OF)]
    return _AT_LEAST_OF in said and not any(w.plays("penalty_money") for w in page.between(end, end + _SHORT + 2))


def _taken(page: Page, figure: Figure) -> bool:
    """Whether what is nobody's claim is taken away: «冻结»保证金460万元."""
    phrase = figure.before
    if phrase is None:
        return False
    words = page.between(figure.clause, phrase.start)
    if phrase.head.plays("offence_money") and any(word.plays("offence_money") for word in words):
        return True  # 涉诈资金流水30亿元
    return any(word.end == phrase.start and word.act and word.plays("offence_money", "penalty_money") for word in words)


def _by_the_last(page: Page, figure: Figure, ledger: Ledger) -> Action | None:
    """The act of the figure before, whose sum this one is, or which it is listed with."""
    back = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if back is None:
        return None
    if (moved := _moved_to(page, figure, ledger)) is not None:
        return moved
    lead = page.text[figure.left : figure.quantity.span.start]
    if back[1].candidate.kind is Kind.MONEY and any(mark in lead for mark in _SINGLE):
        return back[1].candidate.action  # 损失5300万元，当中单一最大宗涉及890万元
    beside = page.text[back[1].figure.end : figure.quantity.span.start].startswith("或")
    if _goes_on(page, figure, ledger) and (beside or back[1].candidate.kind is Kind.MONEY):
        return Action.FINE  # 罚款上限由100万元提高到1000万元
    if _amounts(page, figure):
        return back[1].candidate.action if back[1].candidate.action in _OF_SUMS else Action.IDENTIFY
    listed = page.text[back[1].figure.end : figure.quantity.span.start].startswith(("、", "和", "及"))
    if back[1].candidate.kind is Kind.MONEY and back[1].candidate.action is Action.OTHER and _plain(page, figure):
        return Action.OTHER  # 投资诈骗财损36亿元居首，假检警11亿元次之
    return back[1].candidate.action if listed or back[1].candidate.action is Action.FINE else None


def _moved_to(page: Page, figure: Figure, ledger: Ledger) -> Action | None:
    """The act of the sum that has risen or fallen to this one: 从6.6亿元降1.3%，«至»6.5亿元."""
    start = figure.quantity.span.start
    if not page.text[figure.clause : start].strip("约近逾超").endswith(_GROWN_TO):
        return None
    for _, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence):
        if entry.candidate.kind is Kind.MONEY:
            return entry.candidate.action
        if entry.candidate.change is None:
            return None
    return None


def _amounts(page: Page, figure: Figure) -> bool:
    """Whether the sum is told as that of the figure before: 拦阻汇款9410件，«金额»达42亿元."""
    lead = page.text[figure.clause : figure.quantity.span.start]
    return lead.lstrip("，,、及和 ").startswith(_AMOUNTS)


def _before_people(page: Page, figure: Figure, ledger: Ledger) -> list[Word]:
    """The words of an offence before the people it was done to: «骗取»87名被害人共计430余万元."""
    gap = page.text[figure.left : figure.quantity.span.start]
    back = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if back is None or back[1].candidate.unit is not Unit.PERSON or len(gap) > _SHORT or set(gap) & MARKS:
        return []
    return [w for w in page.between(figure.left - _OFFENCE_REACH, figure.left) if w.plays("offence_money")][-1:]


def _currency(reading: Reading, page: Page, figure: Figure) -> str:
    """The currency of a bare number: that of the sum listed right behind it (5亿及2亿欧元), else the page's own."""
    if figure.index + 1 < len(reading.quantities):
        following = reading.quantities[figure.index + 1]
        between = page.text[figure.quantity.span.end : following.span.start].strip()
        if following.currency is not None and between in ("、", "和", "及", "与", "或", "至"):
            return following.currency
    others = [q.currency for q in reading.quantities if q.currency is not None]
    inferred = [q.currency for q in reading.quantities if q.currency is not None and q.currency_inferred]
    if others:
        return Counter(inferred or others).most_common(1)[0][0]
    return "TWD" if reading.source.region == "TW" else "CNY"


def _bound(page: Page, figure: Figure, *, planned: bool) -> Bound:
    """A sum that may be imposed is the most where its clause says so (最高可处, 上限)."""
    quantity = figure.quantity
    utmost = any(mark in page.text[figure.clause : figure.stop] for mark in _UTMOST)
    ranged = quantity.value_max is not None or quantity.bound is not Bound.EXACT
    return Bound.AT_MOST if planned and utmost and not ranged else quantity.bound


def _converted(page: Page, figure: Figure, ledger: Ledger) -> int | None:
    """The sum that a bracket gives in another currency: 20万元（约合2.8万美元）."""
    last = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if last is None or last[1].candidate.kind is not Kind.MONEY:
        return None
    gap = page.text[last[1].candidate.quote.end : figure.quantity.span.start]
    other = last[1].candidate.quantity.currency != figure.quantity.currency
    return last[0] if other and gap.strip("约合折相当于为 ") in ("（", "(") else None


def _solved(figure: Figure, ledger: Ledger) -> bool:
    """Whether the sum was lost in cases that the text says were solved: 拘捕236人…，损失4.8亿元."""
    for _, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence, reach=_SOLVED):
        if entry.candidate.kind is Kind.PERCENT:
            continue
        if entry.candidate.action is Action.ARREST or entry.candidate.rule in ("sum", "example"):
            return entry.candidate.action is not Action.OTHER
        if entry.candidate.action in (Action.INVESTIGATE, Action.REPORT):
            return entry.candidate.action is Action.INVESTIGATE and not entry.received
    return False


def _whole(page: Page, figure: Figure, ledger: Ledger) -> int | None:
    """The sum that this one is told to be a part of: 财损101亿元，其中投资诈骗53亿元."""
    field = figure.quantity.span.field
    if (total := _of_the_same(page, figure, ledger)) is not None:
        return total
    limits = page.between(figure.left, figure.quantity.span.start)
    utmost = any(mark in page.text[figure.left : figure.quantity.span.start] for mark in _SINGLE)
    told = utmost or any(word.plays("subset", "breakdown") for word in limits) or broken_down(page, figure, ledger)
    if not told:
        return None
    last = ledger.last_count(field=field, sentence=figure.sentence)
    examples = last is not None and last[1].candidate.rule == "example" and not utmost
    for index, entry in ledger.back(field=field, sentence=figure.sentence, reach=_REACH):
        if examples and entry.candidate.sentence < figure.sentence:
            return None  # 公布10起典型案例，其中一家被罚80万元
        if _alike(entry.candidate, figure) and entry.candidate.quantity.value >= figure.quantity.value:
            rest = entry.candidate.whole is not None and any(word.plays("rest") for word in limits)
            return entry.candidate.whole if rest else index
    return None


def _alike(total: Candidate, figure: Figure) -> bool:
    """Whether a figure is a sum in the currency of another; one without a currency is in any."""
    return total.kind is Kind.MONEY and figure.quantity.currency in (None, total.quantity.currency)


def _of_the_same(page: Page, figure: Figure, ledger: Ledger) -> int | None:
    """The total of the part before, in one list with it: 其中A被罚450万元，B被罚350万元; 其中A占1万宗，损失11亿元."""
    last = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if last is None or last[1].candidate.whole is None or last[1].candidate.change is not None:
        return None
    index, part = last[1].candidate.whole, last[1].candidate
    if set(page.text[last[1].figure.end : figure.quantity.span.start]) & _ENDS:
        return None
    total = ledger.entries[index].candidate
    if part.kind is Kind.COUNT and figure.clause > last[1].figure.end:
        beside = (i for i in range(index + 1, last[0]) if ledger.entries[i].candidate.kind is Kind.MONEY)
        index = next(beside, index)  # the sum that was told beside the total
        total = ledger.entries[index].candidate
    return index if _alike(total, figure) and total.quantity.value > figure.quantity.value else None


def _end(page: Page, figure: Figure) -> int:
    """A word of penalty behind the sum belongs to the quote (处150万元罚款)."""
    end = figure.quantity.span.end
    behind = page.between(end, end + 4)
    return behind[0].end if behind and behind[0].start == end and behind[0].plays("penalty_money") else end
