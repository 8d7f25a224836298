"""Documents and their versions, read back; items of sources and what they led to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, bindparam, func, select

from bot.core.memory import DocumentRow, KnownItem, Page
from bot.core.query import DocumentQuery
from bot.core.records import Document, VagueFigure
from bot.store.cursors import after, cursor, page_of
from bot.store.selecting import document_conditions
from bot.store.tables import documents, items, versions
from bot.store.version_rows import DOCUMENT_COLUMNS, NEWEST, document_of, newest_version, version_of, with_text

BATCH = 100
# Asked at every visit: making a statement takes longer than carrying it out (measured).
_ITEMS = (
    select(items, documents.c.newest)
    .join(documents, documents.c.id == items.c.document)
    .where(items.c.source == bindparam("source"))
)


def known_items(connection: Connection, source: str) -> Mapping[str, KnownItem]:
    """What a source's items were when they were last read, by their key."""
    return {
        row.item_key: KnownItem(row.document, row.entry_hash, row.newest, row.last_read, row.reads, row.missed)
        for row in connection.execute(_ITEMS, {"source": source})
    }


def one(connection: Connection, document_id: str, *, version: int | None = None) -> Document | None:
    """A document with its text, the newest version unless one is named."""
    if version is None:
        newest = newest_version(connection, document_id)
        return newest.document if newest else None
    statement = with_text().where(versions.c.document == document_id, versions.c.version == version)
    row = connection.execute(statement).mappings().one_or_none()
    return version_of(row).document if row else None


def several(connection: Connection, ids: Sequence[str]) -> tuple[Document, ...]:
    """The newest versions of these documents with their text, by id."""
    statement = with_text().where(versions.c.document.in_(ids), NEWEST)
    found = connection.execute(statement.order_by(versions.c.document)).mappings()
    return tuple(version_of(row).document for row in found)


def vague(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[VagueFigure, ...]]:
    """The figures without a definite value in the newest versions of these documents; only those that have some."""
    statement = select(versions.c.document, versions.c.vague).join(documents, documents.c.id == versions.c.document)
    found = connection.execute(statement.where(versions.c.document.in_(ids), NEWEST))
    return {
        row.document: tuple(VagueFigure(v["quote"], v["unit"], v["action"], v["min"], v["max"]) for v in row.vague)
        for row in found
        if row.vague
    }


def all_versions(connection: Connection, document_id: str) -> tuple[Document, ...]:
    """Every version of a document with its text, the oldest first."""
    statement = with_text().where(versions.c.document == document_id).order_by(versions.c.version)
    return tuple(version_of(row).document for row in connection.execute(statement).mappings())


def listed(connection: Connection, query: DocumentQuery) -> Page[DocumentRow]:
    """One page of documents in their newest versions, the newest first."""
    statement = (
        select(*DOCUMENT_COLUMNS, versions.c.claims, versions.c.earliest, versions.c.id.label("row"))
        .join(documents, documents.c.id == versions.c.document)
        .where(versions.c.newest.is_(True), *document_conditions(query.where))
        .order_by(versions.c.earliest.desc(), versions.c.id.desc())
    )
    if query.cursor:
        statement = statement.where(after(query.cursor, versions.c.earliest, versions.c.id))
    if query.limit:
        statement = statement.limit(query.limit + 1)
    return page_of(
        connection.execute(statement).mappings().all(),
        limit=query.limit,
        read=_listed_row,
        mark=lambda row: cursor(row["earliest"], row["row"]),
    )


def batch_after(connection: Connection, row: int) -> tuple[tuple[int, Document], ...]:
    """The next newest versions with text, after a row number, to walk through all of a store in steps."""
    statement = with_text().where(NEWEST, versions.c.id > row).order_by(versions.c.id)
    found = map(version_of, connection.execute(statement.limit(BATCH)).mappings())
    return tuple((version.id, version.document) for version in found)


def counts(connection: Connection) -> Mapping[str, int]:
    """How many documents each source brought."""
    statement = select(documents.c.source, func.count().label("documents")).group_by(documents.c.source)
    return {row.source: row.documents for row in connection.execute(statement)}


def unsupported(connection: Connection) -> Mapping[str, Mapping[str, int]]:
    """How many documents of each source are in which language without a room."""
    statement = (
        select(documents.c.source, versions.c.unsupported, func.count())
        .join(documents, documents.c.id == versions.c.document)
        .where(versions.c.newest.is_(True), versions.c.unsupported.is_not(None))
        .group_by(documents.c.source, versions.c.unsupported)
    )
    found: dict[str, dict[str, int]] = {}
    for source, lang, count in connection.execute(statement):
        found.setdefault(source, {})[lang] = count
    return found


def _listed_row(columns: RowMapping) -> DocumentRow:
    return DocumentRow(document_of(columns), changed=columns["d_seen"], claims=columns["claims"])
