"""Writing a row by its natural key: again changes nothing, or replaces what is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import Connection, Table
from sqlalchemy.sql.dml import Insert, ReturningInsert


def put(
    connection: Connection,
    table: Table,
    row: Mapping[str, object],
    *,
    key: Sequence[str] = (),
    replace: Sequence[str] = (),
) -> bool:
    """Insert a row; where its key is taken already, replace the named columns, or leave all as it is.

    `key` is the primary key unless another unique one is given. True if a row was written.
    """
    statement = _answering(connection.dialect.name, table, tuple(key), tuple(replace))
    # Not rowcount: psycopg has none for an insert.
    return connection.execute(statement, dict(row)).first() is not None


def put_all(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, object]], *, replace: Sequence[str] = ()
) -> None:
    """The same for many rows by their primary key, in one statement that answers nothing."""
    if rows:
        connection.execute(_statement(connection.dialect.name, table, (), tuple(replace)), [dict(row) for row in rows])


@lru_cache(maxsize=64)
def _answering(
    dialect_name: str, table: Table, key: tuple[str, ...], replace: tuple[str, ...]
) -> ReturningInsert[tuple[object, ...]]:
    """The statement that answers with the keys of what it wrote."""
    return _statement(dialect_name, table, key, replace).returning(*table.primary_key)


@lru_cache(maxsize=64)
def _statement(dialect_name: str, table: Table, key: tuple[str, ...], replace: tuple[str, ...]) -> Insert:
    """The statement, its values left open: making one takes many times as long as carrying it out (measured)."""
    # The dialect in use only: importing the other costs a query time it does not have.
    if dialect_name == "postgresql":
        from sqlalchemy.dialects import postgresql as dialect
    else:
        from sqlalchemy.dialects import sqlite as dialect  # type: ignore[no-redef]  # the same two methods by contract

    keys = key or tuple(column.name for column in table.primary_key)
    statement = dialect.insert(table)
    changed = {name: statement.excluded[name] for name in replace if name not in keys}
    if changed:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=changed)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    return statement
