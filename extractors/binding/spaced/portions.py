"""Parts that no "of" names: "Four have since been closed", "X alone received 9,000", items in brackets under their kinds."""

from __future__ import annotations

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.labels import is_category, label_start
from extractors.binding.spaced.spot import Bound, Spot
from extractors.records import Action, Kind, Unit

# A total stands back so many paragraphs at most.
FAR = 1
# So many words may stand between "accounted for" and its figure.
NEAR = 3
# "The largest single amount was" has no more words.
LED = 6
# So many lines of kinds make a list.
LINES = 3


def portion_of(spot: Spot) -> int | None:
    """The index of the candidate that a count is a part of by its place in the text, None where it is none."""
    if spot.unit is None or spot.scene.heads_first:
        return None
    if spot.unit is Unit.MONEY:
        sums = (rule(spot) for rule in (_largest, _of_sum, _headed))
        return next((whole for whole in sums if whole is not None), None)
    for rule in (_subject_again, _answered, _alone, _accounted, _about, _in_brackets, _kinds, _headed):
        found = rule(spot)
        if found is not None:
            return found
    return None


def _of_sum(spot: Spot) -> int | None:
    """As in "Of the sum, 45 million euros fall on the checkmark"."""
    scene = spot.scene
    opened = scene.phrase_at(0, "of_words") is not None and scene.word(1) in scene.role("definite_words")
    known = _greater(spot) if opened and scene.word(2) in scene.role("sum_words") and spot.number == 0 else []
    return known[-1].claim if known else None


def _largest(spot: Spot) -> int | None:
    """As in "fines of 1.4 million euros. The highest, 260,000 euros, went to": the largest of the sums that make one up."""
    scene = spot.scene
    value = float(scene.figures[spot.number].quantity.value)
    currency = scene.figures[spot.number].quantity.currency
    before = scene.lower[: spot.start]
    former = any(w in scene.role("former_words") for w in before)
    said = (
        not former
        and any(w in scene.role("superlatives") for w in before)
        and before[:1] == ("the",)
        and len(before) <= LED
    )
    known = [
        b
        for b in spot.past
        if b.claim is not None and b.kind is Kind.MONEY and b.currency == currency and b.action is Action.FINE
    ]
    near = known and scene.sentence.paragraph - known[-1].paragraph <= FAR
    return known[-1].claim if said and near and known[-1].value > value else None


def _plain(spot: Spot) -> bool:
    """Whether the figure stands without a noun of its own and goes on with nothing new."""
    more = spot.scene.word(spot.start - 1) in spot.scene.role("more")
    return spot.phrase.head is None and not spot.phrase.unknown and spot.phrase.act_noun is None and not more


def _greater(spot: Spot, *, paragraph: int | None = None) -> list[Bound]:
    """The greater claims of the same unit in a paragraph, this one if none is told, and the one before."""
    at = spot.scene.sentence.paragraph if paragraph is None else paragraph
    value = float(spot.scene.figures[spot.number].quantity.value)
    return [
        b
        for b in spot.past
        if b.claim is not None
        and b.kind is (Kind.MONEY if spot.unit is Unit.MONEY else Kind.COUNT)
        and b.unit is spot.unit
        and b.value > value
        and at - b.paragraph <= FAR
    ]


def _verb_after(spot: Spot) -> Act | None:
    """The verb that has the figure right before it for its subject."""
    end = spot.scene.figures[spot.number].end
    place = end
    while spot.scene.word(place) in spot.scene.role("adverbs") | spot.scene.role("have"):
        place += 1
    voices = (Voice.NOUN, Voice.ATTRIBUTE, Voice.BARE, Voice.GERUND)
    return next(
        (a for a in spot.scene.acts if a.voice not in voices and a.start <= place < a.end and a.start >= end), None
    )


def _subject_again(spot: Spot) -> int | None:
    """As in "It opened 21 investigations. Four have since been closed.": a bare number begins the next sentence."""
    ended = spot.scenes[spot.scene.index - 1].lower[-1:] if spot.scene.index else ()
    if not _plain(spot) or spot.place() >= 0 or ended not in ((".",), ("!",), ("?",)):
        return None
    act = _verb_after(spot)
    before = [
        b for b in _greater(spot) if b.scene == spot.scene.index - 1 and b.paragraph == spot.scene.sentence.paragraph
    ]
    stands = act is not None or spot.scene.word(spot.scene.figures[spot.number].end) in spot.scene.role("be")
    return before[-1].claim if before and stands and _follows(act, before[-1]) else None


def _follows(act: Act | None, whole: Bound) -> bool:
    """Whether an act may befall some of a figure: it says more of what was found or punished, or the same again."""
    said = act is None or act.action is Action.OTHER or act.action is whole.action
    return said or (whole.action in (*WEAK, Action.PENALISE) and act is not None and act.action is not Action.RESTORE)


def _answered(spot: Spot) -> int | None:
    """As in "it received 1,613 demands, and 1,502 complied with the rules": what became of some that were asked or found."""
    here = [b for b in _greater(spot) if b.scene == spot.scene.index]
    joint = spot.scene.word(spot.place()) in spot.scene.role("conjunctions") | {";"}
    stands = _verb_after(spot) is not None or spot.scene.word(spot.scene.figures[spot.number].end) in spot.scene.role(
        "be"
    )
    if not _plain(spot) or not here or not joint or not stands:
        return None
    last = here[-1]
    return last.claim if last.action in WEAK and last.action is not Action.OTHER and not last.embedded else None


def _alone(spot: Spot) -> int | None:
    """As in "X alone received more than 9,000"."""
    known = _greater(spot)
    named = any(
        spot.scene.word(end) in spot.scene.role("slice_words") and end < spot.start for _, end, _ in spot.scene.names
    )
    first = not spot.here()
    return known[-1].claim if known and named and first and _plain(spot) else None


def _accounted(spot: Spot) -> int | None:
    """As in "Globe accounted for 784 million and Smart for 290 million"."""
    known = [b for b in _greater(spot) if b.scene != spot.scene.index]
    start = max(0, spot.start - NEAR - 1)
    said = any(spot.scene.phrase_at(at, "share_verbs") for at in range(start, spot.start))
    return known[-1].claim if known and said else None


def _about(spot: Spot) -> int | None:
    """As in "The agency got 154,624 complaints. ... Around 86,000 complaints concerned texts. A further 20,653 were about calls"."""
    scene = spot.scene
    place = spot.phrase.end
    while scene.word(place) in scene.role("adverbs"):
        place += 1
    if scene.phrase_at(place, "topical_verbs") is None:
        return None
    known = [b for b in _greater(spot) if b.scene != scene.index and b.whole is None]
    return max(known, key=lambda b: b.value).claim if known else None


def _in_brackets(spot: Spot) -> int | None:
    """As in "the top reasons: abusing the network (793 million), trademark misuse (503 million)", "most concerned spam (41)"."""
    scene = spot.scene
    bracketed = [f for f in scene.figures if scene.word(f.start - 1) == "("]
    ranked = scene.has("biggest_words")
    topical = bool(bracketed) and scene.has("topical_verbs", end=bracketed[0].start)
    if (
        len(bracketed) < (1 if ranked else 2)
        or scene.figures[spot.number] not in bracketed
        or not (ranked or topical or scene.has("breakdown_words") or scene.has("first_ranks"))
    ):
        return None
    first = scene.figures.index(bracketed[0])
    led = first > 0 and scene.has("first_ranks")  # "another 28 followed, with X (12) and Y (5) at the head of the list"
    known = [b for b in _greater(spot) if (b.scene == scene.index) is led and (not led or b.number < first)]
    return max(known, key=lambda b: b.value).claim if known else None


def _kinds(spot: Spot) -> int | None:
    """As in lines "E-commerce: 11,665", "Job: 9,043", "Phishing: 8,447" under what they are kinds of."""
    if not is_category(spot.scene, spot.start):
        return None
    first = last = spot.scene.index
    while first and _is_kind(spot, first - 1):
        first -= 1
    while last + 1 < len(spot.scenes) and _is_kind(spot, last + 1):
        last += 1
    heads = first > 0 and spot.scenes[first - 1].lower[-1:] not in ((".",), ("!",), ("?",))
    if last - first + 1 < LINES or not heads:
        return None  # a list after a sentence about another total is no part of that
    opened = spot.scenes[first].sentence.paragraph
    known = [b for b in _greater(spot, paragraph=opened) if b.scene == first - 1]
    return known[-1].claim if known else None


def _headed(spot: Spot) -> int | None:
    """As in "Losses by type", then "Romance scams: $140.1 million": lines of kinds under a heading that says so."""
    if not _is_kind(spot, spot.scene.index):
        return None
    first = spot.scene.index
    while first and _is_kind(spot, first - 1):
        first -= 1
    heading = spot.scenes[first - 1] if first else None
    if heading is None or heading.figures or heading.lower[-1:] in ((".",), ("!",), ("?",)):
        return None
    opened = heading.sentence.paragraph
    known = [b for b in _greater(spot, paragraph=opened) if b.scene < first and b.whole is None]
    return known[0].claim if known and heading.has("breakdown_words") else None


def _is_kind(spot: Spot, index: int) -> bool:
    scene = spot.scenes[index]
    same = scene.sentence.span.field == spot.scene.sentence.span.field
    if not same or len(scene.figures) != 1:
        return False
    if spot.unit is Unit.MONEY:
        return label_start(scene, scene.figures[0].start) is not None
    return is_category(scene, scene.figures[0].start)
