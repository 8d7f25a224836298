"""Which earlier figure answers for a noun or verb that is left out."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.acts import WEAK, Voice
from extractors.binding.spaced.governing import joined, own_verdict
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.records import Action, Kind, Unit

# What hardly ever stands in a story of enforcement without something having been done to it.
ENFORCEABLE = frozenset({Unit.ACCOUNT, Unit.CONTENT, Unit.APP, Unit.GROUP, Unit.WEBSITE, Unit.STREAM})
# Whom some acts befall.
SUFFERERS = {
    Action.FINE: frozenset({Unit.ORGANISATION, Unit.PERSON, Unit.WEBSITE, Unit.APP}),
    Action.WARN: frozenset({Unit.ORGANISATION, Unit.PERSON, Unit.WEBSITE, Unit.APP, Unit.ACCOUNT}),
    Action.ARREST: frozenset({Unit.PERSON}),
}
# A figure that is compared stands so near to the one it is compared with.
COMPARED = 8


def antecedent(spot: Spot) -> Bound | None:
    """The figure an elided head points back to.

    In a list the one before; else the best of the sentence and the two before it: near, of the same act, and of a kind
    that the act is done to.
    """
    here = [b for b in spot.here() if b.kind is not Kind.PERCENT and not _too_few(spot, b)]
    alike = _alike(spot, here)
    if alike is not None:
        return alike
    if here and (joined(spot) or len(here) == 1 or here[-1].claim is None):
        main = [b for b in here if not b.embedded and b.claim is not None]
        return main[-1] if here[-1].embedded and main and joined(spot) else here[-1]
    near = [b for b in spot.past if b.kind is not Kind.PERCENT and _near(spot, b) and not _too_few(spot, b)]
    total = _of_total(spot, near)
    if total is not None:
        return total
    resumed = spot.scene.has("among_words", start=spot.start - 3, end=spot.start)
    if not here and near and (resumed or spot.scene.word(spot.start - 1) in spot.scene.role("another_words")):
        near = [
            b for b in near if b.scene == near[-1].scene
        ]  # "Among them, 22 were punished", "Another 30 were warned"
    if not near:
        return None
    if near[-1].claim is None and not here:
        return near[-1] if near[-1].scene >= spot.scene.index - 1 else None
    among = None if here else _among(spot, near)
    if among is not None:
        return among
    answer = own_verdict(spot)
    action = answer.action if answer else None
    ranked = [(_fit(spot, b, action) - 0.3 * place, -place, b) for place, b in enumerate(reversed(near))]
    return max(ranked, key=lambda r: r[:2])[2]


def _too_few(spot: Spot, b: Bound) -> bool:
    """As in "the two companies disabled 1,734 of them": a part is no larger than what it is a part of."""
    return spot.phrase.anaphor and b.claim is None and b.value < float(spot.scene.figures[spot.number].quantity.value)


def _alike(spot: Spot, here: Sequence[Bound]) -> Bound | None:
    """As in "TikTok removed 31 of the 180, Facebook 22 of 310": a part goes on from the part, a whole from the whole."""
    scene = spot.scene
    parts = {b.number: phrase(scene, b.number).of for b in here}
    whole = any(of == spot.number for of in parts.values())
    if whole:
        same = [b for b in here if b.number in parts.values()]
    else:
        same = [b for b in here if parts[b.number] is not None] if spot.phrase.of is not None else []
    return same[-1] if same and same[-1].claim is not None else None


def _of_total(spot: Spot, near: Sequence[Bound]) -> Bound | None:
    """As in "shops made up 19,000 of the total": of the largest figure told before."""
    head = spot.phrase.head
    if head is None or not head.piece or head.text not in spot.scene.role("count_words"):
        return None
    value = float(spot.scene.figures[spot.number].quantity.value)
    told = [b for b in near if b.claim is not None and b.kind is Kind.COUNT and b.value >= value]
    return max(told, key=lambda b: b.value) if told else None


def _among(spot: Spot, near: Sequence[Bound]) -> Bound | None:
    """As in "it punished 662,200 accounts. Among them, 34,200 were shut down": the figure just told, if it is larger."""
    if not spot.scene.has("among_words", end=spot.start):
        return None
    value = float(spot.scene.figures[spot.number].quantity.value)
    told = [b for b in near if b.claim is not None and b.scene == spot.scene.index - 1 and b.value >= value]
    return told[-1] if told else None


def of_those(spot: Spot) -> bool:
    """As in "612 applications, of which 24 were rejected": a part of what was just counted."""
    scene, at = spot.scene, spot.place()
    return scene.word(at) in scene.role("relatives") and scene.word(at - 1) in scene.role("of_words")


def _near(spot: Spot, b: Bound) -> bool:
    sentence = spot.scene.reading.sentences[b.scene]
    same_field = sentence.span.field == spot.scene.sentence.span.field
    return same_field and spot.scene.sentence.paragraph - b.paragraph <= 1 and spot.scene.index - b.scene <= 3


def _fit(spot: Spot, b: Bound, action: Action | None) -> float:
    """How well an earlier figure answers for the noun that is left out."""
    fit = 2.0 if b.scene == spot.scene.index else 1.0 if b.scene == spot.scene.index - 1 else 0.0
    if b.claim is None:
        fit -= 3.0
    if b.embedded:
        fit -= 1.0
    if spot.phrase.anaphor and b.value < float(spot.scene.figures[spot.number].quantity.value):
        fit -= 2.0
    if b.whole is None:
        fit += 0.5
    if b.unit is Unit.REPORT and _asked(spot):
        fit += 2.0
    if action is None or action in WEAK:
        return fit + (0.5 if b.unit in ENFORCEABLE else 0.0)
    if b.action is action:
        fit += 1.5
    return fit + (1.0 if b.unit in SUFFERERS.get(action, ENFORCEABLE) else -1.0)


def _asked(spot: Spot) -> bool:
    """Whether the clause says what is done with complaints and requests ("granted 2,110", "613 were upheld")."""
    acts = (spot.left() if spot.is_object() else None, spot.right())
    return any(act is not None and act.lemma in spot.scene.role("asking_acts") for act in acts)


def compared(spot: Spot) -> bool:
    """As in "up from 15.1 million", "compared with 300 a year earlier", "37,308 cases against 51,501"."""
    scene = spot.scene
    for at in range(max(0, spot.start - 3), spot.start):
        words = scene.phrase_at(at, "comparing")
        if words and at + len(words.split()) == spot.start:
            here = spot.here()
            near = bool(here) and at - scene.figures[here[-1].number].end <= COMPARED
            end = spot.phrase.end
            dated = bool(here) and scene.word(at - 1) == "," and scene.has("background", start=end, end=end + COMPARED)
            return len(words.split()) > 1 or near or dated
    return False


def goes_on(spot: Spot, source: Bound, answer: Verdict | None) -> bool:
    """As in "45 items were removed following notices, and 51 more": a list goes on over a word that is no main verb."""
    if answer is None or answer.act is None or source.scene != spot.scene.index or spot.phrase.head is not None:
        return False
    after_source = answer.act.start >= spot.scene.figures[source.number].end
    loose = answer.act.voice in (Voice.GERUND, Voice.INFINITIVE, Voice.NOUN, Voice.BARE)
    return joined(spot) and after_source and loose and answer.act.end <= spot.start


def gapped(spot: Spot) -> bool:
    """As in "127,131 of them concern privacy, 12,794 violence": the verb is left out, what follows is no head."""
    here = spot.here()
    if not here or here[-1].claim is None or not here[-1].elided or spot.right() is not None:
        return False
    scene = spot.scene
    joints = {",", "and", ";"} if not scene.heads_first else {",", ";"} | scene.role("list_words")
    return scene.word(spot.place()) in joints and spot.phrase.end - scene.figures[spot.number].end <= 4
