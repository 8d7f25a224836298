"""What requests, complaints, notices and appeals are about: it was asked for, not done."""

from __future__ import annotations

from extractors.acts import WEAK, Voice
from extractors.binding.spaced.circumstances import NEAR, far_from
from extractors.binding.spaced.labels import label_start
from extractors.binding.spaced.scene import VERBAL
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Unit


def instrument_for(spot: Spot) -> Verdict | None:
    """As in "served 1,177 notices on platforms, directing them to remove posts", "issued 27 directions to disable accounts"."""
    scene, head = spot.scene, spot.phrase.head
    if head is None or spot.unit is Unit.REPORT or head.text.split()[-1] not in scene.role("instrument_words"):
        return None
    stop = next((f.start for f in scene.figures if f.start >= spot.phrase.end), len(scene.lower))
    for act in scene.acts:
        if act.start < spot.phrase.end or act.voice is Voice.ATTRIBUTE:
            continue
        if act.start >= stop or act.start - spot.phrase.end > 2 * NEAR or scene.barrier(spot.phrase.end, act.start):
            return None
        if act.voice is Voice.INFINITIVE and act.lemma in scene.role("telling_lemmas"):
            return Verdict(Action.INVESTIGATE, "instrument_for", act, True)  # "57 notices to produce"
        if act.voice is Voice.INFINITIVE and act.action not in WEAK:
            return Verdict(Action.REPORT if act.asked else act.action, "instrument_for", act, True)
        if act.voice is not Voice.GERUND:
            return None
    return None


def notices_for(spot: Spot) -> Verdict | None:
    """As in "takedown notices for 312 posts", "blocking orders against 40 sites": what an order is about is ordered."""
    scene, place = spot.scene, spot.place()
    if scene.word(place) not in scene.role("covering_links") | scene.role("noun_links"):
        return None
    if scene.word(place - 1) not in scene.role("instrument_words"):
        return None
    action = scene.reading.language.acts.actions.get(scene.word(place - 2), Action.OTHER)
    act = spot.left()
    received = act is not None and act.lemma in scene.role("receiving_lemmas")
    if action in WEAK:
        return None
    return Verdict(Action.REPORT if received else action, "notices_for", act, act.done if act else True)


def data_of(spot: Spot) -> Verdict | None:
    """As in "details of at least 65,000 users turned up with a broker": whom an offence or a leak concerned."""
    scene, place = spot.scene, spot.place()
    if spot.unit not in (Unit.PERSON, Unit.ACCOUNT) or scene.word(place) not in scene.role("data_links"):
        return None
    near = scene.lower[max(0, place - NEAR) : place]
    act = spot.left()
    if (
        act is not None
        and act.lemma in scene.role("disclosing_lemmas") | scene.role("request_verbs")
        and any(w in scene.role("data_nouns") for w in near)
    ):
        return Verdict(Action.REPORT, "data_of", act, act.done)
    return Verdict(Action.IDENTIFY, "data_of", None) if any(w in scene.role("leak_nouns") for w in near) else None


def asked_about(spot: Spot) -> Verdict | None:
    """As in "informal requests covering 1,870 more posts": what a request is about was only asked for."""
    scene, place = spot.scene, spot.place()
    if spot.unit is Unit.PERSON and scene.has("behalf_words", start=place - 2, end=place + 1):
        return Verdict(Action.REPORT, "asked_about", None)
    hedged = scene.word(spot.start) in scene.role("covering_links")  # "complaints about 1,100 more"
    if hedged and spot.unit is not Unit.REPORT and scene.word(place) in scene.role("asking_nouns"):
        return Verdict(Action.REPORT, "asked_about", None)
    if scene.word(place) not in scene.role("covering_links") or spot.unit is Unit.REPORT:
        return None
    if _data_asked_for(spot, place):
        return Verdict(Action.REPORT, "asked_about", spot.left())
    asking = next(
        (at for at in range(place - 1, max(-1, place - 3), -1) if scene.word(at) in scene.role("asking_nouns")), -1
    )
    counted = any(f.start <= asking + 1 and f.end >= asking for f in scene.figures)
    label = asking == place - 1 and label_start(scene, scene.figures[0].start) is not None
    if asking < 0 or (counted and not label):
        return None  # in "content: 824 complaints about 3,000 links" no verb tells what was done with them
    return Verdict(Action.REPORT, "asked_about", None)


def _data_asked_for(spot: Spot, place: int) -> bool:
    """As in "asked Google for data on 1,200 accounts"."""
    act, scene = spot.left(), spot.scene
    asks = act is not None and act.action is Action.REPORT and act.voice in VERBAL
    return asks and any(word in scene.role("data_nouns") for word in scene.lower[max(0, place - 2) : place])


def subject_of_asking(spot: Spot) -> Verdict | None:
    """As in "the requests concerned 2,450 posts", "demands covered 9,100 links": what requests were about."""
    scene, act = spot.scene, spot.left()
    if act is None or act.action is not Action.OTHER or spot.unit is Unit.REPORT or far_from(spot, act):
        return None
    about = act.lemma in scene.role("affecting_verbs") or act.lemma in scene.role("specifying_lemmas")
    if not about and scene.word(act.verb) not in scene.role("covering_links"):
        return None
    earlier = max(
        [0, act.start - NEAR, *[f.end for f in scene.figures if f.end <= act.start and act.voice is Voice.ACTIVE]]
    )
    subject = scene.lower[earlier : act.start]
    asking = ";" not in subject and any(word in scene.role("asking_nouns") for word in subject)
    return Verdict(Action.REPORT, "subject_of_asking", act, act.done) if asking else None


def contested(spot: Spot) -> Verdict | None:
    """As in "creators contested 320,000 removals", "appeals against 273,000 removals": an act that is appealed against."""
    scene, act = spot.scene, spot.left()
    noun = any(
        (words := scene.phrase_at(at, "contest_nouns")) and at + len(words.split()) == spot.place() + 1
        for at in range(max(0, spot.place() - 2), spot.place())
    )
    verb = act is not None and act.voice in VERBAL and act.lemma in scene.role("contest_lemmas")
    acted = spot.phrase.act_noun is not None or _is_act(spot)
    if not acted or not (noun or (verb and act is not None and spot.start - act.end <= NEAR)):
        return None
    return Verdict(Action.REPORT, "contested", act if verb else None, act.done if verb and act else True)


def _is_act(spot: Spot) -> bool:
    """Whether the counted noun is an act or a decision."""
    head = spot.phrase.head
    return head is not None and any(a.voice is Voice.NOUN and head.start <= a.start < head.end for a in spot.scene.acts)
