"""Shares of an audience: how common something is on a service is nobody's enforcement."""

from __future__ import annotations

from extractors.binding.spaced.spot import Spot
from extractors.records import Kind

# "Of its huge user base of": the noun of an audience stands at most so many words behind "of".
AUDIENCE = 8


def of_audience(spot: Spot) -> bool:
    """As in "5% of its monthly active users are fake, up from 3%", "0.2% of views": how common something is."""
    scene, end = spot.scene, spot.scene.figures[spot.number].end
    of = scene.word(end) in scene.role("of_words") and scene.has("audience_bases", start=end, end=end + AUDIENCE)
    last = spot.past[-1] if spot.past else None
    before = scene.word(spot.place()) in scene.role("origin_words")
    compared = last is not None and last.scene == scene.index and last.kind is Kind.PERCENT and last.claim is None
    return of or (before and compared)
