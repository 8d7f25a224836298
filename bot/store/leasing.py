"""Holding the lease while work goes on: waiting for it, a sign of life every few seconds, giving it back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.core.records import StoreError
from bot.store import leases
from bot.store.database import Database

POLL_SECONDS = 0.5
BEAT_SECONDS = 15.0
RETRY_SECONDS = 2.0


@contextmanager
def held(
    database: Database,
    owner: str,
    *,
    wait: float,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[int]:
    """Hold the lease; gives the fence to write under. Raises StoreError naming the owner after `wait` seconds."""
    fence = _taken(database, owner, wait=wait, sleep=sleep, clock=clock)
    stop = threading.Event()
    pulse = threading.Thread(target=_beat, args=(database, fence, stop), name="tallywire-lease", daemon=True)
    pulse.start()
    try:
        yield fence
    finally:
        stop.set()
        pulse.join()
        with database.write() as connection:
            leases.release(connection, fence)


def _taken(
    database: Database, owner: str, *, wait: float, sleep: Callable[[float], None], clock: Callable[[], float]
) -> int:
    began = clock()
    while True:
        with database.write() as connection:
            answer = leases.take(connection, owner)
        if isinstance(answer, int):
            return answer
        waited = clock() - began
        if waited >= wait:
            raise StoreError(
                f"{database.place} is being written by {answer}; waited {waited:.0f} s", subject=answer.owner
            )
        sleep(min(POLL_SECONDS, max(0.0, wait - waited)))


def _beat(database: Database, fence: int, stop: threading.Event) -> None:
    """Give signs of life until told to stop; a lost lease ends it, the next write under it says so."""
    pause = BEAT_SECONDS
    while not stop.wait(pause):
        try:
            with database.write() as connection:
                leases.beat(connection, fence)
        except StoreError:
            # Full or locked: the next sign comes sooner. Whoever writes meets the same error and reports it.
            pause = RETRY_SECONDS
            continue
        pause = BEAT_SECONDS
