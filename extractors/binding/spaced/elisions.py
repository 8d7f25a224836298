"""Figures whose noun is left out: what the lines, the story or an earlier figure say that they count."""

from __future__ import annotations

from dataclasses import replace

from extractors.binding.spaced.antecedents import antecedent, of_those
from extractors.binding.spaced.governing import joined, own_verdict, verdict
from extractors.binding.spaced.heads import apposed, coming_head, copula_noun, inhabitants, label_noun, says_total
from extractors.binding.spaced.labels import (
    OWN_COUNT,
    acted_noun,
    is_category,
    label_act,
    label_of_noise,
    of_appeals,
    opening,
)
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.rows import column_topic
from extractors.binding.spaced.scene import Scene
from extractors.binding.spaced.spot import Bound, Spot
from extractors.binding.spaced.topics import Topic, topic, topic_before
from extractors.binding.spaced.turns import in_turn
from extractors.binding.spaced.units import DIRECT
from extractors.objects import Noun
from extractors.records import Action, Kind, Unit

# An earlier figure so many sentences back is nearer than a bare noun of the sentence.
RECENT = 2
# The list that follows a figure begins so near to it.
LISTED = 3
# "Of the blocked gambling sites": the noun of a partitive stands so near to the start.
OPENED = 5
# What is done to things that no list holds.
SANCTIONS = frozenset({Action.BLOCK, Action.REMOVE, Action.CLOSE, Action.RESTRICT, Action.SUSPEND})
# Whom an act befalls where a noun of no list is its object ("arrested 20 suspected instigators").
PATIENTS = {Action.ARREST: Unit.PERSON, Action.FINE: Unit.ORGANISATION, Action.REMOVE: Unit.CONTENT}
# What acts are done to where the text does not say it.
# What is counted where a label names the act alone.
LABELLED = {Action.FINE: Unit.OTHER, Action.WARN: Unit.OTHER, Action.ARREST: Unit.PERSON}
USUAL = {
    Action.REMOVE: Unit.CONTENT,
    Action.CLOSE: Unit.ACCOUNT,
    Action.SUSPEND: Unit.ACCOUNT,
    Action.RESTRICT: Unit.ACCOUNT,
    Action.BLOCK: Unit.WEBSITE,
    Action.ARREST: Unit.PERSON,
    Action.INVESTIGATE: Unit.CASE,
    Action.PENALISE: Unit.CASE,
    Action.RESTORE: Unit.CONTENT,
    Action.IDENTIFY: Unit.CONTENT,
}


def elided(spot: Spot) -> tuple[Unit | None, Bound | None]:
    """The unit of a figure without a noun: said by the predicate, the next or an earlier noun, or an earlier figure."""
    turn = in_turn(spot)
    if turn is not None:
        return turn.unit, turn
    copula = copula_noun(spot)
    if copula is not None and copula.unit is not None:
        return copula.unit, _alike(spot, copula.unit) or antecedent(spot)
    if label_of_noise(spot.scene, spot.start) or inhabitants(spot):
        return None, None
    category = is_category(spot.scene, spot.start) or of_appeals(spot)
    labelled = None if category else _label_act(spot)
    if labelled is not None:
        return labelled, None
    named = coming_head(spot) or (None if category else label_noun(spot))
    if named is not None:
        return named.unit, None
    return _counted_before(spot, category=category)


def _alike(spot: Spot, unit: Unit) -> Bound | None:
    """As in "arrested 120 and opened 89 cases. Of the total, 31 were foreigners": persons of persons, if enough were told of."""
    value = float(spot.scene.figures[spot.number].quantity.value)
    near = [b for b in spot.past if b.claim is not None and spot.scene.index - b.scene == 1 and b.value >= value]
    return next((b for b in reversed(near) if b.unit is unit), None)


def _label_act(spot: Spot) -> Unit | None:
    """As in "Arrests – 12", "Channel bans: 31": a label headed by a noun of an act counts what was acted upon."""
    act = label_act(spot.scene, spot.start)
    if act is None:
        return None
    if act.action in OWN_COUNT:
        return LABELLED.get(act.action)
    noun = acted_noun(spot.scene, act)
    if noun is not None:
        return noun.unit or noun.acted
    same = [b for b in spot.past if b.claim is not None and b.action is act.action and b.unit is not Unit.REPORT]
    return same[-1].unit if same else USUAL.get(act.action)


def _counted_before(spot: Spot, *, category: bool) -> tuple[Unit | None, Bound | None]:
    """What the clause, the list or the story says that a figure counts."""
    if says_total(spot):
        totals = [b for b in spot.past if b.claim is not None and b.whole is None and b.kind is Kind.COUNT]
        same = [b for b in totals if b.paragraph == spot.scene.sentence.paragraph] or totals[-1:]
        return (same[0].unit, same[0]) if same else (None, None)
    subject = _act_subject(spot)
    if subject is not None:
        return subject, None
    source = _sharing(spot) or _fronted(spot) or _told_next(spot)
    if source is not None:
        return source.unit, source
    unit = _listed_next(spot) or _patient(spot) or _apposed_unit(spot)
    if unit is not None:
        return unit, None
    source = _by_topic(spot) or (opening(spot) if category else antecedent(spot))
    done_to = _done_to(spot) if source and source.unit is Unit.REPORT and source.counts else None
    if done_to is not None:
        return done_to, None
    return (source.unit, source) if source and source.counts else (None, source)


def _act_subject(spot: Spot) -> Unit | None:
    """As in "permanent suspensions fell to 41,300": what the act that is the subject is done to."""
    answer = own_verdict(spot)
    if answer is None or answer.rule != "subject_act_noun" or answer.action not in SANCTIONS or answer.act is None:
        return None
    noun = acted_noun(spot.scene, answer.act)
    told = [b for b in spot.past if b.claim is not None and b.action is answer.action and b.unit is not Unit.REPORT]
    told = [b for b in told if b.kind is Kind.COUNT and spot.scene.sentence.paragraph - b.paragraph <= 1]
    named = (noun.unit or noun.acted) if noun is not None else None
    return named or (told[-1].unit if told else USUAL.get(answer.action))


def _sharing(spot: Spot) -> Bound | None:
    """As in "Karnataka booked 21,889 cases, Telangana 18,236": one verb for both, and one noun."""
    answer = verdict(spot)
    if answer is None or answer.act is None or answer.act.start > spot.start or spot.phrase.anaphor:
        return None
    same = [b for b in spot.here() if b.claim is not None and b.act == answer.act and b.kind is Kind.COUNT]
    main = [b for b in same if not b.embedded] or same
    return main[-1] if main else None


def _told_next(spot: Spot) -> Bound | None:
    """As in "The number of the week is 39 million. That is how many accounts X closed": the next sentence says of what."""
    following = spot.scene.index + 1
    if spot.here() or following >= len(spot.scenes):
        return None
    scene = spot.scenes[following]
    opening = next((words for at in range(2) if (words := scene.phrase_at(at, "how_many_words"))), None)
    same = scene.sentence.span.field == spot.scene.sentence.span.field
    end = scene.figures[0].start if scene.figures else None
    found = topic(scene, end=end) if opening is not None and same else None
    return _as_bound(spot, found) if found is not None else None


def _fronted(spot: Spot) -> Bound | None:
    """As in "of the other 9,212 reports, it acted on 2,970": the partitive before the clause says what is counted."""
    scene = spot.scene
    named = _fronted_noun(scene, spot.start) if not spot.here() else None
    if named is not None:
        return next((b for b in reversed(spot.past) if b.unit is named.unit and b.claim is not None), None)
    for b in reversed(spot.here()):
        figure = scene.figures[b.number]
        start = figure.start - 1
        while start > 0 and scene.lower[start] in scene.role("determiners") | scene.role("more"):
            start -= 1
        opens = (
            scene.word(start - 1) in ("", ";", ",", "and", "but") or scene.phrase_at(start - 1, "of_words") == "out of"
        )
        if scene.word(start) in scene.role("of_words") and opens and "," in scene.lower[figure.end : spot.start]:
            return b if b.claim is not None and b.kind is Kind.COUNT else None
    return None


def _fronted_noun(scene: Scene, figure: int) -> Noun | None:
    """As in "of the sites, 700 were abroad": the noun of a partitive that opens the sentence."""
    if scene.word(0) not in scene.role("of_words"):
        return None
    known = [n for n in scene.nouns.values() if n.end < figure]
    plural = [n for n in known if n.plural and n.unit is not None]
    if scene.word(figure - 1) != "," and not (plural and plural[0].unit is Unit.REPORT):
        return None  # "of the requests filed by rights holders only 37 were rejected"
    return plural[0] if plural and plural[0].start <= OPENED else None


def _listed_next(spot: Spot) -> Unit | None:
    """As in "took out 971, made up of 677 videos and 294 accounts": the list that follows says what is counted."""
    scene, following = spot.scene, spot.number + 1
    if following >= len(scene.figures) or not scene.has(
        "made_of_words", start=spot.phrase.end, end=scene.figures[following].start
    ):
        return None
    if scene.figures[following].start - spot.phrase.end > LISTED + 2:
        return None
    head = phrase(scene, following).head
    return head.unit if head is not None else None


def _apposed_unit(spot: Spot) -> Unit | None:
    """The unit of the subject that the figure stands behind in commas."""
    noun = apposed(spot)
    return noun.unit if noun is not None else None


def _patient(spot: Spot) -> Unit | None:
    """As in "fined seven of them", "arrested four": whom the act can befall, where the story spoke of other things.

    "The penalty brings to 20 the number issued" counts penalties.
    """
    answer = own_verdict(spot)
    if answer is not None and answer.rule == "subject_act_noun" and answer.action in (Action.FINE, Action.WARN):
        return Unit.OTHER
    direct = answer is not None and answer.rule == "object_of_active"
    if answer is not None and answer.rule == "subject_of_passive" and answer.action is Action.ARREST:
        last = antecedent(spot)
        return (
            Unit.PERSON if last is not None and last.unit is Unit.ORGANISATION else None
        )  # "16,840 accused were held"
    unit = PATIENTS.get(answer.action) if answer is not None and direct else None
    if unit not in (Unit.PERSON, Unit.ORGANISATION):
        return None
    last = antecedent(spot)
    return None if last is not None and last.unit in (Unit.PERSON, Unit.ORGANISATION) else unit


def _done_to(spot: Spot) -> Unit | None:
    """As in "got 1,200 requests and took down 980": what is taken down is no request but what it asked about."""
    answer = own_verdict(spot)
    if answer is None or answer.rule not in DIRECT or answer.action not in SANCTIONS or spot.phrase.anaphor:
        return None
    listed = joined(spot) and any(
        of_those(replace(spot, number=b.number, phrase=phrase(spot.scene, b.number))) for b in spot.here()
    )
    if of_those(spot) or listed:
        return None  # "applications, of which 24 were rejected", "of which 30 were granted and 24 rejected"
    same = [b for b in spot.past if b.claim is not None and b.action is answer.action and b.unit is not Unit.REPORT]
    near = [b for b in same if spot.scene.sentence.paragraph - b.paragraph <= 1 and b.kind is Kind.COUNT]
    return near[-1].unit if near else USUAL.get(answer.action)


def _by_topic(spot: Spot) -> Bound | None:
    """What the words before the figure speak of, as if it had been counted; None if an earlier figure is nearer."""
    column = column_topic(spot.scenes, spot.scene, spot.start)
    if spot.here() and column is None:
        return None
    category = column is None and (is_category(spot.scene, spot.start) or of_appeals(spot))
    found = column or (None if category else topic(spot.scene, end=spot.start))
    if column is None and found is not None and found.action is Action.OTHER and _recent(spot):
        return None
    if found is None or found.unit is None:
        before = topic_before(spot)
        if before is None and column is not None and spot.here():
            before = replace(column, unit=spot.here()[-1].unit)
        if before is None:
            return None
        found = before if found is None else replace(found, unit=before.unit)
    last = spot.past[-1] if spot.past else None
    if found.unit is None and last is not None and last.claim is not None:
        found = replace(found, unit=last.unit)
    return _as_bound(spot, found)


def _recent(spot: Spot) -> bool:
    """Whether the sentence before holds a claim, which answers rather than a noun that nothing is said of."""
    return any(b.claim is not None and 0 < spot.scene.index - b.scene <= RECENT for b in spot.past[-4:])


def _as_bound(spot: Spot, found: Topic) -> Bound | None:
    """A topic in the place of an earlier figure."""
    if found.unit is None:
        return None
    return Bound(
        scene=spot.scene.index,
        number=-1,
        paragraph=spot.scene.sentence.paragraph,
        unit=found.unit,
        kind=Kind.COUNT,
        action=found.action,
        done=found.done,
        claim=None,
        head="",
        currency=None,
        value=0.0,
        act=found.act,
        topic=True,
    )
