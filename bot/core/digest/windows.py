"""The stretch of time an edition tells of, and which documents are new in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.config import Digest
from bot.core.memory import StoredEdition
from bot.core.records import Document


@dataclass(frozen=True, slots=True)
class Window:
    """From just after `start` up to and including `end`, as UTC instants. `backlog` is how far back news may be dated."""

    start: datetime
    end: datetime
    backlog: timedelta


def window_since(last: StoredEdition | None, *, digest: Digest, now: datetime) -> Window:
    """Since the last edition; the first one looks back on the digest's first window."""
    start = last.window_end if last else now - digest.first_window
    return Window(start=min(start, now), end=now, backlog=digest.first_window)


def is_new(document: Document, *, window: Window, timezone: str) -> bool:
    """Whether a document came in the window and is news: not the backlog of a source that was visited first in it.

    A document counts as backlog when it was published before the window and longer ago than the first window looks
    back. A day without an hour counts in full; an undated document is judged by when it was first seen alone.
    """
    if not window.start < document.first_seen <= window.end:
        return False
    return document.published is None or document.published.day >= oldest(window, timezone=timezone)


def is_backlog(document: Document, *, window: Window, timezone: str) -> bool:
    """Whether a document came in the window and is too old to be news."""
    came = window.start < document.first_seen <= window.end
    return came and not is_new(document, window=window, timezone=timezone)


def oldest(window: Window, *, timezone: str) -> date:
    """The first day whose documents are news in a window."""
    return min(window.start, window.end - window.backlog).astimezone(ZoneInfo(timezone)).date()
