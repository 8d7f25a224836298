"""What noun and act mean together: reports taken in, gangs seized, victims, lists made public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from extractors.binding.candidate import Polarity, Reading
from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.ledger import Ledger
from extractors.binding.unspaced.scenery import Deed, Scene
from extractors.records import Action, Unit

# What is taken in as a report is one, whatever it complains of: 受理违法和不良信息1459.9万件.
_REPORTED = (Unit.CONTENT, Unit.OTHER)
# Reports that are dealt with stay reports.
_ABOUT_REPORTS = (Action.PENALISE, Action.INVESTIGATE, Action.OTHER, Action.IDENTIFY)
_SEIZED = {
    Unit.PERSON: Action.ARREST,
    Unit.ORGANISATION: Action.INVESTIGATE,
    Unit.CASE: Action.INVESTIGATE,
    Unit.CONTENT: Action.IDENTIFY,
    Unit.ACCOUNT: Action.IDENTIFY,
    Unit.APP: Action.IDENTIFY,
    Unit.WEBSITE: Action.IDENTIFY,
}
# What a verb of a role means of certain objects: 查处案件 looks into, 清退商家 closes, 推送信息 does nothing to it,
# 退回稿件 takes down, 移交嫌疑人 follows an arrest, 切断链接 blocks it.
_OF_OBJECTS: tuple[tuple[str, tuple[Unit, ...], Action], ...] = (
    ("handle", (Unit.CASE,), Action.INVESTIGATE),
    ("put_out", (Unit.ORGANISATION,), Action.CLOSE),
    ("dissuade", (Unit.PERSON,), Action.WARN),
    ("passing_on", (Unit.CASE,), Action.REPORT),
    ("sending", (Unit.CONTENT, Unit.PERSON, Unit.APP), Action.OTHER),
    ("sent_back", (Unit.CONTENT,), Action.REMOVE),
    ("hand_over", (Unit.PERSON,), Action.ARREST),
    ("bust", (Unit.ORGANISATION,), Action.CLOSE),
    ("bust", (Unit.PERSON,), Action.ARREST),
    ("suffering", (Unit.PERSON,), Action.OTHER),
    ("hand_over", (Unit.CASE,), Action.INVESTIGATE),
    ("cut_off", (Unit.CONTENT, Unit.WEBSITE), Action.BLOCK),
)
_FINED = (Unit.PERSON, Unit.ORGANISATION, Unit.WEBSITE, Unit.APP, Unit.CASE)
# What is done to a gang or its things; to its members it is an arrest.
_OF_GANGS = (Action.REMOVE, Action.CLOSE, Action.INVESTIGATE)
# What is done to offenders and cases, never to those who were hurt.
_OF_OFFENDERS = (Action.INVESTIGATE, Action.ARREST, Action.REPORT)
# Hosts of what a frame speaks of; everything else behind 涉及 takes the sanction of the frame.
_HOSTS = (Unit.ORGANISATION, Unit.PERSON, Unit.CASE)


# What is done to offenders and their things, never to a report.
_NEVER_OF_REPORTS = (Action.REMOVE, Action.CLOSE, Action.SUSPEND, Action.FINE, Action.ARREST, Action.WARN)
# Who is named and shamed where an authority says what is wrong with them, and rules that say what is wrong.
_SHAMED = (Unit.APP, Unit.WEBSITE, Unit.ORGANISATION)
_AS_FAULTS = ("predicated", "existing", "failing")
_BORROWED = ("shared", "followed")
# What may be asked for.
_ASKED_FOR = (Action.REMOVE, Action.CLOSE, Action.BLOCK, Action.RESTORE)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a figure says: what is counted, what was done, the rule that found it, whether it happened."""

    unit: Unit
    action: Action
    rule: str
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class _Context:
    """What the rules look at beside the sense: the figure's surroundings, what was told before, the act that was found."""

    reading: Reading
    view: Scene
    ledger: Ledger
    found: Deed | None

    def plays(self, role: str) -> bool:
        """Whether the act that was found has a role of the grammar."""
        return self.found is not None and self.found.word.plays(role)


def adjusted(reading: Reading, view: Scene, ledger: Ledger, found: Deed | None, sense: Sense) -> Sense:
    """The sense after every rule below, in order."""
    context = _Context(reading, view, ledger, found)
    for rule in RULES:
        sense = rule(context, sense)
    return sense


def _taken_in(context: _Context, sense: Sense) -> Sense:
    """受理违法信息3万件 are reports, 受理诈骗案件3万件 cases."""
    if sense.action is not Action.REPORT or not any(w.plays("receiving") for w in context.view.lead):
        return sense
    unit, action = _received(context.view.figure, sense.unit)
    return replace(sense, unit=unit, action=action)


def _received(figure: Figure, unit: Unit) -> tuple[Unit, Action]:
    """What is taken in is a report, whatever it complains of; a case that is taken up is investigated."""
    if unit is Unit.CASE:
        return (unit, Action.INVESTIGATE) if figure.noun else (Unit.REPORT, Action.REPORT)
    return (Unit.REPORT if unit in _REPORTED else unit), Action.REPORT


def _reports_stay(context: _Context, sense: Sense) -> Sense:
    """处置举报3万件 is still about reports; 用户举报不实信息7.4万条 are reports, too."""
    if sense.unit is Unit.REPORT and sense.action in _ABOUT_REPORTS and sense.polarity is Polarity.DONE:
        return replace(sense, action=Action.REPORT)
    if sense.unit is Unit.REPORT and context.found is not None and sense.action in _ASKED_FOR and _asks(context):
        return replace(sense, action=Action.REPORT)  # 删帖请求4.9万件
    phrase = context.view.figure.before or context.view.figure.after
    if phrase is not None and phrase.head.plays("complaint") and context.plays("refusal"):
        return replace(sense, action=Action.REPORT)  # 驳回批量举报1.1万条
    if sense.unit is Unit.REPORT and sense.rule in _BORROWED and sense.action in _NEVER_OF_REPORTS:
        return replace(sense, action=Action.REPORT)  # 下架App 6款，民众检举案745件
    complained = any(w.meaning.unit is Unit.REPORT for w in context.view.inside)
    if context.found is None and sense.unit in _REPORTED and complained:
        return replace(sense, unit=Unit.REPORT, action=Action.REPORT)
    return sense


def _asks(context: _Context) -> bool:
    """Whether the act only says what is asked for: it touches a noun of asking."""
    phrase = context.view.figure.before or context.view.figure.after
    found = context.found
    asked = phrase is not None and phrase.head.plays("asking")
    return (
        asked
        and phrase is not None
        and found is not None
        and found.word.end == phrase.start
        and not found.word.plays("refusal")
    )


def _by_object(context: _Context, sense: Sense) -> Sense:
    """What 查获, 查处, 清退 and 推送 mean depends on their object: persons are caught, gangs and cases solved."""
    found = context.found
    if found is None or sense.action is not found.action:
        return sense
    if context.plays("seize"):
        return replace(sense, action=_SEIZED.get(sense.unit, sense.action))
    action = next((action for role, units, action in _OF_OBJECTS if sense.unit in units and context.plays(role)), None)
    if action is not None:
        return replace(sense, action=action)
    if context.plays("of_accounts") and sense.unit in (Unit.CONTENT, Unit.OTHER) and context.view.figure.noun is None:
        return replace(sense, unit=Unit.ACCOUNT)  # 下架笔记7,908篇，封号1,230个
    return sense


def _clues(context: _Context, sense: Sense) -> Sense:
    """What is passed on to others is looked into: 封停账号3500个，并将14条线索同步公安机关."""
    noun = context.view.figure.noun
    handled = sense.action is Action.PENALISE or sense.action in _NEVER_OF_REPORTS
    passed = handled and any(w.plays("hand_over") for w in context.view.lead)
    if passed and noun is not None and noun.plays("clue") and sense.polarity is Polarity.DONE:
        return replace(sense, action=Action.INVESTIGATE)  # 移交公安机关核查处置线索2268条
    listed = sense.rule == "shared" and sense.polarity is Polarity.DONE
    if listed and noun is not None and noun.plays("clue") and sense.action in _NEVER_OF_REPORTS:
        return replace(sense, action=Action.INVESTIGATE)
    return sense


def _sued(context: _Context, sense: Sense) -> Sense:
    """向法院起诉4家机构 asks for money and catches nobody."""
    if sense.unit is not Unit.ORGANISATION or sense.action is not Action.ARREST:
        return sense
    figure = context.view.figure
    court = "法院" in context.view.page.text[figure.clause : figure.start]
    return replace(sense, action=Action.OTHER) if court and context.plays("suing") else sense


def _fined_or_found(context: _Context, sense: Sense) -> Sense:
    """23則廣告違規，依法裁罰…: the firm is fined, not its advertisements; nor are articles arrested."""
    del context
    fined = sense.rule == "followed" and sense.action in (Action.FINE, Action.ARREST)
    return replace(sense, action=Action.IDENTIFY) if fined and sense.unit not in _FINED else sense


def _persons(context: _Context, sense: Sense) -> Sense:
    """Those who were hurt are found, not caught; those listed after a gang are caught (查获集团12团、嫌犯80人)."""
    noun = context.view.figure.noun
    if noun is not None and noun.plays("hurt") and sense.action in _OF_OFFENDERS:
        return replace(sense, action=Action.OTHER if sense.action is Action.REPORT else Action.IDENTIFY)
    if sense.unit is Unit.PERSON and sense.rule == "shared" and sense.action in _OF_GANGS:
        return replace(sense, action=Action.ARREST)
    return sense


def _involved(context: _Context, sense: Sense) -> Sense:
    """What 涉及 counts takes the sanction of its frame, hosts and people apart."""
    if not context.plays("involve") or sense.unit in _HOSTS:
        return sense
    framed = _frame_action(context.reading, context.view.figure, context.ledger)
    return sense if framed is None else replace(sense, action=framed)


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


def _made_public(context: _Context, sense: Sense) -> Sense:
    """Examples that are published are no enforcement; a list of offenders that is published is a warning."""
    view, found, noun = context.view, context.found, context.view.figure.noun
    if noun and noun.plays("example") and any(w.plays("publish") for w in (*view.lead, *view.inside)):
        return replace(sense, action=Action.OTHER, rule="example")
    if found and found.word.plays("publish"):
        shamed = any(w.plays("list_noun", "offending") for w in (*view.lead, *view.inside, *view.trail))
        return replace(sense, action=Action.WARN) if shamed and sense.unit in _FINED else sense
    named = sense.action is Action.IDENTIFY and sense.unit in _SHAMED and sense.rule in _AS_FAULTS
    if named and any(w.plays("publish") and w.meaning.action is Action.WARN for w in view.earlier):
        return replace(sense, action=Action.WARN)  # 工信部通报，36款App存在侵害用户权益行为
    return sense


RULES: tuple[Callable[[_Context, Sense], Sense], ...] = (
    _taken_in,
    _reports_stay,
    _by_object,
    _clues,
    _sued,
    _fined_or_found,
    _persons,
    _involved,
    _made_public,
)
