"""Health: how a source fares after a visit. Quiet, blocked and broken are three kinds of nothing; no source is given up."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.config import Limits, Source
from bot.core.plan import next_visit
from bot.core.records import Entry, Event, EventKind, Failure, SourceHealth, SourceState

FAILING = frozenset({SourceState.BLOCKED, SourceState.BROKEN})
TELLING_FAILURES = 3  # once, not at every failure: a single one is mostly the network's
ENTRIES_TO_JUDGE = 3
# What a failure weighs in the back-off. A server that names a time has its way, and nothing is held against it.
HARD = 1.0
SOFT = 0.5
TEMPORARY = 0.0
SERVER_ERRORS = 500
# So many sources that fail at once, and more than half of all, have one cause: our own line, most likely.
WIDESPREAD_LEAST = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a visit came to: a state, why and how heavily (for blocked and broken), and how long we were asked to wait."""

    state: SourceState
    cause: str | None = None
    retry_after: float | None = None
    weight: float = HARD


@dataclass(frozen=True, slots=True)
class Pacing:
    """How soon a source is visited again while it is well: what its server wishes, and how often it changes."""

    every: timedelta
    wish: timedelta = timedelta(0)


def failed(failure: Failure) -> Outcome:
    """What a failure amounts to.

    Temporary where the server says when to come back; soft where it did not answer, broke off or has an error of its
    own; hard where it refused, has no such page, or sent something else.
    """
    weight = HARD
    if failure.retry_after is not None:
        weight = TEMPORARY
    elif failure.stage == "fetch" and failure.state is SourceState.BROKEN:
        weight = SOFT if failure.status is None or failure.status >= SERVER_ERRORS else HARD
    return Outcome(failure.state, failure.reason, failure.retry_after, weight)


def expectation(source: Source, entries: Sequence[Entry], *, now: datetime) -> str | None:
    """Why a listing is not what `[expect]` says is normal, in a sentence; None if it is."""
    count = len(entries)
    if count == 0 and not source.expect.may_be_empty:
        return _nothing(source)
    if 0 < count < source.expect.items_min:
        return f"the listing brought {count} items where at least {source.expect.items_min} are expected"
    if (missing := _missing_field(source, entries)) is not None:
        return missing
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
    known: SourceHealth | None,
    outcome: Outcome,
    *,
    source: Source,
    now: datetime,
    jitter: float,
    limits: Limits,
    pacing: Pacing | None = None,
) -> SourceHealth:
    """The health after a visit, with the time of the next one. `jitter` is a random number from 0 to 1."""
    before = known or SourceHealth(source.id)
    failing = outcome.state in FAILING
    strain = before.strain + outcome.weight if failing else 0.0
    every = max(pacing.every, pacing.wish) if pacing is not None else source.every
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
            strain=strain if failing else None,
            jitter=jitter,
            limit=limits.backoff,
            every=every,
            retry_after=outcome.retry_after,
        ),
        failures=before.failures + 1 if failing else 0,
        strain=strain,
    )


def _missing_field(source: Source, entries: Sequence[Entry]) -> str | None:
    """Which selector or path of the file finds nothing in any of several items."""
    options = source.list or source.json
    if options is None or len(entries) < ENTRIES_TO_JUDGE:
        return None
    if options.date is not None and not any(entry.published for entry in entries):
        return f"{options.date!r} ({source.kind}.date) finds no date in any of its {len(entries)} items"
    if options.title is not None and not any(entry.title.strip() for entry in entries):
        return f"{options.title!r} ({source.kind}.title) finds no title in any of its {len(entries)} items"
    return None


def _nothing(source: Source) -> str:
    if source.kind == "list" and source.list is not None:
        return f"the page holds no item that the selector {source.list.item!r} (list.item) finds"
    if source.kind == "folder":
        return "the folder holds no page, text, PDF, WARC or feed"
    return "the listing is well-formed and holds no item"


def widespread(healths: Iterable[SourceHealth]) -> bool:
    """Whether most of the sources that were ever visited fail, and not just a few."""
    visited = [health.state for health in healths if health.state in VISITED]
    failing = sum(state in FAILING for state in visited)
    return failing >= WIDESPREAD_LEAST and failing * 2 > len(visited)


@dataclass(frozen=True, slots=True)
class Notice:
    """A health with what is to be told of it."""

    health: SourceHealth
    events: tuple[Event, ...] = ()


def notice(
    before: SourceHealth | None, after: SourceHealth, *, others: Callable[[], Collection[SourceHealth]], now: datetime
) -> Notice:
    """What is worth telling: a source that failed for the third time in a row, and one that came back from that.

    Where most sources fail at once, that is told once a day for all of them, and so is their return. `others` gives
    the healths of all sources; it is asked only where something is to be told.
    """
    failures = before.failures if before is not None else 0
    if after.failures >= TELLING_FAILURES and not after.told:
        everyone = others()
        if widespread((*everyone, after)):
            return Notice(after, (_common(EventKind.SOURCE_BROKEN, _outage(everyone, after), now=now),))
        told = _event(EventKind.SOURCE_BROKEN, after, now=now, note=after.cause or "it could not be read")
        return Notice(replace(after, told=True), (told,))
    if after.failures == 0 and after.told:
        note = f"read again after {failures} failed visits"
        return Notice(replace(after, told=False), (_event(EventKind.SOURCE_RECOVERED, after, now=now, note=note),))
    if after.failures == 0 and failures >= TELLING_FAILURES:
        return Notice(after, (_common(EventKind.SOURCE_RECOVERED, "sources are read again", now=now),))
    return Notice(after)


VISITED = FAILING | {SourceState.OK, SourceState.QUIET}


def _outage(everyone: Collection[SourceHealth], after: SourceHealth) -> str:
    """What is said once for all sources."""
    visited = [health for health in everyone if health.state in VISITED]
    failing = sum(health.state in FAILING for health in visited)
    return (
        f"{failing} of {len(visited)} sources cannot be read; look at this machine's own connection first. "
        f"One of the causes: {after.cause or 'unknown'}"
    )


def _common(kind: EventKind, note: str, *, now: datetime) -> Event:
    """An event of no single source, one a day."""
    words = f"{kind}\x1fmost\x1f{now.date().isoformat()}"
    return Event(id=hashlib.sha256(words.encode()).hexdigest()[:16], kind=kind, at=now, note=note)


def _event(kind: EventKind, health: SourceHealth, *, now: datetime, note: str) -> Event:
    words = f"{kind}\x1f{health.source}\x1f{now.isoformat()}"
    name = hashlib.sha256(words.encode()).hexdigest()[:16]
    return Event(id=name, kind=kind, at=now, note=note, source=health.source)
