"""What was done to a count: by its own clause, by the figure it shares a noun with, by the story."""

from __future__ import annotations

from dataclasses import replace

from extractors.acts import WEAK, Voice
from extractors.binding.spaced.antecedents import ENFORCEABLE, compared, goes_on
from extractors.binding.spaced.governing import verdict
from extractors.binding.spaced.offences import fined_before, harmed, opened, settled
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.binding.spaced.subsets import among_them, part_with, subset
from extractors.binding.spaced.topics import introduced
from extractors.lexicon.acts import Shape
from extractors.records import Action, Kind, Unit

# How an order names what it is for ("takedown notices", "blocking directions").
NAMING = frozenset({Shape.NOUN, Shape.GERUND})
# What is done to posts and accounts, never to a request, which is answered.
SANCTIONS = frozenset(
    {Action.BLOCK, Action.REMOVE, Action.CLOSE, Action.RESTRICT, Action.SUSPEND, Action.ARREST, Action.FINE}
)
# What befalls firms and persons: posts and accounts told of beside it are the size of the offence.
PERSONAL = frozenset({Action.FINE, Action.ARREST})
# Rules by which the verb took something else, which is about the persons ("handed over data on 2,253 users").
ABOUT = frozenset({"asked_about", "data_of"})
# What a penalty is a fine for; for anything else it is left open.
FINED = frozenset({Unit.ORGANISATION, Unit.CASE, Unit.MONEY, Unit.WEBSITE})


def act_of(spot: Spot, source: Bound | None) -> Verdict:
    """What was done: by the rules, else by what the head was taken from, else by the unit and the story."""
    direct = verdict(spot)
    answer = _by_unit(spot, direct) if direct else None
    if answer is not None and _none_of(spot):
        return replace(answer, done=False)
    told = among_them(spot) or part_with(spot) or (_faulty(spot, source) if source is not None else None)
    if told is not None:
        return told
    if source is not None and source.claim is not None and (compared(spot) or goes_on(spot, source, answer)):
        return _inherited(spot, source, "compared" if compared(spot) else "elided_head")
    if answer is not None and not (source and answer.rule == "shared_verb"):
        return answer
    if source is not None and source.counts:
        return _by_source(spot, source)
    if answer is not None:
        return answer
    if spot.unit is Unit.REPORT:
        return Verdict(Action.REPORT, "report_by_unit")
    return (
        _caught(spot)
        or _gone(spot)
        or settled(spot)
        or opened(spot)
        or subset(spot)
        or harmed(spot)
        or fined_before(spot)
        or _same_statistic(spot)
        or _instruments(spot)
        or stated_again(spot)
        or _introduced(spot)
        or _said_next(spot)
        or story_act(spot)
        or Verdict(Action.OTHER, "no_act")
    )


def _none_of(spot: Spot) -> bool:
    """As in "not one of the 500 sites was closed"."""
    first = max(0, spot.start - 4)
    return any(
        (words := spot.scene.phrase_at(at, "none_of")) and at + len(words.split()) >= spot.place() + 1
        for at in range(first, spot.start)
    )


def _by_source(spot: Spot, source: Bound) -> Verdict:
    """The act of the figure or topic that answers for the noun; of the story where that has none."""
    told = None
    if source.action is Action.OTHER and source.done:
        told = (stated_again(spot) if source.topic else None) or story_act(spot)
    if told is not None:
        return told
    if source.topic:
        return Verdict(source.action, "topic", source.act, source.done)
    return _inherited(spot, source, "elided_head" if source.scene == spot.scene.index else "elided_across")


def _faulty(spot: Spot, source: Bound) -> Verdict | None:
    """As in "of 12,400 apps examined, 310 broke the rules": the part of what was examined that was found at fault."""
    act = spot.right()
    if source.action is not Action.INVESTIGATE or act is None or act.voice not in (Voice.ACTIVE, Voice.BARE):
        return None
    fault = act.lemma in spot.scene.role("offending_lemmas")
    near = range(act.end, act.end + 4)
    has = act.lemma in spot.scene.role("have") and any(
        at in near and n.unit is Unit.CASE for at, n in spot.scene.nouns.items()
    )
    return Verdict(Action.IDENTIFY, "at_fault", act, act.done, source.claim) if fault or has else None


def _inherited(spot: Spot, source: Bound, rule: str) -> Verdict:
    del spot
    return Verdict(source.action, rule, source.act, source.done, source.claim)


def _by_unit(spot: Spot, answer: Verdict) -> Verdict:
    """What a verb means for what is counted: reports are processed, users thrown off are banned, cases only counted."""
    action: Action | None = None
    if spot.unit is Unit.REPORT:
        action = _of_reports(spot, answer)
    elif spot.unit is Unit.CASE:
        action = _of_cases(spot, answer)
    elif spot.unit is Unit.PERSON:
        action = _of_persons(spot, answer)
    elif spot.unit in ENFORCEABLE:
        action = Action.IDENTIFY if answer.action is Action.ARREST else _of_fakes(spot, answer)
    action = (
        _of_licences(spot, answer)
        or _of_penalties(spot, answer)
        or _of_firms(spot, answer)
        or _of_expelled(spot, answer)
        or _of_labels(spot, answer)
        or _of_base(spot, answer)
        or action
    )
    return answer if action is None else replace(answer, action=action)


def _of_persons(spot: Spot, answer: Verdict) -> Action | None:
    """Persons whom a verb only catches, seizes or takes away are arrested ("eleven were nabbed", "picked up")."""
    head = spot.phrase.head.text if spot.phrase.head else ""
    flown = answer.action is Action.RESTORE and head in spot.scene.role("offender_words")  # "brought back 55 suspects"
    caught = (flown or answer.action in (*WEAK, Action.PENALISE, Action.CLOSE)) and answer.rule not in ABOUT
    return Action.ARREST if caught and _lemma(answer) in spot.scene.role("catching_lemmas") else None


def _of_penalties(spot: Spot, answer: Verdict) -> Action | None:
    """A penalty is a fine for a firm and for a sum; for anything else it is left open what it was."""
    fined = spot.scene.word(spot.phrase.end) in spot.scene.role("loose_joints") and spot.scene.has(
        "fine_words", start=spot.phrase.end, end=spot.phrase.end + 4
    )
    if fined and answer.action is Action.PENALISE and answer.rule == "object_of_active":
        return Action.FINE  # "penalised six banks with fines"
    general = answer.action is Action.FINE and _lemma(answer) in spot.scene.role("generic_penalties")
    if general and any(f.quantity.kind == "money" for f in spot.scene.figures):
        return None  # "26 penalties totalling £3.28m"
    return Action.PENALISE if general and spot.unit not in FINED else None


def _of_licences(spot: Spot, answer: Verdict) -> Action | None:
    """As in "the licences of 12 operators were withdrawn": a licence that is withdrawn closes its holder."""
    scene, words = spot.scene, spot.scene.role("licence_words")
    of_them = scene.word(spot.place()) in scene.role("of_words") and scene.word(spot.place() - 1) in words
    head = spot.phrase.head is not None and spot.phrase.head.text in words
    return Action.CLOSE if (of_them or head) and answer.action is Action.REMOVE else None


def _of_firms(spot: Spot, answer: Verdict) -> Action | None:
    """Firms are not arrested: those that are hauled in are warned."""
    got_back = answer.action is Action.RESTORE and _lemma(answer) in spot.scene.role("recovering_lemmas")
    got_back = got_back and not _returned(spot, answer)
    if spot.unit is Unit.OTHER and (answer.action is Action.ARREST or got_back):
        return Action.PENALISE  # "the raid netted 230 phones"
    written = _lemma(answer) in spot.scene.role("writing_lemmas")
    if written and spot.unit in (Unit.ORGANISATION, Unit.WEBSITE, Unit.APP, Unit.PERSON):
        return Action.WARN
    if spot.unit is not Unit.ORGANISATION:
        return None
    if answer.action is not Action.ARREST:
        return None
    return Action.WARN if _lemma(answer) in spot.scene.role("hauling_lemmas") else None


def _returned(spot: Spot, answer: Verdict) -> bool:
    """As in "7,300 handsets were recovered and returned to their owners"."""
    if answer.act is None:
        return False
    return spot.scene.has("returned_words", start=answer.act.verb + 1, end=answer.act.end + 3)


def _of_expelled(spot: Spot, answer: Verdict) -> Action | None:
    """Who is barred or thrown off is banned, what is thrown off is removed."""
    banned = spot.unit in (Unit.ACCOUNT, Unit.PERSON, Unit.GROUP)
    reached = spot.unit in (Unit.ORGANISATION, Unit.APP, Unit.WEBSITE)
    if reached and _lemma(answer) in spot.scene.role("reach_cutting"):
        return Action.BLOCK
    if answer.action is Action.BLOCK and _lemma(answer) in spot.scene.role("banning_lemmas"):
        return Action.CLOSE if banned or spot.unit is Unit.ORGANISATION else None
    if _lemma(answer) in spot.scene.role("expelling_lemmas"):
        return Action.CLOSE if banned else Action.REMOVE
    return None


def _of_base(spot: Spot, answer: Verdict) -> Action | None:
    """As in "handled 756 cases, 57 per cent fewer than before": a share is of what the same verb did to the count."""
    if spot.unit is not Unit.PERCENT or answer.act is None:
        return None
    same = [b for b in spot.here() if b.claim is not None and b.act == answer.act]
    return same[-1].action if same else None


def _of_labels(spot: Spot, answer: Verdict) -> Action | None:
    """A warning put on posts is a label."""
    noun = answer.act is not None and answer.act.voice is Voice.NOUN
    return Action.RESTRICT if spot.unit is Unit.CONTENT and answer.action is Action.WARN and noun else None


def _lemma(answer: Verdict) -> str:
    return answer.act.lemma if answer.act else ""


def _of_reports(spot: Spot, answer: Verdict) -> Action | None:
    """Reports are received and answered whatever the verb, unless they were acted upon or given right."""
    labelled = answer.rule == "label_before" and _asking_label(spot)
    turned_down = answer.action in (Action.BLOCK, Action.CLOSE)  # "of the 612 requests 24 were rejected and 17 closed"
    if labelled or turned_down or (answer.action in SANCTIONS and spot.phrase.head is not None):
        return Action.REPORT
    if answer.action not in WEAK and answer.action is not Action.PENALISE:
        return None
    noun = answer.act is not None and answer.act.voice is Voice.NOUN
    acted = answer.action is Action.PENALISE and (_lemma(answer) in spot.scene.role("acting_lemmas") or noun)
    return None if acted else Action.REPORT


def _asking_label(spot: Spot) -> bool:
    """Whether the label before a figure names reports or requests ("Requests to unblock: 356")."""
    return any(n.unit is Unit.REPORT and n.end <= spot.start for n in spot.scene.nouns.values())


def _of_cases(spot: Spot, answer: Verdict) -> Action | None:
    """Cases that are only counted are statistics; those that an authority registers, begins or ends are investigated."""
    passive = answer.act is not None and answer.act.voice is Voice.PASSIVE
    if _lemma(answer) in spot.scene.role("registering_lemmas") - (
        spot.scene.role("noting_lemmas") if passive else set()
    ):
        return Action.INVESTIGATE
    if _lemma(answer) in spot.scene.role("statistic_lemmas") | spot.scene.role("registering_lemmas"):
        return Action.OTHER
    left = spot.left()
    begun = left is not None and left.lemma in spot.scene.role("opening_lemmas") and answer.rule == "act_noun_head"
    cleared = answer.action is Action.REMOVE and not _taken_down(spot, answer)
    opened = begun or _lemma(answer) in spot.scene.role("opening_lemmas") or cleared
    return Action.INVESTIGATE if opened else None


def _taken_down(spot: Spot, answer: Verdict) -> bool:
    """As in "took down 6,043 violations": offences that a platform takes down are what it hosts; a case is cleared up."""
    head = spot.phrase.head.text.split()[-1] if spot.phrase.head else ""
    return head in spot.scene.role("hosted_offences") and _lemma(answer) in spot.scene.role("deleting_lemmas")


def _of_fakes(spot: Spot, answer: Verdict) -> Action | None:
    """Fake accounts that were registered, or with which something was done, are what an authority found."""
    run = answer.action is Action.INVESTIGATE and _lemma(answer) in spot.scene.role("running_lemmas")
    fake = spot.scene.has("fake_words", start=spot.start, end=spot.phrase.end)
    if answer.action is Action.REPORT and _lemma(answer) in spot.scene.role("processing_lemmas"):
        return Action.PENALISE
    if run:
        return Action.IDENTIFY if fake else Action.OTHER
    return Action.IDENTIFY if answer.rule == "place_of_act" and spot.unit is Unit.ACCOUNT and fake else None


def _caught(spot: Spot) -> Verdict | None:
    """As in "eleven Indonesians were held", "two were picked up": persons of whom a weak verb is said in the passive."""
    act = spot.right()
    if spot.unit is not Unit.PERSON or act is None or act.voice is not Voice.PASSIVE:
        return None
    caught = act.lemma in spot.scene.role("catching_lemmas")
    return Verdict(Action.ARREST, "person_caught", act, act.done) if caught else None


def _gone(spot: Spot) -> Verdict | None:
    """As in "47 apps went in one day", "Bangladesh lost 8.1m videos": the act told on before, else removal."""
    if spot.unit not in ENFORCEABLE:
        return None
    left, right, scene = spot.left(), spot.right(), spot.scene
    lost = left is not None and left.lemma in scene.role("losing_lemmas") and left.voice is Voice.ACTIVE
    went = right is not None and right.lemma in scene.role("letting_go") and right.voice is Voice.ACTIVE
    act = left if lost else right
    if act is None or not (lost or went):
        return None
    if went and scene.word(act.end) in scene.role("towards_words"):
        return None
    strong = [b for b in spot.past if b.claim is not None and b.action not in WEAK]
    told = [b for b in strong if b.unit is spot.unit] or strong
    told = [b for b in told if b.action in (Action.REMOVE, Action.CLOSE)] or told
    return Verdict(told[-1].action if told else Action.REMOVE, "gone", act, act.done)


def _same_statistic(spot: Spot) -> Verdict | None:
    """As in "recorded 44,480 cases ... shopping scams topped the list with 11,559 cases": cases of one statistic."""
    if spot.unit is not Unit.CASE:
        return None
    cases = [b for b in spot.past if b.claim is not None and b.unit is Unit.CASE and b.kind is Kind.COUNT]
    near = cases and spot.scene.sentence.paragraph - cases[-1].paragraph <= 1
    return Verdict(cases[-1].action, "same_statistic", None, cases[-1].done, cases[-1].claim) if near else None


def _instruments(spot: Spot) -> Verdict | None:
    """As in "issued 298 blocking directions", "19 takedown orders": what an order is for stands inside its name."""
    head, left = spot.phrase.head, spot.left()
    if (
        head is None
        or spot.unit is not Unit.OTHER
        or left is None
        or left.lemma not in spot.scene.role("issuing_lemmas")
    ):
        return None
    known = spot.scene.reading.language.acts.forms
    named = (
        form.action
        for word in head.text.split()
        for form in known.get(word, ())
        if form.shapes & NAMING and not form.rest
    )
    action = next((a for a in named if a not in (*WEAK, Action.WARN)), None)
    ordered = not spot.scene.role("instrument_words").isdisjoint(head.text.split())
    return Verdict(action, "instrument_named", left, left.done) if action is not None and ordered else None


def _said_next(spot: Spot) -> Verdict | None:
    """As in "Facebook 41,002 posts, TikTok 9,875. All were deleted": the next sentence says what was done."""
    if spot.unit not in ENFORCEABLE or spot.scene.index + 1 >= len(spot.scenes):
        return None
    following = spot.scenes[spot.scene.index + 1]
    if (
        following.lower[0] not in spot.scene.role("resuming")
        or following.sentence.span.field != spot.scene.sentence.span.field
    ):
        return None
    strong = [a for a in following.acts if a.action not in WEAK]
    return Verdict(strong[0].action, "said_next", None, strong[0].done) if strong else None


def story_act(spot: Spot) -> Verdict | None:
    """The nearest act for a figure whose own clause names none: in its sentence, at an earlier figure, in the lines before."""
    scene = spot.scene
    if spot.unit not in ENFORCEABLE or scene.has("carrying_words"):
        return None
    here = [a for a in scene.acts if a.action not in WEAK]
    if here:
        nearest = min(here, key=lambda a: min(abs(a.start - spot.start), abs(spot.start - a.end)))
        if nearest.action in PERSONAL:
            return Verdict(Action.IDENTIFY, "offence_fined", nearest, nearest.done)
        return Verdict(nearest.action, "act_in_sentence", nearest, nearest.done)
    near = [b for b in spot.past if b.claim is not None and scene.sentence.paragraph - b.paragraph <= 2]
    same = [b for b in near if b.unit is spot.unit] or [b for b in near if b.unit in ENFORCEABLE]
    told = [b for b in same if b.action is not Action.OTHER]
    if told and told[-1].action in PERSONAL:
        return Verdict(Action.IDENTIFY, "offence_fined", None, told[-1].done)
    if told:
        return Verdict(told[-1].action, "act_of_story", None, told[-1].done, told[-1].claim)
    for before in reversed(spot.scenes[max(0, scene.index - 3) : scene.index]):
        strong = [a for a in before.acts if a.action not in WEAK and a.done]
        if strong:
            fined = strong[-1].action in PERSONAL
            return Verdict(Action.IDENTIFY if fined else strong[-1].action, "act_before", None)
    return None


def _introduced(spot: Spot) -> Verdict | None:
    found = introduced(spot)
    return Verdict(found.action, "introduced", found.act, found.done) if found else None


def stated_again(spot: Spot) -> Verdict | None:
    """As in "the count had put 29,964 items on the services of Meta": a verb that only states takes the story's act."""
    left, right = spot.left(), spot.right()
    verbs = [a for a in (left, right) if a is not None and a.voice not in (Voice.NOUN, Voice.BARE)]
    if any(a.lemma not in spot.scene.role("stating_verbs") for a in verbs) or (spot.unit is Unit.PERSON and not verbs):
        return None
    for b in reversed(spot.past):
        if spot.scene.sentence.paragraph - b.paragraph > 1 or spot.scene.sentence.span.field == "title":
            return None
        if b.claim is not None and b.unit is spot.unit and b.done and b.action is not Action.OTHER:
            return Verdict(b.action, "stated_again", None, b.done, b.claim)
    return None
