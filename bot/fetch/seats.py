"""Seats: who may hold pages. One is taken for a request; a visit keeps its own until it waits again or ends."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class _Seat:
    taken: bool = False


_MINE: ContextVar[_Seat | None] = ContextVar("seat", default=None)


class Seats:
    """So many seats. A visit that waits for its host holds none, so that slow hosts keep nobody else from asking."""

    def __init__(self, number: int) -> None:
        self._free = asyncio.Semaphore(number)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """In this block a seat that was taken stays taken, for the page is in hand, until `leave` or the end."""
        seat = _Seat()
        token = _MINE.set(seat)
        try:
            yield
        finally:
            _MINE.reset(token)
            self._leave(seat)

    def leave(self) -> None:
        """Give the kept seat back, before waiting for anything that others with seats may hold."""
        seat = _MINE.get()
        if seat is not None:
            self._leave(seat)

    async def take(self) -> None:
        """Wait for a seat; one that is kept is taken already."""
        seat = _MINE.get()
        if seat is not None and seat.taken:
            return
        await self._free.acquire()
        if seat is not None:
            seat.taken = True

    def rise(self) -> None:
        """The request is over: who keeps no seat gives it back."""
        if _MINE.get() is None:
            self._free.release()

    def _leave(self, seat: _Seat) -> None:
        if seat.taken:
            seat.taken = False
            self._free.release()
