"""A stream of lines through worker processes: same order, constant memory, and a killed worker costs one line at most."""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import BinaryIO

Line = tuple[int, bytes]  # number from 1, content
Answer = tuple[str, bool]  # what to print, and whether the line was read
Work = Callable[[bytes, int], Answer]
Refusal = Callable[[bytes, int, str], Answer]

LONGEST_LINE = 64 * 1024 * 1024
BATCH_LINES = 16
BATCH_BYTES = 256 * 1024
AHEAD = 4  # batches in flight for each worker: what bounds memory
ATTEMPTS = 2  # a line whose process died is tried once more, alone


@dataclass(slots=True)
class _Batch:
    lines: list[Line]
    attempts: int = 0
    answers: list[Answer] | None = None


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    batch: _Batch | None = None
    since: float = field(default=0.0)


def lines_of(stream: BinaryIO) -> Iterator[Line]:
    """Numbered lines of a stream, blank ones left out. An overlong line is cut: it will not be readable JSON."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        if line.strip():
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def answers(
    lines: Iterable[Line],
    work: Work,
    *,
    refuse: Refusal,
    workers: int = 1,
    seconds: float = 120,
    guarded: bool = False,
) -> Iterator[Answer]:
    """One answer a line, in the lines' order.

    With one worker the work is done here, unless it is to be guarded. Else each runs in a spawned process; a line on
    which a process dies twice, or which takes longer than `seconds`, gets what `refuse` says of it, and the stream
    goes on.
    """
    if workers <= 1 and not guarded:
        yield from (work(content, number) for number, content in lines)
        return
    pool = _Pool(work, refuse=refuse, seconds=seconds)
    try:
        yield from pool.run(_batches(lines), workers=workers)
    finally:
        pool.close()


def _batches(lines: Iterable[Line]) -> Iterator[_Batch]:
    batch: list[Line] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line[1])
        if len(batch) >= BATCH_LINES or size >= BATCH_BYTES:
            yield _Batch(batch)
            batch, size = [], 0
    if batch:
        yield _Batch(batch)


class _Pool:
    """The processes, and the batches that are under way in the order they came."""

    def __init__(self, work: Work, *, refuse: Refusal, seconds: float) -> None:
        self._work = work
        self._refuse = refuse
        self._seconds = seconds
        self._spawn = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._order: deque[_Batch] = deque()
        self._waiting: deque[_Batch] = deque()

    def run(self, batches: Iterator[_Batch], *, workers: int) -> Iterator[Answer]:
        """Keep every worker busy and give answers out as soon as all before them are there."""
        more = True
        while more or self._order:
            while more and len(self._order) < workers * AHEAD:
                batch = next(batches, None)
                if batch is None:
                    more = False
                else:
                    self._order.append(batch)
                    self._waiting.append(batch)
            self._feed(workers)
            self._collect()
            while self._order and self._order[0].answers is not None:
                yield from self._order.popleft().answers or ()

    def close(self) -> None:
        """End every process."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
            worker.process.join()
        self._workers.clear()

    def _feed(self, most: int) -> None:
        while self._waiting:
            idle = next((w for w in self._workers if w.batch is None), None)
            if idle is None and len(self._workers) < most:
                idle = self._start()
            if idle is None:
                return
            batch = self._waiting.popleft()
            idle.batch, idle.since = batch, time.monotonic()
            try:
                idle.connection.send(batch.lines)
            except OSError:  # it died while idle
                self._bury(idle)

    def _start(self) -> _Worker:
        ours, theirs = self._spawn.Pipe()
        process = self._spawn.Process(target=_serve, args=(theirs, self._work), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _collect(self) -> None:
        busy = {w.connection: w for w in self._workers if w.batch is not None}
        if not busy:
            return
        ready = wait(list(busy), timeout=min(1.0, self._seconds))
        for connection in ready:
            worker = next(w for w in busy.values() if w.connection is connection)
            self._receive(worker)
        for worker in busy.values():
            if worker.batch is not None and time.monotonic() - worker.since > self._seconds * len(worker.batch.lines):
                self._bury(worker, why=f"reading took longer than {self._seconds:g} s")

    def _receive(self, worker: _Worker) -> None:
        try:
            made = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if worker.batch is not None:
            worker.batch.answers = made
            worker.batch = None

    def _bury(self, worker: _Worker, *, why: str = "the process reading this line died") -> None:
        """Take a dead or stuck worker out; its batch goes on line by line, so that one bad line stands alone."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.kill()
        worker.process.join()
        batch, worker.batch = worker.batch, None
        if batch is None:
            return
        if len(batch.lines) > 1:
            alone = [_Batch([line]) for line in batch.lines]
            place = next(i for i, known in enumerate(self._order) if known is batch)
            self._order.rotate(-place)
            self._order.popleft()
            self._order.extendleft(reversed(alone))
            self._order.rotate(place)
            self._waiting.extendleft(reversed(alone))
            return
        batch.attempts += 1
        if batch.attempts < ATTEMPTS:
            self._waiting.appendleft(batch)
        else:
            number, content = batch.lines[0]
            batch.answers = [self._refuse(content, number, why)]


def _serve(connection: Connection, work: Work) -> None:
    """A worker process: batches in, answers out, until the other end is gone."""
    while True:
        try:
            lines: list[Line] = connection.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        connection.send([work(content, number) for number, content in lines])
