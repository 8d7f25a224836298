"""The schema's version: brought up to date when a store is opened, after a copy; a newer one is refused.

Alembic is imported only when there is something to do: a query must answer at once.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.core.records import StoreError
from bot.store.database import Database
from bot.store.tables import metadata

HEAD = "0002"
MIGRATIONS = Path(__file__).parent / "migrations"


def version(database: Database) -> str | None:
    """The schema's version, None for a database without tables. Raises StoreError if it is somebody else's."""
    with database.read() as connection:
        return _version(connection, place=database.place)


def migrate(database: Database, *, now: datetime, scripts: Path = MIGRATIONS, head: str = HEAD) -> str | None:
    """Bring the schema to `head`; returns where the copy made before lies, if one was made.

    Raises StoreError for a database from a newer version of the program.
    """
    found = version(database)
    if found == head:
        return None
    if found is not None and found not in known(scripts):
        raise StoreError(
            f"{database.place} was written by a newer Tallywire (schema {found}; this one knows up to {head}): "
            "upgrade Tallywire, or use another store",
            subject=database.place,
        )
    copy = _copied(database, found=found, now=now) if found else None
    with database.write() as connection:
        if _version(connection, place=database.place) != head:  # another process may have been first
            _upgrade(connection, scripts=scripts)
    return copy


def known(scripts: Path = MIGRATIONS) -> set[str]:
    """The versions there are steps for: 0001_first.py is 0001."""
    return {file.name.partition("_")[0] for file in (scripts / "versions").glob("[0-9]*_*.py")}


def create(connection: Connection) -> None:
    """Make the tables as they are today, without history: for a store that lives in memory only."""
    metadata.create_all(connection)


def _version(connection: Connection, *, place: str) -> str | None:
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise StoreError(f"{place} is a database of something else, not a Tallywire store", subject=place)
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _copied(database: Database, *, found: str, now: datetime) -> str | None:
    """Copy an SQLite file beside itself; PostgreSQL's backups are its own keeper's."""
    if database.file is None:
        return None
    copy = database.file.with_name(f"{database.file.name}.schema-{found}-{now:%Y%m%dT%H%M%S}")
    with database.told(), database.engine.connect() as connection:
        # Outside a transaction, as VACUUM demands: the driver's own cursor, past the begin hook.
        connection.connection.cursor().execute("VACUUM INTO ?", (str(copy),))
    return str(copy)


def _upgrade(connection: Connection, *, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
