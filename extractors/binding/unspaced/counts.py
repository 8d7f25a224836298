"""Counts of things: what is counted, what was done to it, which total it is a part of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.unspaced.deeds import Deed, Scene, deed, scene
from extractors.binding.unspaced.figures import OF_PEOPLE, Figure
from extractors.binding.unspaced.ledger import Entry, Ledger
from extractors.binding.unspaced.noise import idle
from extractors.binding.unspaced.wholes import whole
from extractors.binding.unspaced.words import Page
from extractors.records import Action, Bound, Kind, Line, Span, Unit

# Nouns that can be counted as people; with any other the measure word decides.
_PEOPLE = (Unit.PERSON, Unit.STREAM, Unit.ACCOUNT, Unit.ORGANISATION)
_AT_LEAST, _AT_MOST, _ABOUT = ("以上", "之多", "余"), ("以下",), ("左右", "上下")
# How many sentences back an elided noun or verb may stand: a list tells it in its first line.
_REACH = 3
_BY_UNIT = {Unit.REPORT: Action.REPORT}
# What is taken in as a report is one, whatever it complains of: 受理违法和不良信息1459.9万件.
_REPORTED = (Unit.CONTENT, Unit.OTHER)
# Reports that are dealt with stay reports.
_ABOUT_REPORTS = (Action.PENALISE, Action.INVESTIGATE, Action.OTHER, Action.IDENTIFY)
# A part takes the act of its whole unless its own words name a sanction.
_YIELDING = (Action.IDENTIFY, Action.OTHER)
# What is told without an act: crime, complaints, victims.
_TOLD_ALONE = (Unit.CASE, Unit.REPORT)
# Measure words that tell by themselves what is counted.
_TELLING = frozenset({"人", "名", "位", "人次", "起", "宗", "款", "家"})
# Rules that bind loosely: an act of no interest found by them says nothing.
_LOOSE = ("announced", "shared", "followed", "undergone", "predicated")
# Rules that look beyond the figure's own clause.
_FAR = ("announced",)
_SEIZED = {
    Unit.PERSON: Action.ARREST,
    Unit.ORGANISATION: Action.INVESTIGATE,
    Unit.CASE: Action.INVESTIGATE,
    Unit.CONTENT: Action.IDENTIFY,
    Unit.ACCOUNT: Action.IDENTIFY,
    Unit.APP: Action.IDENTIFY,
    Unit.WEBSITE: Action.IDENTIFY,
}
_ENUMERATING = ("、", "和", "及", "以及", "与")
# Acts that need a known object to be of interest.
_WEAK = (Action.OTHER, Action.REPORT, Action.IDENTIFY)
_FINED = (Unit.PERSON, Unit.ORGANISATION, Unit.WEBSITE, Unit.APP, Unit.CASE)
# Words right before a number that point back to it, and how many sentences back it may stand.
_POINTING = ("上述", "这", "该", "以上", "前述")
_FAR_BACK = 6
# An unknown noun with its modifiers is taken to be no longer than this.
_LONGEST_NOUN = 12
# Measures that no account, site or body has: 200张, 72万次.
_OF_THINGS = frozenset({"张", "次", "份", "台", "部", "枚", "辆", "支", "套", "封", "本", "册"})
# What is done to a gang or its things; to its members it is an arrest.
_OF_GANGS = (Action.REMOVE, Action.CLOSE, Action.INVESTIGATE)
_OF_CASES = frozenset({"起", "宗", "件"})
_NO_RESULT = (Action.OTHER, Action.IDENTIFY, Action.WARN, Action.REPORT)
# Hosts of what a frame speaks of; everything else behind 涉及 takes the sanction of the frame.
_HOSTS = (Unit.ORGANISATION, Unit.PERSON, Unit.CASE)


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a figure says: what is counted, what was done, the rule that found it, whether it happened."""

    unit: Unit
    action: Action
    rule: str
    polarity: Polarity


def bind(reading: Reading, page: Page, figure: Figure, ledger: Ledger) -> Entry | None:
    """The count as a candidate, None where it is nobody's claim."""
    if idle(page, figure):
        return None
    view = scene(page, figure)
    found = deed(view)
    within = whole(page, figure, ledger, found)
    borrowed = _lender(reading, page, figure, ledger, within, found)
    lender = ledger.entries[borrowed].candidate if borrowed is not None else None
    sense = _sense(reading, view, ledger, found, lender, within)
    sense = _adjusted(reading, view, ledger, found, sense)
    if _article(figure, sense) or _untold(view, sense, lender):
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
        whole=within if told is None else None,
        reference=told is not None,
        act=Span(field, found.word.start, found.word.end) if found else None,
    )
    return Entry(candidate, figure, received=found is not None and found.word.plays("receiving"))


def _quote_start(page: Page, figure: Figure, found: Deed | None) -> int:
    """A noun that no list knows is quoted from the act on that governs it: 收缴«作弊器材4600余件»."""
    start = figure.quantity.span.start
    if figure.unknown and found is not None and 0 < start - found.word.end <= _LONGEST_NOUN:
        return found.word.end + page.text.startswith(("了", "过"), found.word.end)
    return figure.start


def _told_before(page: Page, figure: Figure, ledger: Ledger, sense: _Sense) -> int | None:
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
) -> _Sense:
    """The figure's own noun and act, else what the lender lends."""
    figure = view.figure
    unit = _unit(reading, figure, lender, found.action if found else None)
    told = _noun_told_before(view, lender)
    unit = told if told is not None else unit
    described = _described(view.page, figure, lender, within)
    if found is None and within is None and (beside := _beside(view, ledger)) is not None:
        return _Sense(unit, beside.action, "shared", beside.polarity)
    left_over = any(word.plays("remaining") for word in view.lead)  # 仍有2款未完成整改 tells an act of its own
    inner = within is not None and not left_over
    action, rule, polarity = _act(found, lender, unit, within=inner, described=described)
    return _Sense(unit, action, rule, polarity)


def _noun_told_before(view: Scene, lender: Candidate | None) -> Unit | None:
    """The unit of the noun of the clause before, for a clause that only adds up: 清理违规信息，共计3万条."""
    if view.figure.noun is not None or lender is not None or view.figure.unknown:
        return None
    if any(not word.plays("link", "light") for word in view.lead):
        return None
    nouns = [word for word in view.earlier if word.meaning.unit is not None]
    return nouns[-1].meaning.unit if nouns else None


def _beside(view: Scene, ledger: Ledger) -> Candidate | None:
    """The figure, of whatever kind, that an enumeration joins this one to: 查扣现金1350万元、手机58支."""
    figure = view.figure
    last = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if last is None:
        return None
    gap = view.page.text[last[1].figure.end : figure.start]
    return last[1].candidate if gap.strip(" ") in _ENUMERATING else None


def _adjusted(reading: Reading, view: Scene, ledger: Ledger, found: Deed | None, sense: _Sense) -> _Sense:
    """What noun and act mean together: what is received, seized, only involved, made public."""
    figure, unit, action, rule = view.figure, sense.unit, sense.action, sense.rule
    if action is Action.REPORT and any(w.plays("receiving") for w in view.lead):
        unit, action = _received(figure, unit)
    if unit is Unit.REPORT and action in _ABOUT_REPORTS and sense.polarity is Polarity.DONE:
        action = Action.REPORT
    if found is None and unit in _REPORTED and any(w.meaning.unit is Unit.REPORT for w in view.inside):
        unit, action = Unit.REPORT, Action.REPORT  # 用户举报不实信息7.4万条
    action = _by_object(found, unit, action)
    if rule == "followed" and action is Action.FINE and unit not in _FINED:
        action = Action.IDENTIFY  # 23則廣告違規，依法裁罰…: the firm is fined, not its advertisements
    if unit is Unit.PERSON and rule == "shared" and action in _OF_GANGS:
        action = Action.ARREST  # 查获诈骗集团12团、嫌犯80人: the persons are caught
    if found is not None and found.word.plays("involve") and unit not in _HOSTS:
        action = _frame_action(reading, figure, ledger) or action
    return _made_public(view, found, _Sense(unit, action, rule, sense.polarity))


def _made_public(view: Scene, found: Deed | None, sense: _Sense) -> _Sense:
    """Examples that are published are no enforcement; a list of offenders that is published is a warning."""
    noun = view.figure.noun
    if noun and noun.plays("example") and any(w.plays("publish") for w in (*view.lead, *view.inside)):
        return replace(sense, action=Action.OTHER, rule="example")
    if found and found.word.plays("publish"):
        shamed = any(w.plays("list_noun", "offending") for w in (*view.lead, *view.inside, *view.trail))
        return replace(sense, action=Action.WARN) if shamed and sense.unit in _FINED else sense
    return sense


def _received(figure: Figure, unit: Unit) -> tuple[Unit, Action]:
    """What is taken in is a report, whatever it complains of; a case that is taken up is investigated."""
    if unit is Unit.CASE:
        return (unit, Action.INVESTIGATE) if figure.noun else (Unit.REPORT, Action.REPORT)
    return (Unit.REPORT if unit in _REPORTED else unit), Action.REPORT


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
        if entry.candidate.kind is Kind.COUNT and (figure.noun or _lends(page, figure, entry.figure)):
            return index
    return None


def _described(page: Page, figure: Figure, lender: Candidate | None, within: int | None) -> bool:
    """Whether only a description stands before a figure that begins anew: …的有44万个."""
    if lender is None or within is not None or lender.sentence == figure.sentence or figure.noun is not None:
        return False
    return page.text[figure.clause : figure.quantity.span.start].rstrip("有约近达共超逾为是").endswith("的")


def _yields(found: Deed) -> bool:
    """Whether a part's own act says less than its whole's: found, or only described as dealt with (被处理的有518个)."""
    return found.action in _YIELDING or (found.action is Action.PENALISE and found.rule == "attributed")


def _by_object(found: Deed | None, unit: Unit, action: Action) -> Action:
    """What 查获 and 查处 mean depends on their object: persons are caught, gangs and cases solved, posts found."""
    if found is None or action is not found.action:
        return action
    if found.word.plays("seize"):
        return _SEIZED.get(unit, action)
    if found.word.plays("handle") and unit is Unit.CASE:
        return Action.INVESTIGATE
    return action


def _frame_action(reading: Reading, figure: Figure, ledger: Ledger) -> Action | None:
    """What 涉及 points back to: the act named in the last figure's noun (移除通知), else what was done to it."""
    back = ledger.last_count(field=figure.quantity.span.field, sentence=figure.sentence)
    if back is None:
        return None
    phrase = back[1].figure.after or back[1].figure.before
    named = _named_act(reading, phrase.head.text) if phrase else None
    action = named or back[1].candidate.action
    return None if action in (Action.OTHER, Action.IDENTIFY) else action


def _named_act(reading: Reading, noun: str) -> Action | None:
    """The act that a noun begins with: 移除通知."""
    known = reading.language.acts.actions
    return next((known[noun[:length]] for length in range(len(noun) - 1, 1, -1) if noun[:length] in known), None)


def _lends(page: Page, figure: Figure, other: Figure) -> bool:
    """Whether the measure words agree, or the figure only says the same once more (25300多部、计1365004集)."""
    measures = (figure.measure.rstrip("次") or "次", other.measure.rstrip("次") or "次")  # 家次 counts as 家 does
    if measures[0] == measures[1] or ("个" in measures and figure.measure not in _OF_THINGS):
        return True
    return not page.text[other.end : figure.start].strip("、，,共计合（( ")


def _unit(reading: Reading, figure: Figure, lender: Candidate | None, action: Action | None) -> Unit:
    """By the noun, else by a measure word for people, else by the lender's noun, else by the measure word."""
    own = figure.noun.meaning.unit if figure.noun else None
    measured = reading.language.objects.measures.get(figure.measure)
    if own is None and lender is not None and lender.unit in _PEOPLE and figure.measure in ("名", "位"):
        return lender.unit
    if figure.measure in OF_PEOPLE and own not in _PEOPLE:
        return Unit.PERSON
    if own is not None:
        return own
    if measured is Unit.CASE and action in (Action.INVESTIGATE, Action.ARREST):
        return Unit.CASE
    if lender is not None and lender.unit is not Unit.PERSON and not figure.unknown:
        return lender.unit
    return _by_measure(figure, measured)


def _by_measure(figure: Figure, measured: Unit | None) -> Unit:
    """The unit of the measure word; 件 of an unknown thing counts things, not cases."""
    if figure.unknown and figure.measure == "件":
        return Unit.OTHER
    return measured or Unit.OTHER


def _act(
    found: Deed | None, lender: Candidate | None, unit: Unit, *, within: bool, described: bool
) -> tuple[Action, str, Polarity]:
    """Action, the rule's name, polarity: the figure's own, else the lender's, else what the unit suggests."""
    yields = within and lender and found and (_yields(found) or found.rule in _FAR)
    if found is not None and not yields:
        return found.action, found.rule, found.polarity
    if lender is not None:
        return (
            (Action.IDENTIFY if described else lender.action),
            "described" if described else "shared",
            lender.polarity,
        )
    return _BY_UNIT.get(unit, Action.OTHER), "unit", Polarity.DONE


def _head(figure: Figure, lender: Candidate | None) -> str:
    if figure.noun is not None:
        return figure.noun.text
    return lender.head if lender else ""


def _article(figure: Figure, sense: _Sense) -> bool:
    """一个, 一名 is a figure only as the result of an act (拘留一名网民)."""
    quantity = figure.quantity
    if quantity.value != 1 or quantity.form == "digits" or quantity.value_max is not None:
        return False
    if figure.measure in _OF_CASES:
        return False
    return sense.rule not in ("governed", "disposed") or sense.action in _NO_RESULT


def _untold(view: Scene, sense: _Sense, lender: Candidate | None) -> bool:
    """Whether nothing says that the figure counts what the product cares about: no act, or no noun.

    Cases, reports and persons hurt are told without an act too; a noun that is only guessed from a general measure
    word (10条停运) needs an act that governs it.
    """
    figure = view.figure
    if figure.unknown and lender is None and sense.action in _WEAK and figure.measure not in _TELLING:
        return True  # 设立9个分会场, 收到论文300余篇
    if figure.unknown and sense.action is Action.ARREST and sense.unit is not Unit.PERSON:
        return True  # only persons are caught
    if sense.action is Action.OTHER and sense.polarity is Polarity.DONE and sense.rule != "example":
        if sense.unit is Unit.OTHER or figure.noun is None:
            return True
        if sense.unit is Unit.ORGANISATION and sense.rule == "unit" and any(word.act for word in view.trail):
            return True  # 四家平台共下线…: those who act are not what is counted
        alone = sense.unit in _TOLD_ALONE or figure.noun.plays("hurt")
        return not alone and (sense.unit is Unit.PERSON or sense.rule in _LOOSE)
    told = _noun_told_before(view, lender) is not None
    guessed = figure.noun is None and lender is None and not told and figure.measure not in _TELLING
    return guessed and sense.rule in ("undergone", "predicated", "announced", "followed")


def _bound(figure: Figure, page: Page) -> Bound:
    """The quantity's own hedge, or the one behind the measure word (100个以上)."""
    after = page.text[figure.quantity.span.end : figure.end]
    for words, bound in ((_AT_LEAST, Bound.AT_LEAST), (_AT_MOST, Bound.AT_MOST), (_ABOUT, Bound.ABOUT)):
        if any(word in after for word in words):
            return bound
    return figure.quantity.bound
