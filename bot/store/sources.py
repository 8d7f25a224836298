"""Sources: their health and their visits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from bot.core.records import SourceHealth, SourceState, Visit
from bot.store.tables import sources, visits
from bot.store.writing import put

SAME_NAME = ("since", "cause", "last_success", "last_visit", "next_visit", "failures")


def health(connection: Connection) -> Mapping[str, SourceHealth]:
    """How every source fares that was ever heard of."""
    return {row["id"]: _health(row) for row in connection.execute(select(sources).order_by(sources.c.id)).mappings()}


def save_health(connection: Connection, known: SourceHealth) -> None:
    """Write how a source fares now."""
    row = {"id": known.source, "state": str(known.state)} | {name: getattr(known, name) for name in SAME_NAME}
    put(connection, sources, row, replace=tuple(row))


def save_visit(connection: Connection, visit: Visit) -> None:
    """Write a visit; the same one again changes nothing."""
    row = {
        "source": visit.source,
        "started": visit.started,
        "finished": visit.finished,
        "state": str(visit.state),
        "entries": visit.entries,
        "new": visit.new,
        "edited": visit.edited,
        "failures": [asdict(failure) for failure in visit.failures],
    }
    put(connection, visits, row)


def retire(connection: Connection, kept: Collection[str], *, now: datetime) -> tuple[str, ...]:
    """Mark every known source that is not among those kept as retired; returns which were not so before.

    A retired one that is kept again is new again.
    """
    known = {row.id: row.state for row in connection.execute(select(sources.c.id, sources.c.state))}
    gone = tuple(sorted(id_ for id_, state in known.items() if id_ not in kept and state != SourceState.RETIRED))
    back = tuple(id_ for id_, state in known.items() if id_ in kept and state == SourceState.RETIRED)
    for ids, state in ((gone, SourceState.RETIRED), (back, SourceState.NEW)):
        values = {"state": str(state), "since": now, "cause": None, "next_visit": None, "failures": 0}
        if ids:
            connection.execute(update(sources).where(sources.c.id.in_(ids)).values(values))
    return gone


def _health(columns: RowMapping) -> SourceHealth:
    return SourceHealth(
        source=columns["id"], state=SourceState(columns["state"]), **{name: columns[name] for name in SAME_NAME}
    )
