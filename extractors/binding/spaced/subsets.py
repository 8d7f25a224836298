"""Figures that name a part of one just told: they take its act."""

from __future__ import annotations

from extractors.acts import Voice
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Kind


def subset(spot: Spot) -> Verdict | None:
    """As in "handed over 41,000 suspects, among them 63 financiers", "31 suspects (seven men and 24 women)": the parent's action."""
    scene, here = spot.scene, [b for b in spot.here() if b.claim is not None]
    first = max([0, spot.start - 4, *[scene.figures[b.number].end for b in here]])
    right = spot.right()
    if not here or (right is not None and right.voice is not Voice.BARE):
        return None
    listed = scene.has("listing", start=first, end=spot.start)
    alike = spot.unit is here[-1].unit and scene.figures[spot.number].quantity.value < here[-1].value
    bracketed = (spot.phrase.head is None or alike) and scene.word(spot.place()) in scene.role("bracket_words")
    if not (spot.phrase.anaphor or listed or bracketed):
        return None
    return Verdict(here[-1].action, "subset", here[-1].act, here[-1].done, here[-1].claim)


def among_them(spot: Spot) -> Verdict | None:
    """As in "police arrested 792; 114 Filipinos were among them"."""
    scene, place = spot.scene, spot.phrase.end
    near = range(place, place + 6)
    if not any(scene.word(at) in scene.role("be") and scene.phrase_at(at + 1, "among_words") for at in near):
        return None
    told = [b for b in spot.past if b.claim is not None and b.action is not Action.OTHER]
    told = [b for b in told if b.unit is spot.unit] or told
    return Verdict(told[-1].action, "subset", None, told[-1].done, told[-1].claim) if told else None


def part_with(spot: Spot) -> Verdict | None:
    """As in "shut down 153,000 links, with 58,000 of them gambling sites": the part takes the act of its whole."""
    here = [b for b in spot.here() if b.claim is not None and b.kind is Kind.COUNT]
    joined = (
        spot.scene.word(spot.place()) in spot.scene.role("loose_joints") and spot.scene.word(spot.place() - 1) == ","
    )
    right = spot.right()
    if not (here and joined and spot.phrase.anaphor) or (right is not None and right.action is not Action.OTHER):
        return None
    return Verdict(here[-1].action, "subset", here[-1].act, here[-1].done, here[-1].claim)
