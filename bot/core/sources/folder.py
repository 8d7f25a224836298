"""Source kind "folder": saved pages, texts and PDF, each file an item; saved feeds are read as feeds."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from bot.core.config import Limits, Source
from bot.core.records import Entry, ReadError, Request, Snapshot
from bot.core.sources.kinds import LISTING_TYPE, SourceKind, Walk
from bot.core.sources.syndication import FeedOptions, feed_entries

PAGES = frozenset({".html", ".htm", ".xhtml", ".txt", ".md", ".pdf"})
FEEDS = frozenset({".xml", ".rss", ".atom", ".rdf"})


def visit(source: Source, *, limits: Limits) -> Walk:
    """Ask for the folder's list of files, then for the feeds among them."""
    listing = yield Request(url=_address(source.url))
    entries: list[Entry] = []
    for entry, suffix in _files(listing):
        if suffix in FEEDS and entry.url is not None:
            snapshot = yield Request(url=entry.url)
            entries.extend(feed_entries(snapshot, options=FeedOptions.of(source), limits=limits))
        elif suffix in PAGES:
            entries.append(entry)
    return tuple(entries[: limits.entries])


def _address(path: str) -> str:
    return path if path.lower().startswith("file:") else "file:" + quote(path)


def _files(listing: Snapshot) -> list[tuple[Entry, str]]:
    """The files as entries; when one was changed stands in its note, so that a changed file is read again."""
    if listing.header("content-type") != LISTING_TYPE:
        name = PurePosixPath(unquote(listing.final_url))
        return [(Entry(url=listing.final_url, title=name.stem), name.suffix.lower())]
    try:
        rows = json.loads(listing.body)
    except ValueError as error:
        raise ReadError("the folder's list of files cannot be read") from error
    return [
        (
            Entry(
                url=f"{listing.final_url.rstrip('/')}/{quote(row['name'])}",
                title=PurePosixPath(row["name"]).stem,
                note=f"{row['size']} bytes, changed {row['mtime']}",
            ),
            PurePosixPath(row["name"]).suffix.lower(),
        )
        for row in rows
    ]


SOURCE_KIND = SourceKind(visit=visit)
