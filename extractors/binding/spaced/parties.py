"""Those on whom a sum is imposed."""

from __future__ import annotations

from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Kind, Unit

# Between the sum and those fined: "against [the] seven companies", "on each of 12 operators".
BETWEEN = 4


def fined_parties(spot: Spot) -> Verdict | None:
    """As in "penalties totalling £2.7 million against seven companies", "fines of €3m on 12 operators": they are fined."""
    here, scene = spot.here(), spot.scene
    if spot.unit not in (Unit.ORGANISATION, Unit.PERSON, Unit.WEBSITE, Unit.APP) or not here:
        return None
    last = here[-1]
    if last.kind is not Kind.MONEY or last.claim is None or last.action is not Action.FINE or not last.done:
        return None
    end = scene.figures[last.number].end
    near = spot.start - end <= BETWEEN and not scene.barrier(end, spot.start)
    imposed = scene.word(spot.place()) in scene.role("party_prepositions") | scene.role("noun_links")
    return Verdict(Action.FINE, "fined_parties", last.act, True) if near and imposed else None
