"""The unit of a head noun, where the words around it have a say: pages, addresses, orders, users, times."""

from __future__ import annotations

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.governing import joined, verdict
from extractors.binding.spaced.scene import VERBAL
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.objects import Noun
from extractors.records import Action, Unit

# A word of harm stands so near to those who suffered it.
NEAR = 7
# What is done to persons who are found out.
FOUND = frozenset({Action.IDENTIFY, Action.INVESTIGATE})
# Rules that tie a figure to its act directly.
DIRECT = frozenset(
    {
        "object_of_passive",
        "subject_of_passive",
        "object_of_active",
        "object_of_noun",
        "persons_repaid",
        "information_demanded",
        "subject_of_both",
        "participle_after",
        "shared_verb",
        "participle_inside",
        "told_to_mend",
        "act_taken_on",
        "relative_clause",
        "relative_object",
        "object_of_relative",
        "followed_up",
        "had_done",
        "made_to",
        "in_cases",
        "at_fault",
        "subject_that_goes",
        "privilege_taken",
    }
)


def head_unit(spot: Spot, head: Noun) -> Unit | None:
    """The unit of a head noun; None where its counts are nobody's claim."""
    scene = spot.scene
    if head.text in scene.role("address_nouns"):
        sites = [b for b in spot.past if b.claim is not None and b.unit is Unit.WEBSITE]
        return Unit.WEBSITE if sites and scene.sentence.paragraph - sites[-1].paragraph <= 2 else Unit.CONTENT
    if head.text in scene.role("page_nouns"):
        near = spot.scenes[max(0, scene.index - 1) : scene.index + 1] or (scene,)
        return Unit.ACCOUNT if any(s.has("social_words") for s in near) else Unit.CONTENT
    paper = _paper(spot, head)
    if paper is not None:
        return paper
    if head.unit is None and head.acted is not None:
        return _acted(spot, _attempted(spot, head) or head.acted)
    if head.unit is None and head.text in scene.role("repeat_nouns"):
        return _repeated(spot, spot.left())
    return head.unit


def _paper(spot: Spot, head: Noun) -> Unit | None:
    """What a decision, an application, a file or an order is to whom the verb gives it; None for other nouns."""
    role, left = spot.scene.role, spot.left()
    lemma = left.lemma if left is not None else ""
    if head.text in role("decision_nouns") and lemma in role("appealing_lemmas"):
        return Unit.REPORT
    if head.text in role("filed_nouns") and (lemma in role("filing_lemmas") or _seeks(spot)):
        return Unit.REPORT
    if head.text in role("file_nouns") and lemma in role("opening_lemmas") | role("referring_lemmas"):
        return Unit.CASE
    return _instrument(spot) if head.text in role("instrument_words") else None


def _seeks(spot: Spot) -> bool:
    """As in "1,204 applications to remove content", "300 applications for removal": what is applied for follows."""
    link, role = spot.scene.word(spot.phrase.end), spot.scene.role
    acts = [a for a in spot.scene.acts if spot.phrase.end <= a.start <= spot.phrase.end + 1]
    told = any(a.voice in (Voice.INFINITIVE, Voice.NOUN, Voice.GERUND) for a in acts)
    return told and link in role("towards_words") | role("purpose_words")


def _instrument(spot: Spot) -> Unit | None:
    """An order is a report to whom it comes and a document from whom it goes out."""
    acts = [spot.left(), spot.right(), _listing(spot)]
    lemmas = {a.lemma for a in acts if a is not None}
    if lemmas & spot.scene.role("receiving_lemmas") or _served(spot):
        return Unit.REPORT
    return Unit.OTHER if lemmas & spot.scene.role("issuing_lemmas") else None


def _served(spot: Spot) -> bool:
    """As in "we were sent 1,207 notices", "courts served us 45 orders", "241 orders were addressed to us"."""
    scene, issuing = spot.scene, spot.scene.role("issuing_lemmas")
    left, us = spot.left(), spot.scene.role("own_receivers")
    if left is not None and left.lemma in issuing and left.voice is Voice.PASSIVE:
        return True
    told = [a for a in (left, spot.right(), _listing(spot)) if a is not None and a.lemma in issuing]
    if not told:
        return False
    end = next((at for at in range(spot.phrase.end, len(scene.lower)) if scene.barrier(at, at + 1)), len(scene.lower))
    behind = any(
        scene.word(at) in us and scene.word(at - 1) in scene.role("towards_words") for at in range(spot.start, end)
    )
    return behind or any(scene.word(a.end) in us for a in told)


def _listing(spot: Spot) -> Act | None:
    """As in "issued 57 notices, eight warning letters and 13 demands": the verb that a list of objects shares."""
    known = spot.scene.role("issuing_lemmas") | spot.scene.role("receiving_lemmas")
    before = [a for a in spot.scene.acts if a.end <= spot.start and a.voice in VERBAL and a.lemma in known]
    return before[-1] if before and joined(spot) and not spot.scene.barrier(before[-1].end, spot.start) else None


def _attempted(spot: Spot, head: Noun) -> Unit | None:
    """As in "blocked 900 attempts to open fake accounts": what would have been made is what is counted."""
    scene = spot.scene
    if head.text.split()[-1] not in scene.role("attempt_nouns"):
        return None
    making = (a for a in scene.acts if head.end <= a.start <= head.end + 2 and a.lemma in scene.role("making_lemmas"))
    act = next(making, None)
    if act is None:
        return None
    made = (n for n in scene.nouns.values() if act.end <= n.start <= act.end + NEAR // 2 and n.unit is not None)
    return next((n.unit for n in made), None)


def _acted(spot: Spot, unit: Unit) -> Unit | None:
    """As in "banned 45 users": what counts only where something was done to it, or an offence befell it."""
    if unit is Unit.PERSON and (_harmed(spot) or _asked_about(spot) or _among(spot)):
        return unit
    answer = verdict(spot)
    found = unit is Unit.PERSON and answer is not None and (answer.action in FOUND or _appealing(answer))
    found = found or (
        unit is Unit.OTHER and answer is not None and answer.action is Action.IDENTIFY and _infected(spot)
    )
    strong = answer is not None and answer.done and (answer.action not in WEAK or found) and answer.rule in DIRECT
    return unit if strong else None


def _appealing(answer: Verdict) -> bool:
    """As in "86,450 users asked us to look again": persons who seek a review."""
    return answer.action is Action.REPORT and answer.act is not None and answer.act.voice is Voice.PREDICATE


def _repeated(spot: Spot, act: Act | None) -> Unit | None:
    """As in "punished the platform 44 times", "users wrote in 14,767 times": what is counted are the acts."""
    if act is None or act.voice is Voice.NOUN or spot.start - act.end > NEAR:
        return None
    if act.action is Action.REPORT or act.lemma in spot.scene.role("complaining_lemmas"):
        return Unit.REPORT
    return Unit.OTHER if act.action not in WEAK else None


def _asked_about(spot: Spot) -> bool:
    """As in "fulfilled 14 requests affecting 108 users", "900 requests and 2,253 users": whose data was asked for."""
    here = spot.here()
    if not here or here[-1].unit is not Unit.REPORT or here[-1].claim is None:
        return False
    between = spot.scene.lower[spot.scene.figures[here[-1].number].end : spot.start]
    links = spot.scene.role("concerning_words") | spot.scene.role("list_words") | {","}
    return bool(between) and any(word in links for word in between[-2:])


def _among(spot: Spot) -> bool:
    """As in "63 people, among them nine students", "31 suspects (two owners and ...": persons of persons acted upon."""
    here = [b for b in spot.here() if b.claim is not None]
    if not here or here[-1].unit is not Unit.PERSON or here[-1].action is Action.OTHER:
        return False
    if spot.scene.word(spot.start - 1) in spot.scene.role("bracket_words"):
        return True
    return spot.scene.has("listing", start=spot.scene.figures[here[-1].number].end, end=spot.start)


def _infected(spot: Spot) -> bool:
    """As in "spotted 394,000 infected Windows computers": the modifier says that the offence befell them."""
    end = spot.phrase.head.start if spot.phrase.head is not None else spot.phrase.end
    return spot.scene.has("infected_words", start=spot.scene.figures[spot.number].end, end=end)


def _harmed(spot: Spot) -> bool:
    """As in "the data of 65,000 users", "23 million subscribers had been affected": an offence befell them."""
    near = (max(0, spot.start - 2 * NEAR), min(len(spot.scene.lower), spot.phrase.end + NEAR))
    return spot.scene.has("harm_words", start=near[0], end=near[1])
