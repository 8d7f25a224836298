"""Which earlier figure a figure is a stated part of, by the words around it."""

from __future__ import annotations

from extractors.acts import WEAK, Voice
from extractors.binding.spaced.breakdowns import after_bracket, greater, part_of_breakdown
from extractors.binding.spaced.portions import portion_of
from extractors.binding.spaced.spot import Bound, Spot, Verdict
from extractors.records import Action, Kind, Unit

# A list goes on over these between two of its figures.
JOINTS = frozenset({",", "and", "or", ";", "&", "plus"})
# So many words may stand between two items of a list.
LISTED = 8
# What stands before an "of" that opens a clause.
OPENERS = JOINTS | {"while", "but", "(", "–", "—", '"', "“"}
# The total or its noun follows such an "of" within so many words.
NAMED = 5
# "26,707 of the complaints, or 96.2%": so many words may stand between a count and the share it is.
SAID_AGAIN = 10


def whole_of(spot: Spot) -> int | None:
    """The index of the candidate that a count or sum is a part of, None where the words name none."""
    if spot.phrase.of is not None:
        return _by_value(spot, float(spot.scene.figures[spot.phrase.of].quantity.value))
    named = _named(spot)
    if named is not None or spot.scene.word(0) in spot.scene.role("rest_words"):
        return named if named is not None else _siblings(spot)
    beside = _beside_share(spot, share=False)
    if beside is None:
        beside = part_of_breakdown(spot)
    if beside is not None:
        return beside
    if (
        spot.phrase.anaphor
        or spot.scene.phrase_at(spot.phrase.end, "among_words")
        or _listed(spot)
        or _bracketed(spot)
        or _portion(spot)
    ):
        return _total(spot)
    if _remainder(spot) or _goes_on(spot):
        return _siblings(spot)
    ranked = _ranked(spot)
    whole = ranked if ranked is not None else _out_of(spot)
    return whole if whole is not None else portion_of(spot)


def _named(spot: Spot) -> int | None:
    """The whole that an "of" before or behind the figure names."""
    opened = _opened(spot)
    return opened if opened is not None else _of_definite(spot)


def _out_of(spot: Spot) -> int | None:
    """As in "of the 859,400 accounts punished, 118,000 were closed": the sentence opens with the whole."""
    here = [b for b in spot.here() if b.claim is not None]
    if len(here) != 1 or spot.phrase.head is not None or here[0].kind is not Kind.COUNT:
        return None
    scene = spot.scene
    opening = scene.phrase_at(0, "of_words")
    if opening is None or here[0].value < float(scene.figures[spot.number].quantity.value):
        return None
    between = scene.lower[len(opening.split()) : scene.figures[here[0].number].start]
    return here[0].claim if all(word in scene.role("determiners") for word in between) else None


def whole_of_share(spot: Spot, base: Bound | None) -> int | None:
    """The index of the candidate that a share is a share of, given the figure it was bound to."""
    beside = _beside_share(spot, share=True)
    if beside is not None:
        return beside
    if _of_everything(spot):
        return None
    if spot.phrase.of is not None:
        return _by_value(spot, float(spot.scene.figures[spot.phrase.of].quantity.value))
    bracket = spot.scene.word(spot.start - 1) == "(" and base is not None and base in spot.here()
    if bracket and base is not None and base.kind is Kind.COUNT and base.claim is not None:
        return base.claim  # "Google 6,043 videos (91%)"
    earlier = [b for b in spot.past if b.kind is Kind.PERCENT and b.paragraph == spot.scene.sentence.paragraph]
    if earlier and earlier[-1].claim is not None and earlier[-1].whole is not None and spot.phrase.head is None:
        return earlier[-1].whole
    if earlier and earlier[-1].scene == spot.scene.index and earlier[-1].whole is None and _bare(spot):
        return None  # "TikTok complied with 92 per cent of the requests, X with 46"
    return base.claim if base else None


def _bare(spot: Spot) -> bool:
    return spot.phrase.head is None and not spot.phrase.anaphor


def _opened(spot: Spot) -> int | None:
    """As in "Of the 36,000 links 13,660 were on X", "out of 63 complaints 48 concerned women", "of the complaints 83"."""
    scene = spot.scene
    place = _opening(spot)
    if place is None:
        return None
    words = str(scene.phrase_at(place, "of_words")).split()
    after = place + len(words)
    if scene.word(after) in scene.role("anaphors"):
        return None
    total = next((n for n, f in enumerate(scene.figures[: spot.number]) if after <= f.start <= after + NAMED), None)
    if total is not None:
        return next((b.claim for b in reversed(spot.here()) if b.number == total), None)
    nouns = [scene.nouns[at] for at in range(after, min(after + NAMED, spot.start)) if at in scene.nouns]
    return greater(spot) if place == 0 and nouns and nouns[-1].unit is spot.unit else None


def _opening(spot: Spot) -> int | None:
    """The "of" before a figure that opens its clause."""
    scene = spot.scene
    for place in range(spot.start - 1, -1, -1):
        if scene.lower[place] in (";", ":"):
            return None
        if scene.phrase_at(place, "of_words") and (place == 0 or scene.lower[place - 1] in OPENERS):
            return place
    return None


def _of_definite(spot: Spot) -> int | None:
    """As in "26,707 of the complaints": some of what was counted before."""
    scene = spot.scene
    end = scene.figures[spot.number].end
    words = scene.phrase_at(end, "of_words")
    after = end + len(words.split()) if words else end
    if not words or scene.word(after) not in scene.role("definite_words"):
        return None
    return greater(spot) if spot.phrase.head is not None and spot.phrase.head.unit is spot.unit else None


def _ranked(spot: Spot) -> int | None:
    """As in "online shopping topped the list with 11,559, followed by telephone scams with 9,204"."""
    if spot.unit is None:
        return None
    if spot.scene.has("next_ranks", end=spot.start):
        known = [b for b in _claims(spot) if b.unit is spot.unit or b.scene == spot.scene.index]
        apart = {b.claim: b.scene for b in spot.past if b.claim is not None}
        whole = known[-1].whole if known else None
        return whole if whole is not None and apart.get(whole) != known[-1].scene else None
    return greater(spot) if spot.scene.has("first_ranks", end=spot.start) else None


def _of_everything(spot: Spot) -> bool:
    """As in "0.9 per cent of everything uploaded", "40% of all disputes": a base that nobody counted."""
    scene = spot.scene
    end = scene.figures[spot.number].end
    words = scene.phrase_at(end, "of_words")
    return words is not None and scene.word(end + len(words.split())) in scene.role("all_words")


def acted_upon(spot: Spot, answer: Verdict) -> int | None:
    """As in "133,790 links reported, 116,221 removed", "it received 1,476 grievances and acted on 71": some of those."""
    act = answer.act if answer.act in spot.scene.acts else None
    plain = spot.phrase.head is None and not spot.phrase.unknown
    handed = act or spot.left()
    if plain and handed is not None and handed.lemma in spot.scene.role("passing_lemmas") and spot.is_object():
        received = [b for b in spot.here() if b.claim is not None and b.unit is spot.unit and b.action is Action.REPORT]
        value = float(spot.scene.figures[spot.number].quantity.value)
        return received[-1].claim if received and received[-1].value > value else None
    if not plain or act is None or act.voice is Voice.NOUN or answer.action in WEAK or answer.action is Action.OTHER:
        return None
    more = spot.scene.word(spot.start - 1) in spot.scene.role("more")
    known = [b for b in _claims(spot) if b.unit is spot.unit and spot.scene.index - b.scene <= 1]
    value = float(spot.scene.figures[spot.number].quantity.value)
    if more or not known or known[-1].value <= value or known[-1].action not in WEAK:
        return None
    return known[-1].claim


def _portion(spot: Spot) -> bool:
    """As in "the overwhelming majority - 807,587 - were websites", "the largest part, £450,000", "11,333 last week alone"."""
    scene = spot.scene
    before = scene.lower[max(0, spot.start - 3) : spot.start]
    if any(word in scene.role("portion_words") for word in before):
        return True
    here = [b for b in spot.here() if b.claim is not None]
    return bool(here) and scene.has("slice_words", start=spot.phrase.end) and here[-1].unit is spot.unit


def _beside_share(spot: Spot, *, share: bool) -> int | None:
    """As in "three quarters of the total, 349,763" and "127,131 of them (27 percent)": both are parts of the total."""
    here = spot.here()
    if not here or here[-1].claim is None or here[-1].whole is None:
        return None
    last = here[-1]
    between = spot.scene.lower[spot.scene.figures[last.number].end : spot.start]
    if share and between[-2:] and between[-1] in spot.scene.role("alternative_words") and len(between) <= SAID_AGAIN:
        return last.whole if last.kind is Kind.COUNT else None  # "1,408, or 7%"
    apart = any(word in JOINTS | spot.scene.role("list_words") and word != "," for word in between)
    bracket = spot.scene.word(spot.place()) in ("(", ",", "–", "—")
    if share != (last.kind is Kind.PERCENT) and bracket and not apart:
        return last.whole
    return None


def _claims(spot: Spot) -> list[Bound]:
    money = spot.unit is Unit.MONEY
    near = [b for b in spot.past if b.claim is not None and b.kind is (Kind.MONEY if money else Kind.COUNT)]
    return [b for b in near if spot.scene.sentence.paragraph - b.paragraph <= 1]


def _by_value(spot: Spot, value: float) -> int | None:
    same = [b for b in spot.past if b.value == value and b.claim is not None]
    return same[-1].claim if same else None


def _total(spot: Spot) -> int | None:
    """The last figure, or the one it is itself a part of if it stands in the same sentence as its sibling."""
    known = _claims(spot)
    if not known:
        return None
    value = float(spot.scene.figures[spot.number].quantity.value)
    fits = [b for b in known if b.value >= value and (b.unit is spot.unit or b.scene == spot.scene.index)]
    known = fits or known
    if spot.phrase.head is not None and spot.phrase.anaphor:
        same = [b for b in known if b.unit is spot.unit and b.value >= value]
        known = same or known
    last = known[-1]
    if last.whole is not None and last.scene == spot.scene.index and not _opens(spot, last):
        return last.whole
    return last.claim


def _opens(spot: Spot, last: Bound) -> bool:
    """Whether a colon, bracket or "of which" after the last figure opens a list of its parts."""
    start = spot.scene.figures[last.number].end
    words = spot.scene.lower[start : spot.start]
    return any(word in (":", "(", "–", "—") for word in words) or spot.scene.has("listing", start=start, end=spot.start)


def _listed(spot: Spot) -> bool:
    """As in "971, made up of 677 videos and 294 accounts", "1,467, of which 1,267", "8,981 items: 8,463 posts"."""
    here = [b for b in spot.here() if b.claim is not None]
    start = spot.scene.figures[here[-1].number].end if here else 0
    if here and str(spot.scene.phrase_at(start, "listing") or "").split()[:1] == ["of"]:
        start += 1  # "152 of which were added; 1,108 were struck off": it belongs to the figure before
    if spot.scene.has("listing", start=start, end=spot.start):
        return True
    dated = spot.place() - 1 in spot.scene.dated  # "9 million (second quarter: 8.5 million)"
    dated = dated or spot.scene.has("background", start=start, end=spot.start)
    return bool(here) and not dated and spot.scene.word(spot.place()) in (":", "–", "—")


def _bracketed(spot: Spot) -> bool:
    place = spot.place()
    if after_bracket(spot) is not None:
        return False
    if any(end == place for _, end, _ in spot.scene.names):  # "followed by TikTok (19,600), X (3,100)"
        return False
    if place - 1 in spot.scene.dated:  # "fewer than in 2023 (34,700)"
        return False
    here = spot.here()
    if here and spot.scene.has("next_ranks", start=spot.scene.figures[here[-1].number].end, end=spot.start):
        return False  # "the largest category at 184,412, followed by fraud (57,219)"
    return spot.scene.word(place) == "(" and any(b.claim is not None for b in spot.here())


def _remainder(spot: Spot) -> bool:
    """As in "the other 36", "the remaining 22,348"."""
    return spot.scene.word(spot.start - 1) in spot.scene.role("remainder_words")


def _goes_on(spot: Spot) -> bool:
    """Whether the figure continues a list whose last item was a part."""
    here = [b for b in spot.here() if b.claim is not None]
    if not here or here[-1].whole is None:
        return False
    if ")" in spot.scene.lower[spot.scene.figures[here[-1].number].end : spot.start]:
        start = spot.scene.figures[here[-1].number].end
        return spot.scene.lower[start : spot.start].count("(") > 0
    if spot.scene.heads_first and _named_joint(spot, here[-1]):
        return True
    place = spot.place()
    return spot.scene.word(place) in JOINTS | spot.scene.role("list_words") or spot.scene.word(
        place + 1
    ) in spot.scene.role("more")


def _named_joint(spot: Spot, last: Bound) -> bool:
    """As in "kesehatan 2.357 konten, disusul pemerintahan 2.210 konten": the kind stands between the joint and the figure."""
    scene = spot.scene
    start = scene.figures[last.number].end
    between = scene.lower[start : spot.start]
    joined = any(scene.phrase_at(at, "joint_phrases") for at in range(start, spot.start))
    told = any(start <= a.start < spot.start and a.action is not Action.OTHER for a in scene.acts)
    return joined and not told and not scene.barrier(start, spot.start) and len(between) <= LISTED


def _siblings(spot: Spot) -> int | None:
    known = _claims(spot)
    if not known:
        return None
    rest = _remainder(spot) or spot.scene.word(0) in spot.scene.role("rest_words")
    left = _left_over(spot, known) if rest else None
    if left is not None:
        return left
    both = known[-1].value + float(spot.scene.figures[spot.number].quantity.value)
    if rest and known[-1].whole is None:
        whole = next((b for b in reversed(known[:-1]) if b.value == both), known[-1])  # "9,300; the other 9,212"
        return whole.claim
    return known[-1].whole if known[-1].whole is not None else (known[-1].claim if rest else None)


def _left_over(spot: Spot, known: list[Bound]) -> int | None:
    """The total that an earlier part of it and this figure make up ("of 18,200, 11,400 ... The remaining 6,800")."""
    value = float(spot.scene.figures[spot.number].quantity.value)
    values = {b.claim: b.value for b in known}
    return next((b.whole for b in reversed(known) if b.whole in values and values[b.whole] == b.value + value), None)
