"""Document versions between table and record."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, RowMapping, Select, select

from bot.core.records import Document, DocumentState, Published
from bot.store.tables import documents, versions

# A document's newest version, by its number: by the mark alone SQLite would walk through all newest versions of the
# store to find those of one document (measured: 7 ms with 7,000 of them, against 0.1).
NEWEST = versions.c.version == documents.c.newest
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# What a document is made of, without its text; labelled apart from columns of other tables in the same query.
DOCUMENT_COLUMNS = (
    versions.c.document.label("d_id"),
    versions.c.version.label("d_version"),
    documents.c.source.label("d_source"),
    documents.c.role.label("d_role"),
    documents.c.url.label("d_url"),
    versions.c.title.label("d_title"),
    versions.c.lang.label("d_lang"),
    versions.c.published.label("d_published"),
    documents.c.first_seen.label("d_first_seen"),
    versions.c.seen.label("d_seen"),
    versions.c.sha256.label("d_sha256"),
    versions.c.state.label("d_state"),
    documents.c.removed_at.label("d_removed_at"),
    versions.c.regulators.label("d_regulators"),
    versions.c.platforms.label("d_platforms"),
    versions.c.note.label("d_note"),
)


def document_of(columns: RowMapping, *, text: str = "") -> Document:
    """The document in a row of the columns above; its text is left empty unless it is given."""
    published = columns["d_published"]
    return Document(
        id=columns["d_id"],
        version=columns["d_version"],
        source=columns["d_source"],
        role=columns["d_role"],
        url=columns["d_url"],
        title=columns["d_title"],
        text=text,
        lang=columns["d_lang"],
        published=Published.parse(published) if published else None,
        first_seen=columns["d_first_seen"],
        seen=columns["d_seen"],
        sha256=columns["d_sha256"],
        state=DocumentState.REMOVED if columns["d_removed_at"] else DocumentState(columns["d_state"]),
        regulators=columns["d_regulators"],
        platforms=columns["d_platforms"],
        note=columns["d_note"],
    )


def storable(document: Document) -> Document:
    """The document with what no database keeps (NUL, halves of surrogate pairs) replaced sign by sign: spans stay."""
    return replace(
        document, title=UNSTORABLE.sub("\ufffd", document.title), text=UNSTORABLE.sub("\ufffd", document.text)
    )


def dated(document: Document) -> tuple[date, datetime, datetime]:
    """When a document counts as published: its local day, and the earliest and latest instant that may be.

    Undated documents count from when they were first seen.
    """
    published = document.published
    if published is None:
        return document.first_seen.date(), document.first_seen, document.first_seen
    start = published.sort_key
    return published.day, start, start if published.instant else start + timedelta(days=1, microseconds=-1)


@dataclass(frozen=True, slots=True)
class Version:
    """A document's version with its row number and its own state, whether or not the document is gone."""

    id: int
    document: Document
    title: str
    text: str
    state: DocumentState
    first_seen: datetime


def newest_version(connection: Connection, document_id: str, *, lock: bool = False) -> Version | None:
    """A document's newest version; `lock` keeps others from writing to the document until the transaction ends."""
    if lock:
        connection.execute(select(documents.c.id).where(documents.c.id == document_id).with_for_update())
    statement = with_text().where(versions.c.document == document_id, NEWEST)
    row = connection.execute(statement).mappings().one_or_none()
    return version_of(row) if row else None


def with_text() -> Select[tuple[object, ...]]:
    """Versions with their text and document."""
    return select(*DOCUMENT_COLUMNS, versions.c.text.label("d_text"), versions.c.id.label("d_row")).join(
        documents, documents.c.id == versions.c.document
    )


def version_of(columns: RowMapping) -> Version:
    """The version in a row of `with_text`."""
    document = document_of(columns, text=columns["d_text"])
    return Version(
        id=columns["d_row"],
        document=document,
        title=document.title,
        text=document.text,
        state=DocumentState(columns["d_state"]),
        first_seen=document.first_seen,
    )
