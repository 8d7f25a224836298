"""Acts that stand apart from their figure: behind a longer noun phrase, or behind an insertion."""

from __future__ import annotations

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.spot import FAR, Spot, Verdict
from extractors.records import Action

# What ends a headline's or list's clause behind its participle.
ENDS = frozenset({"", ",", ".", ";", ":", ")", "!", "?"})
DASHES = frozenset({"–", "—", "-"})


def participle_late(spot: Spot) -> Verdict | None:
    """As in "10.7 million ads from unverified advertisers removed", "2,160 apps that break the rules taken down"."""
    scene, start = spot.scene, spot.phrase.end
    later = [a for a in scene.acts if a.start >= start]
    act = next((a for a in later if a.voice is Voice.BARE and a.action not in WEAK), None)
    if act is None or act.start - start > FAR or scene.word(act.end) not in ENDS or spot.phrase.head is None:
        return None
    if scene.barrier(start, act.start) or "," in scene.lower[start : act.start]:
        return None
    finite = (Voice.PASSIVE, Voice.PREDICATE, Voice.INFINITIVE)
    if any(a.start < act.start and (a.voice in finite or a.action not in WEAK) for a in later):
        return None
    told = any(a.start < act.start and a.voice is Voice.ACTIVE for a in later)
    if told and not any(w in scene.role("relatives") for w in scene.lower[start : act.start]):
        return None
    left = spot.left()
    if left is not None and spot.governs(left) and left.action not in WEAK:
        return None
    return Verdict(act.action, "participle_late", act, act.done)


def subject_across(spot: Spot) -> Verdict | None:
    """As in "Nine influencers, among them two singers, were charged", "four sites – A and B – have been blocked"."""
    act = _behind(spot)
    if act is None or act.action is Action.OTHER or spot.phrase.head is None or spot.is_object():
        return None
    return Verdict(act.action, "subject_across", act, act.done)


def _behind(spot: Spot) -> Act | None:
    """The passive or predicate right behind an insertion that begins where the figure's phrase ends."""
    scene, start = spot.scene, spot.phrase.end
    mark = scene.word(start)
    listed = mark == "," and scene.has("listing", start=start, end=min(len(scene.lower), start + 4))
    if mark not in DASHES and not listed:
        return None
    closing = [
        at
        for at in range(start + 2, len(scene.lower))
        if (scene.lower[at] in DASHES if mark in DASHES else scene.lower[at] == ",")
    ]
    said = (Voice.PASSIVE, Voice.PREDICATE)
    acts = {a.start: a for a in scene.acts if a.voice in said}
    return next((acts[at + 1] for at in closing if at + 1 in acts), None)
