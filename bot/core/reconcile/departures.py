"""How a report's claim departs from the primary's, by the first rule that finds something. A doubt is no departure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.reconcile import notes
from bot.core.reconcile.acts import alike, excludes
from bot.core.reconcile.links import Link
from bot.core.reconcile.surroundings import is_addition, is_total, topics_of
from bot.core.records import Status
from bot.core.stories import Figure, Relation, Told

# Ends that differ by no more are one period told in two zones, or by the day of the announcement.
SAME_DAYS = timedelta(days=2)
LESSER = frozenset({"restrict", "suspend", "warn"})


@dataclass(frozen=True, slots=True)
class Finding:
    """How one claim of a report stands to the primary's."""

    status: Status
    kind: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One link with all that may decide it: both texts and the report's other links."""

    link: Link
    primary: Told
    report: Told
    links: Sequence[Link]

    def linked_to(self, figure_id: str) -> Figure | None:
        """The report's claim that speaks of a claim of the primary text."""
        return next((other.report for other in self.links if other.primary.id == figure_id), None)

    def speaks_of(self, report_id: str | None) -> Figure | None:
        """The primary's claim that a claim of the report speaks of."""
        return next((other.primary for other in self.links if other.report.id == report_id), None)


def finding(case: Case) -> Finding:
    """The status of a report's claim, with kind and note where it departs."""
    for rule in (_scope, _object, _magnitude, _unit, _action, _period, _value):
        if found := rule(case):
            return found
    near = case.link.relation
    if near is Relation.LOOSER:
        return Finding(Status.LOOSER, note=notes.looser(case.link))
    return Finding(Status.ROUNDED if near is Relation.ROUNDED else Status.AGREES)


def _differs(kind: str, note: str) -> Finding:
    return Finding(Status.DIFFERS, kind, note)


def _scope(case: Case) -> Finding | None:
    """A whole told on top of its own part; a part told as the whole; part and whole exchanged."""
    p, r = case.link.primary, case.link.report
    part = _counted_twice(case)
    if part is not None:
        return _differs("scope", notes.counted_twice(case.link, part=part[0], told=part[1]))
    whole = next((f for f in case.primary.figures if f.id == p.part_of), None)
    if whole is not None and (on_top := _on_top(case, whole)) is not None:
        return _differs("scope", notes.part_on_top(case.link, whole=whole, told=on_top))
    if whole is not None and is_total(r) and case.linked_to(whole.id) is None and not is_total(p):
        return _differs("scope", notes.part_as_whole(case.link, whole=whole))
    of = case.speaks_of(r.part_of)
    if of is not None and of.id != p.part_of and of.part_of == p.id:
        return _differs("scope", notes.exchanged(case.link, part=of))
    return None


def _counted_twice(case: Case) -> tuple[Figure, Figure] | None:
    """The part that a report adds to its own whole, with the report's claim of it."""
    p, r = case.link.primary, case.link.report
    if r.part_of:
        return None
    for part in case.primary.figures:
        if part.part_of != p.id:
            continue
        told = case.linked_to(part.id)
        if told is None or told.part_of == r.id:
            continue
        lesser = r.action in LESSER and p.action not in LESSER and excludes(r.action, part.action)
        if lesser or (is_addition(r) and not is_addition(p)):
            return part, told
    return None


def _on_top(case: Case, whole: Figure) -> Figure | None:
    """The report's claim of a whole that it tells one of its parts on top of: 520 in all, and another 245."""
    p, r = case.link.primary, case.link.report
    told = case.linked_to(whole.id)
    if told is None or r.part_of or not is_addition(r) or is_addition(p):
        return None
    before = [f for f in case.report.figures if f.field == r.field and f.place < r.place and f.kind == r.kind]
    last = max(before, key=lambda f: f.place, default=None)
    return told if last is not None and last.id == told.id else None


def _object(case: Case) -> Finding | None:
    """The value of one group given to another, which the primary text counts by itself."""
    p, r = case.link.primary, case.link.report
    mine = topics_of(p, others=case.primary.figures)
    yours = topics_of(r, others=case.report.figures)
    families = {topic.family for topic in mine} & {topic.family for topic in yours} & {"posing", "age"}
    if mine & yours or not families:
        return None
    told = {topic for topic in yours if topic.family in families}
    for other in case.primary.figures:
        if other.id != p.id and told & topics_of(other, others=case.primary.figures):
            return _differs("object", notes.mixed_up(case.link, mine=mine, told=frozenset(told), other=other))
    return None


def _magnitude(case: Case) -> Finding | None:
    if case.link.relation is not Relation.MAGNITUDE:
        return None
    return _differs("magnitude", notes.magnitude(case.link))


def _unit(case: Case) -> Finding | None:
    p, r = case.link.primary, case.link.report
    if p.kind != "count" or alike(p.unit, r.unit) or _same_posing(case):
        return None
    return _differs("unit", notes.unit(case.link))


def _same_posing(case: Case) -> bool:
    """Both count those that pose as one and the same: a label's "accounts posing as news outlets" counts no outlets."""
    mine = topics_of(case.link.primary, others=case.primary.figures)
    yours = topics_of(case.link.report, others=case.report.figures)
    bodies = "organisation" in {case.link.primary.unit, case.link.report.unit}
    return bodies and any(topic.family == "posing" for topic in mine & yours)


def _action(case: Case) -> Finding | None:
    p, r = case.link.primary, case.link.report
    return _differs("action", notes.action(case.link)) if excludes(p.action, r.action) else None


def _period(case: Case) -> Finding | None:
    """Both texts name both ends, and they are not one period, nor the one a coarser word for the other."""
    p, r = case.link.primary, case.link.report
    if None in {p.start, p.end, r.start, r.end} or _same_days(p, r) or _covers(r, p) or _is_moment(p, r):
        return None
    return _differs("period", notes.period(case.link))


def _same_days(p: Figure, r: Figure) -> bool:
    return _near(p.start, r.start) and _near(p.end, r.end)


def _near(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= SAME_DAYS


def _covers(coarse: Figure, fine: Figure) -> bool:
    """Whether a period is a month, quarter or year that holds the other: less exact, not wrong."""
    if not (coarse.start and coarse.end and fine.start and fine.end):
        return False
    whole = coarse.start.day == 1 and (coarse.end + timedelta(days=1)).day == 1
    return whole and coarse.start <= fine.start and fine.end <= coarse.end


def _is_moment(p: Figure, r: Figure) -> bool:
    """Whether one of them is the single day on which the figure was announced: no statement of a period."""
    return p.start == p.end or r.start == r.end


def _value(case: Case) -> Finding | None:
    if case.link.relation not in {Relation.NONE, Relation.DIGIT}:
        return None
    return _differs("value", notes.value(case.link))
