"""Source kind "sitemap": sitemaps (sitemaps.org), news sitemaps, indexes of them, plain lists of addresses, packed or not.

What stands in `lastmod` is when a page changed, never when it was published: it goes into the entry's note, so that a
changed page is read again, and the date is taken from the page. Only news sitemaps tell when something was published.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from bot.core.config import Limits, Source
from bot.core.decoding import decode
from bot.core.links import resolved
from bot.core.markup import one_line
from bot.core.moments import moment, plausible
from bot.core.plan import wanted
from bot.core.records import Entry, Published, ReadError, Request, Snapshot
from bot.core.sources.kinds import SourceKind, Walk
from bot.core.sources.soundness import checked_markup

MOST_MAPS = 10  # of an index, the ones that changed last
DEEPEST_INDEX = 2
# A map that gives so many addresses the same lastmod gives the time at which it was written.
SAME_LASTMOD = 10
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|body|head)\b", re.IGNORECASE)
_NO_TIME = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """One address of a map: when it changed, and what a news sitemap says beside."""

    url: str
    changed: Published | None = None
    title: str = ""
    published: Published | None = None

    @property
    def age_key(self) -> datetime:
        """What newest-first is told by."""
        newest = self.published or self.changed
        return newest.sort_key if newest is not None else _NO_TIME


@dataclass(frozen=True, slots=True)
class Map:
    """A sitemap read: its addresses, which are those of further maps where it is an index."""

    places: tuple[Place, ...]
    is_index: bool = False


def visit(source: Source, *, limits: Limits) -> Walk:
    """Ask for the map, and where it is an index for the maps that changed last; newest entries first."""
    body = source.http.body.encode() if source.http.body is not None else None
    waiting = [(Request(url=source.url, method=source.http.method, body=body), 0)]
    asked = {source.url}
    places: list[Place] = []
    while waiting:
        request, depth = waiting.pop(0)
        snapshot = yield request
        found = read_map(snapshot, source=source, limits=limits)
        if not found.is_index:
            places.extend(found.places)
        elif depth < DEEPEST_INDEX:
            further = [place.url for place in newest_maps(found.places) if place.url not in asked]
            further = further[: MOST_MAPS + 1 - len(asked)]
            asked.update(further)
            waiting.extend((Request(url=url), depth + 1) for url in further)
    entries = [entry for place in _newest_first(places) if wanted(entry := _entry(place), source=source)]
    return tuple(entries[: limits.entries])


def read_map(snapshot: Snapshot, *, source: Source, limits: Limits) -> Map:
    """A map as served. Raises ReadError for what is none, or attacks its reader."""
    text = decode(
        unpacked(snapshot.body, limit=limits.body_bytes),
        content_type=snapshot.header("content-type"),
        encoding=source.encoding,
    )
    if not text.strip():
        raise ReadError("the sitemap is empty: not one character of it")
    if not text.lstrip("\ufeff \r\n\t").startswith("<"):
        return _of_lines(text, snapshot, source=source, limits=limits)
    plain = _DECLARATION.sub("", text.lstrip("\ufeff"))
    root = _tree(checked_markup(plain.encode("utf-8", "replace"), limits=limits, what="sitemap"))
    name = _local(root)
    if name not in {"urlset", "sitemapindex"}:
        raise ReadError(_no_map(name))
    wanted_name = "sitemap" if name == "sitemapindex" else "url"
    nodes = [node for node in root if _local(node) == wanted_name][: limits.links]
    places = (_place(node, snapshot, source=source) for node in nodes)
    return Map(_honest(place for place in places if place is not None), is_index=name == "sitemapindex")


def unpacked(body: bytes, *, limit: int) -> bytes:
    """A body, inflated where it is packed with gzip, however it is labelled. Raises ReadError past `limit` bytes."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflater = zlib.decompressobj(31)
    try:
        plain = inflater.decompress(body, limit + 1)
    except zlib.error as error:
        raise ReadError("the packed sitemap is damaged") from error
    if len(plain) > limit:
        raise ReadError(f"the packed sitemap holds more than {limit} bytes")
    if not inflater.eof:
        raise ReadError("the packed sitemap was cut short")
    return plain


def newest_maps(places: tuple[Place, ...]) -> list[Place]:
    """The maps of an index, those that changed last first; without dates news maps first, then the last ones."""
    numbered = list(enumerate(places))
    numbered.sort(key=lambda item: (item[1].age_key, "news" in item[1].url.lower(), item[0]), reverse=True)
    return [place for _, place in numbered]


def _newest_first(places: list[Place]) -> list[Place]:
    return sorted(places, key=lambda place: place.age_key, reverse=True)


def _tree(body: bytes) -> etree._Element:
    # Entities were refused before; nothing is loaded from anywhere; damage is forgiven as far as it goes.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"this is no XML: {error}") from error
    if root is None:
        raise ReadError(_no_map("html") if _HTML.search(body[:4096]) else "this is no XML that can be read")
    return root


def _no_map(name: str) -> str:
    if name in {"rss", "feed", "RDF"}:
        return 'this is a feed, not a sitemap: kind = "feed" reads it'
    if name.lower() == "html":
        return "this is an HTML page, not a sitemap"
    return f"this is no sitemap: its root is <{name[:40]}>"


def _of_lines(text: str, snapshot: Snapshot, *, source: Source, limits: Limits) -> Map:
    """A map that is a plain list of addresses, one a line, as the protocol allows."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()][: limits.links]
    if not all(line.startswith(("http://", "https://")) for line in lines):
        raise ReadError("this is no sitemap: neither XML nor a list of addresses")
    links = (resolved(line, base=snapshot.final_url, drop=source.drop_parameters) for line in lines)
    return Map(tuple(Place(link) for link in links if link is not None))


def _place(node: etree._Element, snapshot: Snapshot, *, source: Source) -> Place | None:
    said = dict(_said(node))
    url = resolved(said.get("loc"), base=snapshot.final_url, drop=source.drop_parameters)
    if url is None:
        return None
    changed, published = (moment(said.get(name, ""), lang=source.lang) for name in ("lastmod", "publication_date"))
    return Place(
        url=url,
        changed=plausible(changed, seen=snapshot.fetched_at),
        title=one_line(said.get("title", "")),
        published=plausible(published, seen=snapshot.fetched_at),
    )


def _said(node: etree._Element) -> Iterator[tuple[str, str]]:
    """What an entry says: its own words, and those of its <news:news>; an image's title is not the page's."""
    for child in node:
        name = _local(child)
        if name == "news":
            yield from ((_local(inner), inner.text or "") for inner in child)
        elif name in {"loc", "lastmod"}:
            yield name, child.text or ""


def _honest(places: Iterator[Place]) -> tuple[Place, ...]:
    """The places, without a time of change that nearly all of them share: it is the time the map was written."""
    listed = tuple(places)
    times = Counter(place.changed for place in listed if place.changed is not None)
    common, count = times.most_common(1)[0] if times else (None, 0)
    if count < SAME_LASTMOD or count * 2 <= len(listed):
        return listed
    return tuple(
        Place(place.url, None if place.changed == common else place.changed, place.title, place.published)
        for place in listed
    )


def _entry(place: Place) -> Entry:
    note = f"changed {place.changed.iso}" if place.changed is not None else None
    return Entry(url=place.url, title=place.title, published=place.published, note=note)


def _local(node: etree._Element) -> str:
    """An element's name without its namespace; a comment or instruction has none."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


SOURCE_KIND = SourceKind(visit=visit, leads_on=True)
