"""What a store holds, by the names it can be asked for: told where a question finds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Table, func, select

from bot.store.tables import claim_names, claims, documents, version_names, versions

Rows = Literal["claims", "documents"]
Held = Mapping[str, Mapping[str, int]]


def held(connection: Connection, *, rows: Rows) -> Held:
    """How many claims or documents of newest versions there are by "regulator", "platform", "source" and "lang"."""
    if rows == "claims":
        own, names, key = claims, claim_names, claim_names.c.claim == claims.c.id
    else:
        own, names, key = versions, version_names, version_names.c.version_id == versions.c.id
    spelled = _spelled(connection)
    found: dict[str, dict[str, int]] = {"regulator": {}, "platform": {}}
    counted = (
        select(names.c.kind, names.c.name, func.count())
        .join(own, key)
        .where(own.c.newest.is_(True))
        .group_by(names.c.kind, names.c.name)
    )
    for kind, name, count in connection.execute(counted):
        found[kind][spelled.get(name, name)] = count
    for name, column in (("source", documents.c.source), ("lang", versions.c.lang)):
        found[name] = _by(connection, column, own=own)
    return found


def _by(connection: Connection, column: ColumnElement[str], *, own: Table) -> dict[str, int]:
    """Counts by a column of the document or of its version."""
    counted = select(column, func.count()).select_from(versions)
    if own is claims:
        counted = counted.join(claims, claims.c.version_id == versions.c.id)
    counted = counted.join(documents, documents.c.id == versions.c.document)
    rows = connection.execute(counted.where(versions.c.newest.is_(True), column.is_not(None)).group_by(column))
    return {name: count for name, count in rows}  # noqa: C416 - rows are no pairs to the type checker


def _spelled(connection: Connection) -> dict[str, str]:
    """Each name as it is written, by its folded case, in which it is looked for."""
    lists: Iterable[tuple[str, ...]] = (
        names
        for column in (versions.c.regulators, versions.c.platforms, claims.c.platforms)
        for names in connection.execute(select(column).distinct()).scalars()
    )
    actors = connection.execute(select(claims.c.actor).where(claims.c.actor.is_not(None)).distinct()).scalars()
    return {name.casefold(): name for names in (*lists, tuple(actors)) for name in names}
