"""What was done to a figure where a noun or a participle names the act: removals, the closure of, blocked sites."""

from __future__ import annotations

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Unit

# So many words stand between a request and what it asks for, with those who get it.
ASKED = 9


def object_of_noun(spot: Spot) -> Verdict | None:
    """As in "led to the deletion of 1.4 million posts"."""
    act = spot.left()
    if act is None or act.voice is not Voice.NOUN or not spot.governs(act) or act.action is Action.OTHER:
        return None
    verb = next((a for a in reversed(spot.scene.acts) if a.end <= act.start and a.voice is not Voice.NOUN), None)
    close = verb is not None and act.start - verb.end <= 6 and not spot.scene.barrier(verb.end, act.start)
    done = act.done and (verb.done if verb and close else True)
    asking = _asked_with(spot, act)
    if asking or (verb and close and verb.lemma in spot.scene.role("request_verbs") | spot.scene.role("request_nouns")):
        return Verdict(Action.REPORT, "object_of_noun", act, done)
    if verb and close and verb.action is Action.RESTORE and act.action not in WEAK:
        return Verdict(Action.RESTORE, "act_undone", verb, done)
    return Verdict(act.action, "object_of_noun", act, done)


def _asked_with(spot: Spot, act: Act) -> bool:
    """As in "requests for removal of 30 links", "demands to the platform TikTok for the removal of 1,900 clips"."""
    scene, role = spot.scene, spot.scene.role
    if any(word in role("request_nouns") for word in scene.lower[max(0, act.start - 3) : act.start]):
        return True
    place = act.start - 1
    while scene.word(place) in role("determiners"):
        place -= 1
    first = max([0, place - ASKED, *[f.end for f in scene.figures if f.end < place]])
    nouns = role("request_nouns") | role("asking_nouns") | role("demand_nouns")
    wanted = any(word in nouns for word in scene.lower[first:place])
    return scene.word(place) in role("purpose_words") and wanted and not scene.barrier(first, place)


def asked_for(spot: Spot) -> Verdict | None:
    """As in "deletion was requested for 11 items", "removal was sought of 40 links": an act that was only asked for."""
    act, scene = spot.left(), spot.scene
    if act is None or act.voice is not Voice.PASSIVE or act.lemma not in scene.role("request_verbs"):
        return None
    links = scene.role("covering_links") | scene.role("noun_links")
    near = scene.word(spot.place()) in links and spot.place() - act.end <= 1
    noun = next((a for a in reversed(scene.acts) if a.end <= act.start and a.voice is Voice.NOUN), None)
    named = noun is not None and noun.action not in WEAK and not scene.barrier(noun.end, act.start)
    return Verdict(Action.REPORT, "asked_for", act, True) if near and named else None


def subject_act_noun(spot: Spot) -> Verdict | None:
    """As in "removals rose to 45,000", "bans hit 5,645 addresses", "the penalty brings to 20 the number"."""
    act, scene = spot.left(), spot.scene
    if act is None or act.voice not in (Voice.ACTIVE, Voice.BARE) or act.action is not Action.OTHER:
        return None
    lists = scene.role("list_nouns") if act.lemma in scene.role("holding_lemmas") else frozenset()
    if act.lemma not in scene.role("reach_verbs") | scene.role("affecting_verbs") and not lists:
        return None
    nouns = [a for a in scene.acts if a.voice is Voice.NOUN and a.end <= act.start and act.start - a.end <= 12]
    if nouns and any(n.unit is Unit.REPORT and n.start <= nouns[-1].end < n.end + 1 for n in scene.nouns.values()):
        return Verdict(Action.REPORT, "subject_act_noun", nouns[-1], act.done)
    if nouns and lists and nouns[-1].lemma not in lists:
        return None
    if not nouns or nouns[-1].action is Action.OTHER or scene.barrier(nouns[-1].end, act.start):
        return None
    return Verdict(nouns[-1].action, "subject_act_noun", nouns[-1], act.done)


def tight_noun(spot: Spot) -> Verdict | None:
    """As in "the closure by Weibo of 4,000 accounts drew criticism": the noun before the figure, not the verb behind."""
    act, right = spot.left(), spot.right()
    tied = act is not None and act.voice is Voice.NOUN and spot.scene.word(spot.place()) in spot.scene.role("of_words")
    if not tied or act is None or act.action in WEAK or (right is not None and right.action is not Action.OTHER):
        return None
    return object_of_noun(spot) or Verdict(act.action, "object_of_noun", act, act.done)


def reached_total(spot: Spot) -> Verdict | None:
    """As in "brings the number of banned apps to 267", "taking the total of blocked sites to 53,000"."""
    scene = spot.scene
    if scene.word(spot.place()) not in scene.role("reach_links"):
        return None
    verbs = [
        a for a in scene.acts if a.end <= spot.start and a.lemma in scene.role("reach_verbs") | {"take", "put", "push"}
    ]
    if not verbs or spot.start - verbs[-1].end > 14 or scene.barrier(verbs[-1].end, spot.start):
        return None
    inside = [a for a in scene.acts if verbs[-1].end <= a.start < spot.start and a.action not in WEAK]
    return Verdict(inside[-1].action, "reached_total", inside[-1]) if inside else None


def subject_participle(spot: Spot) -> Verdict | None:
    """As in "among the material withheld were 3,417 URLs", "the number of accounts closed was 45"."""
    scene, place = spot.scene, spot.place()
    left = spot.left()
    be = scene.word(place) in scene.role("be")
    reaches = left is not None and left.lemma in scene.role("reach_verbs") and left.action is Action.OTHER
    if not be and not reaches:
        return None
    end = place if be or left is None else left.start
    inside = [
        a
        for a in scene.acts
        if a.end <= end
        and end - a.end <= 15
        and a.voice in (Voice.BARE, Voice.ATTRIBUTE)
        and a.action is not Action.OTHER
    ]
    if not inside or scene.barrier(inside[-1].end, end):
        return None
    return Verdict(inside[-1].action, "subject_participle", inside[-1], inside[-1].done)
