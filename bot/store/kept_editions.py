"""Editions and their deliveries as the store keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.core.memory import Delivery, StoredEdition
from bot.core.records import Edition
from bot.store import editions
from bot.store.session import Session


class KeptEditions(Session):
    """The part of the store that editions and the outbox are written to and asked from."""

    def editions(self, digest_id: str) -> tuple[StoredEdition, ...]:
        """The editions of a digest, the oldest first."""
        with self._database.read() as connection:
            return editions.of_digest(connection, digest_id)

    def save_edition(
        self, edition: Edition, *, rendered: Mapping[str, bytes], now: datetime, deliveries: Sequence[Delivery] = ()
    ) -> bool:
        """Store an edition with its bytes and its outbox in one transaction; False if it was stored before."""
        with self._write() as connection:
            return editions.save(connection, edition, rendered=rendered, outgoing=deliveries, now=now)

    def rendered(self, digest_id: str, day: date, number: int) -> Mapping[str, bytes]:
        """The bytes of an edition by their form."""
        with self._database.read() as connection:
            return editions.rendered(connection, digest_id, day=day, number=number)

    def deliveries(self, *, digest: str | None = None, states: Sequence[str] = ()) -> tuple[Delivery, ...]:
        """Deliveries, the oldest edition's first."""
        with self._database.read() as connection:
            return editions.outbox(connection, digest=digest, states=states)

    def add_deliveries(self, outgoing: Sequence[Delivery]) -> None:
        """Store deliveries of an edition that is stored already; known ones stay as they are."""
        with self._write() as connection:
            editions.add(connection, outgoing)

    def take_delivery(self, delivery_id: str, *, now: datetime) -> bool:
        """From due to trying, by exactly one taker."""
        with self._write() as connection:
            return editions.take(connection, delivery_id, now=now)

    def close_delivery(self, delivery: Delivery) -> None:
        """Store how a delivery stands."""
        with self._write() as connection:
            editions.close(connection, delivery)
