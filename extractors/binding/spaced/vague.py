"""Figures without a definite value: "millions of posts", "tens of thousands of accounts"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.binding.candidate import VagueCandidate
from extractors.binding.spaced.governing import own_verdict
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.scene import Figure, Scene
from extractors.binding.spaced.spot import Spot
from extractors.records import Action, Quantity, Unit

# The least and greatest multiple that a plural of scale stands for: hundreds are 200 to 999, tens 20 to 99.
SCALES: Mapping[str, int] = {
    "vague_tens": 10,
    "vague_dozens": 12,
    "vague_hundreds": 100,
    "vague_thousands": 1_000,
    "vague_lakhs": 100_000,
    "vague_millions": 1_000_000,
    "vague_crores": 10_000_000,
    "vague_billions": 1_000_000_000,
}
LEAST = 2
MOST = 10


def vague_figures(scene: Scene) -> Iterator[VagueCandidate]:
    """The vague figures of a sentence that count something of interest."""
    if not any(scene.has(role) for role in SCALES):
        return
    place = 0
    while place < len(scene.lower):
        scale, end = _scale(scene, place)
        if scale:
            found = _bound(scene, place, end, scale)
            if found is not None:
                yield found
        place = max(end, place + 1)


def _scale(scene: Scene, place: int) -> tuple[int, int]:
    """The product of the words of scale that begin at a token ("hundreds of thousands"), and where they end."""
    product, end = 1, place
    while (size := next((s for role, s in SCALES.items() if scene.word(end) in scene.role(role)), 0)) > 0:
        product, end = product * size, end + 1
        following = scene.word(end + 1)
        if scene.word(end) in scene.role("of_words") and any(following in scene.role(role) for role in SCALES):
            end += 1
    return (product, end) if end > place else (0, place)


def _bound(scene: Scene, start: int, end: int, scale: int) -> VagueCandidate | None:
    """The figure with the noun it counts and what was done; None where that is nobody's claim."""
    span = scene.span(start, end)
    imagined = scene.imagined(Figure(Quantity(span, span, "number", scale), start, end))
    counted = phrase(imagined, 0)
    if counted.head is None or counted.head.unit is None:
        return None
    answer = own_verdict(Spot(imagined, 0, counted, counted.head.unit, (), ()))
    action = answer.action if answer and answer.done else Action.OTHER
    if counted.head.unit is Unit.REPORT and action is Action.OTHER:
        action = Action.REPORT
    quote = scene.span(start, counted.head.end)
    return VagueCandidate(quote, counted.head.unit, action, LEAST * scale, MOST * scale - 1)
