"""The pool: jobs wait for an idle worker; nothing here blocks the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from bot.core.config import Limits
from bot.readers.jobs import Listed, ListJob, ReadJob, ReadJobs, ReadResult, ReadResults, Surveyed, SurveyJob
from bot.readers.worker import Answer, Job, Worker, answered


class Readers:
    """Worker processes behind an async door. A context manager; processes start when first needed.

    With `workers = 0` in the limits everything is read in this process, without the guard.
    """

    def __init__(self, limits: Limits) -> None:
        self._workers = [Worker(limits) for _ in range(limits.workers)]
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._threads = ThreadPoolExecutor(max(1, limits.workers), thread_name_prefix="reader")
        for worker in reversed(self._workers):
            self._idle.put_nowait(worker)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self._end)

    async def read(self, job: ReadJob) -> ReadResult:
        """Read and extract one document. Never raises for what the page holds: the result carries the problem."""
        answer = await self._answered(job)
        return answer if isinstance(answer, ReadResult) else ReadResult(job.id, problem="no answer")

    async def read_all(self, jobs: Sequence[ReadJob]) -> tuple[ReadResult, ...]:
        """Read short documents in one go, results in the same order: a message a document costs more than reading it.

        Where one of them kills or outlasts the process, each is read by itself, and that one alone carries the problem.
        """
        answer = await self._answered(ReadJobs(tuple(jobs)))
        if isinstance(answer, ReadResults) and answer.problem is None:
            return answer.results
        return tuple([await self.read(job) for job in jobs])

    async def listed(self, job: ListJob) -> Listed:
        """Take one step of a source's walk; likewise."""
        answer = await self._answered(job)
        return answer if isinstance(answer, Listed) else Listed(problem="no answer")

    async def surveyed(self, job: SurveyJob) -> Surveyed:
        """Look at a page; likewise."""
        answer = await self._answered(job)
        return answer if isinstance(answer, Surveyed) else Surveyed(problem="no answer")

    async def _answered(self, job: Job) -> Answer:
        if not self._workers:
            return answered(job)
        worker = await self._idle.get()
        work = asyncio.get_running_loop().run_in_executor(self._threads, worker.answer, job)
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            worker.kill()
            await asyncio.wait([work])
            raise
        finally:
            self._idle.put_nowait(worker)

    def _end(self) -> None:
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown(wait=True)
