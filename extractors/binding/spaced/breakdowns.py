"""A total taken apart: bracketed items, lines under a heading, slices behind a comma."""

from __future__ import annotations

from extractors.binding.spaced.labels import is_category
from extractors.binding.spaced.spot import Bound, Spot
from extractors.records import Kind

# A total lies back so many paragraphs at most.
FAR = 2
# A list has no more lines.
LINES = 20


def part_of_breakdown(spot: Spot) -> int | None:
    """The total that a figure is an item of by the shape of the text, None where it is none."""
    for rule in (_bracketed_item, _relative, _slice, _category):
        found = rule(spot)
        if found is not None:
            return found
    return None


def greater(spot: Spot) -> int | None:
    """The last figure of the same unit that is greater and no part itself, of one sentence the first."""
    value = float(spot.scene.figures[spot.number].quantity.value)
    known = [b for b in spot.past if b.claim is not None and b.kind is Kind.COUNT and b.unit is spot.unit]
    fits = [
        b for b in known if b.value > value and b.whole is None and spot.scene.sentence.paragraph - b.paragraph <= FAR
    ]
    return next((b.claim for b in fits if b.scene == fits[-1].scene), None)


def after_bracket(spot: Spot) -> Bound | None:
    """The item in brackets right before one ("drugs (41), gambling (34)"), None where there is none."""
    scene = spot.scene
    if spot.number == 0 or not _in_bracket(spot, spot.number) or not _in_bracket(spot, spot.number - 1):
        return None
    between = scene.lower[scene.figures[spot.number - 1].end : spot.start]
    last = spot.past[-1] if spot.past else None
    known = last is not None and last.scene == scene.index and last.number == spot.number - 1
    return last if known and ")" in between else None


def _bracketed_item(spot: Spot) -> int | None:
    """As in "job frauds lead (204), followed by stock trading (156), courier calls (97) and loan apps (41)"."""
    before = after_bracket(spot)
    if before is not None:
        return before.whole
    following = spot.number + 1
    first = _in_bracket(spot, spot.number) and not spot.here()
    more = following < len(spot.scene.figures) and _in_bracket(spot, following)
    ranked = spot.scene.has("next_ranks")
    return greater(spot) if first and more and ranked and spot.unit is not None else None


def _in_bracket(spot: Spot, number: int) -> bool:
    """Whether a bracket opens right before a figure, not behind a name that has the figure ("TikTok (19,600)")."""
    scene = spot.scene
    place = scene.figures[number].start - 1
    while scene.word(place) in scene.role("determiners") | scene.role("bound_words"):
        place -= 1
    return scene.word(place) == "(" and not any(end == place for _, end, _ in scene.names)


def _relative(spot: Spot) -> int | None:
    """As in "another 34 were appeals, 10 of which were successful": some of the figure right before."""
    scene = spot.scene
    end = scene.figures[spot.number].end
    words = scene.phrase_at(end, "of_words")
    here = [b for b in spot.here() if b.claim is not None and b.kind is Kind.COUNT]
    if not words or not here or scene.word(end + len(words.split())) not in scene.role("whom_words"):
        return None
    return here[-1].claim


def _slice(spot: Spot) -> int | None:
    """As in "4.7 million accounts, 1.7 million before any user complained": the share of it that was quick."""
    scene = spot.scene
    here = [b for b in spot.here() if b.claim is not None and b.kind is Kind.COUNT and b.unit is spot.unit]
    if not here or spot.phrase.head is not None or scene.word(spot.place()) != ",":
        return None
    value = float(scene.figures[spot.number].quantity.value)
    quick = scene.word(scene.figures[spot.number].end) in scene.role("slice_openers")
    return here[-1].claim if quick and here[-1].value > value else None


def _category(spot: Spot) -> int | None:
    """As in "complaints: 5,158", "the categories were as follows:", "Ban evasion - 3,074": a line under its total."""
    if not is_category(spot.scene, spot.start):
        return None
    for scene in reversed(spot.scenes[max(0, spot.scene.index - LINES) : spot.scene.index]):
        if scene.sentence.span.field != spot.scene.sentence.span.field:
            return None
        if scene.figures and is_category(scene, scene.figures[0].start):
            continue
        if scene.word(len(scene.lower) - 1) != ":" or not scene.has("breakdown_words"):
            return None
        known = [b for b in spot.past if b.claim is not None and b.kind is Kind.COUNT and b.scene < scene.index]
        last = known[-1] if known else None
        fits = (
            last is not None
            and last.whole is None
            and last.unit is spot.unit
            and scene.sentence.paragraph - last.paragraph <= 1
        )
        return last.claim if last is not None and fits else None
    return None
