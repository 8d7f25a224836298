"""Which claim of a report speaks of which claim of the primary text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.reconcile.acts import excludes, unit_closeness
from bot.core.reconcile.surroundings import topics_of
from bot.core.reconcile.topics import Topic
from bot.core.stories import Figure, Relation, Told, relation, significant

# A pair below this is no link.
LINK = 2.0
# Two claims that differ in value are linked only where nothing else can be meant.
RELATION_POINTS = {
    Relation.SAME: 3.0,
    Relation.ROUNDED: 2.4,
    Relation.LOOSER: 1.1,
    Relation.MAGNITUDE: 1.5,
    Relation.DIGIT: 1.3,
    Relation.NONE: 0.0,
}
# One digit carries little: 2 officials may be any two.
FEW_DIGITS = 1.0
SAME_ACT, GENERIC_ACT, OTHER_ACT, EXCLUDED_ACT = 0.5, 0.3, 0.0, -0.4
SAME_TOPIC, OTHER_TOPIC = 0.8, -0.7
SAME_PERIOD, SAME_PLACE, SAME_PLATFORM = 0.3, 0.3, 0.2
# Small counts meet by chance.
LARGE = 10_000
# Values that differ by more than this are not one figure told wrongly but two figures.
FAR = 3.0
# Where the primary text has several figures of the kind, only one so near can be meant.
BESIDE = 1.5
GENERIC = frozenset({"penalise", "identify", "other"})


@dataclass(frozen=True, slots=True)
class Link:
    """A report's claim and the primary's claim it speaks of."""

    primary: Figure
    report: Figure
    relation: Relation


def links(primary: Told, report: Told) -> tuple[Link, ...]:
    """Every claim of a report that speaks of a claim of the primary text; the surest first, each claim once.

    Two claims of a report may speak of one claim of the primary only where the value is the same.
    """
    pairs = sorted(
        (-score, p.id, r.id, how, p, r)
        for p in primary.figures
        for r in report.figures
        if comparable(p, r)
        for how in (relation(p, r),)
        if (score := _score(p, r, how=how, texts=(primary, report))) >= LINK
    )
    found: list[Link] = []
    used_p: set[str] = set()
    used_r: set[str] = set()
    for again in (False, True):
        for *_, how, p, r in pairs:
            free = p.id not in used_p or (again and how in {Relation.SAME, Relation.ROUNDED})
            if r.id not in used_r and free:
                found.append(Link(p, r, how))
                used_p.add(p.id)
                used_r.add(r.id)
    found += _other_unit(primary, report, taken=used_p | used_r)
    used = used_p | used_r | {figure.id for link in found for figure in (link.primary, link.report)}
    found += _told_wrongly(primary, report, taken=used, linked=len(found))
    return tuple(found)


def comparable(p: Figure, r: Figure) -> bool:
    """Whether two claims can be one figure at all: kind, currency, and the direction of a change."""
    if p.kind != r.kind or (p.change and r.change and p.change != r.change):
        return False
    return p.kind != "money" or p.currency == r.currency


def _score(p: Figure, r: Figure, *, how: Relation, texts: tuple[Told, Told]) -> float:
    if how is Relation.NONE:
        return 0.0
    points = RELATION_POINTS[how]
    digits = min(len(significant(p.value)), len(significant(r.value)))
    if digits < 2:
        points -= FEW_DIGITS if how is not Relation.SAME or p.value < 1000 else FEW_DIGITS / 2
    points += unit_closeness(p, r)
    points += _act(p, r)
    points += _topic(topics_of(p, others=texts[0].figures), topics_of(r, others=texts[1].figures))
    if p.has_period and r.has_period:
        points += SAME_PERIOD if (p.start, p.end) == (r.start, r.end) else 0.0
    points += SAME_PLACE if bool(p.part_of) == bool(r.part_of) else 0.0
    points += SAME_PLATFORM if set(p.platforms) & set(r.platforms) else 0.0
    return points


def _act(p: Figure, r: Figure) -> float:
    if p.action == r.action:
        return SAME_ACT
    if excludes(p.action, r.action):
        return EXCLUDED_ACT
    return GENERIC_ACT if p.action in GENERIC or r.action in GENERIC else OTHER_ACT


def _topic(mine: frozenset[Topic], yours: frozenset[Topic]) -> float:
    if mine & yours:
        return SAME_TOPIC
    families = {topic.family for topic in mine} & {topic.family for topic in yours}
    return OTHER_TOPIC if families else 0.0


def _other_unit(primary: Told, report: Told, *, taken: set[str]) -> list[Link]:
    """Large figures of one act and one value that are left over on both sides: posts told as accounts."""
    left_p = [f for f in primary.figures if f.id not in taken and f.value >= LARGE and f.kind == "count"]
    left_r = [f for f in report.figures if f.id not in taken and f.value >= LARGE and f.kind == "count"]
    found = []
    for r in left_r:
        near = [p for p in left_p if p.action == r.action and relation(p, r) in {Relation.SAME, Relation.ROUNDED}]
        if len(near) == 1 and r.action != "other":
            found.append(Link(near[0], r, relation(near[0], r)))
            left_p.remove(near[0])
    return found


def _told_wrongly(primary: Told, report: Told, *, taken: set[str], linked: int) -> list[Link]:
    """Claims of one unit and act that are left over alone on both sides, in a report that tells the primary's others.

    They are one figure with another value: 3,000 groups closed, where the primary text says 1,300.
    """
    if not linked:
        return []
    left_p = [f for f in primary.figures if f.id not in taken]
    left_r = [f for f in report.figures if f.id not in taken]
    found = []
    for r in left_r:
        p = _only(r, left_p, left_r, far=FAR) or _only(r, left_p, left_r, far=BESIDE, among_others=primary.figures)
        if p is not None and _alone(p, r, texts=(primary, report)):
            found.append(Link(p, r, relation(p, r)))
    return found


def _only(
    r: Figure, left_p: Sequence[Figure], left_r: Sequence[Figure], *, far: float, among_others: Sequence[Figure] = ()
) -> Figure | None:
    """The one claim of the primary that can be meant: alone in its slot, or alone near the value among others in it."""
    mine = [p for p in left_p if _slot(p, r) and (not among_others or _near(p, r, far=far))]
    yours = [other for other in left_r if _slot(other, r)]
    meant = [p for p in among_others if _slot(p, r) and _near(p, r, far=far) and bool(p.part_of) == bool(r.part_of)]
    return mine[0] if len(mine) == len(yours) == 1 and len(meant) <= 1 and _near(mine[0], r, far=far) else None


def _slot(a: Figure, b: Figure) -> bool:
    return comparable(a, b) and a.unit == b.unit and a.action == b.action and a.kind != "percent"


def _near(p: Figure, r: Figure, *, far: float) -> bool:
    """Whether one can be mistaken for the other."""
    low, high = sorted((float(p.value), float(r.value)))
    return low >= 1 and high <= low * far


def _alone(p: Figure, r: Figure, *, texts: tuple[Told, Told]) -> bool:
    """Whether nothing says that they are two figures: another topic, reason, part, or period."""
    mine, yours = topics_of(p, others=texts[0].figures), topics_of(r, others=texts[1].figures)
    # "Until the end of September" and "in September" are no two periods.
    periods = not (p.has_period and r.has_period) or all(
        one is None or other is None or one == other for one, other in ((p.start, r.start), (p.end, r.end))
    )
    return (
        _topic(mine, yours) >= 0
        and _is_part(p, texts[0]) == _is_part(r, texts[1])
        and periods
        and bool(p.reason) == bool(r.reason)
    )


def _is_part(figure: Figure, text: Told) -> bool:
    """Whether a figure is told as a part of others of its unit: groups that are a part of accounts were read wrongly."""
    return any(whole.id == figure.part_of and whole.unit == figure.unit for whole in text.figures)
