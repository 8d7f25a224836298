"""Plain numbers: what they count, and whether that is anybody's claim."""

from __future__ import annotations

from extractors.acts import Voice
from extractors.binding.spaced.governing import verdict
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.objects import Noun
from extractors.records import Action, Kind, Line, Unit

ENFORCED = frozenset(Action) - {Action.OTHER}


def counted(spot: Spot) -> tuple[Unit | None, Bound | None]:
    """The unit of a count, and the earlier figure it takes it from where its own head is left out.

    None for the unit when it counts nothing of interest.
    """
    phrase = spot.phrase
    if phrase.head is not None and not (phrase.head.piece and phrase.head.unit is None):
        return phrase.head.unit, None
    if phrase.of is not None:
        return _of_figure(spot, phrase.of)
    if phrase.head is None and phrase.unknown:
        return None, None
    label = _label(spot)
    if label is not None:
        return label.unit, None
    source = antecedent(spot)
    return (source.unit, source) if source and source.claim is not None else (None, source)


def _of_figure(spot: Spot, number: int) -> tuple[Unit | None, Bound | None]:
    """As in "6,792 of the 10,593": the unit of the figure with that value."""
    value = float(spot.scene.figures[number].quantity.value)
    same = next((b for b in reversed(spot.past) if b.value == value), None)
    source = same or antecedent(spot)
    return (source.unit, source) if source and source.claim is not None else (None, source)


def _label(spot: Spot) -> Noun | None:
    """The noun of a label before the figure: "Complaints: 1,467", "Accounts closed | 45", "cases rose to 4,000"."""
    scene = spot.scene
    before = scene.word(spot.start - 1)
    if before in (":", "|", "–", "—", "-", "("):
        known = [n for n in scene.nouns.values() if n.end <= spot.start and n.unit is not None]
        return max(known, key=lambda n: n.start) if known and _label_near(spot, known) else None
    return _reached(spot)


def _label_near(spot: Spot, known: list[Noun]) -> bool:
    """Whether no other figure stands between the label and the figure."""
    last = max(n.end for n in known)
    return not any(last <= f.start < spot.start for f in spot.scene.figures) or spot.scene.sentence.line is Line.ROW


def _reached(spot: Spot) -> Noun | None:
    """As in "the number of cases rose to 4,000", "removals reached 45,000": the subject of a verb of reaching."""
    scene, left = spot.scene, spot.left()
    if left is None or left.lemma not in scene.role("reach_verbs"):
        return None
    known = [n for n in scene.nouns.values() if n.end <= left.start and not n.piece]
    return max(known, key=lambda n: n.start) if known else None


def antecedent(spot: Spot) -> Bound | None:
    """The figure an elided head points back to: the last of this sentence, else the last one before."""
    here = spot.here()
    if here:
        return here[-1]
    last = spot.last()
    if last is None:
        return None
    near = spot.scene.reading.sentences[last.scene]
    same_field = near.span.field == spot.scene.sentence.span.field
    return last if same_field and spot.scene.sentence.paragraph - last.paragraph <= 1 else None


def act_of(spot: Spot, source: Bound | None) -> Verdict:
    """What was done: by the rules, else by the figure the head was taken from, else by the unit itself."""
    answer = verdict(spot)
    if answer is not None and not (source and answer.rule == "shared_verb"):
        return answer
    if source is not None and source.claim is not None:
        rule = "elided_head" if source.scene == spot.scene.index else "elided_across"
        return Verdict(source.action, rule, source.act, source.done, source.claim)
    if answer is not None:
        return answer
    if spot.unit is Unit.REPORT:
        return Verdict(Action.REPORT, "report_by_unit")
    return Verdict(Action.OTHER, "no_act")


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
    return True


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


def kind_of(source: Bound | None) -> Kind:
    """An elided figure after a sum of money is money ("€530 million ... 485 million for the transfers")."""
    return Kind.MONEY if source is not None and source.kind is Kind.MONEY else Kind.COUNT
