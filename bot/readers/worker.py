"""One worker: a spawned process that answers one job after another, and the end of the line to it."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.core.config import Limits
from bot.readers.jobs import (
    Listed,
    ListJob,
    ReadJob,
    ReadJobs,
    ReadResult,
    ReadResults,
    Surveyed,
    SurveyJob,
    listed,
    load,
    read,
    surveyed,
)

START_SECONDS = 120.0
LOOK_SECONDS = 0.25
PATIENCE = 2
LOADED = "loaded"
Job = ReadJob | ReadJobs | ListJob | SurveyJob
Answer = ReadResult | ReadResults | Listed | Surveyed


class Worker:
    """A process that is started when first needed, and replaced when it dies, hangs or has read enough."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._answered = 0

    def answer(self, job: Job) -> Answer:
        """The answer to a job; one that kills or outlasts its process is answered with a problem, and not tried again."""
        line = self._ready()
        if line is None:
            return problem(job, "the process that reads pages did not start")
        try:
            line.send(job)
            answer = self._awaited(line)
        except TimeoutError:
            self.stop()
            return problem(job, f"reading it took longer than {self._limits.parse_seconds:g} s")
        except (EOFError, OSError):
            self.stop()
            return problem(job, "the process that read it died")
        self._answered += 1
        if self._answered >= self._limits.worker_documents:
            self.stop()
        return answer

    def stop(self) -> None:
        """End the process; the next job starts another."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = self._line = None
        self._answered = 0

    def kill(self) -> None:
        """Kill the process from another thread; the one that waits for its answer sees it gone."""
        if self._process is not None:
            self._process.kill()

    def _awaited(self, line: Connection) -> Answer:
        """What comes back. Raises TimeoutError when the page has had its time.

        Its time is the processor's, so that a busy machine makes no page unreadable; a process that only waits is
        given up after PATIENCE times as long.
        """
        if not line.poll(START_SECONDS) or line.recv() != LOADED:
            raise TimeoutError
        pid = self._process.pid if self._process is not None else None
        seconds = self._limits.parse_seconds
        began, used = time.monotonic(), _cpu_seconds(pid)
        while not line.poll(min(LOOK_SECONDS, seconds)):
            waited, now = time.monotonic() - began, _cpu_seconds(pid)
            spent = waited if now is None or used is None else now - used
            if spent >= seconds or waited >= seconds * PATIENCE:
                raise TimeoutError
        answer: Answer = line.recv()
        return answer

    def _ready(self) -> Connection | None:
        if self._process is not None and not self._process.is_alive():
            self.stop()
        if self._line is None:
            self._start()
        return self._line

    def _start(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=serve, args=(theirs, self._limits.worker_memory_bytes), daemon=True)
        process.start()
        theirs.close()
        self._process, self._line = process, ours
        try:
            started = ours.poll(START_SECONDS) and ours.recv() == LOADED
        except (EOFError, OSError):
            started = False
        if not started:
            self.stop()


def serve(line: Connection, memory: int) -> None:
    """The life of a worker: get ready, then answer jobs until the other end is gone."""
    for number in (signal.SIGINT, signal.SIGTERM):  # the bot decides when its workers end
        signal.signal(number, signal.SIG_IGN)
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.putenv(name, "1")
    try:
        line.send(LOADED)
        while True:
            job = line.recv()
            failed = _attempted(job, partial(load, job))
            _bound(memory)
            line.send(LOADED)
            line.send(failed or answered(job))
    except (EOFError, OSError):
        return


def problem(job: Job, why: str) -> Answer:
    """The answer to a job that could not be done."""
    if isinstance(job, ReadJob):
        return ReadResult(job.id, problem=why)
    if isinstance(job, ReadJobs):
        return ReadResults(problem=why)
    return Listed(problem=why) if isinstance(job, ListJob) else Surveyed(problem=why)


def answered(job: Job) -> Answer:
    """Do a job in this process; whatever it raises becomes the answer's problem."""
    done: list[Answer] = []
    failed = _attempted(job, lambda: done.append(_done(job)))
    return failed or done[0]


def _done(job: Job) -> Answer:
    if isinstance(job, ReadJob):
        return read(job)
    if isinstance(job, ReadJobs):
        return ReadResults(tuple(map(_result, job.jobs)))
    return listed(job) if isinstance(job, ListJob) else surveyed(job)


def _result(job: ReadJob) -> ReadResult:
    """One document of several: what it raises is its own problem."""
    answer = answered(job)
    return answer if isinstance(answer, ReadResult) else ReadResult(job.id, problem="no answer")


def _attempted(job: Job, work: Callable[[], None]) -> Answer | None:
    """Do a part of a job; the answer to it, if it failed."""
    try:
        work()
    except MemoryError:
        return problem(job, "reading it needs more memory than a page may take")
    except Exception as error:  # noqa: BLE001 - whatever a parser raises belongs to this one page, and is told there
        detail = " ".join(str(error).split())[:200]
        return problem(job, f"it could not be read ({type(error).__name__}: {detail})")
    return None


def _bound(memory: int) -> None:
    """Allow so many bytes beyond what the loaded program takes; where the system does not tell, nothing is bound."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return
    ceiling = pages * resource.getpagesize() + memory
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling if hard < 0 else min(ceiling, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _cpu_seconds(pid: int | None) -> float | None:
    """The processor time a process has used; None where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # utime and stime, proc(5)
