"""The listing of a source: its pages asked for, kept, and read in a worker, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.config import Source
from bot.core.freshness import wish
from bot.core.health import expectation, silence
from bot.core.records import Entry, Failure, FetchError, Request, Snapshot, SourceHealth, SourceState
from bot.core.rhythm import UNKNOWN, Rhythm, departure
from bot.core.sources import kind, step
from bot.cycle.desk import Desk
from bot.fetch.refusals import wall
from bot.readers import Listed, ListJob


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing brought: its entries; or that it is `unchanged`; or why it could not be had or read.

    `page` is the last page the entries were read from; `unexpected` is how it departs from `[expect]`; `wish` is how
    long its server would have it left alone.
    """

    entries: tuple[Entry, ...] = ()
    page: Snapshot | None = None
    unchanged: bool = False
    unexpected: str | None = None
    failure: Failure | None = None
    wish: timedelta = timedelta(0)


async def listing(
    source: Source, *, desk: Desk, conditional: bool, before: SourceHealth, rhythm: Rhythm = UNKNOWN
) -> Listing:
    """Ask for a source's listing. `conditional`: the last visit came to its end, so an unchanged page says it all.

    `before` is the source's health so far; while pages are kept and not yet read it stands without its `last_visit`.
    `rhythm` is what is usual for it.
    """
    leads_on = kind(source.kind).leads_on
    seen: list[Snapshot] = []
    fresh = False
    wished = timedelta(0)
    answer = Listed(wanted=_first(source, desk=desk))
    while answer.wanted is not None:
        compared = conditional and (leads_on or not seen)
        try:
            snapshot, same = await _asked(answer.wanted, source=source, desk=desk, compared=compared)
        except FetchError as error:
            return Listing(failure=fetch_failure(source, error, url=answer.wanted.url))
        if not same and not fresh:
            desk.store.save_health(replace(before, last_visit=None))
        fresh = fresh or not same
        desk.store.keep_page(source.id, snapshot)
        wished = wished or _wish(snapshot, source=source, desk=desk)
        if same and not leads_on:
            break
        seen.append(_whole(snapshot, source=source, desk=desk))
        answer = await desk.readers.listed(ListJob(source, tuple(seen), desk.config.limits))
    if answer.problem is not None:
        return Listing(failure=_unreadable(source, answer.problem, page=seen[-1]))
    if not fresh:
        return Listing(unchanged=True, unexpected=silence(source, before, now=desk.now()), wish=wished)
    dated = sum(entry.published is not None for entry in answer.entries)
    unexpected = expectation(source, answer.entries, now=desk.now()) or (
        departure(rhythm, entries=len(answer.entries), dated=dated) if not source.expect.items_min else None
    )
    page = seen[-1] if seen else None
    return Listing(entries=answer.entries, page=page, unexpected=unexpected, wish=wished)


async def _asked(wanted: Request, *, source: Source, desk: Desk, compared: bool) -> tuple[Snapshot, bool]:
    """A page of the listing, and whether it is the one known before (never, unless it is to be `compared`)."""
    if not compared:
        return await desk.fetcher.fetch(wanted, source=source), False
    known, validators = desk.store.last_asked(source.id, wanted.url)
    # Where a page that leads on was thrown away, "not modified" would leave nothing to go on from.
    had = not kind(source.kind).leads_on or (known is not None and desk.store.page(known) is not None)
    snapshot = await desk.fetcher.fetch(wanted, source=source, validators=validators if had else None)
    return snapshot, snapshot.not_modified or snapshot.sha256 == known


def _wish(snapshot: Snapshot, *, source: Source, desk: Desk) -> timedelta:
    """How long the server would have this page of a listing left alone; a file has no wishes."""
    if source.kind == "folder":
        return timedelta(0)
    kept = desk.store.last_page(source.id, snapshot.url) if snapshot.not_modified and source.kind == "feed" else None
    return wish(snapshot, snapshot.body or kept or b"")


def _whole(snapshot: Snapshot, *, source: Source, desk: Desk) -> Snapshot:
    """The page itself, where the server only said that it is the one known before."""
    if not snapshot.not_modified:
        return snapshot
    known = desk.store.last_hash(source.id, snapshot.url)
    return (desk.store.snapshot(known) if known is not None else None) or snapshot


def fetch_failure(source: Source, error: FetchError, *, url: str | None) -> Failure:
    """A FetchError as a value."""
    return Failure(
        source.id, "fetch", str(error), error.state, url=url, retry_after=error.retry_after, status=error.status
    )


def _first(source: Source, *, desk: Desk) -> Request | None:
    first = step(kind(source.kind), source, limits=desk.config.limits, seen=())
    return first if isinstance(first, Request) else None


def _unreadable(source: Source, problem: str, *, page: Snapshot) -> Failure:
    barrier = wall(page)
    if barrier is not None:
        return Failure(source.id, "list", f"{source.url}: {barrier}", SourceState.BLOCKED, url=page.url)
    return Failure(source.id, "list", f"{source.url}: {problem}", SourceState.BROKEN, url=page.url)
