"""JSON Feed (jsonfeed.org, versions 1 and 1.1), which feedparser does not read."""

from __future__ import annotations

import json

from bot.core.links import resolved
from bot.core.markup import one_line, text_of, tidy
from bot.core.moments import moment
from bot.core.records import Entry, ReadError


def looks_like_json(body: bytes, *, content_type: str) -> bool:
    """Whether a feed's body is JSON, by its first character or, where that is no "<", its label."""
    first = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return first == b"{" or (first != b"<" and "json" in content_type.lower())


def json_feed_entries(text: str, *, base: str, drop: tuple[str, ...], limit: int) -> tuple[Entry, ...]:
    """The entries of a JSON Feed. Raises ReadError."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError("this looks like JSON, and cannot be read as such") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or ("version" not in feed and not items):
        raise ReadError("this is JSON, and no JSON Feed: it has no items")
    return tuple(_entry(item, base=base, drop=drop) for item in items[:limit] if isinstance(item, dict))


def _entry(item: dict[str, object], *, base: str, drop: tuple[str, ...]) -> Entry:
    markup, plain_text = _text(item, "content_html"), _text(item, "content_text") or _text(item, "summary")
    dated = _text(item, "date_published") or _text(item, "date_modified")
    return Entry(
        url=resolved(_text(item, "url") or _text(item, "external_url"), base=base, drop=drop),
        title=one_line(_text(item, "title")),
        published=moment(dated, timezone="UTC") if dated else None,
        id=_text(item, "id")[:1000] or None,
        text=(text_of(markup) if markup else tidy(plain_text)) or None,
    )


def _text(item: dict[str, object], name: str) -> str:
    value = item.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""
