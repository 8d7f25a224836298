"""What was done to a figure: ordered rules, the first that answers gives its name to the claim."""

from __future__ import annotations

from collections.abc import Callable

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.asking import (
    asked_about,
    contested,
    data_of,
    instrument_for,
    notices_for,
    subject_of_asking,
)
from extractors.binding.spaced.circumstances import (
    act_taken_on,
    affected_by_offence,
    calls_taken,
    confirmed_as,
    fined_for,
    foreseen,
    found_in,
    given_time,
    handled_for,
    letters_to,
    made_to,
    object_of_relative,
    passed_on,
    privilege_taken,
    sent_to_body,
    told_of,
)
from extractors.binding.spaced.clauses import contact_clause, relative_clause, told_about
from extractors.binding.spaced.demands import information_demanded, information_wanted
from extractors.binding.spaced.fates import (
    complained,
    followed_up,
    had_done,
    impersonating,
    in_cases,
    left_alone,
    left_up,
    let_go,
    offence_of,
    own_deed,
    paid_for,
    rate_of_act,
    relative_object,
    run_by_offender,
    sent_out,
    told_on,
    victims_of,
)
from extractors.binding.spaced.insertions import participle_late, subject_across
from extractors.binding.spaced.labels import is_category, of_appeals
from extractors.binding.spaced.nominal import (
    asked_for,
    object_of_noun,
    reached_total,
    subject_act_noun,
    subject_participle,
    tight_noun,
)
from extractors.binding.spaced.parties import fined_parties
from extractors.binding.spaced.refunds import persons_repaid
from extractors.binding.spaced.scene import VERBAL
from extractors.binding.spaced.settlements import firms_settling
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.binding.spaced.subjects import (
    access_cut,
    act_noun_head,
    object_of_passive,
    participle_after,
    participle_inside,
    subject_in_brackets,
    subject_of_both,
    subject_of_light_verb,
    subject_of_passive,
    subject_that_goes,
)
from extractors.records import Action, Kind, Line, Unit

# What is never fined itself: a fine that governs it is for it.
OFFENDING = frozenset({Unit.CONTENT, Unit.ACCOUNT, Unit.GROUP, Unit.STREAM, Unit.OTHER})


def object_of_carrying(spot: Spot) -> Verdict | None:
    """As in "had posted over 39,000 clips": what an offender put out; spam that was sent is the size of the offence."""
    act = spot.left()
    if act is None or act.voice is Voice.NOUN or not spot.governs(act) or act.action is not Action.OTHER:
        return None
    if (
        _parted(spot, act)
        or spot.unit in (Unit.REPORT, Unit.CASE)
        or (joined(spot) and spot.right() is not None)
        or act.lemma not in spot.scene.role("carrying_verbs")
        or spot.scene.barrier(act.end, spot.start)
    ):
        return None
    offence = act.lemma in spot.scene.role("sending_verbs") and spot.scene.has("offence_words")
    head = spot.phrase.head
    called = head is not None and head.text.split()[-1] in spot.scene.role("call_nouns")
    offence = offence or (called and act.lemma in spot.scene.role("sending_verbs") and spot.scene.has("fine_words"))
    offence = offence or (spot.unit is Unit.ACCOUNT and act.lemma in spot.scene.role("running_lemmas"))
    return Verdict(Action.IDENTIFY if offence else Action.OTHER, "object_of_carrying", act, act.done)


def told_to_mend(spot: Spot) -> Verdict | None:
    """As in "told 83 apps to mend their ways": ordering anything that is no sanction is a warning."""
    act = spot.left()
    if act is None or act.lemma not in spot.scene.role("warning_lemmas") or act.voice is Voice.NOUN:
        return None
    if spot.start - act.end > 2:
        return None
    follower = next((a for a in spot.scene.acts if a.start >= spot.phrase.end), None)
    if spot.scene.word(spot.phrase.end) in spot.scene.role("infinitive") and (
        follower is None or follower.start > spot.phrase.end + 1
    ):
        return Verdict(Action.WARN, "told_to_mend", act, act.done)
    if follower is None or follower.voice is not Voice.INFINITIVE or follower.start - spot.phrase.end > 4:
        return None
    ceasing = follower.lemma in spot.scene.role("ceasing_lemmas")  # "ordered 25 shops to stop selling vapes"
    action = Action.WARN if follower.action in WEAK or ceasing else follower.action
    return Verdict(action, "told_to_mend", follower, act.done)


def _parted(spot: Spot, act: Act) -> bool:
    """As in "banned 300 accounts for spreading rumours, and 20 groups": a comma ends what a gerund governs."""
    between = spot.scene.lower[act.end : spot.start]
    return act.voice is Voice.GERUND and "," in between and joined(spot)


def _own_clause(spot: Spot, act: Act) -> bool:
    """As in "fined BT, after 1.1 million customers were not told": a figure that is the subject of its own clause."""
    between = spot.scene.lower[act.end : spot.start]
    return (any(word in spot.scene.role("clause_words") for word in between) and spot.right() is not None) or does(spot)


def does(spot: Spot) -> bool:
    """As in "we fined the forum, and two services have chosen to leave": a figure behind "and" that acts itself."""
    right, place = spot.right(), spot.place()
    if right is None or right.voice is not Voice.ACTIVE or right.start != spot.phrase.end or spot.phrase.head is None:
        return False
    return spot.scene.word(place) in spot.scene.role("list_words") and spot.scene.word(place - 1) == ","


def _changes(spot: Spot, act: Act) -> bool:
    """As in "calls dropped 99%": a verb of change has by how much for its object."""
    percent = spot.scene.figures[spot.number].quantity.kind == "percent"
    return percent and spot.phrase.head is None and act.lemma in spot.scene.role("reach_verbs")


def object_of_active(spot: Spot) -> Verdict | None:
    """As in "erased 1.4 million posts", "for closing 45 accounts", "ordered stores to remove 80 apps"."""
    act = spot.left()
    if act is None or act.voice is Voice.NOUN or not spot.governs(act) or act.action is Action.OTHER:
        return None
    if _parted(spot, act) or _own_clause(spot, act) or _changes(spot, act):
        return None
    place = spot.place()
    if (
        place >= act.end
        and not _listed_with(spot, place)
        and not _gapped(spot, act)
        and spot.scene.word(place) in spot.scene.role("place_prepositions")
        and spot.unit is not Unit.REPORT
    ):
        frozen = act.action is Action.SUSPEND and spot.unit is Unit.ACCOUNT  # "froze 3 million in 2,400 accounts"
        return Verdict(Action.SUSPEND if frozen else Action.OTHER, "place_of_act", act, act.done)
    if act.action is Action.FINE and spot.unit in OFFENDING:
        return Verdict(Action.IDENTIFY, "offence_fined", act, act.done)
    action = Action.REPORT if act.asked else act.action
    return Verdict(action, "object_of_active", act, act.done or act.asked)


def cut_away(spot: Spot) -> Verdict | None:
    """As in "cut 853 million comments", "5,000 streams were cut": cutting takes away what is no sum and no number."""
    scene = spot.scene
    for act in (spot.left(), spot.right()):
        if act is None or act.lemma not in scene.role("trimming_lemmas") or spot.unit not in OFFENDING:
            continue
        governed = act.end <= spot.start and act.voice in VERBAL and spot.start - act.end <= 4
        if governed or (act.start >= spot.phrase.end and act.voice is Voice.PASSIVE):
            return Verdict(Action.REMOVE if spot.unit is Unit.CONTENT else Action.CLOSE, "cut_away", act, act.done)
    return None


def shared_verb(spot: Spot) -> Verdict | None:
    """As in "7,500 accounts, 50,000 posts and 12,000 videos": one verb for several objects; "300 accounts, Y another 100"."""
    here = [b for b in spot.here() if b.claim is not None]
    if not here:
        return None
    last = here[-1]
    if last.unit is Unit.REPORT and spot.unit is not Unit.REPORT and spot.phrase.head is not None:
        # "took down 2.5 million items based on 511 reports; 215 items based on ..."
        last = next((b for b in reversed(here) if b.unit is spot.unit), last)
    if last.kind is Kind.MONEY and spot.unit in OFFENDING:
        return None
    gap = spot.scene.lower[spot.scene.figures[last.number].end : spot.start]
    start = spot.scene.figures[last.number].end
    if spot.phrase.head is not None and spot.scene.word(spot.phrase.end) in spot.scene.role("be"):
        return None
    finite = (Voice.ACTIVE, Voice.PASSIVE, Voice.PREDICATE)
    if any(start <= a.start < spot.start and a.voice in finite and a != last.act for a in spot.scene.acts):
        return None
    left = spot.left()
    if left is not None and left.voice is Voice.GERUND and start <= left.start and spot.place() < left.end:
        return None  # "raided 18 flats, rescuing 190 workers"
    if any(word in spot.scene.role("modal") for word in gap) or not joined(spot) or does(spot):
        return None
    return Verdict(last.action, "shared_verb", last.act, last.done, last.claim)


def same_for(spot: Spot) -> Verdict | None:
    """As in "187,000 people were punished for posing as media, and 430,000 individuals for giving advice"."""
    here = [b for b in spot.here() if b.claim is not None]
    links = spot.scene.role("reason_links")
    if not here or spot.phrase.head is None or not joined(spot) or spot.right() is not None:
        return None
    last = here[-1]
    start = spot.scene.figures[last.number].end
    reasoned = any(word in links for word in spot.scene.lower[start : spot.start])
    if not reasoned or spot.scene.word(spot.phrase.end) not in links:
        return None
    return Verdict(last.action, "same_for", last.act, last.done, last.claim)


def _gapped(spot: Spot, act: Act) -> bool:
    """As in "Facebook acted on 1,902, TikTok on 466": of a verb that is left out its preposition stays."""
    scene, place = spot.scene, spot.place()
    same = act.end - act.verb > 1 and scene.word(act.end - 1) == scene.word(place)
    return same and act.end <= place and scene.figures_in(act.end, place)


def _listed_with(spot: Spot, place: int) -> bool:
    """As in "banned 300 accounts, together with 20 groups": a preposition that only goes on with the list."""
    words = spot.scene.phrase_at(place - 1, "joint_phrases")
    return words is not None and " " in words


def joined(spot: Spot) -> bool:
    """Whether a comma, "and" or "together with" stands before the figure, so that it goes on with a list."""
    place = spot.place()
    loose = spot.scene.word(place) in spot.scene.role("loose_joints") and spot.scene.word(place - 1) != ","
    if loose and not _listed_with(spot, place):
        return False
    return bool(spot.scene.phrase_at(place, "joint_phrases") or spot.scene.phrase_at(place - 1, "joint_phrases"))


def counted_by_body(spot: Spot) -> Verdict | None:
    """As in "the regulator counted 13,000 fake military accounts": an authority that counts has found."""
    act = spot.left()
    if act is None or act.lemma not in spot.scene.role("counting_lemmas") or act.voice is not Voice.ACTIVE:
        return None
    right = spot.right()
    if spot.unit in (Unit.CASE, Unit.REPORT) or (right is not None and right.action not in WEAK):
        return None
    near = spot.scene.lower[max(0, act.start - 6) : act.start]
    body = any(word in spot.scene.role("bodies") | spot.scene.role("back_pronouns") for word in near)
    return Verdict(Action.IDENTIFY, "counted_by_body", act, act.done) if body else None


def label_before(spot: Spot) -> Verdict | None:
    """As in "Accounts dealt with | 6.8 million+", "Websites closed: 45": a label names object and act."""
    line = spot.scene.sentence.line
    colon = spot.scene.word(spot.start - 1) in (":", "|", "-", "–", "—", "(") or tabled(spot)
    if not colon and line is not Line.ROW:
        return None
    bracket = spot.scene.word(spot.start - 1) == "(" and any(b.claim is not None for b in spot.here())
    if bracket or is_category(spot.scene, spot.start) or of_appeals(spot):
        return None
    acts = [a for a in spot.scene.acts if a.end <= spot.start and a.action is not Action.OTHER]
    started = [a for a in acts if a.voice is Voice.BARE and a.end > _last_figure(spot)]
    act = started[0] if started else acts[-1] if acts else None  # "Messages deleted by AutoMod or blocked terms: 31"
    return Verdict(act.action, "label_before", act, act.done) if act else None


def _last_figure(spot: Spot) -> int:
    """Where the figure before ends, or the sentence begins."""
    return spot.scene.figures[spot.number - 1].end if spot.number else 0


def tabled(spot: Spot) -> bool:
    """As in "comments deleted, 2.4 million; live rooms shut, 386": a participle, a comma and nothing but the figure."""
    scene, end = spot.scene, spot.scene.figures[spot.number].end
    told = any(a.end == spot.start - 1 and a.voice in (Voice.BARE, Voice.PASSIVE) for a in scene.acts)
    return told and scene.word(spot.start - 1) == "," and scene.word(end) in ("", ";", ".")


Rule = Callable[[Spot], Verdict | None]
RULES: tuple[Rule, ...] = (
    participle_inside,
    subject_in_brackets,
    contested,
    sent_out,
    privilege_taken,
    information_wanted,
    information_demanded,
    notices_for,
    asked_for,
    asked_about,
    subject_of_asking,
    data_of,
    instrument_for,
    access_cut,
    act_noun_head,
    told_on,
    reached_total,
    rate_of_act,
    had_done,
    left_up,
    let_go,
    given_time,
    confirmed_as,
    passed_on,
    complained,
    told_about,
    contact_clause,
    counted_by_body,
    found_in,
    letters_to,
    in_cases,
    offence_of,
    paid_for,
    made_to,
    sent_to_body,
    told_of,
    calls_taken,
    object_of_relative,
    handled_for,
    object_of_passive,
    followed_up,
    subject_of_passive,
    subject_of_both,
    tight_noun,
    subject_of_light_verb,
    subject_that_goes,
    impersonating,
    firms_settling,
    own_deed,
    participle_after,
    participle_late,
    subject_across,
    foreseen,
    affected_by_offence,
    victims_of,
    cut_away,
    run_by_offender,
    relative_object,
    persons_repaid,
    object_of_carrying,
    fined_for,
    fined_parties,
    told_to_mend,
    relative_clause,
    act_taken_on,
    object_of_active,
    object_of_noun,
    subject_act_noun,
    subject_participle,
    label_before,
    left_alone,
    same_for,
    shared_verb,
)


# The rules that need nothing but the figure's own phrase and clause.
OWN_RULES = tuple(rule for rule in RULES if rule not in (label_before, shared_verb))


def verdict(spot: Spot) -> Verdict | None:
    """The answer of the first rule that has one."""
    return _asked(spot, "all", RULES)


def own_verdict(spot: Spot) -> Verdict | None:
    """The answer of the figure's own clause, labels and neighbours left aside."""
    return _asked(spot, "own", OWN_RULES)


def _asked(spot: Spot, name: str, rules: tuple[Rule, ...]) -> Verdict | None:
    if name not in spot.memo:
        spot.memo[name] = next((answer for rule in rules if (answer := rule(spot))), None)
    return spot.memo[name]
