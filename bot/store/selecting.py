"""A selection as conditions of SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Table, and_, exists, func, or_, select

from bot.core.query import Moment, Selection
from bot.store.columns import LARGEST
from bot.store.tables import (
    claim_names,
    claims,
    documents,
    events,
    fact_claims,
    stories,
    story_documents,
    version_names,
    versions,
)

Condition = ColumnElement[bool]


def claim_conditions(where: Selection) -> list[Condition]:
    """For a query over claims joined with their version and document."""
    return [
        *_figure_conditions(where),
        *_named(claim_names, claim_names.c.claim, claims.c.id, where),
        *_version_conditions(where),
        *_words(where.q, versions.c.title, claims.c.sentence_text),
    ]


def document_conditions(where: Selection) -> list[Condition]:
    """For a query over versions joined with their document: what only a claim can meet means, has such a claim."""
    figures = _figure_conditions(where)
    of_claim = [exists().where(claims.c.version_id == versions.c.id, *figures)] if figures else []
    return [
        *of_claim,
        *_named(version_names, version_names.c.version_id, versions.c.id, where),
        *_version_conditions(where),
        *_words(where.q, versions.c.title, versions.c.text),
    ]


def story_conditions(where: Selection) -> list[Condition]:
    """For a query over stories: one of its documents is as selected."""
    inside = document_conditions(where)
    if not inside:
        return []
    chosen = (
        select(story_documents.c.story)
        .join(versions, and_(versions.c.document == story_documents.c.document, versions.c.newest.is_(True)))
        .join(documents, documents.c.id == versions.c.document)
        .where(*inside)
    )
    return [stories.c.id.in_(chosen)]


def event_conditions(where: Selection, *, kinds: Sequence[str]) -> list[Condition]:
    """For a query over events: its own time and source, its document as selected."""
    inside = Selection(
        regulators=where.regulators, platforms=where.platforms, actions=where.actions, units=where.units,
        kinds=where.kinds, roles=where.roles, langs=where.langs, agreements=where.agreements,
        min=where.min, max=where.max, q=where.q,
    )  # fmt: skip
    found: list[Condition] = list(_at(where))
    if kinds:
        found.append(events.c.kind.in_(kinds))
    if where.sources:
        found.append(events.c.source.in_(where.sources))
    if where.documents:
        found.append(events.c.document.in_(where.documents))
    if of_document := document_conditions(inside):
        chosen = select(versions.c.document).join(documents, documents.c.id == versions.c.document)
        found.append(events.c.document.in_(chosen.where(versions.c.newest.is_(True), *of_document)))
    return found


def _figure_conditions(where: Selection) -> list[Condition]:
    """What is asked of a figure itself."""
    found: list[Condition] = [
        column.in_(wanted)
        for column, wanted in (
            (claims.c.action, where.actions),
            (claims.c.unit, where.units),
            (claims.c.kind, where.kinds),
        )
        if wanted
    ]
    if where.min is not None:
        found.append(claims.c.high >= _float(where.min))
    if where.max is not None:
        found.append(claims.c.low <= _float(where.max))
    if where.min_confidence > 0:
        found.append(claims.c.confidence >= where.min_confidence)
    if where.agreements:
        agreed = select(fact_claims.c.claim).where(fact_claims.c.status.in_(where.agreements))
        found.append(claims.c.id.in_(agreed))
    return found


def _named(
    table: Table, column: ColumnElement[object], own: ColumnElement[object], where: Selection
) -> list[Condition]:
    """Names in any case: one of the regulators, and one of the platforms."""
    return [
        own.in_(select(column).where(table.c.kind == kind, table.c.name.in_(sorted({n.casefold() for n in names}))))
        for kind, names in (("regulator", where.regulators), ("platform", where.platforms))
        if names
    ]


def _version_conditions(where: Selection) -> list[Condition]:
    """What is asked of the document."""
    found = [
        column.in_(wanted)
        for column, wanted in (
            (documents.c.role, where.roles),
            (documents.c.source, where.sources),
            (versions.c.lang, where.langs),
            (versions.c.document, where.documents),
        )
        if wanted
    ]
    return [*found, *_published(where), *_seen(where)]


def _published(where: Selection) -> Iterator[Condition]:
    """Published in a window: by local day for days, by instant for instants; a plain day counts whole."""
    if where.since is not None:
        yield versions.c.latest >= where.since if _is_instant(where.since) else versions.c.day >= where.since
    if where.until is not None:
        yield versions.c.earliest <= where.until if _is_instant(where.until) else versions.c.day <= where.until


def _seen(where: Selection) -> Iterator[Condition]:
    """First read in a window; what could not be read yet counts from when it was first seen."""
    read = func.coalesce(documents.c.first_read, documents.c.first_seen)
    if where.seen_since is not None:
        yield read > where.seen_since
    if where.seen_until is not None:
        yield read <= where.seen_until


def _at(where: Selection) -> Iterator[Condition]:
    """Happened in a window; a plain day is a day of UTC."""
    if where.since is not None:
        yield events.c.at >= (where.since if isinstance(where.since, datetime) else _midnight(where.since))
    if where.until is not None:
        yield events.c.at <= (where.until if isinstance(where.until, datetime) else _midnight(where.until, end=True))
    if where.seen_since is not None:
        yield events.c.at > where.seen_since
    if where.seen_until is not None:
        yield events.c.at <= where.seen_until


def _midnight(day: date, *, end: bool = False) -> datetime:
    """The first or last instant of a day of UTC."""
    if end:
        return datetime(day.year, day.month, day.day, 23, 59, 59, 999999, tzinfo=UTC)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _is_instant(moment: Moment) -> bool:
    return isinstance(moment, datetime)


def _float(value: float) -> float:
    return max(-LARGEST, min(LARGEST, float(value)))


def _words(q: str | None, *columns: ColumnElement[str]) -> list[Condition]:
    """Every word somewhere in the columns, in any case."""
    return [
        or_(*(func.lower(column).contains(word, autoescape=True) for column in columns))
        for word in (q or "").lower().split()
    ]
