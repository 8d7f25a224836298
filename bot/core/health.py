"""Health: how a source fares after a visit. Quiet, blocked and broken are three kinds of nothing; no source is given up."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.config import Limits, Source
from bot.core.plan import next_visit
from bot.core.records import Entry, Event, EventKind, SourceHealth, SourceState

FAILING = frozenset({SourceState.BLOCKED, SourceState.BROKEN})
TELLING_FAILURES = 3  # once, not at every failure: a single one is mostly the network's


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a visit came to: a state, why (for blocked and broken), and how long the server asked us to wait."""

    state: SourceState
    cause: str | None = None
    retry_after: float | None = None


def expectation(source: Source, entries: Sequence[Entry], *, now: datetime) -> str | None:
    """Why a listing is not what `[expect]` says is normal, in a sentence; None if it is."""
    count = len(entries)
    if count == 0 and not source.expect.may_be_empty:
        return _nothing(source)
    if 0 < count < source.expect.items_min:
        return f"the listing brought {count} items where at least {source.expect.items_min} are expected"
    moments = [entry.published.sort_key for entry in entries if entry.published is not None]
    limit = source.expect.quiet_after
    if limit is not None and moments and now - max(moments) > limit:
        return f"its newest item is of {max(moments).date().isoformat()}, older than the {limit.days} days expected"
    return None


def silence(source: Source, known: SourceHealth, *, now: datetime) -> str | None:
    """Why an unchanged listing has been unchanged for too long (`quiet_after`); None if it has not."""
    limit, since = source.expect.quiet_after, known.since
    if limit is None or since is None or known.state is not SourceState.QUIET or now - since <= limit:
        return None
    return f"nothing new since {since.date().isoformat()}, longer than the {limit.days} days expected"


def after_visit(
    known: SourceHealth | None, outcome: Outcome, *, source: Source, now: datetime, jitter: float, limits: Limits
) -> SourceHealth:
    """The health after a visit, with the time of the next one. `jitter` is a random number from 0 to 1."""
    before = known or SourceHealth(source.id)
    failing = outcome.state in FAILING
    failures = before.failures + 1 if failing else 0
    return replace(
        before,
        state=outcome.state,
        since=before.since if before.state == outcome.state and before.since else now,
        cause=outcome.cause if failing else None,
        last_success=before.last_success if failing else now,
        last_visit=now,
        next_visit=next_visit(
            source,
            now=now,
            failures=failures,
            jitter=jitter,
            limit=limits.backoff,
            retry_after=outcome.retry_after,
        ),
        failures=failures,
    )


def _nothing(source: Source) -> str:
    if source.kind == "list" and source.list is not None:
        return f"the page holds no item that the selector {source.list.item!r} (list.item) finds"
    if source.kind == "folder":
        return "the folder holds no page, text, PDF, WARC or feed"
    return "the listing is well-formed and holds no item"


def health_events(before: SourceHealth | None, after: SourceHealth, *, now: datetime) -> tuple[Event, ...]:
    """What is worth telling: a source that failed for the third time in a row, and one that came back from that."""
    failures = before.failures if before is not None else 0
    if after.failures == TELLING_FAILURES and failures == TELLING_FAILURES - 1:
        return (_event(EventKind.SOURCE_BROKEN, after, now=now, note=after.cause or "it could not be read"),)
    if after.failures == 0 and failures >= TELLING_FAILURES:
        return (_event(EventKind.SOURCE_RECOVERED, after, now=now, note=f"read again after {failures} failed visits"),)
    return ()


def _event(kind: EventKind, health: SourceHealth, *, now: datetime, note: str) -> Event:
    words = f"{kind}\x1f{health.source}\x1f{now.isoformat()}"
    name = hashlib.sha256(words.encode()).hexdigest()[:16]
    return Event(id=name, kind=kind, at=now, note=note, source=health.source)
