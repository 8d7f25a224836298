"""Rows that join the configuration with what the store knows: sources and digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.core.config import Digest
from bot.core.due import following
from bot.core.memory import StoredEdition
from bot.core.records import SourceHealth, SourceState
from bot.core.rows import instant, source_row

if TYPE_CHECKING:
    from bot.cli.invocation import Invocation
    from bot.settings import Settings
    from bot.store import Store


def source_rows(settings: Settings, store: Store) -> list[dict[str, object]]:
    """A row for every source of the config, for those with a broken file, and for those that were taken away."""
    health = store.health()
    counts = store.document_counts()
    foreign = store.unsupported_counts()
    rows = [
        source_row(source, health.get(source.id, SourceHealth(source.id)), documents=counts.get(source.id, 0))
        for source in settings.sources
    ]
    broken = {one.id: one for one in settings.broken}
    for name in sorted({*broken, *(h.source for h in health.values() if h.state is SourceState.RETIRED)}):
        known = health.get(name, SourceHealth(name))
        row = _without_file(known, documents=counts.get(name, 0))
        if name in broken:
            row |= {"state": str(SourceState.BROKEN), "cause": str(broken[name].mistakes[0])}
        rows.append(row)
    return [_with_languages(row, foreign) for row in rows]


def digest_row(digest: Digest, editions: Sequence[StoredEdition], *, now: datetime) -> dict[str, object]:
    """A digest with its editions, the oldest first; `<date>-2` is the second of a day."""
    return {
        "id": digest.id,
        "name": digest.name,
        "next": instant(following(now, at=digest.at)),
        "editions": [
            {
                "date": f"{e.date.isoformat()}-{e.number}" if e.number > 1 else e.date.isoformat(),
                "items": e.items,
                "sent": e.sent,
                "failed": e.failed,
            }
            for e in editions
        ],
    }


def _without_file(known: SourceHealth, *, documents: int) -> dict[str, object]:
    return {
        "id": known.source,
        "name": known.source,
        "kind": None,
        "role": None,
        "state": str(known.state),
        "since": instant(known.since),
        "cause": known.cause,
        "last_success": instant(known.last_success),
        "next_visit": None,
        "documents": documents,
    }


def _with_languages(row: dict[str, object], foreign: Mapping[str, Mapping[str, int]]) -> dict[str, object]:
    """Documents in languages without a room are counted and named."""
    found = foreign.get(str(row["id"]))
    return row | {"unsupported": dict(found)} if found else row


def no_such(name: str, known: Sequence[str], *, call: Invocation) -> str:
    """That there is no such source, with the one that may be meant."""
    close = get_close_matches(name, known, n=1)
    meant = f" Did you mean '{close[0]}'?" if close else " `tallywire sources list` names those there are."
    return f'There is no source "{name}" in {call.config}/sources/.{meant}'
