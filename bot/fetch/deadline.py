"""One deadline over DNS, connection, robots.txt, redirects and body; waiting for our own turn does not count."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self

FIRST_ANSWER_SECONDS = 10.0
# Every KiB that came buys a second beyond the first ten: a page of 100 KiB over a poor line is read, a drip is not.
BYTES_A_SECOND = 1024


class Deadline:
    """An `async with` block that raises TimeoutError when its time is up.

    The block has ten seconds, and more as bytes arrive, up to `seconds` in all.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._first = min(FIRST_ANSWER_SECONDS, seconds)
        self._timeout = asyncio.timeout(None)
        self._began = 0.0
        self._bytes = 0
        self._paused = False

    async def __aenter__(self) -> Self:
        self._began = asyncio.get_running_loop().time()
        await self._timeout.__aenter__()
        self._set()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._timeout.__aexit__(kind, error, trace)

    def received(self, count: int) -> None:
        """Note that so many bytes of the page have come."""
        self._bytes += count
        self._set()

    @property
    def allowance(self) -> float:
        """The seconds granted so far."""
        return min(self.seconds, self._first + self._bytes / BYTES_A_SECOND)

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Stop the clock while we wait by our own politeness."""
        loop = asyncio.get_running_loop()
        since = loop.time()
        self._paused = True
        if not self._timeout.expired():
            self._timeout.reschedule(None)
        try:
            yield
        finally:
            self._paused = False
            self._began += loop.time() - since
            self._set()

    def _set(self) -> None:
        if not self._paused and not self._timeout.expired():
            self._timeout.reschedule(self._began + self.allowance)
