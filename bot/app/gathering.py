"""Stories put together anew after a round; where many documents are concerned, in a process of its own.

Six weeks of texts are compared with each other. That is the memory of that process for as long as it lives, and never
the bot's, which stays as large as it is however much was collected.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.connection import Connection

from bot.core.records import Event, ReadError, StoreError, Story
from bot.outbox import gaps_of_series, put_together, regrouped, to_gather, watch_series
from bot.store import Store

# So many documents are put together here: to start a process takes longer, and they take no memory to speak of.
FEW = 2000
SENT_AT_ONCE = 100


def gather(store: Store, *, now: datetime, changed: bool, few: int = FEW) -> None:
    """Save the stories as they are now, and which report of a series is missing; nothing where nothing `changed`.

    Raises StoreError, and ReadError where the process died in which many documents (more than `few`) are looked at.
    """
    ids = to_gather(store, now=now, changed=changed)
    if not ids:
        return
    if len(ids) <= few or store.address is None:
        put_together(store, now=now)
        if changed:
            watch_series(store, now=now)
        return
    with _apart(store.address, now=now) as line:
        store.save_stories(_stories(line), now=now)
        store.record(_events(line))


@contextmanager
def _apart(address: str, *, now: datetime) -> Iterator[Connection]:
    """A process that looks at the store and says what is to be saved: stories batch by batch, the last empty; events."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_look, args=(theirs, address, now), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.poll(None)  # until the first batch is there nothing is locked
        yield ours
    except (EOFError, ConnectionResetError):
        raise ReadError("the process that puts stories together died; the next round tries again") from None
    finally:
        ours.close()
        process.kill()
        process.join()


def _look(line: Connection, address: str, now: datetime) -> None:
    """What that process does."""
    for number in (signal.SIGINT, signal.SIGTERM):  # the bot decides when it ends
        signal.signal(number, signal.SIG_IGN)
    try:
        with Store.reading(address, now=now) as store:
            found = regrouped(store, now=now)
            for start in range(0, len(found.changed), SENT_AT_ONCE):
                line.send(found.changed[start : start + SENT_AT_ONCE])
            line.send(())
            line.send((*found.events, *gaps_of_series(store, now=now)))
    except StoreError as error:
        line.send(str(error))
    except BrokenPipeError:
        return  # the bot is gone, or could not save what it was told


def _stories(line: Connection) -> Iterator[Story]:
    while True:
        batch: tuple[Story, ...] | str = line.recv()
        if isinstance(batch, str):
            raise StoreError(batch)
        if not batch:
            return
        yield from batch


def _events(line: Connection) -> tuple[Event, ...]:
    events: tuple[Event, ...] | str = line.recv()
    if isinstance(events, str):
        raise StoreError(events)
    return events
