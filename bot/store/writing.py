"""Writing a row by its natural key: again changes nothing, or replaces what is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table


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
    # The dialect in use only: importing the other costs a query time it does not have.
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql as dialect
    else:
        from sqlalchemy.dialects import sqlite as dialect  # type: ignore[no-redef]  # the same two methods by contract

    keys = tuple(key) or tuple(column.name for column in table.primary_key)
    statement = dialect.insert(table).values(**row)
    changed = {name: statement.excluded[name] for name in replace if name not in keys}
    if changed:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=changed)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    # Not rowcount: psycopg has none for an insert.
    return connection.execute(statement.returning(*table.primary_key)).first() is not None
