"""Bare figures that answer to those of the sentence before in the same order."""

from __future__ import annotations

from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.respective import listed
from extractors.binding.spaced.spot import Bound, Spot
from extractors.records import Kind


def in_turn(spot: Spot) -> Bound | None:
    """As in "closed 1,284 accounts, muted 3,900 and deleted 61,000. The week before it had been 940, 2,100 and 38,500".

    The figure told before that has the same place in its own list; None where the lists are not equally long.
    """
    figures = listed(spot.scene, spot.number)
    if len(figures) < 2 or not _bare(spot, figures) or not _led(spot, figures[0]):
        return None
    before = [b for b in spot.past if b.claim is not None and b.kind is Kind.COUNT and b.whole is None]
    here = [b for b in before if b.scene == spot.scene.index and b.number < figures[0]]
    last = max((b.scene for b in before if b.scene < spot.scene.index), default=-1)
    told = here or [b for b in before if b.scene == last and spot.scene.index - last <= 1]
    apart = len({(b.unit, b.action) for b in told}) > 1
    return told[figures.index(spot.number)] if len(told) == len(figures) and apart else None


def _bare(spot: Spot, figures: list[int]) -> bool:
    """Whether no figure of the list has a noun of its own."""
    walks = [phrase(spot.scene, number) for number in figures]
    plain = all(w.head is None and not w.anaphor and w.of is None and w.act_noun is None for w in walks)
    return plain and all(spot.scene.figures[number].quantity.kind == "number" for number in figures)


def _led(spot: Spot, number: int) -> bool:
    """Whether a form of "to be" or a word of comparison leads to the list."""
    scene, start = spot.scene, spot.scene.figures[number].start
    compared = any(scene.phrase_at(at, "comparing") is not None for at in range(max(0, start - 3), start))
    return compared or scene.word(start - 1) in scene.role("be")
