"""Nouns that say what a figure counts without standing right behind it: predicates, labels, subjects, appositions."""

from __future__ import annotations

from dataclasses import replace

from extractors.acts import Voice
from extractors.binding.spaced.governing import tabled
from extractors.binding.spaced.labels import acted_noun, label_head, label_start, says_act
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.scene import BARRIERS, Scene
from extractors.binding.spaced.spot import Bound, Spot
from extractors.binding.spaced.topics import ranked, topic
from extractors.objects import Noun


def copula_noun(spot: Spot) -> Noun | None:
    """As in "the other 36 were entire channels": the predicate noun says what is counted."""
    scene, place = spot.scene, spot.phrase.end
    while scene.word(place) in (",", "–", "—", "-") or scene.phrase_at(place, "adverbs"):
        place += 1
    if scene.word(place) not in scene.role("be"):
        return None
    for at in range(place + 1, min(place + 5, len(scene.lower))):
        if at in scene.nouns:
            return None if scene.nouns[at].text in scene.role("copula_states") else scene.nouns[at]
        if scene.word(at) in scene.role("prepositions") or any(a.verb == at for a in scene.acts):
            return None
    return None


def coming_head(spot: Spot) -> Noun | None:
    """As in "15.8 million and 5.9 million pieces": coordinated figures share the head that follows the last."""
    scene, following = spot.scene, spot.number + 1
    if following >= len(scene.figures) or scene.word(spot.phrase.end) not in {",", "to"} | scene.role("list_words"):
        return None
    if scene.figures[following].start != spot.phrase.end + 1:
        return None
    return phrase(scene, following).head


def inhabitants(spot: Spot) -> bool:
    """As in "a city of six million": the figure belongs to a noun that nobody's claim counts."""
    scene = spot.scene
    if scene.word(spot.start - 1) not in scene.role("of_words") or spot.phrase.of is not None:
        return False
    before = [n for n in scene.nouns.values() if n.end == spot.start - 1]
    return bool(before) and before[0].unit is None and not before[0].piece


def label_noun(spot: Spot) -> Noun | None:
    """The noun of a label before the figure: "Complaints: 1,467", "Accounts closed | 45", "cases rose to 4,000"."""
    scene = spot.scene
    before = scene.word(spot.start - 1)
    if before in (":", "|", "–", "—", "-", "(") or tabled(spot):
        start = max((f.end for f in scene.figures[: spot.number]), default=0)
        if before == "(" and any(b.claim is not None and _after_bracket(scene, b) for b in spot.here()):
            return None  # "harassment (27,850) and dangerous goods (311,000)"
        if spot.phrase.anaphor and before == "(":
            return None  # "279 suspects (two dozen of them for spam)"
        known = [n for n in scene.nouns.values() if start <= n.start and n.end <= spot.start and n.unit is not None]
        known = [n for n in known if not ranked(scene, n) and not (before == "(" and n.singular and not n.plural)]
        known = known or _acted_label(spot)
        head = _label_itself(spot)
        if head is not None:
            return head
        if before == "(":  # "abuse of the ad network (793 million)"
            known = [n for n in known if n.plural or not n.singular]
        named = topic(scene, start=start, end=spot.start)
        return next((n for n in known if named and n.unit is named.unit), known[-1]) if known else None
    return reached(spot)


def _label_itself(spot: Spot) -> Noun | None:
    """As in "Complaints about e-mail marketing: 12,376": the plural that opens a label, whatever it is about."""
    start = label_start(spot.scene, spot.start)
    head = label_head(spot.scene, start, spot.start - 1) if start is not None else None
    opens = head is not None and head.unit is not None and head.plural and not head.piece
    return head if opens else None


def _acted_label(spot: Spot) -> list[Noun]:
    """As in "Articles deleted: 23,870": a noun that counts only where something was done to it, and the label says so."""
    scene, start = spot.scene, label_start(spot.scene, spot.start)
    head = label_head(scene, start, spot.start - 1) if start is not None else None
    if start is None or head is None or head.acted is None or not says_act(scene, start, spot.start):
        return []
    return [replace(head, unit=head.acted)]


def _after_bracket(scene: Scene, bound: Bound) -> bool:
    """Whether an earlier figure stands in brackets, too."""
    return scene.word(scene.figures[bound.number].start - 1) == "("


def _number_put(spot: Spot) -> Noun | None:
    """As in "put the number of accounts deleted at 6,705", "took the total of blocked sites to 45": after "number of"."""
    scene, place = spot.scene, spot.place()
    for at in range(place - 1, max(0, place - 12), -1):
        if scene.lower[at] in BARRIERS or scene.figure_at(at) is not None:
            return None
        if scene.lower[at] in scene.role("count_words"):
            known = [n for n in scene.nouns.values() if at < n.start and n.end <= place and not n.piece]
            return min(known, key=lambda n: n.start) if known else None
    return None


def reached(spot: Spot) -> Noun | None:
    """As in "the number of cases rose to 4,000", "removals reached 45,000": the subject of a verb of reaching."""
    scene, left = spot.scene, spot.left()
    put = _number_put(spot) if scene.word(spot.place()) in scene.role("reach_links") and spot.place() > 0 else None
    if put is not None:
        return put
    gapped = _gapped_subject(spot)
    if gapped is not None:
        return gapped
    if scene.word(spot.place()) in scene.role("be"):
        end = spot.place()
    elif left is not None and left.lemma in scene.role("reach_verbs"):
        if scene.word(spot.place()) in scene.role("loose_joints"):
            return None  # "trademark came next with 357"
        end = left.start
    else:
        return None
    if scene.word(end - 1) in scene.role("count_words") or spot.phrase.anaphor:
        return None  # "in the old report the count stood at 1.3 million"
    start = end
    while start > 0 and scene.lower[start - 1] not in BARRIERS and scene.lower[start - 1] != ",":
        start -= 1
    known = [n for n in scene.nouns.values() if start <= n.start and n.end <= end and not n.piece]
    known = [n for n in known if n.text not in scene.role("count_words") | scene.role("time_nouns")]
    return min(known, key=lambda n: n.start) if known and not _said_of_pronoun(scene, end) else None


def _gapped_subject(spot: Spot) -> Noun | None:
    """As in "channel removals came to 4,800 and comment removals to 11,000": the next subject of the same verb."""
    act, place = spot.left(), spot.place()
    if act is None or act.voice is not Voice.NOUN or act.end != place or not spot.here():
        return None
    return acted_noun(spot.scene, act) if spot.scene.word(place) in spot.scene.role("towards_words") else None


def _said_of_pronoun(scene: Scene, verb: int) -> bool:
    """As in "a year earlier it had been 7.4 million": the subject only points back."""
    at = verb - 1
    while scene.word(at) in scene.role("have"):
        at -= 1
    return scene.word(at) in scene.role("back_pronouns") - scene.role("relatives")


def apposed(spot: Spot) -> Noun | None:
    """As in "accounts in these names, 1.9 million so far, have been frozen": the subject before the comma."""
    scene, end = spot.scene, spot.phrase.end
    while scene.word(end) in scene.role("adverbs") | scene.role("so_far_words"):
        end += 1
    if scene.word(spot.start - 1) != "," or scene.word(end) != "," or spot.phrase.anaphor or spot.phrase.of is not None:
        return None
    start = spot.start - 1
    while start > 0 and scene.lower[start - 1] not in BARRIERS and scene.lower[start - 1] != ",":
        start -= 1
    known = [n for n in scene.nouns.values() if start <= n.start and n.end < spot.start and n.plural]
    acted = any(start <= a.start < spot.start and a.voice in (Voice.ACTIVE, Voice.PASSIVE) for a in scene.acts)
    if not known or known[0].unit is None or acted or scene.figures_in(start, spot.start):
        return None
    return known[0]


def says_total(spot: Spot) -> bool:
    """As in "the total stood at 711,518": what is counted is what the story counted before."""
    scene, left = spot.scene, spot.left()
    if scene.word(spot.place()) in scene.role("be"):
        return any(word in scene.role("count_words") for word in scene.lower[max(0, spot.place() - 3) : spot.place()])
    if left is None or left.lemma not in spot.scene.role("reach_verbs"):
        return False
    return any(word in spot.scene.role("count_words") for word in spot.scene.lower[max(0, left.start - 3) : left.start])
