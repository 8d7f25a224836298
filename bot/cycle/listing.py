"""The listing of a source: its pages asked for, kept, and read in a worker, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.config import Source
from bot.core.health import expectation, silence
from bot.core.records import Entry, Failure, FetchError, Request, Snapshot, SourceHealth, SourceState
from bot.core.sources import kind, step
from bot.cycle.desk import Desk
from bot.fetch.refusals import wall
from bot.readers import Listed, ListJob


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing brought: its entries; or that it is `unchanged`; or why it could not be had or read.

    `page` is the last page the entries were read from; `unexpected` is how it departs from `[expect]`.
    """

    entries: tuple[Entry, ...] = ()
    page: Snapshot | None = None
    unchanged: bool = False
    unexpected: str | None = None
    failure: Failure | None = None


async def listing(source: Source, *, desk: Desk, conditional: bool, before: SourceHealth) -> Listing:
    """Ask for a source's listing. `conditional`: the last visit came to its end, so an unchanged page says it all.

    `before` is the source's health so far; while pages are kept and not yet read it stands without its `last_visit`.
    """
    seen: list[Snapshot] = []
    answer = Listed(wanted=_first(source, desk=desk))
    while answer.wanted is not None:
        ask_if_changed = conditional and not seen
        validators = desk.store.validators(source.id, answer.wanted.url) if ask_if_changed else None
        try:
            snapshot = await desk.fetcher.fetch(answer.wanted, source=source, validators=validators)
        except FetchError as error:
            return Listing(failure=fetch_failure(source, error, url=answer.wanted.url))
        if ask_if_changed and _unchanged(snapshot, source=source, desk=desk):
            desk.store.keep_page(source.id, snapshot)
            return Listing(unchanged=True, unexpected=silence(source, before, now=desk.now()))
        if not seen:
            desk.store.save_health(replace(before, last_visit=None))
        desk.store.keep_page(source.id, snapshot)
        seen.append(snapshot)
        answer = await desk.readers.listed(ListJob(source, tuple(seen), desk.config.limits))
    if answer.problem is not None:
        return Listing(failure=_unreadable(source, answer.problem, page=seen[-1]))
    unexpected = expectation(source, answer.entries, now=desk.now())
    return Listing(entries=answer.entries, page=seen[-1] if seen else None, unexpected=unexpected)


def fetch_failure(source: Source, error: FetchError, *, url: str | None) -> Failure:
    """A FetchError as a value."""
    return Failure(source.id, "fetch", str(error), error.state, url=url, retry_after=error.retry_after)


def _first(source: Source, *, desk: Desk) -> Request | None:
    first = step(kind(source.kind), source, limits=desk.config.limits, seen=())
    return first if isinstance(first, Request) else None


def _unchanged(snapshot: Snapshot, *, source: Source, desk: Desk) -> bool:
    return snapshot.not_modified or snapshot.sha256 == desk.store.last_hash(source.id, snapshot.url)


def _unreadable(source: Source, problem: str, *, page: Snapshot) -> Failure:
    barrier = wall(page)
    if barrier is not None:
        return Failure(source.id, "list", f"{source.url}: {barrier}", SourceState.BLOCKED, url=page.url)
    return Failure(source.id, "list", f"{source.url}: {problem}", SourceState.BROKEN, url=page.url)
