"""Opening a store: made, brought up to date after a copy, or refused in one sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.core.query import ClaimQuery, DocumentQuery
from bot.core.records import StoreError
from bot.store import Store, store_url
from bot.store.database import database, sentence
from bot.store.schema import HEAD, MIGRATIONS, migrate, version
from bot.store.tables import metadata
from bot.store.upkeep import checks
from tests.store.making import NOW, document, read

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(sqlite_template: Path, tmp_path: Path) -> Path:
    """An SQLite store with one document."""
    path = tmp_path / "store.sqlite3"
    shutil.copy(sqlite_template, path)
    with Store.open(store_url(path), now=NOW) as store:
        store.remember(read(document()), item_key="k", entry_hash="e", extractor="x", now=NOW)
    return path


def sql(path: Path, *statements: str) -> list[object]:
    """Run statements on a file, past the store; the first column of what the last one gives."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        rows = [connection.execute(statement).fetchall() for statement in statements]
    return [row[0] for row in rows[-1]]


def test_the_steps_lead_to_the_tables_as_they_are_written(fresh_url: str) -> None:
    """The migrations and the tables say the same on both databases."""
    with Store.open(fresh_url, now=NOW) as store, store._database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_head_named_in_the_code_is_the_last_step() -> None:
    """A query compares against it without importing Alembic."""
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_a_store_opened_again_is_as_it_was(fresh_url: str) -> None:
    """Nothing to migrate, nothing lost."""
    with Store.open(fresh_url, now=NOW) as store:
        store.remember(read(document()), item_key="k", entry_hash="e", extractor="x", now=NOW)
    found = database(fresh_url)
    assert migrate(found, now=NOW) is None
    found.close()
    with Store.reading(fresh_url, now=NOW) as store:
        assert len(store.claims(ClaimQuery())) == 3


def test_sqlite_is_set_up_as_measured_to_be_safe(file: Path) -> None:
    """WAL, foreign keys, busy timeout, synchronous FULL, a bounded log."""
    with Store.open(store_url(file), now=NOW) as store, store._database.read() as connection:
        names = ("journal_mode", "foreign_keys", "busy_timeout", "synchronous", "journal_size_limit")
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in names}
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "synchronous": 2,
        "journal_size_limit": 64 * 1024 * 1024,
    }


def test_asking_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    """It answers empty."""
    path = tmp_path / "output" / "store.sqlite3"
    with Store.reading(store_url(path), now=NOW) as store:
        assert store.claims(ClaimQuery()).rows == ()
        assert store.health() == {}
    assert not path.parent.exists()


def test_a_database_from_a_newer_version_is_refused(fresh_url: str) -> None:
    """With what to do; nothing is changed."""
    Store.open(fresh_url, now=NOW).close()
    found = database(fresh_url)
    with found.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for door in (Store.open, Store.reading):
        with pytest.raises(StoreError, match=r"written by a newer Tallywire \(schema 9999; .*\): upgrade Tallywire"):
            door(fresh_url, now=NOW)
    assert version(found) == "9999"
    found.close()
    assert [(check.name, check.ok) for check in checks(fresh_url)][1] == ("store schema", False)


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    """Its tables are not ours to change."""
    path = tmp_path / "photos.sqlite3"
    sql(path, "CREATE TABLE photos (id)")
    with pytest.raises(StoreError, match="is a database of something else"):
        Store.open(store_url(path), now=NOW)
    assert sql(path, "SELECT name FROM sqlite_master") == ["photos"]


@pytest.fixture
def next_steps(tmp_path: Path) -> Path:
    """The migrations with one more step, as a later version of the program would bring."""
    scripts = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    step = """
        revision, down_revision = "9001", "HEAD"
        from alembic import op
        def upgrade():
            op.execute("ALTER TABLE documents ADD COLUMN mood TEXT")
            FAIL
    """
    step = step.replace("HEAD", HEAD)
    (scripts / "versions" / "9001_mood.py").write_text(textwrap.dedent(step).replace("FAIL", ""), encoding="utf-8")
    (scripts / "failing").write_text(textwrap.dedent(step).replace("FAIL", "op.execute('BROKEN')"), encoding="utf-8")
    return scripts


def test_a_migration_copies_the_file_first(file: Path, next_steps: Path) -> None:
    """Beside it, complete, under the version it had."""
    found = database(store_url(file))
    copy = migrate(found, now=NOW, scripts=next_steps, head="9001")
    found.close()
    assert copy == f"{file}.schema-{HEAD}-20230530T120000"
    assert sql(Path(copy), "SELECT version_num FROM alembic_version") == [HEAD]
    assert sql(Path(copy), "SELECT id FROM documents") == ["d1"]
    assert sql(file, "SELECT version_num FROM alembic_version") == ["9001"]
    assert sql(file, "SELECT mood FROM documents") == [None]


def test_a_step_that_fails_leaves_the_store_as_it_was(file: Path, next_steps: Path) -> None:
    """All of it or nothing, and one sentence."""
    (next_steps / "failing").replace(next_steps / "versions" / "9001_mood.py")
    found = database(store_url(file))
    with pytest.raises(StoreError, match="BROKEN"):
        migrate(found, now=NOW, scripts=next_steps, head="9001")
    found.close()
    assert sql(file, "SELECT version_num FROM alembic_version") == [HEAD]
    with Store.open(store_url(file), now=NOW) as store:
        assert len(store.claims(ClaimQuery())) == 3


def test_a_migration_of_postgresql_copies_nothing(postgresql_server: str, next_steps: Path) -> None:
    """Its backups are its own keeper's."""
    from tests.store.conftest import made

    found = database(made(postgresql_server, "steps"))
    assert migrate(found, now=NOW) is None
    assert migrate(found, now=NOW, scripts=next_steps, head="9001") is None
    assert version(found) == "9001"
    found.close()


def test_several_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    """One makes the tables, the others wait."""
    url = store_url(tmp_path / "new" / "store.sqlite3")
    code = (
        "import sys; from datetime import datetime, UTC; from bot.store import Store;"
        f"Store.open({url!r}, now=datetime(2023, 5, 30, tzinfo=UTC)).close()"
    )
    started = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, cwd=ROOT) for _ in range(4)]
    said = [process.communicate(timeout=60)[1].decode() for process in started]
    assert [process.returncode for process in started] == [0] * 4, said
    with Store.open(url, now=NOW) as store:
        assert store.documents(DocumentQuery()).rows == ()


def test_a_new_file_that_another_process_is_writing_is_waited_for(tmp_path: Path) -> None:
    """SQLite refuses the switch of journals at once there, whatever the busy timeout."""
    path = tmp_path / "store.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = threading.Timer(0.3, other.execute, ["COMMIT"])
        done.start()
        with Store.open(store_url(path), now=NOW) as store:
            assert store.documents(DocumentQuery()).rows == ()
        done.join()


def test_a_new_file_that_stays_locked_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The waiting ends, in the same words as for any other lock."""
    monkeypatch.setattr("bot.store.database.BUSY_SECONDS", 0.2)
    path = tmp_path / "store.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"store.sqlite3: locked by another process for 0.2 s"):
            Store.open(store_url(path), now=NOW)


def ask_everything(path: Path) -> None:
    """Open a store, read all of it and write to it."""
    with Store.open(store_url(path), now=NOW) as store:
        store.claims(ClaimQuery())
        store.documents(DocumentQuery())
        store.remember(read(document("d2")), item_key="k2", entry_hash="e", extractor="x", now=NOW)


@pytest.mark.parametrize("part", ["all", "header", "middle", "second half"])
def test_a_damaged_file_is_named_with_what_to_do(file: Path, part: str) -> None:
    """By opening, asking or doctor, and never as a traceback."""
    whole = file.read_bytes()
    spoiled = {
        "all": b"this is no database at all, but a text" * 200,
        "header": b"\xff" * 100 + whole[100:],
        "middle": whole[:100] + b"\xff" * 20000 + whole[20100:],
        "second half": whole[: len(whole) // 2],
    }
    file.write_bytes(spoiled[part])
    (check, *_) = checks(store_url(file))
    assert (check.name.partition(" ")[0], check.ok) == ("store", False)
    assert "the database is damaged" in check.note
    with pytest.raises(StoreError, match="the database is damaged; put a copy back or move it away"):
        ask_everything(file)


def test_a_store_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    """In a sentence that names it."""
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(store_url(tmp_path), now=NOW)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """Here because a file is in the way."""
    (tmp_path / "output").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match=r"output is not writable"):
        Store.open(store_url(tmp_path / "output" / "store.sqlite3"), now=NOW)


def test_an_output_folder_that_is_not_writable_gives_one_sentence(tmp_path: Path) -> None:
    """For a new store and for one that is there."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder = tmp_path / "output"
    folder.mkdir(mode=0o755)
    for parent in (tmp_path, *tmp_path.parents):
        if "pytest-of-" in str(parent):
            parent.chmod(0o755)
    code = f"""
import os
from datetime import datetime, UTC
from pathlib import Path
import sqlalchemy.dialects.sqlite  # imported before the user changes
from bot.core.records import StoreError
from bot.store import Store, store_url
os.setgroups([]); os.setgid(65534); os.setuid(65534)
for path in ({str(folder / "store.sqlite3")!r}, {str(folder / "deeper" / "store.sqlite3")!r}):
    try:
        Store.open(store_url(Path(path)), now=datetime(2023, 5, 30, tzinfo=UTC))
    except StoreError as error:
        print(error)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    first, second = run.stdout.splitlines()
    assert first == f"{folder / 'store.sqlite3'}: cannot be opened; is its folder writable?"
    assert second == f"{folder / 'deeper'} is not writable: Permission denied"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://x/y", "a store in 'mysql' is not supported. Allowed: sqlite:"),
        ("output/store.sqlite3", "is no address of a store. Allowed: sqlite:"),
        ("sqlite+aiosqlite:///x", "is not supported"),
        (
            "postgresql://u:secret@127.0.0.1:1/x",
            "postgresql+psycopg://u:***@127.0.0.1:1/x: the database server does not",
        ),
    ],
)
def test_an_address_that_leads_nowhere_is_named_without_its_password(url: str, said: str) -> None:
    """And what is allowed."""
    with pytest.raises(StoreError) as caught:
        Store.open(url, now=NOW)
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)


def test_what_drivers_say_becomes_a_sentence() -> None:
    """Known trouble in our words, the rest in theirs, on one line."""
    assert sentence("database or disk is full", place="x").startswith("x: no space left")
    assert sentence("database is locked", place="x") == "x: locked by another process for 5 s"
    assert sentence("attempt to write a readonly database", place="x") == "x: not writable"
    assert sentence("something\n new", place="x") == "x: something new"
