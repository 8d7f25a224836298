"""The lease: one process writes to a store at a time, and whoever waits is told who.

Its clock is the database's own, the same for every process and never a replaced one. An owner whose process is dead
(on this machine), or who was silent for a minute, is taken over from at once; its late writes are refused by the
fence, a number that grows with every owner.
"""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, RowMapping, select, text, update

from bot.core.records import StoreError
from bot.store.tables import leases
from bot.store.writing import put

NAME = "writer"
SILENT_SECONDS = 60.0
# Asked with every write: making a statement takes longer than carrying it out (measured).
_FENCE = select(leases.c.owner, leases.c.fence).where(leases.c.name == NAME)
NOBODY = ""
PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes to a store: the owner's name, its process, and how long ago it was last heard of."""

    owner: str
    pid: int
    host: str
    silent: float

    def __str__(self) -> str:
        return f"{self.owner} (process {self.pid} on {self.host}, last heard of {self.silent:.0f} s ago)"


def take(connection: Connection, owner: str) -> int | Holder:
    """Take the lease: the fence to write under, or who holds it."""
    pid, host = os.getpid(), platform.node()
    held = connection.execute(select(leases).where(leases.c.name == NAME).with_for_update()).mappings().one_or_none()
    holder = _living(connection, held) if held else None
    if holder:
        return holder
    fence = (held["fence"] if held else 0) + 1
    row = {"name": NAME, "owner": owner, "pid": pid, "started": started(pid) or "", "host": host, "fence": fence}
    put(connection, leases, row | {"beat": _clock(connection)}, replace=(*row, "beat"))
    return fence


def holder(connection: Connection) -> Holder | None:
    """Who holds the lease now, None if nobody living does."""
    held = connection.execute(select(leases).where(leases.c.name == NAME)).mappings().one_or_none()
    return _living(connection, held) if held else None


def beat(connection: Connection, fence: int) -> None:
    """Give a sign of life. Raises StoreError if the lease was lost."""
    guard(connection, fence)
    connection.execute(update(leases).where(leases.c.name == NAME).values(beat=_clock(connection)))


def guard(connection: Connection, fence: int) -> None:
    """Raise StoreError unless the lease is still held under this fence."""
    row = connection.execute(_FENCE).one_or_none()
    if row is None or row.fence != fence:
        who = f" by {row.owner}" if row and row.owner else ""
        raise StoreError(f"this process was silent for over {SILENT_SECONDS:.0f} s and its lease was taken over{who}")


def release(connection: Connection, fence: int) -> None:
    """Give the lease back; the fence stays known, so that it keeps growing."""
    mine = (leases.c.name == NAME, leases.c.fence == fence)
    connection.execute(update(leases).where(*mine).values(owner=NOBODY))


def started(pid: int) -> str | None:
    """When a process of this machine began, as a mark that tells it from a later one of the same number.

    None if it is dead (or a zombie), an empty mark where the system does not tell.
    """
    try:
        stat = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None if (PROC / "self").exists() or not _answers(pid) else ""
    except PermissionError:
        return ""
    fields = stat.rpartition(")")[2].split()  # proc(5): state is field 3, starttime field 22
    return None if fields[0] in {"Z", "X"} else fields[19]


def _answers(pid: int) -> bool:
    """Whether a process exists, where there is no /proc."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _living(connection: Connection, held: RowMapping) -> Holder | None:
    """The holder in a lease's row, None if it gave the lease back, is dead or too silent."""
    silent = max(0.0, _clock(connection) - held["beat"])
    if held["owner"] == NOBODY or silent > SILENT_SECONDS:
        return None
    if held["host"] == platform.node():
        mark = started(held["pid"])
        if mark is None or (mark and held["started"] and mark != held["started"]):
            return None
    return Holder(held["owner"], held["pid"], held["host"], silent)


def _clock(connection: Connection) -> float:
    """Seconds since 1970 by the database's clock."""
    sqlite = "SELECT (julianday('now') - 2440587.5) * 86400.0"
    postgresql = "SELECT CAST(extract(epoch FROM clock_timestamp()) AS double precision)"
    query = sqlite if connection.dialect.name == "sqlite" else postgresql
    return float(connection.execute(text(query)).scalar_one())
