"""Plans: when a source is visited next, which of its entries are read, and what an entry is known by. All pure."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.core.config import Source
from bot.core.links import identity
from bot.core.memory import KnownItem
from bot.core.records import Entry

DOUBLINGS = 16  # more of them change nothing: the limit is reached long before
MISSED_LOOK = timedelta(minutes=30)  # a page that was gone once is looked at again after so long
SPREAD = 0.1  # next visits are spread over this share of the interval, so that no two sources stay in step


@dataclass(frozen=True, slots=True)
class Errand:
    """One entry to be read, and why."""

    entry: Entry
    key: str
    hash: str
    known: KnownItem | None
    why: Literal["new", "changed", "revisit"]


def backoff(strain: float, *, every: timedelta, limit: timedelta, jitter: float) -> timedelta:
    """How long to wait after failures in a row: twice as long for each whole one, at most `limit`, and never for ever.

    `strain` is their weight beyond the first; `jitter` is a random number from 0 to 1.
    """
    doubled = every * 2 ** min(max(strain, 0.0), DOUBLINGS)
    longest = max(limit, every)
    return min(_spread(min(doubled, longest), jitter), longest)


def next_visit(
    source: Source,
    *,
    now: datetime,
    strain: float | None,
    jitter: float,
    limit: timedelta,
    every: timedelta | None = None,
    retry_after: float | None = None,
) -> datetime:
    """When a source is visited again: after a good visit (`strain` None) as it is paced, else backed off.

    `every` takes the place of the source's own. `retry_after` (seconds) is what the server asked for, and is kept to.
    """
    pause = every or source.every
    if strain is None:
        due = at_next(source, now=now) if source.at is not None else now + _spread(pause, jitter)
    else:
        due = now + backoff(strain - 1, every=source.every, limit=limit, jitter=jitter)
    if retry_after is None:
        return due
    return max(due, now + _spread(timedelta(seconds=retry_after), jitter, later=True))


def at_next(source: Source, *, now: datetime) -> datetime:
    """The next wall-clock time of a source with `at`, in UTC. A time the clocks skip is taken when they jump."""
    if source.at is None:
        raise ValueError(f"{source.id} has no wall-clock time")
    zone = ZoneInfo(source.at.timezone)
    today = now.astimezone(zone).date()
    for days in range(8):
        day = today + timedelta(days=days)
        local = datetime(day.year, day.month, day.day, source.at.hour, source.at.minute, tzinfo=zone)
        instant = local.astimezone(UTC)
        if day.weekday() in source.at.days and instant > now:
            return instant
    return now + timedelta(days=7)


def revisit_due(known: KnownItem, *, now: datetime, after: Sequence[timedelta]) -> bool:
    """Whether a document is to be read again by its age alone, or because its page was gone when it was last looked at.

    `after` counts from the first reading; a reading in between takes the place of the one that would follow it.
    """
    if known.missed == 1:
        return now - known.last_read >= MISSED_LOOK
    if known.reads < 1 or known.reads > len(after):
        return False
    gap = after[known.reads - 1] - (after[known.reads - 2] if known.reads > 1 else timedelta(0))
    return now - known.last_read >= gap


def errands(
    entries: Sequence[Entry],
    *,
    source: Source,
    known: Mapping[str, KnownItem],
    now: datetime,
    after: Sequence[timedelta],
    everything: bool = False,
) -> tuple[Errand, ...]:
    """The entries to be read, in their order, each once: new ones, changed ones, and those whose time has come.

    `everything` reads known ones again whatever their time.
    """
    chosen: dict[str, Errand] = {}
    for key, entry in keyed(entries, source=source):
        if key not in chosen and wanted(entry, source=source):
            errand = _errand(
                key,
                entry,
                known.get(key),
                now=now,
                after=after,
                everything=everything,
                again=has_page(entry, source=source),
            )
            if errand is not None:
                chosen[key] = errand
    return tuple(chosen.values())


def keyed(entries: Sequence[Entry], *, source: Source) -> tuple[tuple[str, Entry], ...]:
    """Each entry with what it is known by: canonical URL, else id, else title and date.

    An id that comes back with another URL is another item; entries that share one URL are told apart by their titles.
    """
    addresses = [identity(entry.url, drop=source.drop_parameters) if entry.url else None for entry in entries]
    titles: dict[str, set[str]] = {}
    for address, entry in zip(addresses, entries, strict=True):
        if address is not None:
            titles.setdefault(address, set()).add(entry.title)
    shared = Counter({address: len(names) for address, names in titles.items()})
    return tuple(
        (_key(entry, address, alone=shared[address or ""] <= 1), entry)
        for address, entry in zip(addresses, entries, strict=True)
    )


def entry_hash(entry: Entry) -> str:
    """What an entry said: another hash means that its document is read again."""
    published = entry.published.iso if entry.published else ""
    parts = (entry.title, published, entry.text or "", entry.note or "")
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


def document_id(source_id: str, key: str) -> str:
    """The id of the document that an item of a source leads to; it stays through all its versions."""
    return hashlib.sha256(f"{source_id}\x1f{key}".encode("utf-8", "replace")).hexdigest()[:16]


def wanted(entry: Entry, *, source: Source) -> bool:
    """Whether `include` and `exclude` let an entry through, or leave that to its page."""
    return not _matches(source.exclude, _said(entry)) and (
        _included(entry, source=source) or page_decides(entry, source=source)
    )


def page_decides(entry: Entry, *, source: Source) -> bool:
    """Whether `include` and `exclude` have yet to look at the page: the listing gives the item no text of its own.

    A sitemap names every page of a site, so there the address alone decides.
    """
    filtered = bool(source.include or source.exclude)
    return filtered and not entry.text and source.kind != "sitemap" and has_page(entry, source=source)


def page_wanted(entry: Entry, title: str, text: str, *, source: Source) -> bool:
    """Whether they let a page through, where it decides; what matched in the listing is in already."""
    words = f"{title}\n{text}"
    if _matches(source.exclude, words):
        return False
    return _included(entry, source=source) or _matches(source.include, words)


def _included(entry: Entry, *, source: Source) -> bool:
    return not source.include or _matches(source.include, _said(entry))


def _said(entry: Entry) -> str:
    """What a listing says of an item: its title, its own text, its address."""
    return f"{entry.title}\n{entry.text or ''}\n{entry.url or ''}"


def _matches(patterns: Sequence[str], words: str) -> bool:
    return any(re.search(pattern, words, re.IGNORECASE | re.MULTILINE) for pattern in patterns)


def has_page(entry: Entry, *, source: Source) -> bool:
    """Whether an entry leads to a page that is read; else its own text is the document."""
    return source.article and entry.url is not None


def _errand(
    key: str,
    entry: Entry,
    known: KnownItem | None,
    *,
    now: datetime,
    after: Sequence[timedelta],
    everything: bool,
    again: bool,
) -> Errand | None:
    said = entry_hash(entry)
    if known is None:
        return Errand(entry, key, said, None, "new")
    if known.entry_hash != said:
        return Errand(entry, key, said, known, "changed")
    if again and (everything or revisit_due(known, now=now, after=after)):
        return Errand(entry, key, said, known, "revisit")
    return None


def _key(entry: Entry, address: str | None, *, alone: bool) -> str:
    if address is not None:
        return address if alone else f"{address}\n{entry.title}"
    if entry.id:
        return f"id:{entry.id}"
    published = entry.published.day.isoformat() if entry.published else ""
    return f"title:{entry.title}\n{published}"


def _spread(wait: timedelta, jitter: float, *, later: bool = False) -> timedelta:
    return wait * (1 + SPREAD * (jitter if later else jitter - 0.5))
