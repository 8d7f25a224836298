"""Counts of things: what is counted, what was done to it, which total it is a part of."""

from __future__ import annotations

from dataclasses import replace

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.unspaced.causes import reason
from extractors.binding.unspaced.deeds import deed
from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.ledger import Entry, Ledger
from extractors.binding.unspaced.negation import goes_on_planning
from extractors.binding.unspaced.noise import idle
from extractors.binding.unspaced.nouns import OF_BODIES
from extractors.binding.unspaced.scenery import Deed, Scene, scene
from extractors.binding.unspaced.sense import Sense, adjusted
from extractors.binding.unspaced.telling import FAULTS, article, untold
from extractors.binding.unspaced.units import unit_of
from extractors.binding.unspaced.wholes import whole
from extractors.binding.unspaced.words import MARKS, Page
from extractors.records import Action, Bound, Kind, Line, Span, Unit

_AT_LEAST, _AT_MOST, _ABOUT = ("以上", "之多", "余"), ("以下",), ("左右", "上下")
# How many sentences back an elided noun or verb may stand: a list tells it in its first line.
_REACH = 3
_BY_UNIT = {Unit.REPORT: Action.REPORT}
# A part takes the act of its whole unless its own words name a sanction.
_YIELDING = (Action.IDENTIFY, Action.OTHER)
# Rules that look beyond the figure's own clause.
_FAR = ("announced",)
_ENUMERATING = ("、", "和", "及", "以及", "与")
# Words right before a number that point back to it, and how many sentences back it may stand.
_POINTING = ("上述", "这", "该", "以上", "前述")
_FAR_BACK = 6
# An unknown noun with its modifiers is taken to be no longer than this.
_LONGEST_NOUN = 12
# Measures that no account, site or body has: 200张, 72万次.
_OF_THINGS = frozenset(
    {
        "张",
        "次",
        "通",
        "款",
        "份",
        "台",
        "部",
        "枚",
        "辆",
        "支",
        "套",
        "封",
        "本",
        "册",
        "把",
        "瓶",
        "盒",
        "箱",
        "只",
        "颗",
        "块",
    }
)
_OF_POSTS = frozenset({"条", "则", "篇", "集", "帖", "部"})
_NO_BODIES = frozenset({Unit.ACCOUNT, Unit.CONTENT, Unit.PERSON, Unit.GROUP, Unit.APP})
_OF_MATTERS = frozenset({"条", "则", "篇", "件", "起", "宗", "例", "项", "笔", "人", "名", "位"})


def bind(reading: Reading, page: Page, figure: Figure, ledger: Ledger) -> Entry | None:
    """The count as a candidate, None where it is nobody's claim."""
    if idle(page, figure):
        return None
    view = scene(page, figure)
    found = deed(view)
    past = _compared_with(page, figure)
    within = whole(page, figure, ledger, found)
    borrowed = _lender(reading, page, figure, ledger, within, found)
    lender = ledger.entries[borrowed].candidate if borrowed is not None else None
    sense = _sense(reading, view, ledger, found, lender, within)
    sense = adjusted(reading, view, ledger, found, sense)
    if sense.polarity is Polarity.DONE and goes_on_planning(page, figure, ledger):
        sense = replace(sense, polarity=Polarity.NOT_DONE)
    if article(figure, sense) or untold(reading, view, sense, lender):
        return None
    field = figure.quantity.span.field
    told = _told_before(page, figure, ledger, sense)
    if told is not None:
        ledger.learn(told, sense.action)
    candidate = Candidate(
        quantity=figure.quantity,
        sentence=figure.sentence,
        clause=Span(field, figure.clause, figure.stop),
        quote=Span(field, _quote_start(page, figure, found), figure.end),
        kind=Kind.COUNT,
        unit=sense.unit,
        action=sense.action if sense.polarity is Polarity.DONE else Action.OTHER,
        rule=sense.rule,
        head=_head(figure, lender),
        bound=_bound(figure, page),
        polarity=sense.polarity,
        inherits=borrowed if found is None else None,
        whole=within if told is None and not past else None,
        reference=told is not None,
        reason=reason(reading, page, figure, ledger, action=sense.action) if sense.action is not Action.OTHER else None,
        act=Span(field, found.word.start, found.word.end) if found else None,
    )
    received = found.word.plays("receiving") if found else borrowed is not None and ledger.entries[borrowed].received
    return Entry(candidate, figure, received=received, past=past)


def _compared_with(page: Page, figure: Figure) -> bool:
    """Whether another figure is only compared with this one: 较去年同期4,102件增长八成."""
    lead = page.text[figure.clause : figure.quantity.span.start]
    return lead.startswith(("较", "比", "与")) or "年同期" in lead


def _quote_start(page: Page, figure: Figure, found: Deed | None) -> int:
    """A noun that no list knows is quoted from the act on that governs it: 收缴«作弊器材4600余件»."""
    start = figure.quantity.span.start
    near = found is not None and 0 < start - found.word.end <= _LONGEST_NOUN
    if figure.unknown and found is not None and near and not set(page.text[found.word.end : start]) & MARKS:
        return found.word.end + page.text.startswith(("了", "过"), found.word.end)
    return figure.start


def _told_before(page: Page, figure: Figure, ledger: Ledger, sense: Sense) -> int | None:
    """The index of the same figure told before, which 上述37款 points back to."""
    if not page.text.endswith(_POINTING, 0, figure.quantity.span.start):
        return None
    for index, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence, reach=_FAR_BACK):
        same_value = entry.candidate.quantity.value == figure.quantity.value
        if same_value and entry.candidate.kind is Kind.COUNT and entry.candidate.unit is sense.unit:
            return index
    return None


def _sense(
    reading: Reading, view: Scene, ledger: Ledger, found: Deed | None, lender: Candidate | None, within: int | None
) -> Sense:
    """The figure's own noun and act, else what the lender lends."""
    figure = view.figure
    unit = unit_of(reading, view, lender, found, part=within is not None)
    described = _described(view.page, figure, lender, within)
    far = found is None or found.rule in ("announced", "followed")
    if far and within is None and (beside := _beside(view, ledger)) is not None:
        return Sense(unit, beside.action, "shared", beside.polarity)
    left_over = any(word.plays("remaining") for word in view.lead)  # 仍有2款未完成整改 tells an act of its own
    inner = within is not None and not left_over
    action, rule, polarity = _act(
        found, lender, unit, within=inner, described=described, offending=_offending(view, unit)
    )
    grown = found is not None and action is Action.OTHER and found.word.plays("growing") and _offending(view, unit)
    return Sense(unit, Action.IDENTIFY if grown else action, rule, polarity)


def _beside(view: Scene, ledger: Ledger) -> Candidate | None:
    """The figure, of whatever kind, that an enumeration joins this one to: 查扣现金1350万元、手机58支."""
    figure = view.figure
    last = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if last is None:
        return None
    gap = view.page.text[last[1].figure.end : figure.start]
    both = not gap and last[1].candidate.unit is Unit.PERSON  # 拘捕9男6女
    seized = last[1].candidate.action is Action.REMOVE and _unheard_of(view, gap)
    return last[1].candidate if both or seized or gap.strip(" ") in _ENUMERATING else None


def _unheard_of(view: Scene, gap: str) -> bool:
    """Whether an enumeration goes on with a thing that no list knows: 起出手机52支、«笔电»9台."""
    listed = gap[:1] == "、" and len(gap) <= _LONGEST_NOUN and view.figure.unknown
    acts = any(word.act and not word.plays("attributive") for word in view.lead)
    return listed and view.figure.measure in _OF_THINGS and not acts


def _lender(
    reading: Reading, page: Page, figure: Figure, ledger: Ledger, within: int | None, found: Deed | None
) -> int | None:
    """The earlier figure that lends its noun or its verb: the whole of a part, else the one before."""
    if within is not None:
        return within
    if found is not None and figure.noun is not None:
        return None
    field = figure.quantity.span.field
    listed = reading.sentences[figure.sentence].line in (Line.ITEM, Line.ROW)
    if figure.unknown and found is not None:
        return None
    reach = _REACH if (figure.noun is None and not figure.unknown) or listed else 0
    for index, entry in ledger.back(field=field, sentence=figure.sentence, reach=reach):
        if figure.noun and "；" in page.text[entry.figure.end : figure.start]:
            return None
        if entry.candidate.kind is Kind.COUNT and (figure.noun or _lends(page, figure, entry)):
            return index
    return None


def _offending(view: Scene, unit: Unit) -> bool:
    """Whether the noun itself says that its things are at fault: 异常账号2万个, 争议讯息215万则."""
    phrase = view.figure.after or view.figure.before
    if unit not in (Unit.ACCOUNT, Unit.CONTENT, Unit.WEBSITE, Unit.APP, Unit.GROUP):
        return False
    text = view.page.text
    if phrase is None:
        return any(mark in text[view.figure.clause : view.figure.start] for mark in FAULTS)  # 违规账号由3,200个降至
    return any(mark in text[max(view.figure.left, phrase.start - 4) : phrase.end] for mark in FAULTS)


def _described(page: Page, figure: Figure, lender: Candidate | None, within: int | None) -> bool:
    """Whether only a description stands before a figure that begins anew: …的有44万个."""
    if lender is None or within is not None or lender.sentence == figure.sentence or figure.noun is not None:
        return False
    return page.text[figure.clause : figure.quantity.span.start].rstrip("有约近达共超逾为是").endswith("的")


def _yields(found: Deed) -> bool:
    """Whether a part's own act says less than its whole's: found, or only described as dealt with (被处理的有518个)."""
    told = found.rule == "predicated" and found.action is Action.REPORT  # 其中6,020条由网友举报发现
    return told or found.action in _YIELDING or (found.action is Action.PENALISE and found.rule == "attributed")


def _lends(page: Page, figure: Figure, entry: Entry) -> bool:
    """Whether the measure words agree, or the figure only says the same once more (25300多部、计1365004集)."""
    other = entry.figure
    measures = (figure.measure.rstrip("次") or "次", other.measure.rstrip("次") or "次")  # 家次 counts as 家 does
    bodies = figure.measure in OF_BODIES - {"户"} and other.measure not in OF_BODIES
    unlike = (
        (bodies and entry.candidate.unit in _NO_BODIES)
        or figure.measure in _OF_THINGS
        or (measures[0] in _OF_MATTERS and entry.candidate.unit is Unit.ACCOUNT)
    )
    if measures[0] == measures[1] or ("个" in measures and not unlike) or set(measures) <= _OF_POSTS:
        return True
    return not page.text[other.end : figure.start].strip("、，,共计合（( ")


def _act(
    found: Deed | None, lender: Candidate | None, unit: Unit, *, within: bool, described: bool, offending: bool
) -> tuple[Action, str, Polarity]:
    """Action, the rule's name, polarity: the figure's own, else the lender's, else what the unit suggests."""
    idle = lender is None or (lender.action is Action.OTHER and found is not None and found.rule not in _FAR)
    yields = within and found and not idle and (_yields(found) or found.rule in _FAR)
    if found is not None and not yields:
        return found.action, found.rule, found.polarity
    if lender is not None:
        return (
            (Action.IDENTIFY if described else lender.action),
            "described" if described else "shared",
            lender.polarity,
        )
    return Action.IDENTIFY if offending else _BY_UNIT.get(unit, Action.OTHER), "unit", Polarity.DONE


def _head(figure: Figure, lender: Candidate | None) -> str:
    if figure.noun is not None:
        return figure.noun.text
    return lender.head if lender else ""


def _bound(figure: Figure, page: Page) -> Bound:
    """The quantity's own hedge, or the one behind the measure word (100个以上)."""
    after = page.text[figure.quantity.span.end : figure.end]
    for words, bound in ((_AT_LEAST, Bound.AT_LEAST), (_AT_MOST, Bound.AT_MOST), (_ABOUT, Bound.ABOUT)):
        if any(word in after for word in words):
            return bound
    return figure.quantity.bound
