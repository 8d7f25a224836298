"""Demands for information, by which an authority investigates: the papers, and the bodies that must answer them."""

from __future__ import annotations

from extractors.acts import Act, Voice
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Unit

ADDRESSED = frozenset({Unit.ORGANISATION, Unit.WEBSITE, Unit.APP})
# Between the verb and what is demanded, and between that and those who must give it.
NEAR = 10


def information_wanted(spot: Spot) -> Verdict | None:
    """As in "issued 57 notices to produce and 13 preservation demands": papers that demand information investigate."""
    scene, head = spot.scene, spot.phrase.head
    if head is None or spot.unit is not Unit.OTHER or head.text.split()[-1] not in scene.role("instrument_words"):
        return None
    issued = [a for a in scene.acts if a.lemma in scene.role("issuing_lemmas")]
    end = spot.phrase.end
    behind = end + 1 if scene.word(end) in scene.role("infinitive") | scene.role("covering_links") else end
    wanted = scene.has("demand_words", start=spot.start, end=behind + (behind > end))
    return Verdict(Action.INVESTIGATE, "information_wanted", issued[0], issued[0].done) if issued and wanted else None


def information_demanded(spot: Spot) -> Verdict | None:
    """As in "sent requests for information to 17 marketplaces", "demanded data from 30 services".

    Also "asked 14 platforms for information". An order that concerns anything else is not meant.
    """
    head = spot.phrase.head
    if head is None or not ADDRESSED & {head.unit, head.acted, spot.unit}:
        return None
    act = _governor(spot)
    if act is None or spot.scene.barrier(act.end, spot.start):
        return None
    scene, place = spot.scene, spot.place()
    if act.lemma in scene.role("request_verbs") and place < act.end:
        end = spot.phrase.end
        wanted = scene.word(end) in scene.role("covering_links") and scene.has("demand_words", start=end, end=end + 3)
    else:
        linked = scene.word(place) in scene.role("letter_links") | scene.role("source_links")
        paper = not scene.role("paper_nouns").isdisjoint(scene.lower[act.end : place])
        sent = act.lemma in scene.role("issuing_lemmas") and paper
        sought = act.lemma in scene.role("request_verbs") | scene.role("demanding_lemmas")
        wanted = linked and (sent or sought) and scene.has("demand_words", start=act.end, end=place)
    return Verdict(Action.INVESTIGATE, "information_demanded", act, act.done or act.asked) if wanted else None


def _governor(spot: Spot) -> Act | None:
    """The verb of the clause before the figure, requests and demands that are its object left aside."""
    for act in reversed(spot.scene.acts):
        if act.end <= spot.start and act.voice in (Voice.ACTIVE, Voice.PASSIVE, Voice.BARE):
            return act if spot.start - act.end <= NEAR else None
    return None
