"""Parts without a total of their own against a total elsewhere in the story: platform by platform, place by place, kind by kind.

Only what can be no misreading is told: several figures of one unit, act and time that exclude each other, each less than
the total, all of them together more, and no larger total of the kind anywhere in the story that they may belong to.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from bot.core.reconcile.surroundings import nearest_words, topics_of
from bot.core.stories import Figure, Told, significant

# Parts that are rounded may exceed their whole by so much.
TOLERANCE = Decimal("1.02")
# A total and two parts: of fewer figures of one kind nothing can exceed another.
FEWEST = 3
# Families of kinds that exclude each other wherever they are told: nobody poses as two, or is two ages.
KINDS = ("posing", "age")
Naming = Callable[[Figure], str | None]


@dataclass(frozen=True, slots=True)
class Excess:
    """A total, and figures that exclude each other and are more than it together; each with its name."""

    total: Figure
    parts: tuple[tuple[str, Figure], ...]


def excesses(texts: Sequence[Told], *, primary: Told | None) -> Iterator[Excess]:
    """For each kind of figure the story's total and the parts of all its texts that exceed it."""
    figures = [f for text in texts for f in text.figures if f.kind != "percent" and f.change is None]
    others = {text.id: text.figures for text in texts}
    namings: tuple[Naming, ...] = (
        _platform,
        lambda f: _place(f, others=others[f.document]),
        lambda f: _kind(f, others=others[f.document]),
    )
    slots: dict[tuple[str, ...], list[Figure]] = {}
    for figure in figures:
        slots.setdefault(_slot(figure), []).append(figure)
    for same in filter(_may_exceed, slots.values()):
        for name in namings:
            total = _total(same, name=name, primary=primary)
            if total is None:
                continue
            parts = _parts(same, total=total, name=name)
            together = sum(_value(f) for _, f in parts)
            if len(parts) > 1 and together > _value(total) * TOLERANCE and _is_largest(total, figures, least=together):
                yield Excess(total, parts)
                break


def _slot(figure: Figure) -> tuple[str, ...]:
    return (figure.unit, figure.kind, figure.currency or "", figure.action)


def _may_exceed(same: Sequence[Figure]) -> bool:
    """Whether any figure may be exceeded by lesser ones at all: asked before the words beside each are looked at."""
    values = [figure.value for figure in same]
    return len(values) >= FEWEST and any(
        sum(value for value in values if value < figure.value) > figure.value for figure in same if _is_whole(figure)
    )


def _is_whole(figure: Figure) -> bool:
    """Whether a figure is stated exactly, and as no part of another."""
    return figure.part_of is None and figure.value_max is None and figure.bound == "exact"


def _total(same: Sequence[Figure], *, name: Naming, primary: Told | None) -> Figure | None:
    """The exact figure of nobody in particular: the primary text's before others, then the largest."""
    whole = [f for f in same if _is_whole(f) and name(f) is None]
    own = [f for f in whole if primary and f.document == primary.id]
    return max(own or whole, key=lambda f: (f.value, len(significant(f.value)), f.id), default=None)


def _parts(same: Sequence[Figure], *, total: Figure, name: Naming) -> tuple[tuple[str, Figure], ...]:
    """One figure a name, of the total's time: of several the least, so that none is counted for more than all say."""
    found: dict[str, Figure] = {}
    for figure in same:
        named = name(figure)
        if named is None or not _may_be_part(figure, total=total):
            continue
        before = found.get(named)
        found[named] = figure if before is None or figure.value < before.value else before
    return tuple(sorted(found.items()))


def _may_be_part(figure: Figure, *, total: Figure) -> bool:
    """Whether a figure with a name of its own is less than the total, of its time, and no part of something smaller."""
    plain = figure.part_of is None and figure.value_max is None and figure.bound in {"exact", "about", "at_least"}
    return plain and figure.value < total.value and _in_time(figure, total=total)


def _in_time(figure: Figure, *, total: Figure) -> bool:
    if not figure.has_period:
        return True
    if total.end and figure.end and not total.start:
        return figure.end <= total.end  # "by the end of May": all that came before
    if not (figure.start and figure.end and total.start and total.end):
        return (figure.start, figure.end) == (total.start, total.end)
    return total.start <= figure.start and figure.end <= total.end


def _is_largest(total: Figure, figures: Sequence[Figure], *, least: Decimal | int) -> bool:
    """Whether no other figure of the unit, under any act, is large enough to hold all parts."""
    return not any(
        (f.unit, f.kind, f.currency) == (total.unit, total.kind, total.currency)
        and (_value(f) >= least or (f.bound == "at_least" and f.value >= total.value))
        for f in figures
    )


def _platform(figure: Figure) -> str | None:
    return figure.platforms[0] if len(figure.platforms) == 1 else None


def _place(figure: Figure, *, others: Sequence[Figure]) -> str | None:
    """The one province or state that the words beside a figure name."""
    for stretch in nearest_words(figure, others=others):
        found = {name for name, pattern in _places().items() if pattern.search(stretch)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


@cache
def _places() -> dict[str, re.Pattern[str]]:
    text = files(__package__).joinpath("places.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)["places"]
    return {name: re.compile("|".join(rf"\b{s}\b" if s.isascii() else s for s in said)) for name, said in table.items()}


def _kind(figure: Figure, *, others: Sequence[Figure]) -> str | None:
    found = {topic.name for topic in topics_of(figure, others=others) if topic.family in KINDS}
    return found.pop() if len(found) == 1 else None


def _value(figure: Figure) -> Decimal:
    return Decimal(str(figure.value))
