"""The memory of the bot: one class in front of one module a noun. Every writing method is one transaction.

What only a writer needs is imported when it writes: a query has half of spaCy's start to answer in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from bot.core.memory import DocumentRow, KnownItem, Page, Past, Remembered, Taken
from bot.core.query import ClaimQuery, DocumentQuery
from bot.core.records import (
    Article,
    ClaimRow,
    Document,
    Event,
    ReadDocument,
    Snapshot,
    SourceHealth,
    StoreError,
    VagueFigure,
    Validators,
    Visit,
)
from bot.store import claims, documents, pages, schema, sources
from bot.store.database import Database, database
from bot.store.events import record
from bot.store.kept_editions import KeptEditions
from bot.store.kept_stories import KeptStories
from extractors import Extraction

# Long answers are read in steps, each a transaction of its own: a long reader would keep SQLite's log growing.
STEP = 1000


class Store(KeptStories, KeptEditions):
    """An open store. All methods raise StoreError; lists also raise QueryError for a cursor that is none."""

    @classmethod
    def open(cls, url: str, *, now: datetime) -> Store:
        """Open a store to write to: made if it is not there, brought up to date (after a copy) if it is older."""
        found = database(url)
        _make_folder(found)
        return cls(_migrated(found, now=now))

    @classmethod
    def reading(cls, url: str, *, now: datetime) -> Store:
        """Open a store to ask: one that is not there answers empty, and nothing is made on disk."""
        found = database(url)
        if found.file is None or found.file.exists():
            return cls(_migrated(found, now=now))
        empty = database("sqlite://")
        with empty.write() as connection:
            schema.create(connection)
        return cls(empty)

    # Pages

    def keep_page(self, source_id: str, snapshot: Snapshot) -> None:
        """Store a page as served, with the validators for the next time; a 304 keeps the page before."""
        with self._write() as connection:
            pages.keep(connection, source=source_id, snapshot=snapshot)

    def page(self, sha256: str) -> bytes | None:
        """A kept page."""
        with self._database.read() as connection:
            return pages.body(connection, sha256)

    def snapshot(self, sha256: str) -> Snapshot | None:
        """A kept page as it was last served, with its address and headers."""
        with self._database.read() as connection:
            return pages.snapshot(connection, sha256)

    def last_asked(self, source_id: str, url: str) -> tuple[str | None, Validators | None]:
        """The hash of the page this address last brought, and what to ask its server "has it changed?" with."""
        with self._database.read() as connection:
            return pages.last_asked(connection, source=source_id, url=url)

    def last_hash(self, source_id: str, url: str) -> str | None:
        """The hash of the page this address last brought."""
        with self._database.read() as connection:
            return pages.last_hash(connection, source=source_id, url=url)

    def last_page(self, source_id: str, url: str) -> bytes | None:
        """The page this address last brought."""
        with self._database.read() as connection:
            known = pages.last_hash(connection, source=source_id, url=url)
            return pages.body(connection, known) if known is not None else None

    def forget_pages(self, *, before: datetime) -> int:
        """Drop pages last fetched before an instant that no document rests on; returns how many."""
        with self._write() as connection:
            return pages.forget(connection, before=before)

    # Documents

    def known_items(self, source_id: str) -> Mapping[str, KnownItem]:
        """The items of a source that were read before, by their key."""
        with self._database.read() as connection:
            return documents.known_items(connection, source_id)

    def remember(
        self, read: ReadDocument, *, item_key: str, entry_hash: str, extractor: str, now: datetime
    ) -> Remembered:
        """Store what was read, in one transaction: a new document, the same again, or a new version and its events.

        The document's `version`, `first_seen` and `seen` are the store's to say and ignored on the way in.
        """
        from bot.store import remembering

        with self._write() as connection:
            return remembering.remember(
                connection, read, item_key=item_key, entry_hash=entry_hash, extractor=extractor, now=now
            )

    def remember_all(self, taken: Sequence[Taken], *, extractor: str, now: datetime) -> tuple[Remembered, ...]:
        """Store several documents as `remember` does, all in one transaction: a commit costs a disk's turn."""
        from bot.store import newcomers

        with self._write() as connection:
            return newcomers.remember_all(connection, taken, extractor=extractor, now=now)

    def touch_item(self, source_id: str, item_key: str, *, entry_hash: str, now: datetime) -> bool:
        """A known item was looked at again and brought no text (304, or the same page); False if it is not known."""
        from bot.store import remembering

        with self._write() as connection:
            return remembering.touch_known(
                connection, source=source_id, item_key=item_key, entry_hash=entry_hash, now=now
            )

    def mark_missed(self, source_id: str, item_key: str, *, times: int, now: datetime) -> None:
        """The page of a known item was gone so many times in a row when it was looked at."""
        from bot.store import remembering

        with self._write() as connection:
            remembering.mark_missed(connection, source=source_id, item_key=item_key, times=times, now=now)

    def mark_present(self, document_id: str) -> None:
        """A document that was gone is at its source again, as it was."""
        from bot.store import remembering

        with self._write() as connection:
            remembering.mark_present(connection, document_id)

    def mark_removed(self, document_id: str, *, now: datetime) -> tuple[Event, ...]:
        """A document is gone from its source; it stays. Returns the event, none if that was known."""
        from bot.store import remembering

        with self._write() as connection:
            return remembering.mark_removed(connection, document_id, now=now)

    def document(self, document_id: str, *, version: int | None = None) -> Document | None:
        """A document with its text, in its newest version unless one is named."""
        with self._database.read() as connection:
            return documents.one(connection, document_id, version=version)

    def versions(self, document_id: str) -> tuple[Document, ...]:
        """All versions of a document with their text, the oldest first."""
        with self._database.read() as connection:
            return documents.all_versions(connection, document_id)

    def documents(self, query: DocumentQuery) -> Page[DocumentRow]:
        """Documents in their newest versions, without text, the newest first."""
        with self._database.read() as connection:
            return documents.listed(connection, query)

    def newest_readings(self) -> Iterator[Document]:
        """Every document in its newest version with its text, in constant memory: what `replay` walks through."""
        row = 0
        while True:
            with self._database.read() as connection:
                batch = documents.batch_after(connection, row)
            if not batch:
                return
            row = batch[-1][0]
            yield from (document for _, document in batch)

    def readings(self, ids: Collection[str]) -> Iterator[tuple[Document, tuple[ClaimRow, ...]]]:
        """Those documents in their newest versions with their text and claims, by id, a batch of them in two queries."""
        ordered = sorted(ids)
        for start in range(0, len(ordered), documents.BATCH):
            batch = ordered[start : start + documents.BATCH]
            with self._database.read() as connection:
                found = documents.several(connection, batch)
                rows = claims.of_documents(connection, batch)
            yield from ((document, rows.get(document.id, ())) for document in found)

    def vague(self, ids: Collection[str]) -> Mapping[str, tuple[VagueFigure, ...]]:
        """The figures without a definite value ("millions of posts") of those documents' newest versions."""
        ordered, found = sorted(ids), dict[str, tuple[VagueFigure, ...]]()
        for start in range(0, len(ordered), documents.BATCH):
            with self._database.read() as connection:
                found.update(documents.vague(connection, ordered[start : start + documents.BATCH]))
        return found

    def replace_claims(
        self,
        document_id: str,
        version: int,
        *,
        extraction: Extraction,
        extractor: str,
        now: datetime,
        article: Article | None = None,
    ) -> int:
        """Put a new extraction (and reading) in the place of a version's; unchanged figures keep their ids.

        Returns how many claims came, went or say something else.
        """
        from bot.store import replaying

        with self._write() as connection:
            return replaying.replace_claims(
                connection, document_id, version, extraction=extraction, extractor=extractor, now=now, article=article
            )

    def document_counts(self) -> Mapping[str, int]:
        """How many documents each source brought."""
        with self._database.read() as connection:
            return documents.counts(connection)

    def unsupported_counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many documents of each source are in which language without a room."""
        with self._database.read() as connection:
            return documents.unsupported(connection)

    # Claims

    def claims(self, query: ClaimQuery) -> Page[ClaimRow]:
        """Claims, the newest document's first, each document's in the order of its text; `document.text` is empty."""
        with self._database.read() as connection:
            return claims.listed(connection, query)

    def each_claim(self, query: ClaimQuery) -> Iterator[ClaimRow]:
        """All claims of a query, whatever its limit, in constant memory."""
        query = replace(query, limit=STEP)
        while True:
            page = self.claims(query)
            yield from page.rows
            if page.next is None:
                return
            query = replace(query, cursor=page.next)

    def claim(self, claim_id: str) -> ClaimRow | None:
        """The claim of an id, of whatever version."""
        with self._database.read() as connection:
            return claims.one(connection, claim_id)

    def claims_of(self, document_id: str, *, version: int | None = None) -> tuple[ClaimRow, ...]:
        """The claims of a document, of its newest version unless one is named, in the order of its text."""
        with self._database.read() as connection:
            return claims.of_document(connection, document_id, version=version)

    def claims_like(self, start: str, *, most: int) -> tuple[ClaimRow, ...]:
        """At most so many claims whose ids begin so, of whatever version, in the order of their ids."""
        with self._database.read() as connection:
            return claims.beginning_with(connection, start, most=most)

    def held(self, *, rows: Literal["claims", "documents"]) -> Mapping[str, Mapping[str, int]]:
        """How many claims or documents there are by "regulator", "platform", "source" and "lang", and by name."""
        from bot.store import holdings

        with self._database.read() as connection:
            return holdings.held(connection, rows=rows)

    # Sources

    def health(self) -> Mapping[str, SourceHealth]:
        """How every source fares that was ever visited."""
        with self._database.read() as connection:
            return sources.health(connection)

    def past(self, source_id: str, *, limit: int) -> Past:
        """How a source fares, its last visits and the last that brought news, at most so many of each."""
        with self._database.read() as connection:
            return sources.past(connection, source_id, limit=limit)

    def save_health(self, known: SourceHealth) -> None:
        """Store how a source fares."""
        with self._write() as connection:
            sources.save_health(connection, known)

    def end_visit(self, visit: Visit, known: SourceHealth, *, events: Iterable[Event] = ()) -> None:
        """Store what a visit came to and how its source fares from then on: both or neither."""
        with self._write() as connection:
            sources.save_health(connection, known)
            sources.save_visit(connection, visit)
            record(connection, events)

    def retire(self, kept: Collection[str], *, now: datetime) -> tuple[str, ...]:
        """Retire every known source that is not kept; its documents stay. Returns those newly retired."""
        with self._write() as connection:
            return sources.retire(connection, kept, now=now)

    # Upkeep

    def backup(self, path: Path) -> None:
        """Copy an SQLite store to a new file while others go on."""
        from bot.store import upkeep

        upkeep.copy(self._database, path)

    def tidy(self) -> None:
        """Give the space of SQLite's log back."""
        from bot.store import upkeep

        upkeep.tidy(self._database)


def _migrated(database: Database, *, now: datetime) -> Database:
    """The database in today's schema; closed again if it cannot be had."""
    try:
        schema.migrate(database, now=now)
    except StoreError:
        database.close()
        raise
    return database


def _make_folder(database: Database) -> None:
    """Make the folder of an SQLite store."""
    if database.file is None:
        return
    folder = database.file.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder} is not writable: {error.strerror}", subject=str(folder)) from error
