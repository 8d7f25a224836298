"""Percentages that tell a count as a share of its total: which count they mean, and whether the figures make it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.core.reconcile.surroundings import topics_of
from bot.core.stories import Figure, Told, significant

# "66,600 accounts, or 7.2%", "66,600 (7.2 percent)", 6.66万个，占总数的7.2%: the two are one thing told twice.
SAME_THING = re.compile(
    r"[(（占即]|\bor\b|\baccounting\s+for\b|\brepresenting\b|\bmaking\s+up\b|\bequivalent\s+to\b|\batau\b",
    re.IGNORECASE,
)
# "300,000 for spam and 30% for fraud" are two things.
TWO_THINGS = re.compile(r"\d|[;；。]|\.\s|\band\b|\bwhile\b|\bbut\b|[和及]|\bdan\b", re.IGNORECASE)
FARTHEST = 48
ABOUT = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage with the count and the total that it is told of."""

    percent: Figure
    part: Figure
    total: Figure

    def away(self) -> str | None:
        """Whether the figures make "more" or "less" than the percentage can be a rounding of; None where it can be."""
        part, total, told = (Decimal(str(figure.value)) for figure in (self.part, self.total, self.percent))
        makes = part / total * 100
        room = _step(self.percent) + makes * (_rough(self.part) + _rough(self.total))
        room += makes * ABOUT if self.percent.bound == "about" else 0
        bounds = {self.percent.bound}
        if makes > told + room and "at_least" not in bounds:
            return "more"
        return "less" if makes < told - room and "at_most" not in bounds else None


def shares(
    text: Told, *, told: Callable[[str | None], Sequence[Figure]], parts: Callable[[Figure], Sequence[Figure]]
) -> Iterator[Share]:
    """The percentages of a text whose count and total are given, here or in another document.

    `told` gives all claims of the fact that a claim speaks of, `parts` those that its document tells as a total's parts.
    """
    for percent in text.figures:
        if percent.kind != "percent" or percent.value_max is not None or percent.change:
            continue
        part = _apposed(percent, text)
        if part is not None:
            total = _total_of(part, text, told=told)
            if total is not None:
                yield Share(percent, part, total)
        elif percent.part_of:
            yield from _elsewhere(percent, text, told=told, parts=parts)


def _apposed(percent: Figure, text: Told) -> Figure | None:
    """The count beside a percentage that is the same thing in another form."""
    near = [
        f
        for f in text.figures
        if _is_plain(f) and (f.sentence, f.field) == (percent.sentence, percent.field) and _is_one_base(f, percent)
    ]
    return next((f for f in near if _is_same_thing(f, percent) or _is_same_thing(percent, f)), None)


def _is_one_base(part: Figure, percent: Figure) -> bool:
    """Whether nothing says that the percentage is one of another total."""
    return percent.part_of in {None, part.part_of}


def _is_same_thing(first: Figure, second: Figure) -> bool:
    between = first.sentence[first.at + len(first.quote) : second.at]
    return first.at < second.at and _says_so(between)


def _says_so(between: str) -> bool:
    return len(between) <= FARTHEST and bool(SAME_THING.search(between)) and not TWO_THINGS.search(between)


def _total_of(part: Figure, text: Told, *, told: Callable[[str | None], Sequence[Figure]]) -> Figure | None:
    """The total of a count: in its own document, or in one that tells the same figure as a part of it."""
    own = next((f for f in text.figures if f.id == part.part_of), None)
    if own is not None:
        return own if _is_total(own, part) else None
    wholes = (whole for same in told(part.id) for whole in told(same.part_of) if whole.id == same.part_of)
    return next((whole for whole in wholes if _is_total(whole, part)), None)


def _elsewhere(
    percent: Figure,
    text: Told,
    *,
    told: Callable[[str | None], Sequence[Figure]],
    parts: Callable[[Figure], Sequence[Figure]],
) -> Iterator[Share]:
    """A percentage of a total whose count only another document gives: its one part under an act of its own."""
    own = next((f for f in text.figures if f.id == percent.part_of), None)
    rivals = [f for f in text.figures if f.part_of == percent.part_of and f.action == percent.action]
    if own is None or len(rivals) > 1 or percent.action == own.action:
        return
    for whole in told(own.id):
        theirs = [f for f in parts(whole) if f.action == percent.action]
        if whole.document != text.id and len(theirs) == 1 and _is_total(whole, theirs[0]):
            mine, yours = topics_of(percent, others=text.figures), topics_of(theirs[0], others=parts(whole))
            if _is_plain(theirs[0]) and whole.action != percent.action and (not mine ^ yours):
                yield Share(percent, theirs[0], whole)
                return


def _is_total(whole: Figure, part: Figure) -> bool:
    """Whether a share can be counted from the two."""
    return whole.kind == "count" and whole.unit == part.unit and _is_plain(whole) and whole.value > 0


def _is_plain(figure: Figure) -> bool:
    return figure.kind == "count" and figure.value_max is None and figure.bound in {"exact", "about"}


def _step(percent: Figure) -> Decimal:
    """One unit of the last digit told: 0.1 of 7.2%, 1 of 7%."""
    exponent = Decimal(str(percent.value)).normalize().as_tuple().exponent
    return Decimal(10) ** min(exponent, 0) if isinstance(exponent, int) else Decimal(1)


def _rough(figure: Figure) -> Decimal:
    """How far a number may be off by its rounding, as a part of itself: half a unit of its last digit."""
    digits = significant(figure.value)
    return ABOUT if figure.bound == "about" else Decimal("0.5") / Decimal(int(digits))
