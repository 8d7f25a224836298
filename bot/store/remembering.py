"""Remembering what was read: a document's first version, the same again, or a new version with its events.

Versions are only ever added. One exception: a version that could not be read holds no text, and the first text
that can be read takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, update

from bot.core.claims import claim_rows
from bot.core.memory import Remembered
from bot.core.records import ClaimRow, Document, DocumentState, Event, ReadDocument
from bot.core.versions import changes, edit_events, removed_event
from bot.store import claims as claim_table
from bot.store.events import record
from bot.store.extractions import extraction_values
from bot.store.tables import claims, documents, items, version_names, versions
from bot.store.version_rows import Version, dated, newest_version, storable
from bot.store.writing import put
from extractors import Extraction


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading brought, ready to be written."""

    document: Document
    extraction: Extraction
    rows: tuple[ClaimRow, ...]
    extractor: str
    at: datetime


def remember(
    connection: Connection, read: ReadDocument, *, item_key: str, entry_hash: str, extractor: str, now: datetime
) -> Remembered:
    """Write what was read, and that its item was read again."""
    known = newest_version(connection, read.document.id, lock=True)
    result = _written(connection, reading_of(read, known=known, extractor=extractor, now=now), known=known, now=now)
    touch(connection, source=read.document.source, item_key=item_key, document=read.document.id,
          entry_hash=entry_hash, now=now)  # fmt: skip
    return result


def touch(connection: Connection, *, source: str, item_key: str, document: str, entry_hash: str, now: datetime) -> None:
    """An item was read (again): what its entry looked like, and one more reading."""
    here = (items.c.source == source, items.c.item_key == item_key)
    row = {"source": source, "item_key": item_key, "document": document, "entry_hash": entry_hash}
    if not put(connection, items, row | {"reads": 1, "last_read": now}):
        again = {"document": document, "entry_hash": entry_hash, "reads": items.c.reads + 1, "last_read": now}
        again["missed"] = 0
        connection.execute(update(items).where(*here).values(again))


def touch_known(connection: Connection, *, source: str, item_key: str, entry_hash: str, now: datetime) -> bool:
    """The same for an item whose document is known; False if it is not."""
    here = (items.c.source == source, items.c.item_key == item_key)
    again = {"entry_hash": entry_hash, "reads": items.c.reads + 1, "last_read": now, "missed": 0}
    return connection.execute(update(items).where(*here).values(again)).rowcount > 0


def mark_missed(connection: Connection, *, source: str, item_key: str, times: int, now: datetime) -> None:
    """The page of a known item was gone so many times in a row."""
    here = (items.c.source == source, items.c.item_key == item_key)
    connection.execute(update(items).where(*here).values(missed=times, last_read=now))


def mark_present(connection: Connection, document_id: str) -> None:
    """A document is at its source again, as it was."""
    connection.execute(update(documents).where(documents.c.id == document_id).values(removed_at=None))


def mark_removed(connection: Connection, document_id: str, *, now: datetime) -> tuple[Event, ...]:
    """A document is gone from its source: it stays, marked, with one event; nothing if it was known to be gone."""
    known = newest_version(connection, document_id, lock=True)
    if known is None or known.document.state == DocumentState.REMOVED:
        return ()
    connection.execute(update(documents).where(documents.c.id == document_id).values(removed_at=now))
    events = (removed_event(known.document, at=now),)
    record(connection, events)
    return events


def reading_of(read: ReadDocument, *, known: Version | None, extractor: str, now: datetime) -> Reading:
    """The document as it will be kept: its number, times and names are the store's to say."""
    extraction = read.extraction or Extraction(read.document.id, read.document.lang or "")
    document = storable(read.document)
    readable = document.state != DocumentState.UNREADABLE
    fills = known is None or known.document.state == DocumentState.UNREADABLE
    version = 1 if known is None else known.document.version + (0 if fills else 1)
    kept = replace(
        document,
        version=version,
        first_seen=known.first_seen if known else now,
        seen=now,
        lang=document.lang or extraction.lang or None,
        state=DocumentState.UNSUPPORTED if readable and extraction.unsupported else document.state,
        regulators=tuple(dict.fromkeys((*document.regulators, *extraction.regulators))),
        platforms=tuple(dict.fromkeys((*document.platforms, *extraction.platforms))),
    )
    rows = claim_rows(kept, extraction, extractor=extractor, at=now)
    return Reading(kept, extraction, rows, extractor, now)


def _written(connection: Connection, reading: Reading, *, known: Version | None, now: datetime) -> Remembered:
    document = reading.document
    if known is None:
        _add_document(connection, document, now=now)
        _add_version(connection, reading)
        return Remembered("new", document.version)
    _mark_present(connection, document, known=known)
    if known.state == DocumentState.UNREADABLE and document.state != DocumentState.UNREADABLE:
        _fill(connection, reading, known=known)
        return Remembered("new", document.version)
    if document.state == DocumentState.UNREADABLE or (known.title, known.text) == (document.title, document.text):
        return Remembered("same", known.document.version)
    return _edit(connection, reading, known=known, now=now)


def _edit(connection: Connection, reading: Reading, *, known: Version, now: datetime) -> Remembered:
    """Add a version and say what it changed."""
    document = reading.document
    before = claim_table.of_version(connection, known.id)
    for table, column in ((versions, versions.c.document == document.id), (claims, claims.c.version_id == known.id)):
        connection.execute(update(table).where(column).values(newest=False))
    _add_version(connection, reading)
    connection.execute(update(documents).where(documents.c.id == document.id).values(newest=document.version))
    old = replace(known.document, text=known.text)
    events = edit_events(old, document, figures=changes(before, reading.rows), at=now)
    record(connection, events)
    return Remembered("edited", document.version, events)


def _add_document(connection: Connection, document: Document, *, now: datetime) -> None:
    connection.execute(insert(documents), document_values(document, now=now))


def _add_version(connection: Connection, reading: Reading) -> None:
    inserted = connection.execute(insert(versions), {"newest": True, **version_values(reading)})
    (version_id,) = inserted.inserted_primary_key or (0,)
    _add_contents(connection, reading, version_id=version_id)


def _fill(connection: Connection, reading: Reading, *, known: Version) -> None:
    """Put the first readable text in the place of a version that had none."""
    connection.execute(update(versions).where(versions.c.id == known.id).values(**version_values(reading)))
    here = documents.c.id == reading.document.id
    connection.execute(update(documents).where(here).values(first_read=reading.at))
    _add_contents(connection, reading, version_id=known.id)


def _mark_present(connection: Connection, document: Document, *, known: Version) -> None:
    """A document that was gone and is read again is no longer gone."""
    if known.document.state == DocumentState.REMOVED and document.state != DocumentState.UNREADABLE:
        mark_present(connection, document.id)


def _add_contents(connection: Connection, reading: Reading, *, version_id: int) -> None:
    claim_table.write(connection, reading.rows, version_id=version_id)
    write_names(connection, reading.document, version_id=version_id)


def write_names(connection: Connection, document: Document, *, version_id: int) -> None:
    """Write the names a version is found by, in the place of those it had."""
    connection.execute(delete(version_names).where(version_names.c.version_id == version_id))
    names = name_values(document, version_id=version_id)
    if names:
        connection.execute(insert(version_names), names)


def name_values(document: Document, *, version_id: int) -> list[dict[str, object]]:
    """The names a version is found by, as rows."""
    return [
        {"kind": kind, "name": name, "version_id": version_id}
        for kind, given in (("platform", document.platforms), ("regulator", document.regulators))
        for name in sorted({name.casefold() for name in given})
    ]


def document_values(document: Document, *, now: datetime) -> dict[str, object]:
    """A new document as its row."""
    return {
        "id": document.id,
        "source": document.source,
        "role": document.role,
        "url": document.url,
        "newest": document.version,
        "first_seen": document.first_seen,
        "first_read": None if document.state == DocumentState.UNREADABLE else now,
    }


def version_values(reading: Reading) -> dict[str, object]:
    """A version as its row."""
    document = reading.document
    day, earliest, latest = dated(document)
    return {
        "document": document.id,
        "version": document.version,
        "title": document.title,
        "text": document.text,
        "lang": document.lang,
        "published": document.published.iso if document.published else None,
        "day": day,
        "earliest": earliest,
        "latest": latest,
        "seen": document.seen,
        "sha256": document.sha256,
        "state": str(document.state),
        "regulators": document.regulators,
        "platforms": document.platforms,
        "note": document.note,
        "claims": len(reading.rows),
        "extractor": reading.extractor,
        "extracted_at": reading.at,
        **extraction_values(reading.extraction, document),
    }
