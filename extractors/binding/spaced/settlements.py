"""Sums that a firm pays to end a case: agreed, handed over, promised or owed where the story speaks of a suit."""

from __future__ import annotations

from extractors.acts import Act, Voice
from extractors.binding.spaced.scene import VERBAL
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Kind, Unit

# Between the verb and its sum: "hand [the state of Texas almost] $1.4 billion".
BETWEEN = 6
# "The $1.4 billion [that it] promised": so far behind the sum stands the verb of a clause without an object.
BEHIND = 5
# A suit is named so many sentences before or after the sum.
NEAR = 2


def sum_settled(spot: Spot) -> Verdict | None:
    """As in "agreed to hand Texas $1.375 billion to end the suit", "the $1.4 billion it promised over the claims"."""
    act = _paying(spot) or _paid_behind(spot)
    if act is None or spot.scene.has("involved_words") or not _of_case(spot):
        return None  # "had dodged 643 million in taxes and paid a further 60 million too little"
    return Verdict(Action.FINE, "sum_settled", act)


def _paying(spot: Spot) -> Act | None:
    """The verb that pays the sum: done, ordered or agreed to; none where those who are harmed pay."""
    act, scene = spot.left(), spot.scene
    if act is None or act.voice not in VERBAL or act.lemma not in scene.role("settling_lemmas"):
        return None
    if spot.start - act.end > BETWEEN or any(act.end <= f.start < spot.start for f in scene.figures):
        return None
    if scene.has("victim_words", start=max(0, act.start - BETWEEN), end=act.start) or _private(spot, act):
        return None
    return act if act.done or act.ordered or _agreed(spot, act) else None


def firms_settling(spot: Spot) -> Verdict | None:
    """As in "Acea and seven of its agencies together owe €3.85m": firms that pay a fine were fined."""
    scene, act = spot.scene, spot.right()
    if spot.unit is not Unit.ORGANISATION or act is None or act.voice is not Voice.ACTIVE or not act.done:
        return None
    if act.lemma not in scene.role("settling_lemmas") or not _of_case(spot):
        return None
    sums = [f for f in scene.figures if f.quantity.kind == "money" and 0 <= f.start - act.end <= BETWEEN]
    return Verdict(Action.FINE, "firms_settling", act) if sums else None


def _private(spot: Spot, act: Act) -> bool:
    """As in "a retired teacher paid £12,000": a person who pays loses the money."""
    near = (n for n in spot.scene.nouns.values() if act.start - BETWEEN <= n.start < act.start)
    return any(Unit.PERSON in (n.unit, n.acted) for n in near)


def _agreed(spot: Spot, act: Act) -> bool:
    """Whether the verb before an infinitive binds who pays ("agreed to hand", "has to hand over")."""
    before = [a for a in spot.scene.acts if a.end <= act.start and a.voice is not Voice.NOUN]
    return bool(before) and before[-1].lemma in spot.scene.role("agreeing_lemmas") and act.start - before[-1].end <= 1


def _paid_behind(spot: Spot) -> Act | None:
    """The verb of a clause whose object the sum is ("the €40 million that Meta paid")."""
    scene, end = spot.scene, spot.phrase.end
    near = (a for a in scene.acts if end < a.start <= end + BEHIND and a.voice is Voice.ACTIVE and a.done)
    act = next(near, None)
    if act is None or act.lemma not in scene.role("settling_lemmas") or scene.figures_in(act.end, act.end + 2):
        return None
    between = scene.lower[end : act.start]
    named = any(end <= start < act.start for start, _, _ in scene.names)
    spoken = any(word in scene.role("back_pronouns") - scene.role("relatives") for word in between)
    return act if (named or spoken) and "," not in between else None


def _of_case(spot: Spot) -> bool:
    """Whether the sentences around the sum speak of a suit, a court or a breach, or a fine stands shortly before."""
    at = spot.scene.index
    near = spot.scenes[max(0, at - NEAR) : at + NEAR + 1] or (spot.scene,)
    if any(scene.has("legal_words") for scene in near):
        return True
    sums = [b for b in spot.past if b.kind is Kind.MONEY and b.claim is not None]
    paragraphs = spot.scene.sentence.paragraph - sums[-1].paragraph if sums else NEAR
    return bool(sums) and sums[-1].action is Action.FINE and paragraphs < NEAR
