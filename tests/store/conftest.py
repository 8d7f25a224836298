"""Stores to test with: the same tests run on SQLite and on a private PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from bot.store import Store, store_url
from bot.store.database import database
from bot.store.tables import metadata
from tests.store.making import NOW

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def as_server(*command: str | Path, folder: Path) -> None:
    """Run a command of the server's, which refuses to run as root."""
    words = [str(SERVERS[0] / command[0]), *map(str, command[1:])]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, cwd=folder, stdout=subprocess.DEVNULL)


def free_port() -> int:
    """A port of loopback nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a private PostgreSQL server in a folder of its own; skips where there is none."""
    if not SERVERS:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    pytest.importorskip(
        "psycopg", reason="the PostgreSQL driver is not installed (pip install 'tallywire[postgresql]')"
    )
    folder = Path(tempfile.mkdtemp(prefix="tallywire-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()
    quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    listen = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {quick}"
    as_server("initdb", "-D", data, "-A", "trust", "-U", "tally", "-E", "UTF8", folder=folder)
    as_server("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", listen, "start", folder=folder)
    yield f"postgresql://tally@127.0.0.1:{port}/postgres"
    as_server("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop", folder=folder)
    shutil.rmtree(folder)


def made(server: str, name: str) -> str:
    """The address of a new, empty database on the server."""
    door = database(server)
    with door.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    door.close()
    return make_url(server).set(database=name).render_as_string()


@pytest.fixture(scope="session")
def postgresql_store(postgresql_server: str) -> str:
    """The address of a store with all tables, emptied before each test that asks for it."""
    address = made(postgresql_server, "store")
    Store.open(address, now=NOW).close()
    return address


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "store.sqlite3"
    Store.open(store_url(path), now=NOW).close()
    return path


DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=DATABASES)
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is not there yet, on each database."""
    if request.param == "sqlite":
        return store_url(tmp_path / "fresh.sqlite3")
    return made(request.getfixturevalue("postgresql_server"), "fresh")


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store with all tables, on each database."""
    if request.param == "sqlite":
        path = tmp_path / "store.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return store_url(path)
    address = str(request.getfixturevalue("postgresql_store"))
    emptied = database(address)
    with emptied.write() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    emptied.close()
    return address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store, on each database."""
    with Store.open(url, now=NOW) as opened:
        yield opened


@pytest.fixture
def reopen(url: str) -> Callable[[], Store]:
    """Opens the same store once more."""
    return lambda: Store.open(url, now=NOW)
