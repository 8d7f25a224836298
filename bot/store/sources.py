"""Sources: their health and their visits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, bindparam, select, update

from bot.core.memory import Past
from bot.core.records import SourceHealth, SourceState, Visit
from bot.store.tables import sources, visits
from bot.store.writing import put

# Asked at every visit: making a statement takes longer than carrying it out (measured).
_ONE_HEALTH = select(sources).where(sources.c.id == bindparam("source"))
_VISITS = select(visits).where(visits.c.source == bindparam("source")).order_by(visits.c.started.desc())
_LAST = _VISITS.limit(bindparam("most"))
_FRUITFUL = _VISITS.where((visits.c.new > 0) | (visits.c.edited > 0)).limit(bindparam("most"))
SAME_NAME = ("since", "cause", "last_success", "last_visit", "next_visit", "failures", "strain", "told")


def health(connection: Connection) -> Mapping[str, SourceHealth]:
    """How every source fares that was ever heard of."""
    return {row["id"]: _health(row) for row in connection.execute(select(sources).order_by(sources.c.id)).mappings()}


def _one_health(connection: Connection, source: str) -> SourceHealth | None:
    row = connection.execute(_ONE_HEALTH, {"source": source}).mappings().one_or_none()
    return _health(row) if row else None


def past(connection: Connection, source: str, *, limit: int) -> Past:
    """How a source fares, its last visits and the last that brought news, at most so many of each."""
    last = _visits(connection, _LAST, source=source, limit=limit)
    news = tuple(visit for visit in last if visit.new or visit.edited)
    if len(last) == limit:  # there may be older ones
        news = _visits(connection, _FRUITFUL, source=source, limit=limit)
    return Past(_one_health(connection, source), last, news)


def _visits(
    connection: Connection, statement: Select[tuple[object, ...]], *, source: str, limit: int
) -> tuple[Visit, ...]:
    """The last visits of a query, the newest first, without their failures."""
    found = connection.execute(statement, {"source": source, "most": limit}).mappings()
    names = ("source", "started", "finished", "entries", "new", "edited", "dated")
    return tuple(Visit(state=SourceState(row["state"]), **{name: row[name] for name in names}) for row in found)


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
        "dated": visit.dated,
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
        values = {"state": str(state), "since": now, "cause": None, "next_visit": None}
        values |= {"failures": 0, "strain": 0.0, "told": False}
        if ids:
            connection.execute(update(sources).where(sources.c.id.in_(ids)).values(values))
    return gone


def _health(columns: RowMapping) -> SourceHealth:
    return SourceHealth(
        source=columns["id"], state=SourceState(columns["state"]), **{name: columns[name] for name in SAME_NAME}
    )
