"""Figures of one campaign or report that comes again: which they are, how they run on, and which one is missing.

A campaign is known by its regulator and its name: the words in quotation marks of its title ("“净网2021”专项行动"), else
the title without its numbers and dates ("2023年3月网络举报受理情况" and that of April are one report).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.core.claims import identity
from bot.core.months import month
from bot.core.phrasing.days import days_text
from bot.core.points import Point
from bot.core.records import ClaimRow, Event, EventKind

QUOTED = re.compile(r"[“「《\"]([^”」》\"\n]{2,40})[”」》\"]")
# Numbers, with the words of a Chinese or English date that go with them.
DATED = re.compile(
    r"\d[\d.,:/-]*\s*(?:st|nd|rd|th|年|月|日|季度|万余?|亿余?|余|多)*|第?[一二三四]季度|[上下]半年|全年|\b(?:q[1-4]|h[12])\b"
)
WORD = re.compile(r"[^\W\d_]+")
# The length of a step, in months, of reports that come every month, quarter, half year or year.
STEPS = (1, 3, 6, 12)
# Fewer points than this make no series that one could be missing from.
REGULAR = 3
# A report comes so long after the end of its period at the latest; before that it is not missing.
LATE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class _Line:
    """What figures must have in common to stand on one line."""

    regulator: str | None
    campaign: str
    kind: str
    currency: str | None
    change: str | None
    unit: str
    action: str


def campaign_name(title: str) -> str:
    """What names a campaign or a report that comes again in its title; "" where nothing does."""
    quoted = QUOTED.search(title)
    name = DATED.sub(" ", (quoted[1] if quoted else title).casefold())
    return " ".join(word for word in WORD.findall(name) if month(word) is None)


def campaign_points(rows: Iterable[ClaimRow]) -> tuple[Point, ...]:
    """One point for each text of a campaign that gives the figure: its total, in the order of time, none added up.

    Figures of the regulators' own texts where there are some of the campaign, else of reports.
    """
    lines: dict[_Line, list[ClaimRow]] = {}
    for row in rows:
        if name := campaign_name(row.document.title):
            regulator = row.actor or next(iter(row.document.regulators), None)
            line = _Line(regulator, name, row.kind, row.currency, row.change, row.unit, row.action)
            lines.setdefault(line, []).append(row)
    points = [point for line, told in lines.items() for point in _running(_points(line, told))]
    return tuple(sorted(points, key=lambda p: (p.campaign or "", p.unit, p.action, p.end, p.claims)))


def _points(line: _Line, rows: Sequence[ClaimRow]) -> list[Point]:
    own = [row for row in rows if row.document.role == "regulator"] or rows
    texts: dict[str, list[ClaimRow]] = {}
    for row in own:
        texts.setdefault(row.document.id, []).append(row)
    found: dict[tuple[date, date, object], Point] = {}
    for told in texts.values():
        known = {row.id for row in told}
        wholes = [row for row in told if row.part_of not in known] or told
        row = max(wholes, key=lambda one: (one.value, one.id))
        start, end = _days(row)
        point = Point(
            start=start,
            end=end,
            value=row.value,
            bound=row.bound,
            unit=line.unit,
            action=line.action,
            regulator=line.regulator,
            campaign=line.campaign,
            claims=(row.id,),
            note=f"the largest of {len(wholes)} figures, none added" if len(wholes) > 1 else None,
            kind=line.kind,
            currency=line.currency,
            change=line.change,
        )
        same = found.get((start, end, row.value))
        found[(start, end, row.value)] = replace(same, claims=(*same.claims, row.id)) if same else point
    return sorted(found.values(), key=lambda point: (point.end, point.start, point.value))


def _days(row: ClaimRow) -> tuple[date, date]:
    """The period of a figure; the day of its text where it has none."""
    told = row.document.published.day if row.document.published else row.document.first_seen.date()
    end = row.period_end or told
    return min(row.period_start or end, end), end


def _running(points: Sequence[Point]) -> list[Point]:
    """The same points, those that hold the one before them told as what they are: a total that runs on."""
    told = list(points)
    for n in range(1, len(told)):
        before, now = told[n - 1], told[n]
        if before.start < before.end and before.start == now.start and before.end < now.end:
            told[n] = replace(now, note=f"running total, {before.value:,} until {days_text(before.end, before.end)}")
    return told


def gaps(points: Iterable[Point], *, now: datetime) -> tuple[Event, ...]:
    """The reports that are missing from series that came every month, quarter, half year or year; each told once."""
    series: dict[tuple[str | None, str | None], set[tuple[date, date]]] = {}
    for point in points:
        series.setdefault((point.regulator, point.campaign), set()).add((point.start, point.end))
    return tuple(
        _gap(regulator, campaign, start, end, at=now)
        for (regulator, campaign), periods in sorted(series.items(), key=str)
        for start, end in _missing(periods, today=now.date())
    )


def _missing(periods: set[tuple[date, date]], *, today: date) -> list[tuple[date, date]]:
    """The periods that a series of whole months, quarters, half years or years leaves out."""
    whole = sorted((start, _months(start, end)) for start, end in periods if _months(start, end))
    lengths = {length for _, length in whole}
    if len(whole) < REGULAR or len(lengths) != 1:
        return []
    step = lengths.pop()
    there = {start for start, _ in whole}
    found = []
    start = whole[0][0]
    while (end := _later(start, step) - timedelta(days=1)) + LATE < today or start <= whole[-1][0]:
        if start not in there:
            found.append((start, end))
        # After the last that came only the next one is missed: nobody knows whether the series goes on.
        if start > whole[-1][0]:
            break
        start = _later(start, step)
    return found


def _months(start: date, end: date) -> int:
    """How many whole months a period has, if it is one that reports come for; else none."""
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    return months if months in STEPS else 0


def _later(day: date, months: int) -> date:
    """The first of a month so many months later."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _gap(regulator: str | None, campaign: str | None, start: date, end: date, *, at: datetime) -> Event:
    return Event(
        id=identity("event", EventKind.SERIES_GAP, regulator, campaign, start, end),
        kind=EventKind.SERIES_GAP,
        at=at,
        note=f"The figures for {days_text(start, end)} are missing: {campaign} ({regulator or 'no regulator named'}).",
    )
