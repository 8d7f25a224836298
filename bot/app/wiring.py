"""The bot as one value: what it is told, where it writes, what time it is; and the doors it opens with that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.store import Store

STORE_FILE = "tallywire.sqlite3"


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything a command that works needs to know."""

    settings: Settings
    output: Path
    now: Clock

    @property
    def extractor(self) -> str:
        """The version that reads, as it stands in every claim."""
        return f"tallywire {version('tallywire')}"

    @contextmanager
    def writing(self, doing: str) -> Iterator[Store]:
        """The store, to write to; others wait until this is done. Raises StoreError naming who writes already."""
        from bot.store import Store

        with (
            Store.open(database_url(self.settings.bot.store_url, output=self.output), now=self.now()) as store,
            store.lease(doing),
        ):
            yield store

    @contextmanager
    def asking(self) -> Iterator[Store]:
        """The store, to read from; one that is not there answers empty."""
        with reading_store(self.settings.bot.store_url, output=self.output, now=self.now) as store:
            yield store


def database_url(address: str | None, *, output: Path) -> str:
    """Where the store is: at the address that bot.toml gives, else in a file of the output folder."""
    from bot.store import store_url

    return address or store_url((output / STORE_FILE).absolute())


def is_there(address: str | None, *, output: Path) -> bool:
    """Whether anything was ever collected here; a database server is taken at its word."""
    return address is not None or (output / STORE_FILE).exists()


def reading_store(address: str | None, *, output: Path, now: Clock) -> Store:
    """The store for questions; one that is not there answers empty."""
    from bot.store import Store

    return Store.reading(database_url(address, output=output), now=now())
