"""Plain numbers: what they count, and whether that is anybody's claim."""

from __future__ import annotations

from dataclasses import replace

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.governing import joined, verdict
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.rows import column_topic
from extractors.binding.spaced.scene import BARRIERS
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.binding.spaced.topics import introduced, topic, topic_before
from extractors.objects import Noun
from extractors.records import Action, Kind, Line, Unit

# Rules that tie a figure to its act directly.
DIRECT = frozenset(
    {"subject_of_passive", "object_of_active", "object_of_noun", "participle_after", "shared_verb", "participle_inside"}
)
ENFORCED = frozenset(Action) - {Action.OTHER}


def counted(spot: Spot) -> tuple[Unit | None, Bound | None]:
    """The unit of a count, and the earlier figure it takes it from where its own head is left out.

    None for the unit when it counts nothing of interest.
    """
    phrase = spot.phrase
    if phrase.head is not None and not (phrase.head.piece and phrase.head.unit is None):
        if phrase.head.unit is None and gapped(spot):
            return here_unit(spot)
        return _head_unit(spot, phrase.head), None
    if phrase.of is not None:
        return _of_figure(spot, phrase.of)
    if phrase.act_noun is not None:
        return _acted_on(spot, phrase.act_noun)
    if phrase.unknown and not gapped(spot):
        return None, None
    return _elided(spot)


def _elided(spot: Spot) -> tuple[Unit | None, Bound | None]:
    """The unit of a figure without a noun: said by the predicate, the next or an earlier noun, or an earlier figure."""
    copula = copula_noun(spot)
    if copula is not None and copula.unit is not None:
        return copula.unit, antecedent(spot)
    named = _coming_head(spot) or _label(spot)
    if named is not None:
        return named.unit, None
    if _says_total(spot):
        totals = [b for b in spot.past if b.claim is not None and b.whole is None and b.kind is Kind.COUNT]
        return (totals[-1].unit, totals[-1]) if totals else (None, None)
    if _inhabitants(spot):
        return None, None
    source = _by_topic(spot) or antecedent(spot)
    return (source.unit, source) if source and source.counts else (None, source)


def _by_topic(spot: Spot) -> Bound | None:
    """What the words before the figure speak of, as if it had been counted; None if an earlier figure is nearer."""
    column = column_topic(spot.scenes, spot.scene, spot.start)
    if spot.here() and column is None:
        return None
    found = column or topic(spot.scene, end=spot.start)
    if found is None or found.unit is None:
        before = topic_before(spot)
        if before is None:
            return None
        found = before if found is None else replace(found, unit=before.unit)
    unit = found.unit
    last = spot.past[-1] if spot.past else None
    if unit is None:
        if last is None or last.claim is None:
            return None
        unit = last.unit
    return Bound(
        scene=spot.scene.index,
        number=-1,
        paragraph=spot.scene.sentence.paragraph,
        unit=unit,
        kind=Kind.COUNT,
        action=found.action,
        done=found.done,
        claim=None,
        head="",
        currency=None,
        value=0.0,
        act=found.act,
        topic=True,
    )


def _head_unit(spot: Spot, head: Noun) -> Unit | None:
    """The unit of a head noun; an order is a report to whom it comes and a document from whom it goes out."""
    scene, left, right = spot.scene, spot.left(), spot.right()
    if head.text in scene.role("instrument_words"):
        lemmas = {a.lemma for a in (left, right) if a is not None}
        if lemmas & scene.role("receiving_lemmas"):
            return Unit.REPORT
        if lemmas & scene.role("issuing_lemmas"):
            return Unit.OTHER
    if head.unit is None and head.acted is not None:
        answer = verdict(spot)
        strong = answer is not None and answer.done and answer.action not in WEAK and answer.rule in DIRECT
        return head.acted if strong else None
    if head.unit is None and head.text in scene.role("repeat_nouns") and left and left.action not in WEAK:
        nouns = [n for n in scene.nouns.values() if left.end <= n.start and n.end <= spot.start and n.unit]
        return nouns[-1].unit if nouns else Unit.OTHER
    return head.unit


def _of_figure(spot: Spot, number: int) -> tuple[Unit | None, Bound | None]:
    """As in "6,792 of the 10,593": the unit of the figure with that value."""
    value = float(spot.scene.figures[number].quantity.value)
    same = next((b for b in reversed(spot.past) if b.value == value), None)
    source = same or antecedent(spot)
    return (source.unit, source) if source and source.claim is not None else (None, source)


# What acts are done to where the text does not say it.
USUAL = {
    Action.REMOVE: Unit.CONTENT,
    Action.CLOSE: Unit.ACCOUNT,
    Action.SUSPEND: Unit.ACCOUNT,
    Action.RESTRICT: Unit.ACCOUNT,
    Action.BLOCK: Unit.WEBSITE,
    Action.ARREST: Unit.PERSON,
    Action.INVESTIGATE: Unit.CASE,
    Action.PENALISE: Unit.CASE,
    Action.RESTORE: Unit.CONTENT,
    Action.IDENTIFY: Unit.CONTENT,
}


def _says_total(spot: Spot) -> bool:
    """As in "the total stood at 711,518": what is counted is what the story counted before."""
    left = spot.left()
    if left is None or left.lemma not in spot.scene.role("reach_verbs"):
        return False
    return any(word in spot.scene.role("count_words") for word in spot.scene.lower[max(0, left.start - 3) : left.start])


def copula_noun(spot: Spot) -> Noun | None:
    """As in "the other 36 were entire channels": the predicate noun says what is counted."""
    scene, place = spot.scene, spot.phrase.end
    while scene.word(place) in (",", "–", "—", "-") or scene.phrase_at(place, "adverbs"):
        place += 1
    if scene.word(place) not in scene.role("be"):
        return None
    for at in range(place + 1, min(place + 5, len(scene.lower))):
        if at in scene.nouns:
            return scene.nouns[at]
        if scene.word(at) in scene.role("prepositions") or any(a.verb == at for a in scene.acts):
            return None
    return None


def _coming_head(spot: Spot) -> Noun | None:
    """As in "15.8 million and 5.9 million pieces": coordinated figures share the head that follows the last."""
    scene, following = spot.scene, spot.number + 1
    if following >= len(scene.figures) or scene.word(spot.phrase.end) not in ("and", "or", ",", "to"):
        return None
    if scene.figures[following].start != spot.phrase.end + 1:
        return None
    return phrase(scene, following).head


def _inhabitants(spot: Spot) -> bool:
    """As in "a city of six million": the figure belongs to a noun that nobody's claim counts."""
    scene = spot.scene
    if scene.word(spot.start - 1) != "of" or spot.phrase.of is not None:
        return False
    before = [n for n in scene.nouns.values() if n.end == spot.start - 1]
    return bool(before) and before[0].unit is None and not before[0].piece


def _acted_on(spot: Spot, act: Act) -> tuple[Unit | None, Bound | None]:
    """As in "6,043 removals": the unit of the figure before that is no mere number of reports, else what is usual."""
    if act.action in (Action.FINE, Action.WARN):
        return Unit.OTHER, None
    if act.action is Action.ARREST:
        return Unit.PERSON, None
    same = [b for b in spot.past if b.claim is not None and b.action is act.action and b.kind is Kind.COUNT]
    whole = [b for b in same if b.whole is None] or same
    if whole and spot.scene.sentence.paragraph - whole[-1].paragraph <= 2:
        return whole[-1].unit, None
    return USUAL.get(act.action, Unit.OTHER), None


def gapped(spot: Spot) -> bool:
    """As in "127,131 of them concern privacy, 12,794 violence": the verb is left out, what follows is no head."""
    here = spot.here()
    if not here or here[-1].claim is None or not here[-1].elided or spot.right() is not None:
        return False
    scene = spot.scene
    return scene.word(spot.place()) in (",", "and", ";") and spot.phrase.end - scene.figures[spot.number].end <= 4


def here_unit(spot: Spot) -> tuple[Unit | None, Bound | None]:
    """The unit of the figure before in the same sentence, and that figure."""
    last = spot.here()[-1]
    return last.unit, last


def _label(spot: Spot) -> Noun | None:
    """The noun of a label before the figure: "Complaints: 1,467", "Accounts closed | 45", "cases rose to 4,000"."""
    scene = spot.scene
    before = scene.word(spot.start - 1)
    if before in (":", "|", "–", "—", "-", "("):
        known = [n for n in scene.nouns.values() if n.end <= spot.start and n.unit is not None]
        return max(known, key=lambda n: n.start) if known and _label_near(spot, known) else None
    return reached(spot)


def _label_near(spot: Spot, known: list[Noun]) -> bool:
    """Whether no other figure stands between the label and the figure."""
    last = max(n.end for n in known)
    return not any(last <= f.start < spot.start for f in spot.scene.figures) or spot.scene.sentence.line is Line.ROW


def reached(spot: Spot) -> Noun | None:
    """As in "the number of cases rose to 4,000", "removals reached 45,000": the subject of a verb of reaching."""
    scene, left = spot.scene, spot.left()
    if scene.word(spot.place()) in scene.role("be"):
        end = spot.place()
    elif left is not None and left.lemma in scene.role("reach_verbs"):
        end = left.start
    else:
        return None
    start = end
    while start > 0 and scene.lower[start - 1] not in BARRIERS and scene.lower[start - 1] != ",":
        start -= 1
    known = [n for n in scene.nouns.values() if start <= n.start and n.end <= end and not n.piece]
    return min(known, key=lambda n: n.start) if known else None


def antecedent(spot: Spot) -> Bound | None:
    """The figure an elided head points back to: the last of this sentence, else the last one before."""
    here = [b for b in spot.here() if b.kind is not Kind.PERCENT]
    if here:
        return here[-1]
    last = next((b for b in reversed(spot.past) if b.kind is not Kind.PERCENT), None)
    if last is None:
        return None
    near = spot.scene.reading.sentences[last.scene]
    same_field = near.span.field == spot.scene.sentence.span.field
    return last if same_field and spot.scene.sentence.paragraph - last.paragraph <= 1 else None


def act_of(spot: Spot, source: Bound | None) -> Verdict:
    """What was done: by the rules, else by the figure the head was taken from, else by the unit itself."""
    answer = verdict(spot)
    if answer is not None and spot.unit is Unit.REPORT and answer.action in WEAK:
        answer = replace(answer, action=Action.REPORT)
    if (
        answer is not None
        and spot.unit is Unit.CASE
        and answer.act
        and answer.act.lemma in ("count", "record", "log", "tally")
    ):
        answer = replace(answer, action=Action.OTHER)
    if source is not None and source.claim is not None and (compared(spot) or _goes_on(spot, source, answer)):
        return Verdict(
            source.action, "compared" if compared(spot) else "elided_head", source.act, source.done, source.claim
        )
    if answer is not None and not (source and answer.rule == "shared_verb"):
        return answer
    if source is not None and source.topic and source.action is Action.OTHER:
        return stated_again(spot) or Verdict(Action.OTHER, "topic", source.act, source.done)
    if source is not None and source.topic:
        return Verdict(source.action, "topic", source.act, source.done)
    if source is not None and source.claim is not None:
        rule = "elided_head" if source.scene == spot.scene.index else "elided_across"
        return Verdict(source.action, rule, source.act, source.done, source.claim)
    if answer is not None:
        return answer
    if spot.unit is Unit.REPORT:
        return Verdict(Action.REPORT, "report_by_unit")
    return stated_again(spot) or _introduced(spot) or Verdict(Action.OTHER, "no_act")


def _introduced(spot: Spot) -> Verdict | None:
    found = introduced(spot)
    return Verdict(found.action, "introduced", found.act, found.done) if found else None


def compared(spot: Spot) -> bool:
    """As in "up from 15.1 million", "compared with 300 a year earlier", "against 51,501"."""
    scene, place = spot.scene, spot.start - 1
    return any(
        scene.phrase_at(at, "comparing") and at + len(str(scene.phrase_at(at, "comparing")).split()) == spot.start
        for at in range(max(0, place - 3), place + 1)
    )


def _goes_on(spot: Spot, source: Bound, answer: Verdict | None) -> bool:
    """As in "45 items were removed following notices, and 51 more": a list goes on over a word that is no main verb."""
    if answer is None or answer.act is None or source.scene != spot.scene.index or spot.phrase.head is not None:
        return False
    after_source = answer.act.start >= spot.scene.figures[source.number].end
    loose = answer.act.voice in (Voice.GERUND, Voice.INFINITIVE, Voice.NOUN, Voice.BARE)
    return joined(spot) and after_source and loose and answer.act.end <= spot.start


def stated_again(spot: Spot) -> Verdict | None:
    """As in "the count had put 29,964 items on the services of Meta": a verb that only states takes the story's act."""
    left, right = spot.left(), spot.right()
    verbs = [a for a in (left, right) if a is not None and a.voice not in (Voice.NOUN, Voice.BARE)]
    if any(a.lemma not in spot.scene.role("stating_verbs") for a in verbs):
        return None
    for b in reversed(spot.past):
        if spot.scene.sentence.paragraph - b.paragraph > 1 or spot.scene.sentence.span.field == "title":
            return None
        if b.claim is not None and b.unit is spot.unit and b.done and b.action is not Action.OTHER:
            return Verdict(b.action, "stated_again", None, b.done, b.claim)
    return None


def is_claim(spot: Spot, answer: Verdict) -> bool:
    """Whether a count with a known unit belongs to the story an announcement tells."""
    scene = spot.scene
    figure = scene.figures[spot.number]
    if figure.quantity.value == 1 and figure.quantity.form == "words":
        return _one_counts(spot, answer)
    if scene.has("threshold_words", start=max(0, figure.start - 4), end=figure.start):
        return False
    if answer.action is Action.OTHER and spot.unit is Unit.PERSON:
        return _person_counts(spot)
    if answer.action is Action.OTHER and spot.unit is Unit.OTHER and answer.done:
        return False
    return not _pointed_at(spot)


def _pointed_at(spot: Spot) -> bool:
    """As in "the three companies": things already counted."""
    scene, figure = spot.scene, spot.scene.figures[spot.number]
    definite = scene.word(spot.start - 1) in scene.role("definite_words")
    return (
        definite and float(figure.quantity.value) <= 12 and spot.phrase.inner is None and spot.phrase.head is not None
    )


def _one_counts(spot: Spot, answer: Verdict) -> bool:
    """As in "one order" received is a claim, "one of them" and "one forced users" are not."""
    plain = spot.phrase.head is not None and not spot.phrase.anaphor and spot.phrase.of is None
    governed = answer.rule in ("object_of_active", "object_of_noun", "subject_of_passive")
    return plain and governed and answer.action in ENFORCED and spot.scene.word(spot.start - 1) not in ("no", "the")


def _person_counts(spot: Spot) -> bool:
    """Persons to whom nothing was done are victims of a story or an audience."""
    scene = spot.scene
    near = range(max(0, spot.start - 6), min(len(scene.lower), spot.phrase.end + 4))
    if any(scene.lower[i] in scene.role("audience_verbs") for i in near):
        return False
    head = spot.phrase.head.text if spot.phrase.head else ""
    if head in ("people", "person", "men", "women", "children", "individuals", "youths"):
        left = spot.left()
        return bool(left and left.voice is not Voice.NOUN and scene.has("loss_words"))
    return True


def leaves_trace(spot: Spot) -> bool:
    """Whether a figure that is no claim still answers for what points back to it: an audience, a stock, no duration."""
    head = spot.phrase.head
    if head is None:
        return not spot.phrase.unknown and not spot.phrase.rate
    return head.acted is not None or head.text in spot.scene.role("trace_nouns")


def kind_of(source: Bound | None) -> Kind:
    """An elided figure after a sum of money is money ("€530 million ... 485 million for the transfers")."""
    return Kind.MONEY if source is not None and source.kind is Kind.MONEY else Kind.COUNT
