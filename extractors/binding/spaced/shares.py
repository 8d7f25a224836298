"""Percentages and fractions: shares of something counted, and changes of it."""

from __future__ import annotations

from extractors.binding.spaced.counts import antecedent
from extractors.binding.spaced.governing import verdict
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.records import Action, Change, Unit

NEAR = 6


def share(spot: Spot) -> tuple[Verdict, Bound | None] | None:
    """What a share was done to and the earlier figure it is a share of; None where it is no claim."""
    scene, phrase = spot.scene, spot.phrase
    if _noise(spot):
        return None
    source = _base(spot)
    if source is not None and source.claim is None:
        return None
    answer = verdict(spot)
    if answer is not None and answer.rule == "shared_verb" and source is not None:
        answer = None
    if answer is None and phrase.head is not None:
        answer = _by_head(spot)
    if answer is None and source is not None:
        answer = Verdict(source.action, "share_of_figure", source.act, source.done, source.claim)
    if answer is None:
        return None
    if scene.has("potential", start=spot.start - 3, end=spot.start + 1) and phrase.head is None:
        return Verdict(Action.OTHER, "share_potential", done=False), source
    return answer, source


def _noise(spot: Spot) -> bool:
    scene, phrase = spot.scene, spot.phrase
    if phrase.head is not None and phrase.head.unit is None and not phrase.head.piece:
        return True
    return scene.has("survey_words") or scene.has("market_words")


def _base(spot: Spot) -> Bound | None:
    """The figure a share is a share of: named ("of the 67,000"), pointed at ("of them") or the last one."""
    if spot.phrase.of is not None:
        value = float(spot.scene.figures[spot.phrase.of].quantity.value)
        return next((b for b in reversed(spot.past) if b.value == value), None)
    return antecedent(spot)


def _by_head(spot: Spot) -> Verdict | None:
    head = spot.phrase.head
    if head is None or head.unit is None:
        return None
    if head.unit is Unit.REPORT:
        return Verdict(Action.REPORT, "share_by_head")
    same = next((b for b in reversed(spot.past) if b.unit is head.unit and b.claim is not None), None)
    return Verdict(same.action, "share_by_head", same.act, same.done, same.claim) if same else None


def change(spot: Spot) -> Change | None:
    """The direction of a percentage that states a change ("an increase of 40%", "up 12%", "50 percent more than")."""
    scene = spot.scene
    before = range(max(0, spot.start - 4), spot.start)
    after = range(spot.phrase.end - 1, min(len(scene.lower), spot.phrase.end + 3))
    for place in (*reversed(before), *after):
        if 0 <= place < len(scene.lower) and scene.figure_at(place) is None:
            if scene.lower[place] in scene.role("up_words") and _compares(spot, place):
                return Change.UP
            if scene.lower[place] in scene.role("down_words") and _compares(spot, place):
                return Change.DOWN
    return None


def _compares(spot: Spot, place: int) -> bool:
    """Whether a word of more or less is a comparison and not a bound ("more than 40%")."""
    scene = spot.scene
    if place < spot.start:
        return (
            scene.word(place + 1) in ("by", "of", "to", "about", "around", "some", "nearly") or place == spot.start - 1
        )
    return scene.word(place) != "of"
