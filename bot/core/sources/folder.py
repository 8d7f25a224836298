"""Source kind "folder": saved pages, texts, PDF and WARC, each file or archived page an item; saved feeds are read as feeds.

Other files are passed over. A file that is called a feed and is none becomes an item of its own, which is read or named.
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from bot.core.config import Limits, Source
from bot.core.records import Entry, ReadError, Request, Snapshot
from bot.core.sources.json_feed import looks_like_json
from bot.core.sources.kinds import ARCHIVE_TYPE, ARCHIVES, LISTING_TYPE, SourceKind, Walk
from bot.core.sources.syndication import FeedOptions, feed_entries

# ".php" and the like: as wget saves the pages of such programs
PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".txt", ".md", ".pdf", ".php", ".asp", ".aspx", ".jsp"})
FEEDS = frozenset({".xml", ".rss", ".atom", ".rdf", ".json"})


def visit(source: Source, *, limits: Limits) -> Walk:
    """Ask for the folder's list of files, then for the feeds and archives among them."""
    listing = yield Request(url=_address(source.url))
    entries: list[Entry] = []
    for entry, suffix in _files(listing):
        if len(entries) >= limits.entries:
            break
        if suffix in PAGES:
            entries.append(entry)
        elif suffix in FEEDS or suffix in ARCHIVES:
            one_file = entry.url == listing.final_url
            snapshot = listing if one_file else (yield Request(url=entry.url or ""))
            entries.extend(_within(snapshot, entry, source=source, limits=limits))
    return tuple(entries[: limits.entries])


def _within(snapshot: Snapshot, entry: Entry, *, source: Source, limits: Limits) -> tuple[Entry, ...]:
    """The entries of a saved feed or of an archive."""
    if snapshot.header("content-type") == ARCHIVE_TYPE:
        return _archived(snapshot)
    try:
        return feed_entries(snapshot, options=FeedOptions.of(source), limits=limits)
    except ReadError:
        # What it holds instead is found out when the file itself is read, and told there; JSON is some other data.
        return () if looks_like_json(snapshot.body, content_type="") else (entry,)


def _archived(archive: Snapshot) -> tuple[Entry, ...]:
    """The pages of an archive; a damaged place is an item that cannot be read, so that it is named."""
    return tuple(
        Entry(
            url=f"{archive.final_url}#{row['offset']}",
            title=row["url"] or f"a damaged record of {PurePosixPath(unquote(archive.final_url)).name}",
            note=f"fetched {row['date']}" if row["date"] else None,
        )
        for row in json.loads(archive.body)
    )


def _address(path: str) -> str:
    return path if path.lower().startswith("file:") else "file:" + quote(path)


def _files(listing: Snapshot) -> list[tuple[Entry, str]]:
    """The files as entries; when one was changed stands in its note, so that a changed file is read again."""
    if listing.header("content-type") != LISTING_TYPE:
        name = PurePosixPath(unquote(urlsplit(listing.final_url).path))
        return [(Entry(url=listing.final_url, title=name.stem), _suffix(name.name))]
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
            _suffix(row["name"]),
        )
        for row in rows
    ]


def _suffix(name: str) -> str:
    """The ending that tells what a file is: ".warc.gz" as a whole, ".php" of "view.php?id=3"."""
    packed = next((ending for ending in ARCHIVES if name.lower().endswith(ending)), None)
    return packed or PurePosixPath(name).suffix.lower().partition("?")[0]


SOURCE_KIND = SourceKind(visit=visit)
