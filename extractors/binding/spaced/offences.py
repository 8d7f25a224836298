"""Cases and persons of an offence that was punished, where the clause of their figure names no act."""

from __future__ import annotations

from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Kind, Unit


def harmed(spot: Spot) -> Verdict | None:
    """As in "fined Meta $15 million ... had gathered data on 980,000 users": whom a punished offence befell is its size."""
    if spot.unit is not Unit.PERSON or spot.scene.has("loss_words") or not spot.scene.has("harm_words"):
        return None
    fines = [b for b in spot.past if b.kind is Kind.MONEY and b.claim is not None and b.action is Action.FINE]
    near = fines and spot.scene.sentence.paragraph - fines[-1].paragraph <= 1
    return Verdict(Action.IDENTIFY, "harmed", None) if near else None


def fined_before(spot: Spot) -> Verdict | None:
    """As in "fined the site €120 million. Three breaches: ...": the offences that the fine just told of was for."""
    head = spot.phrase.head
    if spot.unit is not Unit.CASE or head is None or head.text not in spot.scene.role("offence_nouns"):
        return None
    sums = [b for b in spot.past if b.kind is Kind.MONEY and b.claim is not None]
    near = sums and spot.scene.sentence.paragraph - sums[-1].paragraph <= 1
    if not near or sums[-1].action is not Action.FINE or spot.left() is not None or spot.right() is not None:
        return None
    return Verdict(Action.FINE, "fined_before", None, sums[-1].done)


def settled(spot: Spot) -> Verdict | None:
    """As in "will pay $520 million to settle two cases": the cases that a sum ends are fined."""
    act = spot.left()
    if spot.unit is not Unit.CASE or act is None or act.lemma not in spot.scene.role("ending_lemmas"):
        return None
    sums = any(f.quantity.kind == "money" and f.end <= act.start for f in spot.scene.figures)
    paid = sums and spot.scene.has("fine_words", end=spot.start)
    return Verdict(Action.FINE, "settled", act) if paid and spot.start - act.end <= 2 else None


def opened(spot: Spot) -> Verdict | None:
    """As in "opened 19 proceedings": a verb of beginning makes cases an investigation."""
    left, right = spot.left(), spot.right()
    states = spot.scene.role("case_states")
    if spot.unit is Unit.CASE and any(
        w in states for w in spot.scene.lower[spot.scene.figures[spot.number].end : spot.phrase.end]
    ):
        return Verdict(Action.INVESTIGATE, "case_open")
    for act in (left, right):
        if act is not None and spot.unit is Unit.CASE and act.lemma in spot.scene.role("opening_lemmas"):
            return Verdict(Action.INVESTIGATE, "case_opened", act, act.done)
    return None
