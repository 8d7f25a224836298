"""Two of us on one store, and a store that is none: what the command line says."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.records import SourceHealth, SourceState
from bot.store import Store, leases, store_url
from bot.store.database import database
from tests.shell.conftest import NOW

if TYPE_CHECKING:
    from tests.shell.conftest import Command

ROOT = Path(__file__).parents[2]


def owner(path: Path) -> leases.Holder | None:
    """Who writes to a store, None if nobody does or it is not there yet."""
    if not path.exists():
        return None
    found = database(store_url(path))
    try:
        with found.read() as connection:
            there = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'leases'").first()
            return leases.holder(connection) if there else None
    finally:
        found.close()


@pytest.mark.parametrize("command", ["run", "once", "replay"])
def test_a_second_writer_names_the_first_and_ends(
    tallywire: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """With 1, after its patience (here half a second); the first goes on, and ends well when it is told to."""
    (tmp_path / "config").mkdir()
    store = tmp_path / "output" / "tallywire.sqlite3"
    monkeypatch.setattr(Store.lease, "__kwdefaults__", {"wait": 0.5})
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=tmp_path, stderr=subprocess.PIPE) as first:
        end = time.monotonic() + 60
        while owner(store) is None and first.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
        second = tallywire(command)
        assert (second.status, second.out) == (1, "")
        assert f"is being written by tallywire run (process {first.pid} on " in second.err
        assert "Traceback" not in second.err
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=60) == 0
    assert owner(store) is None


@pytest.mark.parametrize("content", [b"x", b"SQLite format 3\0" * 7, b"\0" * 4096])
def test_a_file_that_is_no_database_is_told_as_such(tallywire: Command, tmp_path: Path, content: bytes) -> None:
    """By every command that asks or writes, and by `doctor`; it is left as it is."""
    (tmp_path / "config").mkdir()
    store = tmp_path / "output" / "tallywire.sqlite3"
    store.parent.mkdir()
    store.write_bytes(content)
    for command in (["once"], ["claims"], ["sources", "list"], ["doctor", "--json"]):
        said = tallywire(*command)
        assert said.status == 1, command
        assert "the database is damaged; put a copy back or move it away" in said.out + said.err, command
        assert "Traceback" not in said.err
    assert store.read_bytes() == content


def test_an_empty_file_is_a_store_to_be_made(tallywire: Command, tmp_path: Path) -> None:
    """As `touch` or an interrupted start leaves it."""
    (tmp_path / "config").mkdir()
    store = tmp_path / "output" / "tallywire.sqlite3"
    store.parent.mkdir()
    store.touch()
    assert tallywire("once").status == 0
    assert tallywire("claims", "--json").json["data"] == []


def test_doctor_names_a_source_that_failed_three_times_and_an_outage(tallywire: Command, tmp_path: Path) -> None:
    """How often, and when it is visited next; most of them at once have one cause."""
    sources = tmp_path / "config" / "sources"
    sources.mkdir(parents=True)
    for n in range(5):
        (sources / f"s{n}.toml").write_text(
            f'name = "S{n}"\nkind = "feed"\nurl = "http://s{n}.example/feed"\n', encoding="utf-8"
        )
    with Store.open(store_url(tmp_path / "output" / "tallywire.sqlite3"), now=NOW) as store:
        for n in range(5):
            failing = SourceHealth(
                f"s{n}", SourceState.BROKEN, NOW, "no answer", NOW, next_visit=NOW + timedelta(hours=4), failures=2 + n
            )
            store.save_health(failing)
    checks = {check["name"]: check["note"] for check in tallywire("doctor", "--json").json["checks"]}
    assert checks["sources"] == "most sources fail at once: look at this machine's own connection first"
    assert checks["source s0"] == "broken: no answer, last read well 2026-11-24 12:00"
    assert checks["source s1"].endswith(", failed 3 times in a row, next visit 2026-11-24 16:00")
