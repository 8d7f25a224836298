"""A database that is open: reads, and writes that are one transaction each, under a lease where one is held."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection

from bot.store.database import Database

WAIT_SECONDS = 30.0


class Session:
    """What every noun of the store is kept through. All methods raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._fence: int | None = None

    @property
    def place(self) -> str:
        """Where the store lies, for a reader."""
        return self._database.place

    @property
    def address(self) -> str | None:
        """What another process opens the store by; None for one that is in the memory of this."""
        kept = self._database.file is not None or not self._database.is_sqlite
        return self._database.engine.url.render_as_string(hide_password=False) if kept else None

    def close(self) -> None:
        """Give all connections back."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @contextmanager
    def lease(self, owner: str, *, wait: float = WAIT_SECONDS) -> Iterator[None]:
        """Be the one that writes; waits for another up to `wait` seconds. Raises StoreError naming the owner."""
        from bot.store import leasing

        with leasing.held(self._database, owner, wait=wait) as fence:
            self._fence = fence
            try:
                yield
            finally:
                self._fence = None

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """A write, under the lease where one is held."""
        with self._database.write() as connection:
            if self._fence is not None:
                from bot.store import leases

                leases.guard(connection, self._fence)
            yield connection
