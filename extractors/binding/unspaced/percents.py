"""Percentages: changes with their direction, shares of a total, rates."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.unspaced.deeds import deed
from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.ledger import Entry, Ledger
from extractors.binding.unspaced.noise import asked_about
from extractors.binding.unspaced.scenery import Deed, scene
from extractors.binding.unspaced.unbased import by_itself, each_act, of_none
from extractors.binding.unspaced.wholes import AMONG
from extractors.binding.unspaced.words import MARKS, Page, Word
from extractors.records import Action, Bound, Change, Kind, Span, Unit

# How far before its percentage a word of change may stand: 环比、同比分别下降6.1%.
_NEAR = 12
_REACH = 2
_EACH = "分别"
# Between two shares of one list: 分别为36%、29%.
_LISTING = ("、", "和", "及", "与")
# So far before the sum that a share stands beside its fine may be told.
_LAW = 30
# The share right behind a figure is that of the figure itself: 53億元，占整體財損52%.
_SHARE_OF_IT = re.compile(r"[，,（(]?(?:约|则|更|就|即|已|也|各)?(?:占|佔)[^，,。；;0-9]{0,8}")
# A share in whole percents, with tenths, in words is off by no more than this.
_WHOLE, _TENTH, _ROUND = 0.6, 0.11, 4.0
# A total may stand any number of sentences before.
_ANY = 1_000
# Acts whose rate says what was done to the share, whatever was done to the whole (移除率超过96%).
_STRONG = frozenset({Action.REMOVE, Action.CLOSE, Action.BLOCK, Action.RESTORE, Action.SUSPEND, Action.IDENTIFY})
# A heading of shares and the lines between it and a share; so much of the text above is looked at.
_TABLE = re.compile(
    r"(?:占比|比重|构成|分布)[^\n：:，。]{0,6}\n(?:[^\n：:]{1,24}[：:] ?[0-9.]{1,6}%\n){0,12}[^\n：:]{1,24}[：:] ?\Z"
)
_ABOVE = 300
# What is told without an act, and with it the share of it and its change.
_TOLD = (Unit.CASE, Unit.REPORT, Unit.MONEY)


def bind(reading: Reading, page: Page, figure: Figure, ledger: Ledger) -> Entry | None:
    """The percentage as a candidate: of a figure that is a claim, or of an act; else None."""
    found, field = deed(scene(page, figure)), figure.quantity.span.field
    fined = (found is not None and found.action is Action.FINE) or _of_a_fine(page, figure)
    idle = (figure.noun is not None and figure.noun.meaning.noise) or ledger.idled(
        sentence=figure.sentence, field=field
    )
    if _nobodys(page, figure, idle=idle, fined=fined):
        return None
    change = _change(page, figure) or _shared_change(page, figure, ledger)
    own = found is not None and found.rule == "attributed" and change is not None
    apart = of_none(page, figure, ledger, changed=change is not None)
    base = (
        None
        if own or apart is not None
        else _base(reading, page, figure, ledger, told=change is not None or _shares(page, figure))
    )
    if _said_again(figure, ledger):
        return None
    alone = apart or (by_itself(page, figure, found) if base is None else None)
    alone = alone or (each_act(page, figure, ledger) if change is not None else None)
    if base is None and found is None and (listed := _listed_share(page, figure, ledger)) is not None:
        return listed
    if base is None and (found is None or found.action is Action.OTHER) and alone is None and _tabled(page, figure):
        alone = Action.IDENTIFY
    if not (base or found or alone or fined):
        return None
    planned = _planned(page, figure)
    action = Action.FINE if idle else alone or _action(reading, page, figure, base[1] if base else None, found)
    if not (own or planned or alone) and _said_nothing(action, base):
        return None
    polarity = found.polarity if found and alone is None else Polarity.DONE
    made = _made(page, figure, action=action, change=change, base=base, polarity=polarity)
    if planned:
        return Entry(_plan(page, figure, made), figure)
    return Entry(made if change else replace(made, whole=_whole(page, figure, ledger, base)), figure)


def _made(
    page: Page,
    figure: Figure,
    *,
    action: Action,
    change: Change | None,
    base: tuple[int, Entry] | None,
    polarity: Polarity,
) -> Candidate:
    """The candidate without the whole that it is a share of."""
    return Candidate(
        quantity=figure.quantity,
        sentence=figure.sentence,
        clause=Span(figure.quantity.span.field, figure.clause, figure.stop),
        quote=Span(figure.quantity.span.field, _start(page, figure), figure.quantity.span.end),
        kind=Kind.PERCENT,
        unit=Unit.PERCENT,
        action=action,
        rule="change" if change else "share",
        bound=_bound(page, figure, planned=False),
        polarity=polarity,
        change=change,
        inherits=base[0] if base else None,
        reason=None if change or base is None else base[1].candidate.reason,
    )


def _plan(page: Page, figure: Figure, candidate: Candidate) -> Candidate:
    """The candidate of a share that is only planned, which nothing was done to yet."""
    bound = _bound(page, figure, planned=True)
    return replace(candidate, action=Action.OTHER, polarity=Polarity.NOT_DONE, bound=bound)


def _said_nothing(action: Action, base: tuple[int, Entry] | None) -> bool:
    """Whether neither an act nor what the share is of makes it a claim."""
    return action is Action.OTHER and (base is None or base[1].candidate.unit not in _TOLD)


def _nobodys(page: Page, figure: Figure, *, idle: bool, fined: bool) -> bool:
    """Whether the share is a survey's, or of what nobody's claim counts."""
    return asked_about(page, figure) or ((idle or _of_nobody(page, figure)) and not fined)


def _tabled(page: Page, figure: Figure) -> bool:
    """Whether the share stands in a table of shares: lines of 类型：34.1% under the heading 主要问题占比."""
    start = figure.quantity.span.start
    return _TABLE.search(page.text, max(0, start - _ABOVE), start) is not None


def _listed_share(page: Page, figure: Figure, ledger: Ledger) -> Entry | None:
    """One more share of the same whole: 工具类占了四成，社交类占了两成五."""
    last = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if last is None:
        return None
    index, entry = last
    gap = page.text[entry.figure.quantity.span.end : figure.quantity.span.start]
    if not _shares(page, figure) and gap.strip() not in _LISTING:
        return None
    if entry.candidate.kind is not Kind.PERCENT or entry.candidate.change is not None:
        return None
    field = figure.quantity.span.field
    candidate = replace(
        entry.candidate,
        quantity=figure.quantity,
        clause=Span(field, figure.clause, figure.stop),
        quote=Span(field, _start(page, figure), figure.quantity.span.end),
        bound=_bound(page, figure, planned=False),
        inherits=index,
    )
    return Entry(candidate, figure)


def _bound(page: Page, figure: Figure, *, planned: bool) -> Bound:
    """The bound of a share: of one that may be imposed the most, of 约占总数的31.2% about so much."""
    if figure.quantity.bound is not Bound.EXACT:
        return figure.quantity.bound
    if planned:
        return Bound.AT_MOST
    lead = page.between(figure.clause, figure.quantity.span.start)
    return Bound.ABOUT if any(word.plays("about_share") for word in lead) else Bound.EXACT


def _planned(page: Page, figure: Figure) -> bool:
    """Whether the percentage is one that may be imposed: 罚款上限为上一年度销售额的10%."""
    start = _clause_start(page, figure) if _alternative(page, figure) else figure.clause
    words = page.between(start, figure.quantity.span.start)
    return any(word.plays("plan") and not word.plays("disposal") for word in words)


def _base(reading: Reading, page: Page, figure: Figure, ledger: Ledger, *, told: bool) -> tuple[int, Entry] | None:
    """The figure that the percentage speaks of: by the act in 下架率, by the noun before it, else the last count."""
    matched = _respective(page, figure, ledger)
    if matched is not None:
        return matched
    words = page.between(figure.clause, figure.quantity.span.start)
    acts = _named_acts(reading, page, figure)
    units = {w.meaning.unit for w in words if w.meaning.unit is not None}
    reach = _REACH if told else 0
    back = list(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence, reach=reach))
    counts = [found for found in back if found[1].candidate.kind is Kind.COUNT and not found[1].past]
    of_money = any(w.plays("loss_money", "offence_money") for w in words)
    sums = [found for found in back if of_money and found[1].candidate.kind is Kind.MONEY]
    listed = back[:1] if not units and back and back[0][1].candidate.kind is Kind.MONEY else []
    by_act = [found for found in counts if found[1].candidate.action in acts]
    by_unit = [found for found in counts if found[1].candidate.unit in units]
    if told and not acts and Unit.REPORT in units and not (listed or sums or by_act or by_unit):
        return None  # 举报采纳率37% is of reports that nobody has counted
    return next(iter((*listed, *sums, *by_act, *by_unit, *counts)), None)


def _named_acts(reading: Reading, page: Page, figure: Figure) -> set[Action]:
    """The acts that a rate before the percentage names: 下架率, 办结率."""
    words = page.between(figure.clause, figure.quantity.span.start)
    return {act for w in words if w.plays("share") and (act := _act_of(reading, w.text))}


def _respective(page: Page, figure: Figure, ledger: Ledger) -> tuple[int, Entry] | None:
    """The one of two figures that 分别 gives this percentage to: 3件、金额9亿元，较上月分别减少1.8%及9.5%."""
    here = list(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence))[::-1]
    percents = [e for _, e in here if e.candidate.kind is Kind.PERCENT]
    others = [found for found in here if found[1].candidate.kind is not Kind.PERCENT]
    if len(others) < 2 or len(percents) > 1:
        return None
    first = percents[0].figure if percents else figure
    start, end = others[-1][1].figure.end, first.quantity.span.start
    words = page.between(start, end)
    apart = any(word.text == _EACH for word in words)
    if not apart or sum(word.plays("compared") for word in words) > 1 or first.quantity.span.start < start:
        return None
    return others[-2 + len(percents)]


def _act_of(reading: Reading, word: str) -> Action | None:
    """The act that a rate names: 下架率, 申诉«恢复»率."""
    known = reading.language.acts.actions
    body = word.rstrip("率比")
    ends = next((known[body[start:]] for start in range(len(body) - 1) if body[start:] in known), None)
    return ends or next(
        (known[word[:length]] for length in range(len(word) - 1, 1, -1) if word[:length] in known), None
    )


def _of_nobody(page: Page, figure: Figure) -> bool:
    """股价上涨24%, 用户数增长一成: a change of what is nobody's claim."""
    words = page.between(figure.clause, figure.quantity.span.start)
    nouns = [word for word in words if word.noun and word.end - word.start > 1]
    if len(nouns) > 1 and all(_audience(word) for word in nouns):
        return True  # 移动端用户占月活跃用户数的95%
    return bool(nouns) and nouns[-1].meaning.noise and not any(word.plays("share") for word in words)


def _audience(word: Word) -> bool:
    """Whether a noun tells of those who use a service."""
    return word.plays("crowd") or (word.meaning.noise and "用户" in word.text)


def _shares(page: Page, figure: Figure) -> bool:
    """Whether a word of share stands before the percentage in its clause: 占比, 下架率."""
    return any(w.plays("share", "subset") for w in page.between(figure.clause, figure.quantity.span.start))


def _said_again(figure: Figure, ledger: Ledger) -> bool:
    """占比46.6%，不足一半: the same share once more in round words."""
    if figure.quantity.form == "digits":
        return False
    for _, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence):
        value = float(entry.candidate.quantity.value)
        return entry.candidate.kind is Kind.PERCENT and abs(value - float(figure.quantity.value)) <= value / 10
    return False


def _of_a_fine(page: Page, figure: Figure) -> bool:
    """销售额3%的罚款; 因“二选一”被罚，以销售额的3%计算."""
    end = figure.quantity.span.end
    start = _clause_start(page, figure) if _alternative(page, figure) else figure.left
    if any(word.plays("penalty_money") for word in page.between(start, figure.quantity.span.start)):
        return True
    return any(word.plays("penalty_money") and word.start - end <= 2 for word in page.between(end, end + 6))


def _alternative(page: Page, figure: Figure) -> bool:
    """Whether a law names a share of sales beside a sum: 罚款最高可达5000万元«或»上一年度营业额5%."""
    return page.text[figure.left : figure.quantity.span.start].startswith("或")


def _clause_start(page: Page, figure: Figure) -> int:
    """Where the figure's clause begins, the figures before it in it."""
    place = figure.left
    while place > 0 and figure.left - place < _LAW and page.text[place - 1] not in MARKS:
        place -= 1
    return place


def _action(reading: Reading, page: Page, figure: Figure, base: Entry | None, found: Deed | None) -> Action:
    """A percentage takes the act of the figure it speaks of, else its own clause's, else the one its rate names."""
    if found is not None and found.rule == "attributed":
        return found.action
    named = _named_acts(reading, page, figure)
    if base is not None:
        taken_in = base.candidate.unit is Unit.REPORT or base.candidate.action in named
        return base.candidate.action if taken_in or not named & _STRONG else next(iter(named & _STRONG))
    return found.action if found else Action.OTHER


def _whole(page: Page, figure: Figure, ledger: Ledger, base: tuple[int, Entry] | None) -> int | None:
    """A share after a part is one of the part's total (其中…624.6万件，占比46.6%), but 在A中，…占61.4% is one of A.

    Where the part's total is not told by words, it is the figure that the share makes it by its numbers.
    """
    if base is None:
        return None
    index, entry = base
    among = AMONG.search(page.text, max(entry.figure.end, figure.left), figure.quantity.span.start)
    if entry.candidate.whole is not None:
        return entry.candidate.whole if among is None else index
    if _SHARE_OF_IT.fullmatch(page.text, entry.figure.end, figure.quantity.span.start) is None:
        return index
    total = _by_numbers(figure, ledger, entry)
    if total is not None:
        ledger.place(index, total)
    return total


def _by_numbers(figure: Figure, ledger: Ledger, part: Entry) -> int | None:
    """The earlier figure of which a part is such a share: 31家…；…的有14家，占45%."""
    quantity, value, share = part.candidate, float(part.candidate.quantity.value), float(figure.quantity.value)
    slack = _ROUND if figure.quantity.form != "digits" else _WHOLE if share == int(share) else _TENTH
    for index, entry in ledger.back(field=quantity.quote.field, sentence=figure.sentence, reach=_ANY):
        total = entry.candidate
        whole = float(total.quantity.value) if total.kind is quantity.kind else 0.0
        alike = total.unit is quantity.unit or entry.figure.measure == part.figure.measure
        if alike and whole > value and abs(value * 100 / whole - share) <= slack:
            return index
    return None


def _change(page: Page, figure: Figure) -> Change | None:
    limit = max(figure.left, figure.clause, figure.quantity.span.start - _NEAR)
    for word in page.backwards(figure.quantity.span.start, limit):
        if word.plays("up"):
            return Change.UP
        if word.plays("down"):
            return Change.DOWN
        if word.plays("share"):
            return None
    return None


def _shared_change(page: Page, figure: Figure, ledger: Ledger) -> Change | None:
    """环比、同比分别下降6.1%和17.7%: the second has the direction of the first."""
    for _, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence):
        between = page.text[entry.figure.quantity.span.end : figure.quantity.span.start]
        return entry.candidate.change if between.strip() in ("和", "、", "及", "与") else None
    return None


def _start(page: Page, figure: Figure) -> int:
    """The quote begins with the word of change or of share that touches the number."""
    for word in page.backwards(figure.quantity.span.start, figure.clause):
        if word.end == figure.quantity.span.start and word.plays("up", "down", "share"):
            return word.start
        break
    return figure.quantity.span.start
