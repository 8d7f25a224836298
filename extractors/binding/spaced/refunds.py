"""Money that is given back, and the persons who get it."""

from __future__ import annotations

from extractors.acts import Act, Voice
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Kind, Unit

# Between the sum and those who get it: "to [about] 680,000 consumers", "to the victims".
BETWEEN = 5


def sum_repaid(spot: Spot) -> Verdict | None:
    """As in "sent more than $25.6 million to 680,000 consumers who lost money": an authority's payment to those harmed."""
    act = _paying(spot)
    if act is None or _towards(spot, spot.phrase.end) is None:
        return None
    return Verdict(Action.RESTORE, "sum_repaid", act, act.done)


def persons_repaid(spot: Spot) -> Verdict | None:
    """As in "returned $4.2 million to 31,000 victims": those who get the money back."""
    here, head = spot.here(), spot.phrase.head
    if (
        head is None
        or Unit.PERSON not in (head.unit, head.acted)
        or not here
        or here[-1].kind is not Kind.MONEY
        or here[-1].claim is None
    ):
        return None
    last = here[-1]
    tied = spot.scene.word(spot.place()) in spot.scene.role("towards_words") and last.action is Action.RESTORE
    return Verdict(Action.RESTORE, "persons_repaid", last.act, last.done) if tied else None


def _paying(spot: Spot) -> Act | None:
    """The verb that pays the sum out, none where those who lose it are its subject ("victims sent $3 million to ...")."""
    act, scene = spot.left(), spot.scene
    if act is None or act.voice is Voice.NOUN or act.lemma not in scene.role("paying_out"):
        return None
    harmed = scene.has("victim_words", start=max(0, act.start - BETWEEN), end=act.start)
    return None if harmed else act


def _towards(spot: Spot, place: int) -> int | None:
    """Where those named stand to whom a sum goes, as persons who may have been harmed; None where it goes elsewhere."""
    scene = spot.scene
    if scene.word(place) not in scene.role("towards_words"):
        return None
    for at in range(place + 1, place + 1 + BETWEEN):
        if scene.word(at) in scene.role("repaid_persons"):
            return at
    return None
