"""Source kind "feed": RSS, Atom, RDF and JSON Feed."""

from __future__ import annotations

from bot.core.config import Limits, Source
from bot.core.records import Request
from bot.core.sources.kinds import SourceKind, Walk
from bot.core.sources.syndication import FeedOptions, feed_entries


def visit(source: Source, *, limits: Limits) -> Walk:
    """Ask for the feed and read its entries."""
    body = source.http.body.encode() if source.http.body is not None else None
    snapshot = yield Request(url=source.url, method=source.http.method, body=body)
    return feed_entries(snapshot, options=FeedOptions.of(source), limits=limits)


SOURCE_KIND = SourceKind(visit=visit)
