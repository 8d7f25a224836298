"""What befell a figure that stands as subject of having, losing or going, or as what an offender did."""

from __future__ import annotations

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.scene import VERBAL
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Kind, Unit

# So far behind "had" stands what was done ("had their advertising accounts suspended").
NEAR = 6
# So far behind "brings" stands the total ("bringing the number of suspects transferred to China to 2,317").
FAR_TOTAL = 14
# What an offence consists of.
OFFENDING = frozenset({Unit.CONTENT, Unit.ACCOUNT, Unit.GROUP, Unit.WEBSITE, Unit.STREAM, Unit.PERSON, Unit.APP})
ENDS = frozenset({Action.FINE, Action.ARREST, Action.PENALISE, Action.WARN})


def had_done(spot: Spot) -> Verdict | None:
    """As in "four firms had their accounts suspended": what was done to what the figure has was done to it."""
    scene, place = spot.scene, spot.phrase.end
    if scene.word(place) not in scene.role("having_words") or scene.word(place + 1) not in scene.role("definite_words"):
        return None
    near = (a for a in scene.acts if place + 1 < a.start <= place + NEAR)
    act = next((a for a in near if a.action is not Action.OTHER), None)
    if act is None or act.action in WEAK or act.voice not in (Voice.BARE, Voice.ATTRIBUTE):
        return None
    return Verdict(act.action, "had_done", act, act.done)


def relative_object(spot: Spot) -> Verdict | None:
    """As in "97 profiles of candidates, which it restricted": a relative clause whose subject is somebody else."""
    scene = spot.scene
    act = next((a for a in scene.acts if a.start > spot.phrase.end), None)
    if act is None or act.voice is not Voice.ACTIVE or act.action in WEAK or act.start - spot.phrase.end > NEAR:
        return None
    before = scene.lower[spot.phrase.end : act.start]
    opened = [at for at, word in enumerate(before) if word in scene.role("relatives")]
    if not opened:
        return None
    subject = before[opened[-1] + 1 :]
    named = any(spot.phrase.end <= start < act.start for start, _, _ in scene.names)
    spoken = any(word in scene.role("back_pronouns") for word in subject)
    if not (named or spoken) or not subject or not _ends(spot, act):
        return None
    return Verdict(act.action, "relative_object", act, act.done)


def _ends(spot: Spot, act: Act) -> bool:
    """Whether no object follows a verb."""
    after = spot.scene.word(act.end)
    return not after[:1].isalnum() or after in spot.scene.role("prepositions") or act.end in spot.scene.dated


def followed_up(spot: Spot) -> Verdict | None:
    """As in "found 4,000 accounts and closed them", "4,000 fakes, all of which were closed": finding yields to what follows."""
    scene, left = spot.scene, spot.left()
    if left is None or left.voice not in VERBAL or left.action not in WEAK or not spot.governs(left):
        return None
    act = next((a for a in scene.acts if a.start >= spot.phrase.end and a.voice is not Voice.ATTRIBUTE), None)
    if act is None or act.action in (*WEAK, Action.WARN) or act.start - spot.phrase.end > NEAR:
        return None
    before = scene.lower[spot.phrase.end : act.start]
    if any(spot.phrase.end <= f.start < act.start for f in scene.figures) or not before:
        return None
    again = act.voice is Voice.ACTIVE and scene.word(act.end) in scene.role("object_pronouns")
    joined = before[-1] in scene.role("list_words") or before[-1] in scene.role("subject_pronouns")
    related = act.voice is Voice.PASSIVE and len(before) > 1 and before[-1] in scene.role("relatives")
    return Verdict(act.action, "followed_up", act, act.done) if (again and joined) or related else None


def left_alone(spot: Spot) -> Verdict | None:
    """As in "and left 40 up": what was left as it was, nothing was done to."""
    act = spot.left()
    if act is None or act.voice not in VERBAL or act.lemma not in spot.scene.role("leaving_lemmas"):
        return None
    return Verdict(Action.OTHER, "left_alone", act, act.done) if spot.start - act.end <= 2 else None


def left_up(spot: Spot) -> Verdict | None:
    """As in "89 per cent were still up a month later": what stayed where it was, nothing was done to."""
    scene, at = spot.scene, spot.phrase.end
    while scene.word(at) in scene.role("be") | scene.role("have") or scene.word(at) in scene.role("remaining_words"):
        at += 1
    stays = at > spot.phrase.end and scene.word(at - 1) in scene.role("remaining_words")
    return Verdict(Action.OTHER, "left_up") if stays and scene.word(at) in scene.role("up_places") else None


def offence_of(spot: Spot) -> Verdict | None:
    """As in "face sentencing for extorting 100 victims": what somebody is punished for doing is found, not punished."""
    scene, place = spot.scene, spot.start - 1
    if spot.unit not in OFFENDING:
        return None
    accusing = scene.role("accusing_lemmas")
    ends = [a for a in scene.acts if a.end <= spot.start and (a.action in ENDS or a.lemma in accusing)]
    if not ends:
        return None
    for at in range(spot.start - 1, ends[-1].end - 1, -1):
        if scene.word(at) in scene.role("reason_links") and _does(spot, at + 1):
            known = next((a for a in scene.acts if a.start == at + 1), None)
            if known is not None and known.action not in (Action.OTHER, Action.INVESTIGATE):
                return None
            return Verdict(Action.IDENTIFY, "offence_of", ends[-1], ends[-1].done)
        if scene.barrier(at, place) or scene.figure_at(at) is not None:
            return None
    return None


def _does(spot: Spot, at: int) -> bool:
    """Whether a gerund stands at a token and nothing but a few words between it and the figure."""
    word = spot.scene.word(at)
    gerund = any(word.endswith(ending) for ending in spot.scene.role("gerund_endings"))
    between = spot.scene.lower[at : spot.start]
    apart = any(w == "," or w in spot.scene.role("list_words") for w in between)
    return gerund and 0 < spot.start - at <= NEAR and not apart


def run_by_offender(spot: Spot) -> Verdict | None:
    """As in "the defendants ran eight websites", "they controlled 4,100 accounts": the size of what offenders did."""
    scene, act = spot.scene, spot.left()
    voiced = act is not None and act.voice in (Voice.ACTIVE, Voice.BARE) and act.action is Action.OTHER
    if act is None or not voiced or spot.unit not in OFFENDING:
        return None
    if spot.unit is Unit.PERSON:
        return None  # "the suspects include 186 nationals"
    roles = ("running_lemmas", "sending_verbs", "carrying_verbs", "consisting_lemmas")
    if not any(act.lemma in scene.role(role) for role in roles):
        return None
    subject = scene.lower[max(0, act.start - NEAR) : act.start]
    offender = any(word in scene.role("offender_words") for word in subject)
    if not (offender or (_pronoun(spot, act) and _arrested_before(spot))):
        return None
    return Verdict(Action.IDENTIFY, "run_by_offender", act, act.done)


def impersonating(spot: Spot) -> Verdict | None:
    """As in "some 300 accounts had been posing as officials": who pretends was found out."""
    act = spot.right()
    if act is None or act.voice is not Voice.ACTIVE or spot.unit not in OFFENDING:
        return None
    if act.lemma not in spot.scene.role("impersonating_lemmas"):
        return None
    return Verdict(Action.IDENTIFY, "impersonating", act, act.done)


def sent_out(spot: Spot) -> Verdict | None:
    """As in "the firms sent more than 4,000 misleading alerts": what offenders send out is no warning."""
    act, scene = spot.left(), spot.scene
    if act is None or act.voice not in VERBAL or act.lemma not in scene.role("sending_verbs"):
        return None
    harmful = scene.has("offence_words", start=scene.figures[spot.number].end, end=spot.phrase.end)
    return Verdict(Action.IDENTIFY, "sent_out", act, act.done) if harmful and spot.start - act.end <= NEAR else None


def _pronoun(spot: Spot, act: Act) -> bool:
    return spot.scene.word(act.start - 1) in spot.scene.role("offender_pronouns") or act.start == 0


def _arrested_before(spot: Spot) -> bool:
    """Whether the sentence before speaks of persons who were arrested or charged."""
    last = spot.past[-1] if spot.past else None
    return last is not None and last.action is Action.ARREST and spot.scene.index - last.scene <= 1


def own_deed(spot: Spot) -> Verdict | None:
    """As in "38 have since changed their banners": what those counted did themselves is nobody's sanction."""
    act = spot.right()
    if act is None or act.voice is not Voice.ACTIVE or act.lemma not in spot.scene.role("own_deeds"):
        return None
    if any(word in spot.scene.role("relatives") for word in spot.scene.lower[spot.phrase.end : act.start]):
        return None
    return Verdict(Action.OTHER, "own_deed", act, act.done)


def let_go(spot: Spot) -> Verdict | None:
    """As in "four were released for lack of evidence": persons who are let go, nothing was done to."""
    act = spot.right()
    if spot.unit not in (Unit.PERSON, None) or act is None or act.voice not in (Voice.PASSIVE, Voice.ACTIVE):
        return None
    passive = act.voice is Voice.PASSIVE and act.lemma in spot.scene.role("freeing_lemmas")
    at_large = spot.scene.has("at_large", start=act.end, end=act.end + 3) and act.action is Action.OTHER
    return Verdict(Action.OTHER, "let_go", act, act.done) if passive or at_large else None


def complained(spot: Spot) -> Verdict | None:
    """As in "nearly 150 people had told her office": persons who turn to an authority report."""
    act = spot.right()
    if spot.unit not in (Unit.PERSON, Unit.ACCOUNT) or act is None or act.voice not in (Voice.ACTIVE, Voice.BARE):
        return None
    if act.lemma in spot.scene.role("contest_lemmas") and _ends(spot, act):
        return Verdict(Action.REPORT, "complained", act, act.done)
    if act.lemma not in spot.scene.role("complain_lemmas"):
        return None
    near = spot.scene.lower[act.end : act.end + NEAR]
    body = any(word in spot.scene.role("bodies") | spot.scene.role("other_doers") for word in near)
    return Verdict(Action.REPORT, "complained", act, act.done) if body else None


def rate_of_act(spot: Spot) -> Verdict | None:
    """As in "the proactive removal rate was 99.8pc": a share that is named by its act."""
    scene = spot.scene
    if scene.figures[spot.number].quantity.kind != "percent" or spot.phrase.head is not None:
        return None
    for act in reversed(scene.acts):
        named = act.voice is Voice.NOUN and scene.word(act.end) in scene.role("rate_nouns")
        if named and act.end < spot.start <= act.end + 2 * NEAR and act.action is not Action.OTHER:
            clear = not any(act.end <= f.start < spot.start for f in scene.figures)
            return Verdict(act.action, "rate_of_act", act, act.done) if clear else None
    return None


def in_cases(spot: Spot) -> Verdict | None:
    """As in "courts convicted in 1,104 cases", "in 3.2 million cases the videos were put back": cases of an act."""
    scene = spot.scene
    if scene.word(spot.place()) not in scene.role("case_places"):
        return None
    if scene.figures[spot.number].quantity.kind == "percent":
        return _share_of_cases(spot)
    if spot.unit is not Unit.CASE:
        return None
    left = spot.left()
    if left is not None and _tells_cases(spot, left):
        return Verdict(left.action, "in_cases", left, left.done)
    if any(scene.lower[at].isalpha() for at in range(max(0, spot.place() - 1), spot.place())):
        return None
    act = next((a for a in scene.acts if a.start >= spot.phrase.end and a.voice is not Voice.ATTRIBUTE), None)
    counts = any(f.start >= spot.phrase.end for f in scene.figures)
    if act is None or act.action in WEAK or counts:
        return None
    return Verdict(act.action, "in_cases", act, act.done)


def _tells_cases(spot: Spot, act: Act) -> bool:
    """As in "courts convicted in 1,104 cases", "upheld the decision in 14 cases and overturned it in 36"."""
    known = act.action not in WEAK or act.action is Action.REPORT
    counted = any(act.end <= f.start < spot.start for f in spot.scene.figures)
    return known and not counted and spot.place() - act.end <= (NEAR - 2 if act.voice in VERBAL else 0)


def _share_of_cases(spot: Spot) -> Verdict | None:
    """As in "content was withheld in 50 percent of cases", "provided information in 80 percent of the inquiries"."""
    head, act = spot.phrase.head, spot.left()
    cases = head is not None and head.unit in (Unit.CASE, Unit.REPORT)
    if act is None and cases and spot.place() == 0:  # "In roughly 2% of cases the item was put back"
        later = (a for a in spot.scene.acts if a.start >= spot.phrase.end and a.voice in (Voice.ACTIVE, Voice.PASSIVE))
        act = next((a for a in later if a.action not in WEAK), None)
    if act is None or not (cases or spot.phrase.act_noun is not None) or act.voice is Voice.NOUN:
        return None
    if act.asked:  # "withheld content or asked the user to remove it in 54 percent of cases"
        done = (a for a in reversed(spot.scene.acts) if a.end <= act.start and a.voice in (Voice.ACTIVE, Voice.PASSIVE))
        act = next((a for a in done if a.action not in WEAK), act)
    if act.action not in WEAK or act.action is Action.IDENTIFY:
        return Verdict(act.action, "in_cases", act, act.done)
    told = any(w in spot.scene.role("data_nouns") for w in spot.scene.lower[act.end : spot.start])
    return Verdict(Action.REPORT, "in_cases", act, act.done) if told else None


def paid_for(spot: Spot) -> Verdict | None:
    """As in "has to pay £90,000 for 381,504 calls", "sued for seven billion calls": what a fine or suit is for."""
    scene, head = spot.scene, spot.phrase.head
    calls = head is not None and head.text.split()[-1] in scene.role("call_nouns")
    if not calls or scene.word(spot.place()) not in scene.role("reason_links"):
        return None
    paid = any(f.quantity.kind == "money" and f.end <= spot.start for f in scene.figures)
    suing = scene.role("suing_lemmas")
    acts = [a for a in scene.acts if a.end <= spot.start and (a.action is Action.FINE or a.lemma in suing)]
    return Verdict(Action.IDENTIFY, "paid_for", acts[-1] if acts else None) if paid or acts else None


def victims_of(spot: Spot) -> Verdict | None:
    """As in "the gang defrauded over 350 people": whom an offence befell is its size."""
    act = spot.left()
    if spot.unit is not Unit.PERSON or act is None or act.voice not in VERBAL:
        return None
    if act.lemma not in spot.scene.role("victimising_lemmas") or spot.start - act.end > NEAR:
        return None
    return Verdict(Action.IDENTIFY, "victims_of", act, act.done)


def told_on(spot: Spot) -> Verdict | None:
    """As in "raised the totals to 4,059 posts": a total that is brought up to date is of the act told on before."""
    scene = spot.scene
    if scene.word(spot.place()) not in scene.role("reach_links"):
        return None
    before = [
        a for a in scene.acts if a.end <= spot.start and (a.action in WEAK or a.lemma in scene.role("raising_verbs"))
    ]
    act = next((a for a in reversed(before) if a.lemma in scene.role("raising_verbs") and a.voice in VERBAL), None)
    if act is None or spot.start - act.end > FAR_TOTAL or scene.barrier(act.end, spot.start):
        return None
    if any(act.end <= a.start < spot.start and a.action not in WEAK for a in scene.acts):
        return None  # "brings the number of banned apps to 267" names its act
    counted = any(word in scene.role("count_words") for word in scene.lower[act.end : spot.start])
    same = [b for b in spot.past if b.unit is spot.unit and b.kind is Kind.COUNT and b.action not in WEAK]
    if not counted or not same:
        return None
    return Verdict(same[-1].action, "told_on", None, same[-1].done, same[-1].claim)
