"""What was done to a figure that is the subject of its act, or holds the act inside its own noun phrase."""

from __future__ import annotations

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Unit


def participle_inside(spot: Spot) -> Verdict | None:
    """As in "8,000 of the permanently closed accounts": the participle in the noun phrase wins over the predicate."""
    inner = spot.phrase.inner
    if inner is None or inner.action is Action.OTHER:
        return None
    if _audience(spot):
        return None
    left = spot.left()
    right = spot.right()
    if inner.action in WEAK and right and right.action not in WEAK:
        return None
    if inner.action in WEAK and left and spot.governs(left) and left.action not in WEAK:
        return None
    return Verdict(inner.action, "participle_inside", inner, inner.done)


def subject_in_brackets(spot: Spot) -> Verdict | None:
    """As in "most of these videos (96%) were flagged by machines": a figure in brackets between subject and verb."""
    scene, end = spot.scene, spot.phrase.end
    closed = scene.word(spot.start - 1) == "(" and scene.word(end) == ")"
    act = next((a for a in scene.acts if a.start == end + 1), None) if closed else None
    if act is None or act.voice is not Voice.PASSIVE or act.action is Action.OTHER:
        return None
    return Verdict(act.action, "subject_in_brackets", act, act.done)


def _audience(spot: Spot) -> bool:
    """As in "over 41,000 registered members": who signed up with a service is its audience."""
    inner, head = spot.phrase.inner, spot.phrase.head
    signed = inner is not None and inner.lemma in spot.scene.role("registering_lemmas")
    return signed and head is not None and head.acted is Unit.PERSON


def act_noun_head(spot: Spot) -> Verdict | None:
    """As in "6,043 removals", "three bans": the counted noun is itself an act."""
    act = spot.phrase.act_noun
    if spot.unit is Unit.REPORT:
        return None
    if act is None:
        head = spot.phrase.head
        act = next(
            (a for a in spot.scene.acts if head and a.voice is Voice.NOUN and head.start <= a.start < head.end), None
        )
    if act is None or act.action is Action.OTHER or (act.action is Action.INVESTIGATE and spot.unit is Unit.CONTENT):
        return None
    right = spot.right()
    if right is not None and "," in spot.scene.lower[spot.phrase.end : right.start]:
        right = None  # "led to 1,209 arrests, with $97.4 million recovered"
    if right is not None and right.voice is Voice.BARE and spot.scene.figures_in(spot.phrase.end, right.start):
        right = None  # "5,100 suspensions and 2,300 posts restored"
    undone = right or spot.left()
    if undone and undone.action is Action.RESTORE:
        return Verdict(Action.RESTORE, "act_undone", undone, undone.done)
    return Verdict(act.action, "act_noun_head", act)


def subject_of_passive(spot: Spot) -> Verdict | None:
    """As in "9,382 apps were taken down", "96 apps have to leave the stores"."""
    act = spot.right()
    if act is None or act.voice not in (Voice.PASSIVE, Voice.PREDICATE):
        return None
    if act.action is Action.OTHER:
        return light_predicate(spot, act)
    return Verdict(act.action, "subject_of_passive", act, act.done)


def object_of_passive(spot: Spot) -> Verdict | None:
    """As in "telah diblokir 12.000 situs", "situs yang diblokir sepanjang Mei mencapai 12.000": a passive that goes before.

    Only where the language names words that stand between the two ("passive_links").
    """
    scene = spot.scene
    links = scene.role("passive_links")
    before = [a for a in scene.acts if a.end <= spot.start and scene.word(a.verb) not in links]
    act = before[-1] if links and before and not scene.barrier(before[-1].end, spot.start - 1) else None
    if act is None or act.voice is not Voice.PASSIVE or act.action is Action.OTHER:
        return None
    between = scene.lower[act.end : spot.start]
    if any(f.start >= act.end and f.end <= spot.start for f in scene.figures):
        return None
    linked = scene.word(spot.start) in links or (between and between[-1] in links)
    if any(word not in links for word in between) and not (linked and "," not in between):
        return None
    return Verdict(act.action, "object_of_passive", act, act.done)


def light_predicate(spot: Spot, act: Act) -> Verdict | None:
    """As in "187,000 accounts received penalties", "were given less severe punishments": the act is the noun after the verb."""
    if act.lemma not in spot.scene.role("light_verbs"):
        return None
    for noun in spot.scene.acts:
        near = act.end <= noun.start <= act.end + 5 and not spot.scene.barrier(act.end, noun.start)
        if near and noun.voice in (Voice.NOUN, Voice.PREDICATE) and noun.action is not Action.OTHER:
            action = Action.PENALISE if noun.action is Action.FINE and spot.unit is Unit.ACCOUNT else noun.action
            if any(
                w in spot.scene.role("lesser_words")
                for w in spot.scene.lower[max(act.end, noun.start - 3) : noun.start]
            ):
                action = Action.RESTRICT
            return Verdict(action, "light_predicate", noun, act.done)
    return None


def subject_of_both(spot: Spot) -> Verdict | None:
    """As in "14 missed the deadline and were delisted": two predicates of one subject, the second one says what was done."""
    first, scene = spot.right(), spot.scene
    if first is None or first.voice is not Voice.ACTIVE or first.action is not Action.OTHER:
        return None
    for act in scene.acts:
        if act.start <= first.start or act.voice not in (Voice.PASSIVE, Voice.PREDICATE):
            continue
        joined = scene.word(act.start - 1) in scene.role("conjunctions")
        figures = any(first.end <= f.start < act.start for f in scene.figures)
        if joined and not figures and act.action is not Action.OTHER and not scene.barrier(first.end, act.start):
            return Verdict(act.action, "subject_of_both", act, act.done)
        return None
    return None


def subject_of_light_verb(spot: Spot) -> Verdict | None:
    """As in "187,000 accounts received penalties" with the verb in the active."""
    act = spot.right()
    return light_predicate(spot, act) if act and act.voice in (Voice.ACTIVE, Voice.BARE) else None


def subject_that_goes(spot: Spot) -> Verdict | None:
    """As in "4,500 videos disappeared": verbs whose subject is what is gone."""
    act = spot.right()
    if act and spot.scene.word(act.end) in spot.scene.role("determiners"):
        return None
    if act and act.voice in (Voice.ACTIVE, Voice.BARE) and act.lemma in spot.scene.role("vanishing_verbs"):
        return Verdict(act.action, "subject_that_goes", act, act.done)
    return None


def participle_after(spot: Spot) -> Verdict | None:
    """As in "1.4 million posts removed in May", "467,011 sites blocked"."""
    act = next((a for a in spot.scene.acts if a.start >= spot.phrase.end), None)
    if act is None or act.start - spot.phrase.end > 3 or act.action is Action.OTHER:
        return None
    left = spot.left()
    caused = left is not None and left.lemma in spot.scene.role("causing_lemmas") and spot.is_object()
    if act.voice not in (Voice.BARE, Voice.PREDICATE) and not (caused and act.voice in (Voice.ACTIVE, Voice.ATTRIBUTE)):
        return None
    between = spot.scene.lower[spot.phrase.end : act.start]
    shut = spot.scene.role("conjunctions") | spot.scene.role("relatives") | spot.scene.role("back_pronouns")
    if spot.scene.barrier(spot.phrase.end, act.start) or any(w in shut for w in between):
        return None
    place = spot.place()
    loose = spot.scene.word(place) in spot.scene.role("loose_joints")
    shared = loose and (spot.unit is None or spot.scene.word(place - 1) == ",")  # "..., with 9 million clips removed"
    if left and spot.governs(left) and left.action not in WEAK and not shared:  # "with 83 percent found by filters"
        return None
    return Verdict(act.action, "participle_after", act, act.done)


def access_cut(spot: Spot) -> Verdict | None:
    """As in "access to 58,809 websites was cut": access is what the verb takes away."""
    scene = spot.scene
    place = spot.start - 1
    while place > 0 and scene.word(place) in scene.role("total_phrase"):
        place -= 1
    if scene.word(place) not in scene.role("towards_words") or scene.word(place - 1) not in scene.role("access_nouns"):
        return None
    act = spot.right()
    if act is None or act.voice is not Voice.PASSIVE:
        return None
    if act.action is Action.OTHER and act.lemma not in scene.role("cutting_lemmas"):
        return None
    kept = act.action in (Action.RESTORE, Action.SUSPEND)
    return Verdict(act.action if kept else Action.BLOCK, "access_cut", act, act.done)
