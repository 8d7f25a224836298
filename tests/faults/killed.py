"""Kills `once` at so many of its statements to the database, evenly spread, and lets the next run mend what is left.

    python tests/faults/killed.py CONFIG FOLDER POINTS

Each life is a fork of this process, so that twenty take seconds; `crash.py` does the same at every system call, with
processes of their own. Prints a line of JSON a point: the statement, what was stored after the next run, and whether
SQLite calls the file whole, its references included.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from contextlib import closing
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import Engine, event

from bot.__main__ import main

STORED = ("documents", "items", "versions", "story_documents")


def once(config: str, output: Path) -> int:
    """One round, in this process; its exit status."""
    try:
        main(("--config", config, "--output", str(output), "once", "--all"))
    except SystemExit as ended:
        return int(ended.code or 0)


def life(config: str, output: Path, *, last: int | None, told: Path | None = None) -> int:
    """One round in a process of its own, killed before its statement of this number; the signal or status it ended with."""
    child = os.fork()
    if child == 0:
        numbers = count(1)

        def counted(*_: object) -> None:
            number = next(numbers)
            if number == last:
                os.kill(os.getpid(), signal.SIGKILL)

        for moment in ("before_cursor_execute", "commit"):
            event.listen(Engine, moment, counted)
        once(config, output)
        if told is not None:
            told.write_text(str(next(numbers) - 1), encoding="ascii")
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def stored(output: Path) -> dict[str, object]:
    """How many rows of each kind there are, and whether the file is whole."""
    with closing(sqlite3.connect(output / "tallywire.sqlite3")) as connection:
        counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in STORED}
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        whole = whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
    return counts | {"whole": whole}


def sweep(config: str, folder: Path, points: int) -> None:
    """Every point, after a round that loads what rounds need and one that counts the statements of an undisturbed one."""
    once(config, folder / "loaded")
    told = folder / "statements"
    life(config, folder / "undisturbed", last=None, told=told)
    total = int(told.read_text(encoding="ascii"))
    for point in range(points):
        at = 1 + point * (total - 1) // max(1, points - 1)
        output = folder / f"point-{at}"
        ended = life(config, output, last=at)
        life(config, output, last=None)
        sys.stdout.write(json.dumps({"statement": at, "of": total, "ended": ended} | stored(output)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sweep(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
