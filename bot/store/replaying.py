"""Reading again what was kept: other claims in the place of a version's, under the same ids where nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, update

from bot.core.claims import claim_rows
from bot.core.records import Article, ClaimRow, Document, DocumentState, StoreError
from bot.core.versions import pair
from bot.store import claims as claim_table
from bot.store.remembering import Reading, version_values, write_names
from bot.store.tables import claims, versions
from bot.store.version_rows import dated, storable, version_of, with_text
from extractors import Extraction


def replace_claims(
    connection: Connection,
    document_id: str,
    version: int,
    *,
    extraction: Extraction,
    extractor: str,
    now: datetime,
    article: Article | None = None,
) -> int:
    """Put the claims of a new extraction (of a new reading: `article`) in the place of a version's.

    Returns how many claims differ. Raises StoreError where there is no such version.
    """
    statement = with_text().where(versions.c.document == document_id, versions.c.version == version)
    found = connection.execute(statement).mappings().one_or_none()
    if found is None:
        raise StoreError(f"document {document_id} has no version {version}", subject=document_id)
    known = version_of(found)
    known_document = replace(known.document, state=known.state)
    document = storable(_read_again(known_document, extraction=extraction, article=article))
    rows = claim_rows(document, extraction, extractor=extractor, at=now)
    rows = _keep_ids(claim_table.of_version(connection, known.id), rows)
    reading = Reading(document, extraction, rows, extractor, now)
    connection.execute(update(versions).where(versions.c.id == known.id).values(**version_values(reading)))
    write_names(connection, document, version_id=known.id)
    changed = claim_table.rewrite(connection, rows, version_id=known.id)
    connection.execute(update(claims).where(claims.c.version_id == known.id).values(earliest=dated(document)[1]))
    return changed


def _read_again(document: Document, *, extraction: Extraction, article: Article | None) -> Document:
    """The document as it reads today: its names are added to, its times stay."""
    if article is not None:
        document = replace(
            document,
            title=article.title,
            text=article.text,
            published=article.published or document.published,
            lang=article.lang or document.lang,
            note=None if document.state is DocumentState.UNREADABLE else document.note,
        )
    unsupported = DocumentState.UNSUPPORTED if extraction.unsupported else DocumentState.READ
    return replace(
        document,
        state=unsupported if document.text or extraction.claims else document.state,
        regulators=tuple(dict.fromkeys((*document.regulators, *extraction.regulators))),
        platforms=tuple(dict.fromkeys((*document.platforms, *extraction.platforms))),
    )


def _keep_ids(before: Sequence[ClaimRow], after: Sequence[ClaimRow]) -> tuple[ClaimRow, ...]:
    """The rows under the ids their figures had, also where a better reading of the page moved their places."""
    old, new = {row.id for row in before}, {row.id for row in after}
    moved = pair([row for row in before if row.id not in new], [row for row in after if row.id not in old])
    names = {row.id: row.id for row in after} | dict(moved)
    return tuple(replace(row, id=names[row.id], part_of=names.get(row.part_of or "")) for row in after)
