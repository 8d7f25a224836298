"""Feeds as entries: the one door to feedparser, which only ever sees BytesIO.

It is asked only where a feed cannot be made well-formed. Given bytes or a str, it opens a file or an address of that
name (measured, 6.0.14). Its dates are never taken ("2026年11月23日" is the first of the month to it), and its sanitiser
and link resolver are off: they are 70 % of its time, and no feed HTML is ever shown.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import feedparser

from bot.core.config import Limits, Source
from bot.core.decoding import decode
from bot.core.links import resolved
from bot.core.markup import one_line, text_of
from bot.core.moments import moment, plausible
from bot.core.records import Entry, Published, ReadError, Snapshot
from bot.core.sources.json_feed import json_feed_entries, looks_like_json
from bot.core.sources.soundness import checked_xml
from bot.core.sources.wellformed import Plain, plain_feed

_HTML = re.compile(rb"<(?:!doctype\s+html|html|body|head|title)\b", re.IGNORECASE)
# Two bytes a character, says a declaration that can be read as one byte a character.
_FALSELY_WIDE = re.compile(
    rb"^(<\?xml[^>]{0,100}?encoding\s*=\s*[\"'])(?:utf-?16|utf-?32|ucs-?[24])[\w-]{0,4}([\"'])", re.IGNORECASE
)
_MARKUP = re.compile(r"<(?:[a-zA-Z/!][^<>]{0,500})>")


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """What a source says about its feed. `texts`: whether the entries' own texts are wanted."""

    lang: str | None = None
    region: str | None = None
    timezone: str | None = None
    encoding: str | None = None
    drop: tuple[str, ...] = ()
    texts: bool = True

    @classmethod
    def of(cls, source: Source) -> FeedOptions:
        """The options of a configured source."""
        return cls(
            lang=source.lang,
            region=source.region,
            timezone=source.zone,
            encoding=source.encoding,
            drop=source.drop_parameters,
            texts=not source.article or bool(source.include or source.exclude),
        )


def feed_entries(snapshot: Snapshot, *, options: FeedOptions, limits: Limits) -> tuple[Entry, ...]:
    """The entries of a feed of any kind, in its order. Raises ReadError for what is no feed, or an unsafe one."""
    body = snapshot.body.strip()
    if not body:
        raise ReadError("the feed is empty: not one byte of it")
    kind = snapshot.header("content-type") or ""
    if looks_like_json(body, content_type=kind):
        text = decode(body, content_type=kind, encoding=options.encoding)
        entries = json_feed_entries(text, base=snapshot.final_url, drop=options.drop, limit=limits.entries)
    else:
        entries = _xml_entries(body, snapshot, options=options, limits=limits)
    return tuple(_timely(entry, snapshot.fetched_at) for entry in entries)


def _timely(entry: Entry, seen: datetime) -> Entry:
    published = plausible(entry.published, seen=seen)
    if published is entry.published:
        return entry
    return Entry(entry.url, entry.title, None, entry.id, entry.text, "dated in the future, so left undated")


def _xml_entries(body: bytes, snapshot: Snapshot, *, options: FeedOptions, limits: Limits) -> tuple[Entry, ...]:
    sound = checked_xml(_FALSELY_WIDE.sub(rb"\1utf-8\2", body), limits=limits)
    kind = snapshot.header("content-type")
    text = decode(sound, content_type=kind, encoding=options.encoding)
    plain = plain_feed(text, limit=limits.entries)
    if plain is None:
        plain = _by_feedparser(sound, snapshot, options=options)
    lang = options.lang or plain.language.partition("-")[0].lower() or None
    return tuple(
        _entry(item, base=snapshot.final_url, lang=lang, options=options) for item in plain.entries[: limits.entries]
    )


def _by_feedparser(sound: bytes, snapshot: Snapshot, *, options: FeedOptions) -> Plain:
    """A feed that is not well-formed. Raises ReadError for what is no feed."""
    headers = {"content-location": snapshot.final_url}
    kind = snapshot.header("content-type")
    if options.encoding:
        sound = decode(sound, encoding=options.encoding).encode()
        kind = "application/xml; charset=utf-8"
    if kind:
        headers["content-type"] = kind
    feed = feedparser.parse(
        io.BytesIO(sound), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.version and not feed.entries:
        raise ReadError(_no_feed(sound))
    return Plain(tuple(feed.entries), _text(feed.feed, "language"))


def _no_feed(body: bytes) -> str:
    if _HTML.search(body[:4096]):
        return "this is an HTML page, not a feed"
    return "this is no feed: neither RSS, Atom, RDF nor JSON Feed"


# Any: feedparser's entries are untyped mappings.
def _entry(item: Mapping[str, Any], *, base: str, lang: str | None, options: FeedOptions) -> Entry:
    detail = item.get("title_detail") or {}
    link = _text(item, "link") or (_text(item, "id") if _text(item, "id").startswith(("http://", "https://")) else "")
    published, inferred = _published(item, lang=lang, options=options)
    return Entry(
        url=resolved(link, base=detail.get("base") or base, drop=options.drop),
        title=_title(_text(item, "title")),
        published=published,
        id=_text(item, "id")[:1000] or None,
        text=_body(item) if options.texts else None,
        note="zone inferred" if inferred else None,
    )


def _title(raw: str) -> str:
    return one_line(text_of(raw)) if _MARKUP.search(raw) or "&" in raw else one_line(raw)


def _body(item: Mapping[str, Any]) -> str | None:  # Any: as above
    contents = item.get("content") or ()
    longest = max((str(part.get("value") or "") for part in contents), key=len, default="")
    text = text_of(longest or _text(item, "summary"))
    return text or None


def _published(
    item: Mapping[str, Any],  # Any: as above
    *,
    lang: str | None,
    options: FeedOptions,
) -> tuple[Published | None, bool]:
    """The date of an entry, and whether its zone was inferred."""
    for name in ("published", "created", "updated"):
        raw = _text(item, name)
        if not raw:
            continue
        given = moment(raw, timezone=options.timezone, lang=lang, region=options.region)
        if given is not None and given.instant is None:
            given = _with_time(raw, given, lang=lang, options=options)
        if given is not None:
            return given, options.timezone is None and given.instant is not None and not _ZONED.search(raw)
    return None, False


_ZONED = re.compile(r"(?:Z|[A-Z]{2,4}T?|[+-]\d{2}:?\d{2})\s*$")


def _with_time(raw: str, given: Published, *, lang: str | None, options: FeedOptions) -> Published:
    """A time without zone in a feed is UTC, where neither source nor language says better."""
    if not re.search(r"\d[:時时]\d\d", raw):
        return given
    return moment(raw, timezone="UTC", lang=lang, region=options.region) or given


def _text(item: Mapping[str, Any], name: str) -> str:  # Any: as above
    # As a plain dict: feedparser's own lookup answers "updated" with "published", and warns.
    value = dict(item).get(name)
    return value.strip() if isinstance(value, str) else ""
