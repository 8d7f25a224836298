"""What the outbox asks of the store; the store fits by its shape."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.core.memory import Delivery, DocumentRow, Page, StoredEdition
from bot.core.query import ClaimQuery, DocumentQuery, EventQuery, StoryQuery
from bot.core.records import ClaimRow, Document, Edition, Event, SourceHealth, Story, VagueFigure


class Shelf(Protocol):
    """The part of the store that editions are made from and kept in."""

    def documents(self, query: DocumentQuery, /) -> Page[DocumentRow]:
        """Documents without their text."""

    def document(self, document_id: str, /) -> Document | None:
        """A document with its text, in its newest version."""

    def claims_of(self, document_id: str, /) -> tuple[ClaimRow, ...]:
        """The claims of its newest version."""

    def readings(self, ids: Collection[str], /) -> Iterator[tuple[Document, tuple[ClaimRow, ...]]]:
        """Those documents in their newest versions with their text and claims, by id."""

    def vague(self, ids: Collection[str], /) -> Mapping[str, tuple[VagueFigure, ...]]:
        """The vague figures of those documents that have some."""

    def record(self, happened: Iterable[Event], /) -> None:
        """Remember events."""

    def claims(self, query: ClaimQuery, /) -> Page[ClaimRow]:
        """Claims."""

    def claim(self, claim_id: str, /) -> ClaimRow | None:
        """One claim, of any version."""

    def stories(self, query: StoryQuery, /) -> Page[Story]:
        """Stories."""

    def save_stories(self, stories: Iterable[Story], /, *, now: datetime) -> None:
        """Remember stories."""

    def seen_since(self, moment: datetime, /) -> tuple[str, ...]:
        """The ids of the documents whose text first came after an instant."""

    def stale_stories(self, moment: datetime, /) -> Collection[str]:
        """The stories of documents that came since of which one was read or removed after the story was written."""

    def left_over(self, moment: datetime, /) -> bool:
        """Whether a readable document that came since has no story."""

    def events(self, query: EventQuery, /) -> Page[Event]:
        """What happened."""

    def health(self) -> Mapping[str, SourceHealth]:
        """How each source fares."""

    def editions(self, digest_id: str, /) -> tuple[StoredEdition, ...]:
        """The editions of a digest, the oldest first."""

    def save_edition(
        self,
        edition: Edition,
        /,
        *,
        rendered: Mapping[str, bytes],
        deliveries: Sequence[Delivery],
        now: datetime,
    ) -> object:
        """Keep an edition with its bytes and its deliveries, in one transaction."""

    def rendered(self, digest_id: str, day: date, number: int, /) -> Mapping[str, bytes]:
        """The stored bytes of an edition by form."""

    def deliveries(self, *, digest: str | None = None) -> tuple[Delivery, ...]:
        """The deliveries of a digest."""

    def add_deliveries(self, deliveries: Sequence[Delivery], /) -> object:
        """Write deliveries of an edition that is stored already."""

    def take_delivery(self, delivery_id: str, /, *, now: datetime) -> bool:
        """From due to trying; False where somebody else has it."""

    def close_delivery(self, delivery: Delivery, /) -> None:
        """Write how a delivery stands."""
