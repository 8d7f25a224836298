"""Listings as a source kind is sent them: a feed of some items, a snapshot of it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.config import ListOptions, Source
from bot.core.records import Snapshot

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://r.example/news/feed.xml"
FEED = Source("s", "S", "feed", URL)
INDEX = Source(
    "s", "S", "list", "https://r.example/news/", lang="zh",
    list=ListOptions("ul.news > li", title="h5 a@title", date=".times", next="a.next", pages=2),
)  # fmt: skip


def snapshot(body: str | bytes, *, url: str = URL, kind: str = "application/rss+xml") -> Snapshot:
    """A page as if it had been fetched."""
    content = body.encode() if isinstance(body, str) else body
    return Snapshot(url, url, 200, (("Content-Type", kind),), content, NOW, "0" * 64)


def rss(*items: str, head: str = "", channel: str = "") -> str:
    """A feed of these items."""
    return f'{head}<rss version="2.0"><channel><title>News</title>{channel}{"".join(f"<item>{i}</item>" for i in items)}</channel></rss>'
