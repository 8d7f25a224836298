"""Rhythm: what is usual for a source, learnt from its own visits where its file does not say. All pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from bot.core.config import Limits, Source
from bot.core.records import SourceState, Visit

VISITS_KNOWN = 30  # so many visits back is looked; and so many back that brought news
RECENT = 10
ENOUGH_VISITS = 6  # fewer say nothing about how often a source changes
ENOUGH_LISTINGS = 5
ENOUGH_NEWS = 5
LOOKS_A_CHANGE = 3  # so many visits between two changes: news waits a third of the usual gap at most
USUAL_ITEMS = 8
FEW = 4  # a listing with less than a quarter of its usual items is not what it was
SILENCE = 3  # three times its longest pause
SHORTEST_SILENCE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is usual: how many items a listing brings and how many have dates (0: not known yet), the longest pause.

    `gap` is the mean time between two visits that brought something new; None as long as too little is known.
    """

    items: int = 0
    dated: int = 0
    longest_pause: timedelta | None = None
    gap: timedelta | None = None


UNKNOWN = Rhythm()


def learnt(past: Sequence[Visit], news: Sequence[Visit]) -> Rhythm:
    """The rhythm of a source: from its last visits, and its last visits that brought news, the newest first."""
    listings = [visit for visit in past if visit.entries][:RECENT]
    known = len(listings) >= ENOUGH_LISTINGS
    moments = sorted(visit.started for visit in news)
    pauses = [later - earlier for earlier, later in pairwise(moments)]
    return Rhythm(
        items=int(median(visit.entries for visit in listings)) if known else 0,
        dated=int(median(visit.dated for visit in listings)) if known else 0,
        longest_pause=max(pauses) if len(moments) >= ENOUGH_NEWS else None,
        gap=_gap(past),
    )


def pace(source: Source, rhythm: Rhythm, *, limits: Limits) -> timedelta:
    """How often a source is visited: as its file says, else by how often it changes, between two limits."""
    if not source.adaptive or rhythm.gap is None:
        return source.every
    return min(max(rhythm.gap / LOOKS_A_CHANGE, limits.poll_fastest), limits.poll_slowest)


def departure(rhythm: Rhythm, *, entries: int, dated: int) -> str | None:
    """Why a listing is not what this source usually brings, in a sentence; None if it is, or nothing is known yet."""
    if rhythm.items >= USUAL_ITEMS and 0 < entries * FEW < rhythm.items:
        return f"the listing brought {entries} items where it usually brings {rhythm.items}"
    if rhythm.dated * 2 > rhythm.items and entries * 2 >= rhythm.items > 0 and not dated:
        return f"none of its {entries} items has a date any more"
    return None


def too_silent(rhythm: Rhythm, *, last_news: datetime | None, now: datetime) -> str | None:
    """Why a source has brought nothing for longer than it ever did, in a sentence; None if it has not."""
    if rhythm.longest_pause is None or last_news is None:
        return None
    limit = max(rhythm.longest_pause * SILENCE, SHORTEST_SILENCE)
    if now - last_news <= limit:
        return None
    return (
        f"nothing new since {last_news.date().isoformat()}; its longest pause before was {_days(rhythm.longest_pause)}"
    )


def _gap(past: Sequence[Visit]) -> timedelta | None:
    """The mean time between changes, over the visits that were answered; the first brought what was there already."""
    answered = [visit for visit in past if visit.state in {SourceState.OK, SourceState.QUIET}]
    if len(answered) < ENOUGH_VISITS:
        return None
    first, last = answered[-1].started, answered[0].started
    changes = sum(1 for visit in answered[:-1] if visit.new or visit.edited)
    return (last - first) / max(changes, 0.5)


def _days(pause: timedelta) -> str:
    return f"{pause.days} days" if pause.days >= 2 else f"{max(1, round(pause.total_seconds() / 3600))} h"
