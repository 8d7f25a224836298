"""What the store hands back beside the nouns themselves: pages of rows, what is known, what became of a delivery."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from bot.core.records import Document, Event, ReadDocument, SourceHealth, Visit
from bot.core.states import DeliveryState

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of one answer; `next` is the cursor of the page after it, None where there is none."""

    rows: tuple[Row, ...] = ()
    next: str | None = None

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Past:
    """A source before a visit: its health (None: never visited), its last visits, and the last that brought news.

    The newest come first; failures are left out.
    """

    health: SourceHealth | None
    visits: tuple[Visit, ...]
    news: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it is listed: its newest version (without text), when that came, and how many claims it holds."""

    document: Document
    changed: datetime
    claims: int


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """An edition as the store lists it: when it was made, its window, and how its deliveries stand."""

    digest: str
    date: date
    number: int
    window_start: datetime
    window_end: datetime
    made_at: datetime
    items: int
    sent: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One edition on its way to one recipient by one channel; the outbox has one row for each.

    `id` is a hash of edition, channel and recipient: the same at every attempt, so it serves as idempotency key.
    `since` is when the state was entered, `next_try` when a due one may be tried.
    """

    id: str
    digest: str
    date: date
    number: int
    channel: str
    recipient: str
    state: DeliveryState = DeliveryState.DUE
    attempts: int = 0
    since: datetime | None = None
    next_try: datetime | None = None
    message_id: str | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item of a source that was read before: its document, the hash of its entry then, how often and when read.

    `missed` counts the times in a row that its page was gone since.
    """

    document_id: str
    entry_hash: str
    version: int
    last_read: datetime
    reads: int
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that was read, with the item that led to it and what its entry looked like."""

    read: ReadDocument
    item_key: str
    entry_hash: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """What remembering a document came to, and the events it gave (edited, and each figure that moved)."""

    outcome: Literal["new", "same", "edited"]
    version: int
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One thing `doctor` looked at: whether it is well, and a sentence about it."""

    name: str
    ok: bool
    note: str
