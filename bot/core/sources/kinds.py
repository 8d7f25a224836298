"""What a source kind is, and one step of its walk."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.config import Limits, Source
from bot.core.records import Entry, Request, Snapshot

# What the door to saved pages calls the list of files in a folder.
LISTING_TYPE = "application/vnd.tallywire.folder+json"
# ... and the list of pages in a WARC, known by these endings.
ARCHIVE_TYPE = "application/vnd.tallywire.archive+json"
ARCHIVES = (".warc", ".warc.gz")

Walk = Generator[Request, Snapshot, tuple[Entry, ...]]


class Visit(Protocol):
    """Walks one source: yields the pages it wants, is sent them, returns its entries. Raises ReadError."""

    def __call__(self, source: Source, *, limits: Limits) -> Walk:
        """Start the walk; nothing has been asked for yet."""


@dataclass(frozen=True, slots=True)
class SourceKind:
    """One way of publishing.

    `leads_on`: its first page may only name others, so that it says nothing about them when it is unchanged itself.
    """

    visit: Visit
    leads_on: bool = False


def step(found: SourceKind, source: Source, *, limits: Limits, seen: Sequence[Snapshot]) -> Request | tuple[Entry, ...]:
    """What a walk wants after these snapshots: the next page, or nothing more and its entries.

    The walk is replayed from its start, so that it can be taken in another process: it is pure, and short.
    Raises ReadError.
    """
    walk = found.visit(source, limits=limits)
    try:
        wanted = next(walk)
        for snapshot in seen:
            wanted = walk.send(snapshot)
    except StopIteration as end:
        entries: tuple[Entry, ...] = end.value
        return entries
    return wanted
