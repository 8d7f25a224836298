"""What the clause that hangs on a figure's noun says was done: "accounts that were closed", "the posts it flagged"."""

from __future__ import annotations

from extractors.acts import WEAK, Voice
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.records import Action


def contact_clause(spot: Spot) -> Verdict | None:
    """As in "of the 2,410 it has examined", "the 45 posts the regulator flagged": a clause without "that"."""
    scene, place = spot.scene, spot.phrase.end
    act = next((a for a in scene.acts if a.start > place and a.voice is Voice.ACTIVE), None)
    if act is None or act.action is Action.OTHER or act.start - place > 3:
        return None
    named = any(start == place for start, _, _ in scene.names)
    opens = scene.word(place) in scene.role("back_pronouns") or scene.word(place) in ("the", "its") or named
    after = scene.word(act.end)
    object_follows = (
        after and after[0].isalnum() and after not in scene.role("prepositions") and act.end not in scene.dated
    )
    left = spot.left()
    governed = left is not None and spot.governs(left) and left.action not in WEAK and act.action in WEAK
    apart = left is not None and any(w in scene.role("relatives") for w in scene.lower[left.end : spot.start])
    governed = governed and not apart and not spot.phrase.anaphor  # "two thirds of which its software had flagged"
    ruled = left is not None and spot.phrase.of is not None and spot.governs(left) and left.action not in WEAK
    if ruled and not apart and left is not None and left.action is not act.action:
        return None  # "restored 1.1 million of the 8.4 million videos it had taken down"
    if not opens or object_follows or governed:
        return None
    return Verdict(act.action, "contact_clause", act, act.done)


def told_about(spot: Spot) -> Verdict | None:
    """As in "31 of the 180 it was told about", "of the 230 numbers it was asked to look at": they were only reported."""
    scene, place = spot.scene, spot.phrase.end
    act = next((a for a in scene.acts if a.start > place and a.voice is Voice.PASSIVE), None)
    if act is None or not act.done or spot.phrase.of is not None or act.start - place > 2:
        return None
    if scene.word(act.start - 1) not in scene.role("back_pronouns"):
        return None
    told = act.lemma in scene.role("notifying_lemmas") | scene.role("request_verbs")
    return Verdict(Action.REPORT, "told_about", act, act.done) if told else None


def relative_clause(spot: Spot) -> Verdict | None:
    """As in "45 accounts that were removed"."""
    scene, left = spot.scene, spot.left()
    if left is not None and spot.governs(left) and left.action not in WEAK:
        return None
    if scene.word(spot.phrase.end) not in scene.role("relatives"):
        return None
    act = next((a for a in scene.acts if a.start > spot.phrase.end), None)
    if act is None or act.action in WEAK or act.voice is not Voice.PASSIVE or act.start - spot.phrase.end > 3:
        return None
    return Verdict(act.action, "relative_clause", act, act.done)
