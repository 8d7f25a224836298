"""Killed, full, locked: whatever happens to a writer, nothing stored is lost or half done."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.core.memory import Check
from bot.core.query import ClaimQuery, DocumentQuery
from bot.core.records import StoreError
from bot.store import Store, store_url
from bot.store import database as door
from bot.store.database import Database
from bot.store.schema import HEAD
from bot.store.upkeep import checks
from tests.store.making import NOW, document, read

ROOT = Path(__file__).parents[2]
WRITER = Path(__file__).parent / "writer.py"


@contextmanager
def writer(
    url: str, how: str = "write", *, before: Callable[[], None] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A process that writes; killed at the end whatever happens."""
    process = subprocess.Popen(
        [sys.executable, str(WRITER), url, how],
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=before,  # noqa: PLW1509  # no threads at that point; a limit can be set in no other way
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def lines(process: subprocess.Popen[str], number: int) -> list[str]:
    """The next lines it tells."""
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(number)]


def remember(store: Store, name: str) -> str:
    """Store a document."""
    made = read(document(name))
    return store.remember(made, item_key=name, entry_hash="e", extractor="x", now=NOW).outcome


def is_whole(url: str, told: list[str]) -> None:
    """Everything told to be stored is there, with its claims, pages and events; nothing is half there."""
    assert checks(url)[0].ok
    stored = [line.split() for line in told if line.startswith("stored")]
    with Store.open(url, now=NOW) as store:
        rows = store.documents(DocumentQuery(limit=0)).rows
        edits = {number for _, number, first in stored if first == "False"}
        found = {row.document.id: row for row in rows}
        assert {f"d{number}" for _, number, _ in stored} <= found.keys()
        assert all(found[f"d{number}"].document.version == 2 for number in edits)
        for row in rows:
            assert len(store.claims_of(row.document.id)) == row.claims == 3
            assert [version.version for version in store.versions(row.document.id)] == list(
                range(1, row.document.version + 1)
            )
            page = store.page(row.document.sha256)
            assert page is not None
            assert page.startswith(b"<p>")


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_writer_killed_at_any_point_loses_nothing_it_said_was_stored(url: str, after: int) -> None:
    """And the next one takes its lease over at once, since its process is dead."""
    with writer(url) as process:
        told = lines(process, after + 1)
        time.sleep(0.003 * after)  # not on the border of a transaction
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        told += [line for line in rest.splitlines() if line.count(" ") == 2]
    is_whole(url, told)
    began = time.monotonic()
    with Store.open(url, now=NOW) as store, store.lease("the next", wait=0.0):
        remember(store, "after")
    assert time.monotonic() - began < 5


def test_a_full_disk_stops_the_writer_in_one_sentence_and_loses_nothing(url_on_small_disk: str) -> None:
    """Reading goes on; with space again, writing does."""
    with writer(url_on_small_disk) as process:
        told = process.communicate(timeout=60)[0].splitlines()
        assert process.returncode == 1
    assert told[-1].startswith("error")
    assert "no space left on the disk" in told[-1] or "the disk cannot be read or written" in told[-1]
    with Store.reading(url_on_small_disk, now=NOW) as store:
        assert len(store.claims(ClaimQuery()).rows) > 0
    ballast(url_on_small_disk).unlink()
    is_whole(url_on_small_disk, told)
    with Store.open(url_on_small_disk, now=NOW) as store:
        assert remember(store, "after") == "new"


def test_a_round_of_visits_on_a_full_disk_ends_in_one_sentence(url_on_small_disk: str, tmp_path: Path) -> None:
    """It exits 1 and names the disk; what was stored before can be asked for."""
    output, config = Path(url_on_small_disk.removeprefix("sqlite:///")).parent, tmp_path / "config"
    pages = config / "pages"
    (config / "sources").mkdir(parents=True)
    pages.mkdir()
    for n in range(40):
        story = "".join(f"<p>The regulator closed {n * 1000 + k:,} accounts in town {n}-{k}.</p>" for k in range(40))
        (pages / f"{n}.html").write_text(f"<title>Accounts {n}</title><article>{story}</article>", encoding="utf-8")
    source = 'name = "Saved"\nkind = "folder"\nurl = "../pages"\nlang = "en"\n'
    (config / "sources" / "saved.toml").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "--config", str(config), "--output", str(output)]
    once = subprocess.run([*command, "once"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert once.returncode == 1
    (said,) = once.stderr.splitlines()
    assert "no space left on the disk" in said or "the disk cannot be read or written" in said
    asked = subprocess.run([*command, "documents", "--json"], capture_output=True, text=True, check=True, cwd=ROOT)
    assert '"source": "saved"' in asked.stdout


def ballast(url: str) -> Path:
    """The file that makes the small disk smaller."""
    return Path(url.removeprefix("sqlite:///")).with_name("ballast")


@pytest.fixture
def url_on_small_disk(tmp_path: Path) -> Iterator[str]:
    """A store on a disk of 3 MiB; skips where none can be mounted."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    url = store_url(folder / "store.sqlite3")
    ballast(url).write_bytes(b"x" * 1024 * 1024)
    yield url
    subprocess.run(["umount", folder], check=True)


def test_a_file_that_may_not_grow_stops_the_writer_and_loses_nothing(tmp_path: Path) -> None:
    """The limit of a user's quota looks like a failing disk; runs where no disk can be mounted."""
    import resource

    url = store_url(tmp_path / "store.sqlite3")
    Store.open(url, now=NOW).close()

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))

    with writer(url, before=limited) as process:
        told = process.communicate(timeout=60)[0].splitlines()
        assert process.returncode == 1
    assert "the disk cannot be read or written" in told[-1] or "no space left" in told[-1]
    is_whole(url, told)


def test_readers_and_a_writer_do_not_hinder_each_other(store: Store, reopen: Callable[[], Store]) -> None:
    """No error on either side, and every reader sees whole documents only."""
    troubles: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        try:
            with reopen() as own:
                while not done.is_set():
                    rows = own.documents(DocumentQuery(limit=0)).rows
                    claims = own.claims(ClaimQuery(limit=0)).rows
                    assert len(claims) >= 3 * len(rows)
        except BaseException as error:  # noqa: BLE001  # told to the test, which fails with it
            troubles.append(error)

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    for n in range(60):
        remember(store, f"d{n}")
    done.set()
    for reader in readers:
        reader.join()
    assert troubles == []
    assert len(store.documents(DocumentQuery(limit=0))) == 60


def test_two_writers_wait_for_each_other(store: Store, reopen: Callable[[], Store]) -> None:
    """Each write begins at once as a write, so none fails with "database is locked"."""
    troubles: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with reopen() as own:
                for n in range(25):
                    remember(own, f"{name}{n}")
        except BaseException as error:  # noqa: BLE001  # told to the test, which fails with it
            troubles.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert troubles == []
    assert len(store.documents(DocumentQuery(limit=0))) == 50


def test_a_store_locked_for_too_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading goes on meanwhile; the write says who is in the way of whom."""
    monkeypatch.setattr(door, "BUSY_SECONDS", 0.2)
    path = tmp_path / "store.sqlite3"
    with Store.open(store_url(path), now=NOW) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            remember(store, "d1")
        assert str(caught.value) == f"{path}: locked by another process for 0.2 s"
        assert store.claims(ClaimQuery()).rows == ()
        other.execute("ROLLBACK")
        assert remember(store, "d1") == "new"


def test_a_write_that_fails_half_way_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The document, its claims and its item come together or not at all."""

    def broken(*values: object, **more: object) -> None:
        raise StoreError("the disk went away")

    monkeypatch.setattr("bot.store.remembering.touch", broken)
    with pytest.raises(StoreError, match="went away"):
        remember(store, "d1")
    monkeypatch.undo()
    assert store.documents(DocumentQuery()).rows == ()
    assert store.claims(ClaimQuery(versions="all")).rows == ()
    assert remember(store, "d1") == "new"


def test_doctor_looks_at_the_store_without_touching_it(url: str) -> None:
    """Integrity, schema, space, and who writes to it now."""
    assert [check.ok for check in checks(url)] == [True] * 4
    with Store.open(url, now=NOW) as store, store.lease("tallywire run"):
        last = checks(url)[-1]
        assert last.note.startswith(f"in use by tallywire run (process {os.getpid()} on ")
    assert checks(url)[-1] == Check("store writer", ok=True, note="nobody")


def test_doctor_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address, a missing file, a schema that is older or not ours, a disk that is nearly full."""
    assert [(check.name, check.ok) for check in checks("mysql://x")] == [("store", False)]
    missing = tmp_path / "a" / "b" / "store.sqlite3"
    assert [(check.name, check.ok) for check in checks(store_url(missing))] == [("store", True), ("disk space", True)]
    monkeypatch.setattr("bot.store.upkeep.FREE_BYTES", 10**18)
    assert not checks(store_url(missing))[1].ok
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE photos (id)")
    schema, writer_check = checks(store_url(other))[1], checks(store_url(other))[3]
    assert (schema.ok, writer_check.ok) == (False, False)
    assert "is a database of something else" in schema.note
    older = tmp_path / "older.sqlite3"
    with Store.open(store_url(older), now=NOW):
        monkeypatch.setattr("bot.store.schema.HEAD", "9001")
    assert checks(store_url(older))[1].note == f"version {HEAD}, brought to 9001 at the next run"


def test_a_copy_is_whole_and_the_log_is_folded_in(sqlite_template: Path, tmp_path: Path) -> None:
    """A backup while others go on; PostgreSQL has its own."""
    import shutil

    path, copy = tmp_path / "store.sqlite3", tmp_path / "copy.sqlite3"
    shutil.copy(sqlite_template, path)
    with Store.open(store_url(path), now=NOW) as store:
        remember(store, "d1")
        store.backup(copy)
        log = path.with_name(f"{path.name}-wal")
        assert log.stat().st_size > 0
        store.tidy()
        assert log.stat().st_size == 0
        with pytest.raises(StoreError, match="already exists"):
            store.backup(copy)
    with Store.open(store_url(copy), now=NOW) as again:
        assert len(again.claims(ClaimQuery())) == 3


def test_tidying_a_server_is_its_own_business(store: Store) -> None:
    """Nothing fails for it."""
    store.tidy()
    assert isinstance(store._database, Database)
    assert store.place.endswith(("store.sqlite3", "/store"))
