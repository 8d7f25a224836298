"""What a plain number counts: its head noun, or what the words around it or an earlier figure say it is."""

from __future__ import annotations

from dataclasses import replace

from extractors.acts import Act
from extractors.binding.spaced.antecedents import antecedent, gapped
from extractors.binding.spaced.governing import own_verdict
from extractors.binding.spaced.labels import is_category, label_of_noise, label_start
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.rows import column_topic
from extractors.binding.spaced.scene import BARRIERS, Scene
from extractors.binding.spaced.spot import Bound, Spot
from extractors.binding.spaced.topics import Topic, topic, topic_before
from extractors.binding.spaced.units import DIRECT, head_unit
from extractors.objects import Noun
from extractors.records import Action, Kind, Unit

# An earlier figure so many sentences back is nearer than a bare noun of the sentence.
RECENT = 2
# The total of a list of kinds stands at most so many sentences before its first item.
LISTED = 3
# What is done to things that no list holds.
SANCTIONS = frozenset({Action.BLOCK, Action.REMOVE, Action.CLOSE, Action.RESTRICT, Action.SUSPEND})
TAKEN = frozenset({Action.PENALISE, Action.BLOCK, Action.REMOVE, Action.CLOSE})
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


def counted(spot: Spot) -> tuple[Unit | None, Bound | None]:
    """The unit of a count, and the earlier figure it takes it from where its own head is left out.

    None for the unit when it counts nothing of interest.
    """
    phrase = spot.phrase
    if phrase.head is not None and not (phrase.head.piece and phrase.head.unit is None):
        if phrase.head.unit is None and gapped(spot) and spot.here()[-1].kind is not Kind.MONEY:
            return _unit_here(spot)
        return head_unit(spot, phrase.head), None
    if phrase.of is not None:
        return _of_figure(spot, phrase.of)
    if phrase.act_noun is not None:
        return _acted_on(spot, phrase.act_noun)
    if phrase.unknown and not gapped(spot):
        return _unknown(spot), None
    unit, source = _elided(spot)
    if unit is None and _taken(spot):
        return Unit.PERSON, None
    return unit, source


def _unknown(spot: Spot) -> Unit | None:
    """A noun of no list counts as something else where an act directly governs it ("seized 250 mobile gateways")."""
    if spot.phrase.end == spot.scene.figures[spot.number].end:  # "a two-month probe"
        return None
    answer = own_verdict(spot)
    strong = answer is not None and answer.done and answer.action in TAKEN and answer.rule in DIRECT
    return Unit.OTHER if strong else None


def _taken(spot: Spot) -> bool:
    """Whether an arrest tells that persons are counted ("charges were filed against 11")."""
    answer = own_verdict(spot)
    return answer is not None and answer.action is Action.ARREST and answer.done


def _elided(spot: Spot) -> tuple[Unit | None, Bound | None]:
    """The unit of a figure without a noun: said by the predicate, the next or an earlier noun, or an earlier figure."""
    copula = copula_noun(spot)
    if copula is not None and copula.unit is not None:
        return copula.unit, antecedent(spot)
    if label_of_noise(spot.scene, spot.start):
        return None, None
    category = is_category(spot.scene, spot.start)
    named = _coming_head(spot) or (None if category else _label(spot))
    if named is not None:
        return named.unit, None
    if _says_total(spot):
        totals = [b for b in spot.past if b.claim is not None and b.whole is None and b.kind is Kind.COUNT]
        same = [b for b in totals if b.paragraph == spot.scene.sentence.paragraph] or totals[-1:]
        return (same[0].unit, same[0]) if same else (None, None)
    if _inhabitants(spot):
        return None, None
    source = _by_topic(spot) or (_opening(spot) if category else antecedent(spot))
    done_to = _done_to(spot) if source and source.unit is Unit.REPORT and source.counts else None
    if done_to is not None:
        return done_to, None
    return (source.unit, source) if source and source.counts else (None, source)


def _opening(spot: Spot) -> Bound | None:
    """The figure that a list of kinds breaks down, or its item before ("Complaints: 5,158 ... Spam – 953")."""
    first = spot.scene.index
    while first > 0 and _labelled(spot.scenes[first - 1]):
        first -= 1
    field = spot.scene.sentence.span.field
    near = [b for b in spot.past if b.claim is not None and b.kind is Kind.COUNT and b.scene >= first - LISTED]
    same = [b for b in near[-1:] if spot.scene.reading.sentences[b.scene].span.field == field]
    return same[0] if same else None


def _labelled(scene: Scene) -> bool:
    """Whether a line is a label with its figure."""
    return bool(scene.figures) and label_start(scene, scene.figures[0].start) is not None


def _done_to(spot: Spot) -> Unit | None:
    """As in "got 1,200 requests and took down 980": what is taken down is no request but what it asked about."""
    answer = own_verdict(spot)
    if answer is None or answer.rule not in DIRECT or answer.action not in SANCTIONS or spot.phrase.anaphor:
        return None
    same = [b for b in spot.past if b.claim is not None and b.action is answer.action and b.unit is not Unit.REPORT]
    near = [b for b in same if spot.scene.sentence.paragraph - b.paragraph <= 1 and b.kind is Kind.COUNT]
    return near[-1].unit if near else USUAL.get(answer.action)


def _by_topic(spot: Spot) -> Bound | None:
    """What the words before the figure speak of, as if it had been counted; None if an earlier figure is nearer."""
    column = column_topic(spot.scenes, spot.scene, spot.start)
    if spot.here() and column is None:
        return None
    category = column is None and is_category(spot.scene, spot.start)
    found = column or (None if category else topic(spot.scene, end=spot.start))
    if column is None and found is not None and found.action is Action.OTHER and _recent(spot):
        return None
    if found is None or found.unit is None:
        before = topic_before(spot)
        if before is None and column is not None and spot.here():
            before = replace(column, unit=spot.here()[-1].unit)
        if before is None:
            return None
        found = before if found is None else replace(found, unit=before.unit)
    last = spot.past[-1] if spot.past else None
    if found.unit is None and last is not None and last.claim is not None:
        found = replace(found, unit=last.unit)
    return _as_bound(spot, found)


def _recent(spot: Spot) -> bool:
    """Whether the sentence before holds a claim, which answers rather than a noun that nothing is said of."""
    return any(b.claim is not None and 0 < spot.scene.index - b.scene <= RECENT for b in spot.past[-4:])


def _as_bound(spot: Spot, found: Topic) -> Bound | None:
    """A topic in the place of an earlier figure."""
    if found.unit is None:
        return None
    return Bound(
        scene=spot.scene.index,
        number=-1,
        paragraph=spot.scene.sentence.paragraph,
        unit=found.unit,
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


def _of_figure(spot: Spot, number: int) -> tuple[Unit | None, Bound | None]:
    """As in "6,792 of the 10,593": the unit of the figure with that value."""
    value = float(spot.scene.figures[number].quantity.value)
    same = next((b for b in reversed(spot.past) if b.value == value), None)
    source = same or antecedent(spot)
    return (source.unit, source) if source and source.claim is not None else (None, source)


def _says_total(spot: Spot) -> bool:
    """As in "the total stood at 711,518": what is counted is what the story counted before."""
    scene, left = spot.scene, spot.left()
    if scene.word(spot.place()) in scene.role("be"):
        return any(word in scene.role("count_words") for word in scene.lower[max(0, spot.place() - 3) : spot.place()])
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
    if following >= len(scene.figures) or scene.word(spot.phrase.end) not in {",", "to"} | scene.role("list_words"):
        return None
    if scene.figures[following].start != spot.phrase.end + 1:
        return None
    return phrase(scene, following).head


def _inhabitants(spot: Spot) -> bool:
    """As in "a city of six million": the figure belongs to a noun that nobody's claim counts."""
    scene = spot.scene
    if scene.word(spot.start - 1) not in scene.role("of_words") or spot.phrase.of is not None:
        return False
    before = [n for n in scene.nouns.values() if n.end == spot.start - 1]
    return bool(before) and before[0].unit is None and not before[0].piece


def _acted_on(spot: Spot, act: Act) -> tuple[Unit | None, Bound | None]:
    """As in "6,043 removals": the unit of the figure before that is no mere number of reports, else what is usual."""
    if _appealed(spot):
        return Unit.REPORT, None
    if act.action in (Action.FINE, Action.WARN) or act.lemma in spot.scene.role("penalty_nouns"):
        return Unit.OTHER, None
    if act.action is Action.ARREST:
        return Unit.PERSON, None
    same = [b for b in spot.past if b.claim is not None and b.action is act.action and b.kind is Kind.COUNT]
    whole = [b for b in same if b.whole is None] or same
    if whole and spot.scene.sentence.paragraph - whole[-1].paragraph <= 2:
        return whole[-1].unit, None
    return USUAL.get(act.action, Unit.OTHER), None


def _appealed(spot: Spot) -> bool:
    """As in "creators contested 320,000 removals", "appeals against 273,000 removals": what is counted are the appeals."""
    left = spot.left()
    return left is not None and left.lemma in spot.scene.role("appealing_lemmas") and spot.start - left.end <= 2


def _unit_here(spot: Spot) -> tuple[Unit | None, Bound | None]:
    """The unit of the figure before in the same sentence, and that figure."""
    last = spot.here()[-1]
    return last.unit, last


def _label(spot: Spot) -> Noun | None:
    """The noun of a label before the figure: "Complaints: 1,467", "Accounts closed | 45", "cases rose to 4,000"."""
    scene = spot.scene
    before = scene.word(spot.start - 1)
    if before in (":", "|", "–", "—", "-", "("):
        start = max((f.end for f in scene.figures[: spot.number]), default=0)
        if before == "(" and any(b.claim is not None and _after_bracket(scene, b) for b in spot.here()):
            return None  # "harassment (27,850) and dangerous goods (311,000)"
        known = [n for n in scene.nouns.values() if start <= n.start and n.end <= spot.start and n.unit is not None]
        named = topic(scene, start=start, end=spot.start)
        return next((n for n in known if named and n.unit is named.unit), known[-1]) if known else None
    return reached(spot)


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
    if scene.word(spot.place()) in scene.role("be"):
        end = spot.place()
    elif left is not None and left.lemma in scene.role("reach_verbs"):
        if scene.word(spot.place()) in scene.role("loose_joints"):
            return None  # "trademark came next with 357"
        end = left.start
    elif scene.word(spot.place()) in scene.role("reach_links") and spot.place() > 0:
        return _number_put(spot)
    else:
        return None
    start = end
    while start > 0 and scene.lower[start - 1] not in BARRIERS and scene.lower[start - 1] != ",":
        start -= 1
    known = [n for n in scene.nouns.values() if start <= n.start and n.end <= end and not n.piece]
    known = [n for n in known if n.text not in scene.role("count_words")]
    return min(known, key=lambda n: n.start) if known else None
