"""Shares of requests and orders that were complied with."""

from __future__ import annotations

from extractors.acts import WEAK, Act
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action, Unit

# What is done on a request or an order.
ANSWERED = frozenset({Action.REMOVE, Action.BLOCK, Action.CLOSE, Action.RESTRICT, Action.SUSPEND})


def complied(spot: Spot) -> Verdict | None:
    """As in "met 93 percent of the demands", "a compliance rate of 94%": the act that was demanded and done."""
    if not spot.scene.has("comply_words"):
        return None
    requested = _requested(spot)
    if requested is not None:
        return Verdict(requested.action, "share_complied", requested)
    if _data_wanted(spot):
        return Verdict(Action.REPORT, "share_complied")
    wanted = _wanted(spot)
    if wanted is not None:
        return Verdict(wanted, "share_complied")
    acts = [b for b in spot.past if b.claim is not None and b.action in ANSWERED]
    if acts:
        return Verdict(acts[-1].action, "share_complied", None, acts[-1].done, acts[-1].claim)
    near = spot.scenes[max(0, spot.scene.index - 2) : spot.scene.index + 1]
    asked = [a for scene in near for a in scene.acts if a.action not in WEAK]
    return Verdict(asked[0].action, "share_complied", None) if asked else None


def _wanted(spot: Spot) -> Action | None:
    """As in "demands that content be withheld: 72,703, of which 71 per cent were met", "complied with 93 of the removal requests"."""
    told = [a for a in spot.scene.acts if a.end <= spot.start and a.action in ANSWERED]
    asked = [b for b in spot.past if b.claim is not None and b.unit is Unit.REPORT]
    if asked and asked[-1].scene == spot.scene.index and told:
        return told[-1].action
    known = spot.scene.reading.language.acts.actions
    heads = [b.head for b in reversed(asked) if b.head]
    if spot.phrase.head is not None:
        heads.insert(0, spot.phrase.head.text)
    named = [known.get(head.split()[0], Action.OTHER) for head in heads]
    return next((action for action in named if action in ANSWERED), None)


def _data_wanted(spot: Spot) -> bool:
    """As in "received 302 requests for information and complied with 90 per cent": nothing was to be removed."""
    asked = [b for b in spot.past if b.claim is not None and b.unit is Unit.REPORT]
    if not asked:
        return False
    scene = spot.scenes[asked[-1].scene]
    return any(w in scene.role("data_nouns") for w in scene.lower) and not any(a.action not in WEAK for a in scene.acts)


def _requested(spot: Spot) -> Act | None:
    """The act last asked for or ordered in this sentence or the two before."""
    near = spot.scenes[max(0, spot.scene.index - 2) : spot.scene.index + 1]
    asked = [a for scene in near for a in scene.acts if (a.asked or a.ordered) and a.action not in WEAK]
    return asked[-1] if asked else None
