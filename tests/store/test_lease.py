"""One process writes to a store at a time, and whoever waits is told who."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import text, update

from bot.core.records import StoreError
from bot.store import Store, leases, leasing
from bot.store.tables import leases as table
from tests.store.making import NOW, document, read
from tests.store.test_faults import lines, writer


def change(store: Store, **values: object) -> None:
    """Change the lease's row behind everybody's back."""
    with store._database.write() as connection:
        connection.execute(update(table).values(**values))


def test_a_second_writer_is_told_the_owner_after_waiting(url: str, store: Store) -> None:
    """With its process, as `doctor` would name it."""
    with writer(url, "hold") as process:
        assert lines(process, 1) == ["leased"]
        began = time.monotonic()
        with pytest.raises(StoreError) as caught, store.lease("tallywire once", wait=0.6):
            pass
        assert 0.5 < time.monotonic() - began < 10
    said = str(caught.value)
    assert f"is being written by tallywire run (process {process.pid} on " in said
    assert "; waited 1 s" in said


def test_a_writer_that_ends_makes_way(store: Store, reopen: Callable[[], Store]) -> None:
    """Whoever waits goes on as soon as the lease is given back."""
    order = []
    with reopen() as other:
        holding = threading.Event()

        def hold() -> None:
            with store.lease("first"):
                holding.set()
                time.sleep(0.7)
                order.append("first")

        holder = threading.Thread(target=hold)
        holder.start()
        holding.wait()
        with other.lease("second", wait=20):
            order.append("second")
        holder.join()
    assert order == ["first", "second"]


def test_a_lease_whose_process_is_dead_is_taken_over_at_once(url: str, store: Store) -> None:
    """Without waiting for its minute of silence."""
    with writer(url, "hold") as process:
        assert lines(process, 1) == ["leased"]
        process.kill()
        process.wait()
        with store.lease("next", wait=0.0):
            pass


def test_a_lease_of_a_process_number_used_again_is_taken_over(store: Store) -> None:
    """A container's first process is always number 1: its number alone proves nothing."""
    with store.lease("first"):
        change(store, started="some other time")
        with store._database.write() as connection:
            assert isinstance(leases.take(connection, "second"), int)


def test_a_lease_of_another_machine_is_taken_over_after_a_minute_of_silence(store: Store) -> None:
    """Its process cannot be seen from here."""
    with store.lease("first"):
        change(store, host="elsewhere", pid=999999)
        with store._database.write() as connection:
            held = leases.take(connection, "second")
            assert isinstance(held, leases.Holder)
            assert str(held).startswith("first (process 999999 on elsewhere, last heard of ")
        change(store, beat=table.c.beat - 61)
        with store._database.write() as connection:
            assert isinstance(leases.take(connection, "second"), int)


def test_what_a_silent_writer_writes_late_is_refused(store: Store) -> None:
    """The fence: another owner may have gone on from where it stopped."""
    with store.lease("first"):
        change(store, owner="second", fence=table.c.fence + 1)
        with pytest.raises(StoreError, match="its lease was taken over by second"):
            store.remember(read(document()), item_key="k", entry_hash="e", extractor="x", now=NOW)
    store.remember(read(document()), item_key="k", entry_hash="e", extractor="x", now=NOW)


def test_a_writer_gives_signs_of_life(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every few seconds, so that long work is not taken for silence; trouble does not end them."""
    monkeypatch.setattr(leasing, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(leasing, "RETRY_SECONDS", 0.05)
    with store.lease("first"):
        for spoil in ({"beat": 0.0}, {"beat": 0.0}):
            change(store, **spoil)
            assert eventually(lambda: silence(store) < 5)
        change(store, fence=table.c.fence + 1, beat=1.0)
        time.sleep(0.3)
        assert silence(store) > 5
        change(store, fence=table.c.fence - 1)
        assert eventually(lambda: silence(store) < 5)


def silence(store: Store) -> float:
    """How long ago the last sign of life was."""
    sqlite = "SELECT (julianday('now') - 2440587.5) * 86400.0 - beat FROM leases"
    postgresql = "SELECT extract(epoch FROM clock_timestamp()) - beat FROM leases"
    with store._database.read() as connection:
        query = sqlite if store._database.is_sqlite else postgresql
        return float(connection.execute(text(query)).scalar_one())


def eventually(true: Callable[[], bool]) -> bool:
    """Whether something becomes true within some seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def test_nobody_holds_a_lease_that_was_given_back(store: Store) -> None:
    """Neither before the first nor after the last."""
    with store._database.read() as connection:
        assert leases.holder(connection) is None
    with store.lease("first"), store._database.read() as connection:
        held = leases.holder(connection)
        assert held is not None
        assert (held.owner, held.pid) == ("first", os.getpid())
    with store._database.read() as connection:
        assert leases.holder(connection) is None


def test_the_fence_grows_with_every_owner(store: Store) -> None:
    """Also when the lease was given back in between."""
    fences = []
    for owner in ("a", "b", "a"):
        with store.lease(owner):
            assert store._fence is not None
            fences.append(store._fence)
    assert fences == sorted(set(fences))


def test_a_guard_without_a_lease_is_refused(store: Store) -> None:
    """Somebody emptied the table."""
    with store._database.read() as connection, pytest.raises(StoreError, match=r"was taken over$"):
        leases.guard(connection, 1)


def test_a_process_has_a_mark_until_it_is_dead() -> None:
    """A zombie is dead too: nobody has asked for its exit status yet."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    mark = leases.started(process.pid)
    assert mark
    assert mark == leases.started(process.pid)
    process.kill()
    assert eventually(lambda: leases.started(process.pid) is None)
    process.communicate()
    assert leases.started(process.pid) is None


def test_a_process_without_proc_is_asked_by_a_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On systems that have no /proc."""
    monkeypatch.setattr(leases, "PROC", leases.PROC / "nowhere")
    assert leases.started(os.getpid()) == ""
    assert leases.started(2**22 + 5) is None
