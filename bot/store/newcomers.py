"""Documents that nobody saw before, written many at once: a statement a table rather than a dozen a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from bot.core.memory import Remembered, Taken
from bot.store import claims as claim_table
from bot.store.remembering import Reading, document_values, name_values, reading_of, remember, version_values
from bot.store.tables import documents, items, version_names, versions
from bot.store.writing import put_all

# Databases bound the number of values in one query.
BATCH = 500


def remember_all(
    connection: Connection, taken: Sequence[Taken], *, extractor: str, now: datetime
) -> tuple[Remembered, ...]:
    """Write what was read, each as `remember` does; the answers stand in the same order."""
    known = _known(connection, [one.read.document.id for one in taken])
    fresh: dict[str, int] = {}
    for n, one in enumerate(taken):
        if one.read.document.id not in known:
            fresh.setdefault(one.read.document.id, n)
    places = set(fresh.values())
    newcomers = [taken[n] for n in sorted(places)]
    _add(connection, newcomers, extractor=extractor, now=now)
    return tuple(
        Remembered("new", 1)
        if n in places
        else remember(
            connection,
            one.read,
            item_key=one.item_key,
            entry_hash=one.entry_hash,
            extractor=extractor,
            now=now,
        )
        for n, one in enumerate(taken)
    )


def _add(connection: Connection, newcomers: Sequence[Taken], *, extractor: str, now: datetime) -> None:
    """Write first versions with all that belongs to them."""
    readings = [reading_of(one.read, known=None, extractor=extractor, now=now) for one in newcomers]
    if not readings:
        return
    connection.execute(insert(documents), [document_values(one.document, now=now) for one in readings])
    connection.execute(insert(versions), [{"newest": True, **version_values(one)} for one in readings])
    rows = _rows(connection, readings)
    claim_table.write_all(connection, [(one.rows, rows[one.document.id]) for one in readings])
    names = [name for one in readings for name in name_values(one.document, version_id=rows[one.document.id])]
    if names:
        connection.execute(insert(version_names), names)
    put_all(
        connection,
        items,
        [
            {
                "source": one.read.document.source,
                "item_key": one.item_key,
                "document": one.read.document.id,
                "entry_hash": one.entry_hash,
                "reads": 1,
                "last_read": now,
            }
            for one in newcomers
        ],
        replace=("document", "entry_hash", "last_read"),
    )


def _known(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Which of these documents there are."""
    found: set[str] = set()
    for start in range(0, len(ids), BATCH):
        query = select(documents.c.id).where(documents.c.id.in_(ids[start : start + BATCH]))
        found.update(connection.execute(query).scalars())
    return found


def _rows(connection: Connection, readings: Sequence[Reading]) -> Mapping[str, int]:
    """The row numbers of versions just written, by document."""
    found: dict[str, int] = {}
    ids = [one.document.id for one in readings]
    for start in range(0, len(ids), BATCH):
        query = select(versions.c.document, versions.c.id).where(versions.c.document.in_(ids[start : start + BATCH]))
        found.update((row.document, row.id) for row in connection.execute(query))
    return found
