"""What is due: a pure function over wall-clock dates and what was stored, because the caller brings now.

A scheduler that counts instants loses the day after a spring change at midnight and doubles an autumn one (measured
with APScheduler's CronTrigger); so a time of day is resolved for each local date afresh: a time that the clocks skip
is the first instant after the gap, one that they repeat is the first of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.config import At, Source
from bot.core.records import SourceHealth

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
LOOK_BACK = 9  # days: a week, and one on each side for zones ahead and skipped days


@dataclass(frozen=True, slots=True)
class Rule:
    """Something to be made at a time of day: a digest's id and its time."""

    id: str
    at: At


@dataclass(frozen=True, slots=True)
class Due:
    """A rule whose time has come: the moment it answers to, and up to when the last edition told (None: none yet)."""

    id: str
    moment: datetime
    since: datetime | None


def due(now: datetime, rules: Iterable[Rule], editions: Mapping[str, datetime | None]) -> tuple[Due, ...]:
    """The rules whose time has come since their last edition, in the order given.

    `editions` says for each id until when its last edition told (an instant). However many times were missed, a rule
    is due once: the one edition that catches up begins where the last one ended.
    """
    found: list[Due] = []
    for rule in rules:
        moment = latest(now, at=rule.at)
        since = editions.get(rule.id)
        if moment is not None and (since is None or since < moment):
            found.append(Due(rule.id, moment, since))
    return tuple(found)


def sources_due(now: datetime, sources: Iterable[Source], healths: Mapping[str, SourceHealth]) -> tuple[Source, ...]:
    """The enabled sources whose visit has come: never visited, or their next visit lies behind now."""
    return tuple(s for s in sources if s.enabled and _wants_visit(now, healths.get(s.id)))


def latest(now: datetime, *, at: At) -> datetime | None:
    """The last moment of a time of day that is not after now, as a UTC instant; None when it has no days."""
    today = now.astimezone(ZoneInfo(at.timezone)).date()
    candidates = (today - DAY * back for back in range(LOOK_BACK))
    moments = (moment(day, at=at) for day in candidates if day.weekday() in at.days)
    return next((found for found in moments if found <= now), None)


def following(now: datetime, *, at: At) -> datetime | None:
    """The first moment of a time of day after now, as a UTC instant; None when it has no days."""
    today = now.astimezone(ZoneInfo(at.timezone)).date()
    candidates = (today + DAY * ahead for ahead in range(LOOK_BACK))
    moments = (moment(day, at=at) for day in candidates if day.weekday() in at.days)
    return next((found for found in moments if found > now), None)


def moment(day: date, *, at: At) -> datetime:
    """The UTC instant of a time of day on a local date."""
    zone = ZoneInfo(at.timezone)
    local = datetime.combine(day, time(at.hour, at.minute), tzinfo=zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    return _gap_end(local.replace(fold=1).astimezone(UTC), instant, zone)


def _gap_end(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant the clocks were put forward: the first with the later offset, between two around it."""
    new = after.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + timedelta(seconds=(after - before) // SECOND // 2)
        if middle.astimezone(zone).utcoffset() == new:
            after = middle
        else:
            before = middle
    return after


def _wants_visit(now: datetime, health: SourceHealth | None) -> bool:
    return health is None or health.next_visit is None or health.next_visit <= now
