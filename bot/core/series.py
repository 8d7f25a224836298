"""Figures over time: claims placed in months, quarters or years, and never a total added to a total that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from bot.core.campaigns import campaign_points
from bot.core.points import Point
from bot.core.reconcile.surroundings import is_total
from bot.core.records import ClaimRow, QueryError
from bot.core.stories import figure_of

MONTHS = {"month": 1, "quarter": 3, "year": 12}
CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class _Line:
    """What points must have in common to stand on one line."""

    start: date
    end: date
    kind: str
    currency: str | None
    change: str | None
    unit: str
    action: str
    regulator: str | None


def series(rows: Iterable[ClaimRow], *, by: str) -> tuple[Point, ...]:
    """Place each claim at the end of its period (where it has none: at its document's day) and draw one point a line.

    By campaign: one point for each text of a campaign or of a report that comes again. Raises QueryError for a step
    there is not.
    """
    if by == CAMPAIGN:
        return campaign_points(rows)
    if by not in MONTHS:
        raise QueryError((f"by: {by!r} is unknown. Allowed: {', '.join((*MONTHS, CAMPAIGN))}.",))
    lines: dict[_Line, list[ClaimRow]] = {}
    for row in rows:
        lines.setdefault(_line(row, months=MONTHS[by]), []).append(row)
    points = [_point(line, claims) for line, claims in lines.items()]
    return tuple(sorted(points, key=lambda p: (p.start, p.regulator or "", p.action, p.unit, p.claims)))


def _line(row: ClaimRow, *, months: int) -> _Line:
    start, end = _bucket(_day(row), months=months)
    return _Line(start, end, row.kind, row.currency, row.change, row.unit, row.action, row.actor)


def _day(row: ClaimRow) -> date:
    document = row.document
    return row.period_end or (document.published.day if document.published else document.first_seen.date())


def _bucket(day: date, *, months: int) -> tuple[date, date]:
    """The month, quarter or year a day lies in."""
    first = (day.month - 1) // months * months
    after = day.year * 12 + first + months
    return date(day.year, first + 1, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _point(line: _Line, rows: Sequence[ClaimRow]) -> Point:
    """One point: the regulator's own figures where there are some, parts left to their whole."""
    own = [row for row in rows if row.document.role == "regulator"] or list(rows)
    known = {row.id for row in own}
    whole = [row for row in own if row.part_of not in known] or own
    figures = _distinct(whole)
    value, bound, note = _together(figures, kind=line.kind)
    again = {row.story for row in whole if row.story} - {row.story for row in figures}
    if line.action == "fine" and again:
        # The same sum in another announcement may be another fine, or the same one upheld.
        note = "; ".join(filter(None, (note, f"equal sums of {len(again) + 1} announcements counted once")))
    return Point(
        start=line.start,
        end=line.end,
        value=value,
        bound=bound,
        unit=line.unit,
        action=line.action,
        regulator=line.regulator,
        campaign=None,
        claims=tuple(row.id for row in whole),
        note=note,
        kind=line.kind,
        currency=line.currency,
        change=line.change,
    )


def _distinct(rows: Sequence[ClaimRow]) -> list[ClaimRow]:
    """One row for each figure: told twice it is still one, unless it is told of two separate periods or parties."""
    kept: list[ClaimRow] = []
    for row in rows:
        same = (one for one in kept if (one.value, one.value_max) == (row.value, row.value_max))
        if all(_apart((one, row)) or _fined_apart(one, row) for one in same):
            kept.append(row)
    return kept


def _together(rows: Sequence[ClaimRow], *, kind: str) -> tuple[int | float, str, str | None]:
    """The value of several figures: their sum only where their periods do not touch or they are fines apart, else the largest."""
    largest = max(rows, key=lambda row: row.value)
    if len(rows) == 1:
        return largest.value, largest.bound, None
    fines = all(_fined_apart(one, other) for one, other in combinations(rows, 2))
    if kind == "percent" or not (fines or _apart(rows)):
        return largest.value, largest.bound, f"{len(rows)} figures that may hold each other: the largest, none added"
    bounds = {row.bound for row in rows}
    bound = bounds.pop() if len(bounds) == 1 else "about"
    what = "separate fines" if fines else "figures over separate periods"
    return sum(row.value for row in rows), bound, f"sum of {len(rows)} {what}"


def _apart(rows: Sequence[ClaimRow]) -> bool:
    """Whether every figure has a closed period and no two periods share a day."""
    periods = [(row.period_start, row.period_end) for row in rows]
    closed = sorted((start, end) for start, end in periods if start and end)
    return len(closed) == len(periods) and all(before[1] < after[0] for before, after in pairwise(closed))


def _fined_apart(one: ClaimRow, other: ClaimRow) -> bool:
    """Whether two sums are two fines: on one party each, not the same, or of two announcements and not the same sum.

    A sum over a period, or one told as a total, may hold the other.
    """
    if not (_is_single_fine(one) and _is_single_fine(other)):
        return False
    if len(one.platforms) == len(other.platforms) == 1 and one.platforms != other.platforms:
        return True
    announced_apart = one.story is not None and other.story is not None and one.story != other.story
    return announced_apart and (one.value, one.value_max) != (other.value, other.value_max)


def _is_single_fine(row: ClaimRow) -> bool:
    told_over_time = row.has_period and row.period_start != row.period_end
    return row.kind == "money" and row.action == "fine" and not told_over_time and not is_total(figure_of(row))
