"""Those on whom a sum is imposed."""

from __future__ import annotations

from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Kind, Unit


def fined_parties(spot: Spot) -> Verdict | None:
    """As in "penalties totalling £2.7 million against seven companies", "fines of €3m on 12 operators": they are fined."""
    here, scene = spot.here(), spot.scene
    if spot.unit not in (Unit.ORGANISATION, Unit.PERSON, Unit.WEBSITE, Unit.APP) or not here:
        return None
    last = here[-1]
    if last.kind is not Kind.MONEY or last.claim is None or last.action is not Action.FINE or not last.done:
        return None
    imposed = scene.word(spot.place()) in scene.role("imposing_links")
    beside = spot.place() == scene.figures[last.number].end
    return Verdict(Action.FINE, "fined_parties", last.act, True) if imposed and beside else None
