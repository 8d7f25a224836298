"""What was read, as the objects of the contract's `read --jsonl`, `--list` and `--feed`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.article.index import IndexItem
from bot.core.records import Article, Entry, Published


def read_form(identifier: str, article: Article) -> dict[str, object]:
    """A page."""
    return {
        "id": identifier,
        "title": article.title,
        "text": article.text,
        "published": _iso(article.published),
        "lang": article.lang,
    }


def index_form(identifier: str, items: Sequence[IndexItem]) -> dict[str, object]:
    """An index page without configuration; days only."""
    return {
        "id": identifier,
        "items": [
            {
                "url": item.url,
                "title": item.title,
                "published": item.published.day.isoformat() if item.published else None,
            }
            for item in items
        ],
    }


def feed_form(identifier: str, entries: Sequence[Entry]) -> dict[str, object]:
    """A feed."""
    return {
        "id": identifier,
        "entries": [{"title": entry.title, "link": entry.url, "published": _iso(entry.published)} for entry in entries],
    }


def _iso(published: Published | None) -> str | None:
    return published.iso if published is not None else None
