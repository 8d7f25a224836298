"""Turns: one request at a time a host and a pause between two, however many sources live there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass

from bot.core.config import Politeness
from bot.core.records import FetchError, SourceState
from bot.fetch.deadline import Deadline
from bot.fetch.seats import Seats

# A host that let one request run out of time is not asked again in the same round: its other sources would each
# hold a place for as long.
REST_SECONDS = 60.0


@dataclass(slots=True)
class _Host:
    """What is known of one host:port while the bot runs."""

    places: asyncio.Semaphore
    next_at: float = 0.0
    closed_until: float = 0.0
    closed_by: FetchError | None = None


class Turns:
    """Hands out turns by host:port, under one limit for all hosts together."""

    def __init__(self, politeness: Politeness, *, concurrency: int) -> None:
        self._politeness = politeness
        self._seats = Seats(concurrency)
        self._hosts: dict[str, _Host] = {}

    def visit(self) -> AbstractContextManager[None]:
        """A visit: after a turn it still counts among all that are under way, for it has a page in hand."""
        return self._seats.kept()

    def leave(self) -> None:
        """A visit goes on to its next page: until its turn comes it does not count."""
        self._seats.leave()

    @asynccontextmanager
    async def turn(self, host: str, *, deadline: Deadline, delay: float = 0.0) -> AsyncIterator[None]:
        """Wait for this host's turn and hold it. `delay` (seconds) is the host's own wish, if longer than ours.

        Who waits holds no seat: not even for the second between a robots.txt and the page it allows, in which sixteen
        others would be kept from asking. Raises FetchError at once while the host is closed.
        """
        self._seats.leave()
        place = self._hosts.setdefault(host, _Host(asyncio.Semaphore(self._politeness.per_host)))
        loop = asyncio.get_running_loop()
        async with deadline.paused():
            await place.places.acquire()
        try:
            self._refuse_if_closed(place)
            async with deadline.paused():
                await asyncio.sleep(max(0.0, place.next_at - loop.time()))
                await self._seats.take()
            try:
                yield
            finally:
                self._seats.rise()
                place.next_at = loop.time() + max(self._politeness.delay, delay)
        finally:
            place.places.release()

    def close(self, host: str, *, seconds: float, error: FetchError) -> None:
        """Answer every further turn of this host with this error, for so long."""
        place = self._hosts.setdefault(host, _Host(asyncio.Semaphore(self._politeness.per_host)))
        place.closed_until = asyncio.get_running_loop().time() + seconds
        place.closed_by = error

    @staticmethod
    def _refuse_if_closed(place: _Host) -> None:
        left = place.closed_until - asyncio.get_running_loop().time()
        if place.closed_by is not None and left > 0:
            known = place.closed_by
            refused = known.state is SourceState.BLOCKED
            raise FetchError(
                f"{known} (not asked again so soon)",
                subject=known.subject,
                state=known.state,
                retry_after=left if refused else None,
                status=known.status,
            )
