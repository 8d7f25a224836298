"""The door to the database: connections as they must be set, transactions, and driver errors as one sentence.

SQLite is set up as measured to be safe: WAL (read back, since network file systems refuse it), foreign keys on,
a busy timeout, synchronous FULL, and BEGIN IMMEDIATE for every write: a plain BEGIN that reads and then writes
fails at once with "database is locked", whatever the timeout.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError, StatementError
from sqlalchemy.pool import QueuePool, StaticPool

from bot.core.records import StoreError

BUSY_SECONDS = 5.0
SWITCH_SECONDS = 0.05
SWITCH = "PRAGMA journal_mode = WAL"
JOURNAL_BYTES = 64 * 1024 * 1024
POSTGRESQL_CONNECT_SECONDS = 10
MAGIC = b"SQLite format 3\0"
WRITE = {"tallywire_write": True}

# What SQLite and PostgreSQL say -> what it means to a user; {place} is the file or the server.
SENTENCES = (
    (("disk is full", "no space left"), "{place}: no space left on the disk, nothing was stored"),
    (("disk i/o error",), "{place}: the disk cannot be read or written (full, or failing)"),
    (("malformed", "not a database", "corrupt"), "{place}: the database is damaged; put a copy back or move it away"),
    (("readonly", "read-only"), "{place}: not writable"),
    (("unable to open",), "{place}: cannot be opened; is its folder writable?"),
    (("is locked", "lock timeout"), "{place}: locked by another process for {busy:g} s"),
    (("connection refused", "connection failed", "could not connect"), "{place}: the database server does not answer"),
)


@dataclass(frozen=True, slots=True)
class Database:
    """An engine with its name for a reader: the file's path, or the server's address without its password."""

    engine: Engine
    place: str
    file: Path | None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is one file, with one writer."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view; nothing in it is written. Raises StoreError."""
        with self.told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it is stored at the end, or nothing. Raises StoreError."""
        with self.told(), self.engine.connect() as plain:
            connection = plain.execution_options(**WRITE)
            with connection.begin():
                yield connection

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what drivers raise into a StoreError that names the place."""
        try:
            yield
        except StatementError as error:
            if isinstance(error.orig, StoreError):  # a value no column takes: bot.store.columns
                raise error.orig from None
            raise StoreError(sentence(str(error.orig), place=self.place), subject=self.place) from error
        except (SQLAlchemyError, sqlite3.Error, UnicodeError) as error:
            raise StoreError(sentence(str(error), place=self.place), subject=self.place) from error

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def store_url(path: Path) -> str:
    """The address of an SQLite store in a file."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def database(url: str) -> Database:
    """The database at an address; opens nothing yet. Raises StoreError for one there cannot be."""
    try:
        address = make_url(url)
    except ArgumentError:
        raise StoreError(f"{url!r} is no address of a store. {ALLOWED}") from None
    name = address.get_backend_name()
    if name in {"postgresql", "postgres"}:
        return _postgresql(address.set(drivername="postgresql+psycopg"))
    if address.drivername != "sqlite":
        raise StoreError(f"a store in {address.drivername!r} is not supported. {ALLOWED}")
    return _sqlite(address)


ALLOWED = "Allowed: sqlite:////folder/file.sqlite3 or postgresql://user@host/name."


def sentence(said: str, *, place: str) -> str:
    """What a driver said, as a sentence for a reader."""
    lowered = said.lower()
    for marks, form in SENTENCES:
        if any(mark in lowered for mark in marks):
            return form.format(place=place, busy=BUSY_SECONDS)
    return f"{place}: {' '.join(said.split())}"


def _postgresql(address: URL) -> Database:
    place = address.render_as_string(hide_password=True)
    try:
        engine = create_engine(
            address, pool_pre_ping=True, connect_args={"connect_timeout": POSTGRESQL_CONNECT_SECONDS}
        )
    except ModuleNotFoundError:
        raise StoreError(f"{place}: the PostgreSQL driver is missing: pip install 'tallywire[postgresql]'") from None
    return Database(engine, place, None)


def _sqlite(address: URL) -> Database:
    memory = address.database in {None, "", ":memory:"}
    engine = create_engine(
        address,
        poolclass=StaticPool if memory else QueuePool,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    file = None if memory else Path(str(address.database))
    if file is not None and _is_something_else(file):
        raise StoreError(sentence("file is not a database", place=str(file)), subject=str(file))
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return Database(engine, str(file or "memory"), file)


def _is_something_else(file: Path) -> bool:
    """Whether a file holds what is no SQLite database: of a file of one byte SQLite would make a new one, in silence."""
    try:
        with file.open("rb") as content:
            head = content.read(len(MAGIC))
    except OSError:
        return False  # not there, or not for us: SQLite says so itself
    return head not in {b"", MAGIC}


def _set_up(connection: sqlite3.Connection, record: object) -> None:
    """Set a new SQLite connection up; `record` is the pool's and not needed."""
    del record
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode not in {"wal", "memory"}:
        mode = _switched(connection)
    if mode not in {"wal", "memory"}:
        raise StoreError(
            "this file system does not support SQLite's write-ahead log (network folders do not): "
            "put the store on a local disk ([store] url in bot.toml)"
        )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA journal_size_limit = {JOURNAL_BYTES}")
    # SQLite's own lower() knows ASCII only; a search for "ÉTAT" must find "état".
    connection.create_function("lower", 1, _lower, deterministic=True)


def _switched(connection: sqlite3.Connection) -> str:
    """Switch a file to the write-ahead log; gives the journal it then has.

    While another process writes the file's first pages SQLite refuses the switch at once, without the busy
    timeout (measured with 3.40: 0.0 s against a reserved lock), so the waiting is done here.
    """
    for _ in range(int(BUSY_SECONDS / SWITCH_SECONDS)):
        try:
            return str(connection.execute(SWITCH).fetchone()[0])
        except sqlite3.OperationalError as error:
            if "is locked" not in str(error):
                raise
            time.sleep(SWITCH_SECONDS)
    return str(connection.execute(SWITCH).fetchone()[0])


def _lower(text: str | None) -> str | None:
    return None if text is None else str(text).lower()


def _begin(connection: Connection) -> None:
    """Begin: at once for writing (waits its turn by the busy timeout), deferred for reading."""
    writing = "tallywire_write" in connection.get_execution_options()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
