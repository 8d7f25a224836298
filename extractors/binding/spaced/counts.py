"""What a plain number counts: its head noun, or what the words around it or an earlier figure say it is."""

from __future__ import annotations

from extractors.acts import Act
from extractors.binding.spaced.antecedents import antecedent, gapped
from extractors.binding.spaced.claimhood import kind_of
from extractors.binding.spaced.elisions import PATIENTS, USUAL, elided
from extractors.binding.spaced.governing import own_verdict
from extractors.binding.spaced.spot import Bound, Spot
from extractors.binding.spaced.units import DIRECT, head_unit
from extractors.records import Action, Kind, Unit

# What is taken away where no list holds its noun ("seized 250 mobile gateways").
TAKEN = frozenset({Action.PENALISE, Action.BLOCK, Action.REMOVE, Action.CLOSE})


def counted(spot: Spot) -> tuple[Unit | None, Bound | None]:
    """The unit of a count, and the earlier figure it takes it from where its own head is left out.

    None for the unit when it counts nothing of interest.
    """
    phrase = spot.phrase
    if phrase.head is not None and not (phrase.head.piece and phrase.head.unit is None):
        if phrase.head.unit is None and gapped(spot) and spot.here()[-1].kind is not Kind.MONEY:
            return _unit_here(spot)
        return head_unit(spot, phrase.head), None
    if phrase.of is not None:
        return _of_figure(spot, phrase.of)
    if phrase.act_noun is not None:
        return _acted_on(spot, phrase.act_noun)
    if phrase.unknown and not gapped(spot):
        return _unknown(spot), None
    unit, source = elided(spot)
    if unit is Unit.ORGANISATION and (source is None or source.claim is None) and _taken(spot):
        return Unit.PERSON, None  # "16,840 accused were arrested"
    if (unit is None or kind_of(source) is Kind.MONEY) and _taken(spot):
        return Unit.PERSON, None
    return unit, source


def _unknown(spot: Spot) -> Unit | None:
    """A noun of no list counts as something else where an act directly governs it ("seized 250 mobile gateways")."""
    if spot.phrase.end == spot.scene.figures[spot.number].end:  # "a two-month probe"
        return None
    answer = own_verdict(spot)
    if answer is None or not answer.done or answer.rule not in DIRECT:
        return None
    return PATIENTS.get(answer.action) or (Unit.OTHER if answer.action in TAKEN else None)


def _taken(spot: Spot) -> bool:
    """Whether an arrest tells that persons are counted ("charges were filed against 11")."""
    answer = own_verdict(spot)
    return answer is not None and answer.action is Action.ARREST and answer.done


def _of_figure(spot: Spot, number: int) -> tuple[Unit | None, Bound | None]:
    """As in "6,792 of the 10,593": the unit of the figure with that value."""
    value = float(spot.scene.figures[number].quantity.value)
    same = next((b for b in reversed(spot.past) if b.value == value), None)
    source = same or antecedent(spot)
    return (source.unit, source) if source and source.claim is not None else (None, source)


def _acted_on(spot: Spot, act: Act) -> tuple[Unit | None, Bound | None]:
    """As in "45 video removals", "6,043 removals": what the compound names, else the figure before, else what is usual."""
    if _appealed(spot):
        return Unit.REPORT, None
    if act.action in (Action.FINE, Action.WARN) or act.lemma in spot.scene.role("penalty_nouns"):
        return Unit.OTHER, None
    if act.action is Action.ARREST:
        return Unit.CASE if act.lemma in spot.scene.role("charge_nouns") else Unit.PERSON, None
    acted = spot.phrase.acted
    if acted is not None and act.action is not Action.INVESTIGATE and (acted.unit or acted.acted) is not None:
        return acted.unit or acted.acted, None
    same = [b for b in spot.past if b.claim is not None and b.action is act.action and b.kind is Kind.COUNT]
    whole = [b for b in same if b.whole is None] or same
    if whole and spot.scene.sentence.paragraph - whole[-1].paragraph <= 2:
        return whole[-1].unit, None
    return USUAL.get(act.action, Unit.OTHER), None


def _appealed(spot: Spot) -> bool:
    """As in "creators contested 320,000 removals", "appeals against 273,000 removals": what is counted are the appeals."""
    left = spot.left()
    return left is not None and left.lemma in spot.scene.role("appealing_lemmas") and spot.start - left.end <= 2


def _unit_here(spot: Spot) -> tuple[Unit | None, Bound | None]:
    """The unit of the figure before in the same sentence, and that figure."""
    last = spot.here()[-1]
    return last.unit, last
