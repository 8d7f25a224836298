"""Editions as they were made once and for all, their rendered bytes, and the outbox of their deliveries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, case, func, insert, select, update

from bot.core.memory import Delivery, StoredEdition
from bot.core.records import Edition
from bot.core.states import DeliveryState
from bot.store.tables import deliveries, editions, renderings
from bot.store.writing import put

KEY = ("digest", "date", "number")
SAME_NAME = ("id", *KEY, "channel", "recipient", "attempts", "since", "next_try", "message_id", "cause")


def save(
    connection: Connection,
    edition: Edition,
    *,
    rendered: Mapping[str, bytes],
    outgoing: Sequence[Delivery],
    now: datetime,
) -> bool:
    """Write an edition with its bytes and its deliveries; one that is known stays as it was. True if it was new."""
    key = {"digest": edition.digest, "date": edition.date, "number": edition.number}
    row = {
        "window_start": edition.window_start,
        "window_end": edition.window_end,
        "made_at": edition.made_at or now,
        "items": len(edition.items),
    }
    if not put(connection, editions, key | row):
        return False
    if rendered:
        connection.execute(insert(renderings), [key | {"form": form, "body": body} for form, body in rendered.items()])
    for delivery in outgoing:
        put(connection, deliveries, _values(delivery))
    return True


def of_digest(connection: Connection, digest: str) -> tuple[StoredEdition, ...]:
    """The editions of a digest, the oldest first, with how many deliveries of each were sent and failed."""
    same = and_(*(deliveries.c[name] == editions.c[name] for name in KEY))
    statement = (
        select(editions, _count(DeliveryState.SENT), _count(DeliveryState.FAILED))
        .outerjoin(deliveries, same)
        .where(editions.c.digest == digest)
        .group_by(*editions.c)
        .order_by(editions.c.window_end, editions.c.date, editions.c.number)
    )
    return tuple(StoredEdition(**row) for row in connection.execute(statement).mappings())


def rendered(connection: Connection, digest: str, *, day: date, number: int) -> Mapping[str, bytes]:
    """The bytes of an edition by their form; none if there is no such edition."""
    statement = select(renderings.c.form, renderings.c.body).where(
        renderings.c.digest == digest, renderings.c.date == day, renderings.c.number == number
    )
    return {row.form: row.body for row in connection.execute(statement)}


def outbox(connection: Connection, *, digest: str | None = None, states: Sequence[str] = ()) -> tuple[Delivery, ...]:
    """Deliveries, the oldest edition's first; of one digest, in some states."""
    statement = select(deliveries).order_by(*(deliveries.c[name] for name in (*KEY, "channel", "recipient")))
    if digest is not None:
        statement = statement.where(deliveries.c.digest == digest)
    if states:
        statement = statement.where(deliveries.c.state.in_(states))
    return tuple(map(_delivery, connection.execute(statement).mappings()))


def take(connection: Connection, delivery_id: str, *, now: datetime) -> bool:
    """From due to trying, by exactly one taker; False if it was not due (any more)."""
    due = (deliveries.c.id == delivery_id, deliveries.c.state == str(DeliveryState.DUE))
    trying = {"state": str(DeliveryState.TRYING), "since": now, "attempts": deliveries.c.attempts + 1}
    return connection.execute(update(deliveries).where(*due).values(trying)).rowcount == 1


def close(connection: Connection, delivery: Delivery) -> None:
    """Write how a delivery stands."""
    connection.execute(update(deliveries).where(deliveries.c.id == delivery.id).values(**_values(delivery)))


def add(connection: Connection, outgoing: Sequence[Delivery]) -> None:
    """Write deliveries of an edition that is stored already; those known by their id stay."""
    for delivery in outgoing:
        put(connection, deliveries, _values(delivery))


def _count(state: DeliveryState) -> Any:  # Any: a labelled sum; SQLAlchemy's own type for it names every column
    return func.coalesce(func.sum(case((deliveries.c.state == str(state), 1), else_=0)), 0).label(str(state))


def _values(delivery: Delivery) -> dict[str, object]:
    return {name: getattr(delivery, name) for name in SAME_NAME} | {"state": str(delivery.state)}


def _delivery(columns: RowMapping) -> Delivery:
    return Delivery(state=DeliveryState(columns["state"]), **{name: columns[name] for name in SAME_NAME})
