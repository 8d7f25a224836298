"""Claims: rows of a document version, written with it and read back with their document, story and agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, RowMapping, Select, delete, insert, select, update

from bot.core.memory import Page
from bot.core.query import ClaimQuery
from bot.core.records import ClaimRow, Document
from bot.store.agreements import agreement_of
from bot.store.columns import comparable
from bot.store.cursors import after, cursor, page_of
from bot.store.selecting import claim_conditions
from bot.store.tables import claim_names, claims, documents, fact_claims, story_documents, versions
from bot.store.version_rows import DOCUMENT_COLUMNS, NEWEST, dated, document_of


def write(connection: Connection, rows: Sequence[ClaimRow], *, version_id: int) -> None:
    """Write all claims of a new version."""
    write_all(connection, [(rows, version_id)])


def write_all(connection: Connection, given: Iterable[tuple[Sequence[ClaimRow], int]]) -> None:
    """Write all claims of new versions: their rows, with the row number of each."""
    written = [
        (row, _values(row, version_id=version_id, position=n))
        for rows, version_id in given
        for n, row in enumerate(rows)
    ]
    if written:
        connection.execute(insert(claims), [values for _, values in written])
        _write_names(connection, [row for row, _ in written])


def rewrite(connection: Connection, rows: Sequence[ClaimRow], *, version_id: int) -> int:
    """Put other claims in the place of a version's; those with the same id stay where they are known (in facts).

    Returns how many differ: came, went or say something else.
    """
    old = {row.id: row for row in of_version(connection, version_id)}
    new = {row.id for row in rows}
    connection.execute(delete(claims).where(claims.c.version_id == version_id, claims.c.id.not_in(new)))
    # Positions are unique: move the kept ones out of the way of the new order.
    connection.execute(update(claims).where(claims.c.version_id == version_id).values(position=-1 - claims.c.position))
    newest = connection.execute(select(versions.c.newest).where(versions.c.id == version_id)).scalar_one()
    for position, row in enumerate(rows):
        values = _values(row, version_id=version_id, position=position) | {"newest": newest}
        if row.id in old:
            connection.execute(update(claims).where(claims.c.id == row.id).values(**values))
        else:
            connection.execute(insert(claims).values(**values))
    connection.execute(delete(claim_names).where(claim_names.c.claim.in_(new)))
    _write_names(connection, rows)
    return len(old.keys() ^ new) + sum(1 for row in rows if row.id in old and _differs(old[row.id], row))


def listed(connection: Connection, query: ClaimQuery) -> Page[ClaimRow]:
    """One page of claims, the newest document's first, each document's in the order of its text."""
    statement = _listing(query)
    if query.limit:
        statement = statement.limit(query.limit + 1)
    return page_of(
        connection.execute(statement).mappings().all(),
        limit=query.limit,
        read=_claim_row,
        mark=lambda row: cursor(row["earliest"], row["version_id"], row["position"]),
    )


def one(connection: Connection, claim_id: str) -> ClaimRow | None:
    """The claim of an id, of whatever version."""
    found = connection.execute(_rows().where(claims.c.id == claim_id)).mappings().one_or_none()
    return _claim_row(found) if found else None


def beginning_with(connection: Connection, start: str, *, most: int) -> tuple[ClaimRow, ...]:
    """At most so many claims whose ids begin so, by id."""
    statement = _rows().where(claims.c.id.startswith(start, autoescape=True)).order_by(claims.c.id).limit(most)
    return tuple(map(_claim_row, connection.execute(statement).mappings()))


def of_document(connection: Connection, document_id: str, *, version: int | None = None) -> tuple[ClaimRow, ...]:
    """The claims of a document, of its newest version unless one is named."""
    wanted = NEWEST if version is None else versions.c.version == version
    statement = _rows().where(versions.c.document == document_id, wanted).order_by(claims.c.position)
    return tuple(map(_claim_row, connection.execute(statement).mappings()))


def of_documents(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[ClaimRow, ...]]:
    """The claims of the newest versions of these documents, by document, in the order of their texts."""
    statement = _rows().where(versions.c.document.in_(ids), NEWEST).order_by(claims.c.position)
    found: dict[str, list[ClaimRow]] = {}
    for row in map(_claim_row, connection.execute(statement).mappings()):
        found.setdefault(row.document.id, []).append(row)
    return {document: tuple(rows) for document, rows in found.items()}


def of_version(connection: Connection, version_id: int) -> tuple[ClaimRow, ...]:
    """The claims of one version, in the order of its text."""
    statement = _rows().where(claims.c.version_id == version_id).order_by(claims.c.position)
    return tuple(map(_claim_row, connection.execute(statement).mappings()))


def _listing(query: ClaimQuery) -> Select[tuple[object, ...]]:
    statement = _rows().where(*claim_conditions(query.where))
    if query.versions == "newest":
        statement = statement.where(claims.c.newest.is_(True))
    if query.cursor:
        statement = statement.where(after(query.cursor, claims.c.earliest, claims.c.version_id, claims.c.position))
    return statement.order_by(claims.c.earliest.desc(), claims.c.version_id.desc(), claims.c.position)


def _rows() -> Select[tuple[object, ...]]:
    """Claims with document, story and agreement in one query: no query a row."""
    return (
        select(
            claims,
            *DOCUMENT_COLUMNS,
            story_documents.c.story.label("story"),
            fact_claims.c.agreement.label("agreement"),
        )
        .join(versions, versions.c.id == claims.c.version_id)
        .join(documents, documents.c.id == versions.c.document)
        .outerjoin(story_documents, story_documents.c.document == versions.c.document)
        .outerjoin(fact_claims, fact_claims.c.claim == claims.c.id)
    )


def _values(row: ClaimRow, *, version_id: int, position: int) -> dict[str, object]:
    return {
        "id": row.id,
        "version_id": version_id,
        "position": position,
        "newest": True,
        "earliest": dated(row.document)[1],
        "value": row.value,
        "low": comparable(row.value),
        "high": comparable(row.value if row.value_max is None else row.value_max),
        "span_start": row.start,
        "span_end": row.end,
        **{name: getattr(row, name) for name in SAME_NAME},
    }


SAME_NAME = (
    *("value_max", "bound", "kind", "currency", "currency_inferred", "unit", "action", "actor", "platforms"),
    *("has_period", "period_start", "period_end", "year_inferred", "reason", "part_of", "change", "also"),
    *("quote", "field", "sentence_field", "sentence_start", "sentence_end", "sentence_text"),
    *("rule", "confidence", "extractor", "extracted_at"),
)


def _write_names(connection: Connection, rows: Sequence[ClaimRow]) -> None:
    """Write the names a claim is found by: its platforms, its actor and the document's regulators."""
    names = [
        {"kind": kind, "name": name, "claim": row.id}
        for row in rows
        for kind, given in (
            ("platform", row.platforms),
            ("regulator", (*((row.actor,) if row.actor else ()), *row.document.regulators)),
        )
        for name in sorted({name.casefold() for name in given})
    ]
    if names:
        connection.execute(insert(claim_names), names)


def _differs(old: ClaimRow, new: ClaimRow) -> bool:
    """Whether two rows of one id say different things, when and by which extractor they were made aside."""
    return any(getattr(old, name) != getattr(new, name) for name in ("value", *SAID))


SAID = tuple(name for name in SAME_NAME if name not in {"extractor", "extracted_at"})


def _claim_row(columns: RowMapping) -> ClaimRow:
    document: Document = document_of(columns)
    return ClaimRow(
        id=columns["id"],
        value=columns["value"],
        start=columns["span_start"],
        end=columns["span_end"],
        document=document,
        story=columns["story"],
        agreement=agreement_of(columns["agreement"]) if columns["agreement"] else None,
        **{name: columns[name] for name in SAME_NAME},
    )
