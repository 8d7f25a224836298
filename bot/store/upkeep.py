"""Keeping a store well: what `doctor` looks at, copies, and giving the log's space back."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import text

from bot.core.memory import Check
from bot.core.records import StoreError
from bot.store import leases, schema
from bot.store.database import Database, database

FREE_BYTES = 200 * 1024 * 1024
MEBIBYTE = 1024 * 1024


def checks(url: str) -> tuple[Check, ...]:
    """Everything that can be said of a store without changing it."""
    try:
        found = database(url)
    except StoreError as error:
        return (Check("store", ok=False, note=str(error)),)
    if found.file is not None and not found.file.exists():
        return (Check("store", ok=True, note=f"{found.place}: not made yet"), free_space(found))
    try:
        return integrity(found), schema_version(found), free_space(found), writer(found)
    finally:
        found.close()


def integrity(database: Database) -> Check:
    """Whether the database can be read and is whole (SQLite's quick_check)."""
    try:
        with database.read() as connection:
            query = "PRAGMA quick_check" if database.is_sqlite else "SELECT 'ok'"
            said = [str(line) for line in connection.execute(text(query)).scalars()]
    except StoreError as error:
        return Check("store integrity", ok=False, note=str(error))
    whole = said == ["ok"]
    note = "whole" if whole else f"the database is damaged: {' '.join(said)[:200]}"
    return Check("store integrity", ok=whole, note=f"{database.place}: {' '.join(note.split())}")


def schema_version(database: Database) -> Check:
    """Whether the schema is the one this program knows, or an older one it will bring up to date."""
    try:
        found = schema.version(database)
    except StoreError as error:
        return Check("store schema", ok=False, note=str(error))
    if found is None or found == schema.HEAD:
        return Check("store schema", ok=True, note=f"version {schema.HEAD}")
    known = found in schema.known()
    note = f"version {found}, brought to {schema.HEAD} at the next run" if known else f"version {found} is newer"
    return Check("store schema", ok=known, note=note)


def free_space(database: Database) -> Check:
    """Whether the disk of an SQLite store has room left."""
    if database.file is None:
        return Check("disk space", ok=True, note="the database server's own")
    folder = next(folder for folder in database.file.absolute().parents if folder.exists())
    free = shutil.disk_usage(folder).free
    note = f"{free // MEBIBYTE:,} MiB free at {folder}; wanted: {FREE_BYTES // MEBIBYTE} MiB"
    return Check("disk space", ok=free >= FREE_BYTES, note=note)


def writer(database: Database) -> Check:
    """Who writes to the store now."""
    try:
        with database.read() as connection:
            holder = leases.holder(connection)
    except StoreError as error:
        return Check("store writer", ok=False, note=str(error))
    return Check("store writer", ok=True, note=f"in use by {holder}" if holder else "nobody")


def copy(database: Database, path: Path) -> None:
    """Copy an SQLite store to a new file, while others go on. Raises StoreError."""
    with database.told(), database.engine.connect() as connection:
        # Outside a transaction, as VACUUM demands: the driver's own cursor, past the begin hook.
        connection.connection.cursor().execute("VACUUM INTO ?", (str(path),))


def tidy(database: Database) -> None:
    """Fold SQLite's log into the file and give its space back."""
    if database.is_sqlite:
        with database.told(), database.engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
