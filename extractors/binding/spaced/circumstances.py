"""What was done to a figure that stands beside its act: what it was found in, asked about, sent to, made to do."""

from __future__ import annotations

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.scene import VERBAL
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Unit

# Verbs that only handle leave the saying to what was done it for ("processed 300 links for removal").
HANDLING = (Action.PENALISE, Action.REPORT, Action.OTHER)
# So near stands a word that takes a figure as its circumstance.
NEAR = 6


def fined_for(spot: Spot) -> Verdict | None:
    """As in "was ordered to pay £520,000 for three breaches": the cases a fine is for are fined."""
    if spot.unit is not Unit.CASE or spot.scene.word(spot.place()) not in spot.scene.role("reason_links"):
        return None
    fines = [a for a in spot.scene.acts if a.end <= spot.start and a.action is Action.FINE]
    return Verdict(Action.FINE, "fined_for", fines[-1], fines[-1].done) if fines else None


def act_taken_on(spot: Spot) -> Verdict | None:
    """As in "action was taken on six", "investigations were opened into nine services"."""
    scene, act = spot.scene, spot.left()
    if act is None or act.voice is not Voice.PASSIVE or scene.word(spot.place()) not in scene.role("noun_links"):
        return None
    nouns = [a for a in scene.acts if a.voice is Voice.NOUN and a.end <= act.start and act.start - a.end <= NEAR + 2]
    if not nouns and scene.word(act.start - 1) in scene.role("measure_nouns"):
        return Verdict(Action.PENALISE, "act_taken_on", act, act.done)
    if not nouns or nouns[-1].action is Action.OTHER or scene.barrier(nouns[-1].end, act.start):
        return None
    asked = act.lemma in scene.role("request_verbs")  # "deletion was requested for 11 items"
    return Verdict(Action.REPORT if asked else nouns[-1].action, "act_taken_on", nouns[-1], act.done)


def letters_to(spot: Spot) -> Verdict | None:
    """As in "letters went to 33 companies", "notices were sent to 44 influencers": who gets a letter is warned."""
    scene, act = spot.scene, spot.left()
    if spot.unit not in (Unit.ORGANISATION, Unit.WEBSITE, Unit.APP, Unit.PERSON, Unit.ACCOUNT):
        return None
    if (
        act is None
        or act.lemma not in scene.role("going_lemmas")
        or scene.word(spot.place()) not in scene.role("letter_links")
    ):
        return None
    if spot.place() - act.end > NEAR or scene.barrier(act.end, spot.start):
        return None
    near = scene.lower[max(0, act.start - NEAR) : spot.place()]
    written = any(word in scene.role("letter_nouns") for word in near)
    return Verdict(Action.WARN, "letters_to", act, act.done) if written else None


def found_in(spot: Spot) -> Verdict | None:
    """As in "it was detected in 427 apps", "found breaches in 212": in what a fault was found, that was found out."""
    scene, act = spot.scene, spot.left()
    if act is None or act.action is not Action.IDENTIFY or act.voice is Voice.NOUN or spot.unit is Unit.REPORT:
        return None
    if scene.word(spot.place()) not in scene.role("found_places") or spot.place() - act.end > NEAR:
        return None
    passive = act.voice in (Voice.PASSIVE, Voice.BARE) and spot.place() in (act.end, act.end - 1)
    between = range(act.end, spot.place())
    fault = any(n.unit is Unit.CASE for at, n in scene.nouns.items() if at in between)
    crime = spot.unit is Unit.CASE and act.lemma in scene.role(
        "posing_lemmas"
    )  # "officials were impersonated in 45 cases"
    action = Action.OTHER if crime else Action.IDENTIFY
    return Verdict(action, "found_in", act, act.done) if passive or fault else None


def privilege_taken(spot: Spot) -> Verdict | None:
    """As in "took away the monetisation rights of 430 accounts", "turned off comments on 430 videos": a lesser penalty."""
    scene, act, place = spot.scene, _taking(spot), spot.place()
    if act is None or act.action in (*WEAK, Action.RESTORE, Action.FINE):
        return None
    if act.voice is Voice.PASSIVE and scene.word(act.start - 1) in scene.role("privilege_words") and place == act.end:
        return Verdict(Action.RESTRICT, "privilege_taken", act, act.done)
    if act.voice not in VERBAL:
        return None
    taken = scene.word(place - 1) in scene.role("privilege_words") and 0 < place - act.end <= NEAR
    if not taken or scene.word(place) not in scene.role("noun_links") | scene.role("place_prepositions"):
        return None
    return Verdict(Action.RESTRICT, "privilege_taken", act, act.done)


def _taking(spot: Spot) -> Act | None:
    """The verb on the left; as in "cut off tipping and advertising income for 388 hosts" a gerund is part of its object."""
    act = spot.left()
    while act is not None and act.voice is Voice.GERUND and act.action is Action.OTHER:
        end = act.start
        act = next((a for a in reversed(spot.scene.acts) if a.end <= end and end - a.end <= NEAR), None)
    return act


def sent_to_body(spot: Spot) -> Verdict | None:
    """As in "has sent the authorities a list of 1,209 URLs", "passed 300 links on to the platforms": they were reported."""
    scene, act = spot.scene, spot.left()
    if (
        act is None
        or act.voice not in VERBAL
        or act.lemma not in scene.role("passing_lemmas")
        or spot.unit is Unit.CASE
        or scene.word(spot.place()) in scene.role("loose_joints")
    ):
        return None
    given = any(_body(spot, at) for at in range(act.end, spot.start)) and spot.start - act.end <= 2 * NEAR
    towards = any(
        scene.word(at) in scene.role("towards_words") and any(_body(spot, i) for i in range(at + 1, at + 4))
        for at in range(spot.phrase.end, spot.phrase.end + 3)
    )
    if not (given or towards) or scene.barrier(act.end, spot.start):
        return None
    return Verdict(Action.REPORT, "sent_to_body", act, act.done)


def told_of(spot: Spot) -> Verdict | None:
    """As in "moderators had been notified of 1,200 items", "was alerted to 300 posts": they were reported."""
    scene, act = spot.scene, spot.left()
    if act is None or act.voice not in (Voice.PASSIVE, Voice.BARE) or spot.unit in (Unit.REPORT, Unit.PERSON):
        return None
    if act.lemma not in scene.role("notifying_lemmas") or spot.place() not in (act.end, act.end - 1):
        return None
    about = scene.word(spot.place()) in scene.role("of_words") | scene.role("covering_links") | scene.role(
        "towards_words"
    )
    return Verdict(Action.REPORT, "told_of", act, act.done) if about else None


def confirmed_as(spot: Spot) -> Verdict | None:
    """As in "confirmed 291,273 pages as containing abuse": what is confirmed to be something is found."""
    act, scene = spot.left(), spot.scene
    if act is None or act.lemma not in scene.role("confirming_lemmas") or spot.start - act.end > 2:
        return None
    return (
        Verdict(Action.IDENTIFY, "confirmed_as", act, act.done)
        if scene.word(spot.phrase.end) in scene.role("as_words")
        else None
    )


def given_time(spot: Spot) -> Verdict | None:
    """As in "gave 2,411 companies two weeks to explain": who is given time to put something right is warned."""
    scene, act = spot.scene, spot.left()
    if (
        act is None
        or act.voice not in VERBAL
        or act.lemma not in scene.role("giving_lemmas")
        or spot.start - act.end > 2
    ):
        return None
    near = range(spot.phrase.end, min(spot.phrase.end + 5, len(scene.lower) - 1))
    timed = any(
        scene.word(at) in scene.role("period_words") and scene.word(at + 1) in scene.role("infinitive") for at in near
    )
    return Verdict(Action.WARN, "given_time", act, act.done) if timed else None


def passed_on(spot: Spot) -> Verdict | None:
    """As in "300 links were passed on to the platforms", "identifiers were shared with banks": they were reported."""
    scene, act = spot.scene, spot.right()
    if act is None or act.voice is not Voice.PASSIVE or spot.unit in (Unit.CASE, Unit.PERSON):
        return None
    if act.lemma not in scene.role("passing_lemmas") | scene.role("disclosing_lemmas"):
        return None
    linked = scene.word(act.end) in scene.role("receiving_words")
    given = linked and any(_body(spot, at) for at in range(act.end + 1, act.end + 4))
    return Verdict(Action.REPORT, "passed_on", act, act.done) if given else None


def calls_taken(spot: Spot) -> Verdict | None:
    """As in "the centre has taken 1.15 million calls": an authority that answers the telephone receives reports."""
    act, head = spot.left(), spot.phrase.head
    if act is None or act.voice not in VERBAL or head is None or far_from(spot, act):
        return None
    called = head.text in spot.scene.role("answered_nouns") and act.lemma in spot.scene.role("answering_lemmas")
    return Verdict(Action.REPORT, "calls_taken", act, act.done) if called else None


def _body(spot: Spot, at: int) -> bool:
    """Whether a regulator, an authority or a platform stands at a token."""
    scene = spot.scene
    named = any(start <= at < end for start, end, _ in scene.names)
    return named or any(scene.word(at) in scene.role(name) for name in ("bodies", "other_doers", "receivers"))


def handled_for(spot: Spot) -> Verdict | None:
    """As in "processed 1.2 million URLs for blocking": a verb that only handles yields to the purpose that is named."""
    scene, act = spot.scene, spot.left()
    if act is None or act.voice not in VERBAL or act.lemma not in scene.role("processing_lemmas"):
        return None
    if act.action not in HANDLING or scene.word(spot.phrase.end) not in scene.role("purpose_words"):
        return None
    aim = next((a for a in scene.acts if 0 <= a.start - spot.phrase.end - 1 <= 1), None)
    if aim is None or aim.voice not in (Voice.NOUN, Voice.GERUND) or aim.action in WEAK:
        return None
    return Verdict(aim.action, "handled_for", aim, act.done)


def made_to(spot: Spot) -> Verdict | None:
    """As in "had three of them suspend the upload", "got 45 posts removed": the act that was brought about."""
    scene = spot.scene
    if scene.word(spot.place()) not in scene.role("causing_words"):
        return None
    end = _list_end(spot)
    act = next((a for a in scene.acts if 0 <= a.start - end <= 1 or _had_by(spot, end, a)), None)
    if act is None or act.action is Action.OTHER or act.voice not in (Voice.ACTIVE, Voice.BARE, Voice.ATTRIBUTE):
        return None
    return Verdict(act.action, "made_to", act, act.done)


def _had_by(spot: Spot, end: int, act: Act) -> bool:
    """As in "had two posts by foreigners withheld on Facebook": whose the things are stands before what was done."""
    between = spot.scene.lower[end : act.start]
    told = 1 < len(between) <= NEAR and between[0] in spot.scene.role("prepositions")
    alone = all(word[0].isalnum() for word in between) and not spot.scene.figures_in(end, act.start)
    return told and alone and act.voice is Voice.BARE and act.action not in WEAK


def _list_end(spot: Spot) -> int:
    """Where the list ends that a figure opens ("had 6.69 lakh SIM cards and 132,000 handsets blocked")."""
    end = spot.phrase.end
    for number in range(spot.number + 1, len(spot.scene.figures)):
        between = spot.scene.lower[end : spot.scene.figures[number].start]
        if not between or any(word not in spot.scene.role("list_words") | {","} for word in between):
            break
        end = phrase(spot.scene, number).end
    return end


def object_of_relative(spot: Spot) -> Verdict | None:
    """As in "shut 25,233 websites that were judged illegal": what a relative clause only finds, the verb before it did."""
    scene, act = spot.scene, spot.left()
    if (
        act is None
        or act.voice not in VERBAL
        or act.action in WEAK
        or scene.word(spot.phrase.end) not in scene.role("relatives")
    ):
        return None
    if far_from(spot, act):
        return None
    clause = next((a for a in scene.acts if a.start > spot.phrase.end), None)
    if clause is None or clause.action not in WEAK:
        return None
    return Verdict(Action.REPORT if act.asked else act.action, "object_of_relative", act, act.done or act.asked)


def far_from(spot: Spot, act: Act) -> bool:
    """Whether something else than words of bound and a list stands between a verb and the figure."""
    scene = spot.scene
    between = scene.lower[act.end : spot.start]
    return len(between) > NEAR or any(word in scene.role("prepositions") for word in between)


def foreseen(spot: Spot) -> Verdict | None:
    """As in "told senators to expect some 440,000": what is only expected has not happened."""
    scene, act = spot.scene, spot.left()
    if act is None or act.voice not in VERBAL or act.lemma not in scene.role("forecast_lemmas"):
        return None
    return Verdict(Action.OTHER, "foreseen", act, done=False) if not far_from(spot, act) else None


def affected_by_offence(spot: Spot) -> Verdict | None:
    """As in "the practices concerned over 74 million accounts": the size of an offence that an authority established."""
    scene, act = spot.scene, spot.left()
    if (
        act is None
        or act.voice is not Voice.ACTIVE
        or act.lemma not in scene.role("affecting_verbs")
        or far_from(spot, act)
    ):
        return None
    if spot.unit not in (Unit.ACCOUNT, Unit.PERSON, Unit.CONTENT):
        return None
    subject = scene.lower[max(0, act.start - NEAR) : act.start]
    if not any(word in scene.role("offence_nouns") for word in subject):
        return None
    return Verdict(Action.IDENTIFY, "affected_by_offence", act, act.done)
