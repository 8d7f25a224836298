"""Events: what happened to documents and sources, each once."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, RowMapping, select

from bot.core.memory import Page
from bot.core.query import EventQuery
from bot.core.records import Event, EventKind
from bot.store.cursors import after, cursor, page_of
from bot.store.selecting import event_conditions
from bot.store.tables import events
from bot.store.writing import put

SAME_NAME = ("id", "at", "note", "document", "source", "before", "after")


def record(connection: Connection, happened: Iterable[Event]) -> None:
    """Write events; one known by its id stays as it was."""
    for event in happened:
        row = {name: getattr(event, name) for name in SAME_NAME}
        put(connection, events, row | {"kind": str(event.kind)})


def merged_into(connection: Connection, story: str) -> str | None:
    """The story that one was last merged into."""
    statement = select(events.c.after).where(events.c.kind == EventKind.STORY_MERGED, events.c.before == story)
    found: str | None = connection.execute(statement.order_by(events.c.at.desc()).limit(1)).scalar()
    return found


def listed(connection: Connection, query: EventQuery) -> Page[Event]:
    """One page of events, the newest first."""
    statement = select(events).where(*event_conditions(query.where, kinds=query.kinds))
    if query.cursor:
        statement = statement.where(after(query.cursor, events.c.at, events.c.id))
    statement = statement.order_by(events.c.at.desc(), events.c.id.desc())
    if query.limit:
        statement = statement.limit(query.limit + 1)
    return page_of(
        connection.execute(statement).mappings().all(),
        limit=query.limit,
        read=_event,
        mark=lambda row: cursor(row["at"], row["id"]),
    )


def _event(columns: RowMapping) -> Event:
    return Event(kind=EventKind(columns["kind"]), **{name: columns[name] for name in SAME_NAME})
