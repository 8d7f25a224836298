"""`tallywire sources check`: every source at once, by its file and what was kept, or asked as the bot would ask it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.cli.invocation import Invocation
from bot.cli.tables import Column
from bot.cli.trying import entries_of
from bot.core.config import Expect, Source
from bot.core.health import expectation
from bot.core.records import Entry, FetchError, ReadError, SourceHealth, SourceState
from bot.fetch import Fetcher
from bot.fetch.refusals import wall
from bot.readers import Readers
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.store import Store

CHECK_COLUMNS = ("id", "kind", "verified", "items_min", "quiet_after", "state", "items", "dated", "remark")
FINE = frozenset({str(SourceState.OK), str(SourceState.QUIET), str(SourceState.NEW)})


def kept_rows(settings: Settings, store: Store) -> list[dict[str, object]]:
    """A row for every source as its file and the last visit have it; nothing is asked for."""
    health = store.health()
    return [
        _row(source, state=known.state, remark=known.cause)
        for source in settings.sources
        for known in (health.get(source.id, SourceHealth(source.id)),)
    ]


def live_rows(call: Invocation, settings: Settings) -> list[dict[str, object]]:
    """A row for every source that does not rest, asked for its listing now; nothing is stored."""
    return asyncio.run(_asked(call, settings))


def is_fine(row: Mapping[str, object]) -> bool:
    """Whether a source is as it should be."""
    return row["state"] in FINE


async def _asked(call: Invocation, settings: Settings) -> list[dict[str, object]]:
    """All at once; the fetcher sees to it that no host is asked twice in a second."""
    gate = asyncio.Semaphore(settings.bot.limits.concurrency)
    async with Fetcher(settings.bot, now=call.clock()) as fetcher, Readers(settings.bot.limits) as readers:

        async def one(source: Source) -> dict[str, object]:
            async with gate:
                return await _live(source, call, settings, fetcher=fetcher, readers=readers)

        return list(await asyncio.gather(*(one(source) for source in settings.sources if source.enabled)))


async def _live(
    source: Source, call: Invocation, settings: Settings, *, fetcher: Fetcher, readers: Readers
) -> dict[str, object]:
    try:
        entries, pages = await entries_of(source, fetcher=fetcher, readers=readers, settings=settings)
    except FetchError as error:
        return _row(source, state=error.state, remark=str(error))
    except ReadError as error:
        return _row(source, state=SourceState.BROKEN, remark=str(error))
    wrong = expectation(source, entries, now=call.clock()())
    if wrong is None:
        return _row(source, state=SourceState.OK, remark=None, entries=entries)
    barrier = wall(pages[-1]) if pages and not entries else None
    state = SourceState.BROKEN if barrier is None else SourceState.BLOCKED
    return _row(source, state=state, remark=wrong if barrier is None else str(barrier), entries=entries)


def _row(
    source: Source, *, state: SourceState, remark: str | None, entries: tuple[Entry, ...] | None = None
) -> dict[str, object]:
    return {
        "id": source.id,
        "kind": source.kind,
        "verified": source.verified,
        "items_min": source.expect.items_min if source.expect != Expect() else None,
        "quiet_after": _days(source.expect.quiet_after),
        "state": str(state),
        "items": None if entries is None else len(entries),
        "dated": None if entries is None else sum(entry.published is not None for entry in entries),
        "remark": remark,
    }


def _days(span: timedelta | None) -> str | None:
    return None if span is None else f"{span.total_seconds() / 86400:g}d"


def _of(row: Mapping[str, object]) -> str:
    return "" if row["items"] is None else f"{row['items']} ({row['dated']} dated)"


def _expected(row: Mapping[str, object]) -> str:
    if row["items_min"] is None:
        return "not told"
    within = f" in {row['quiet_after']}" if row["quiet_after"] else ""
    return f"{row['items_min']} items, news{within}" if within else f"{row['items_min']} items"


TABLE = (
    Column("ID", lambda row: row["id"]),
    Column("KIND", lambda row: row["kind"]),
    Column("STATE", lambda row: row["state"]),
    Column("ITEMS", _of, right=True),
    Column("EXPECTED", _expected),
    Column("VERIFIED", lambda row: row["verified"] or "never", wide=True),
    Column("REMARK", lambda row: row["remark"] or "", wide=True),
)
