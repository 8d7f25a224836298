"""Source kind "list": an HTML index page, read item by item with CSS selectors."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from bot.core.config import Limits, ListOptions, Source
from bot.core.decoding import decode
from bot.core.links import resolved
from bot.core.markup import attribute_of, css_of, one_line, picked, plain, select, soup
from bot.core.moments import day_in_url, moment, plausible
from bot.core.records import Entry, Published, ReadError, Request, Snapshot
from bot.core.sources.json_ import found_at, hint, parsed, told
from bot.core.sources.kinds import SourceKind, Walk

ELLIPSES = ("…", "...", "..")


def visit(source: Source, *, limits: Limits) -> Walk:
    """Ask for the index page, and for the pages after it where `next` and `pages` say so."""
    options = source.list
    if options is None:
        raise ReadError("a source of kind 'list' needs [list] with its selectors")
    body = source.http.body.encode() if source.http.body is not None else None
    request: Request | None = Request(url=source.url, method=source.http.method, body=body)
    entries: list[Entry] = []
    asked: set[str] = set()
    while request is not None and len(entries) < limits.entries:
        asked.add(request.url)
        snapshot = yield request
        page = page_tree(snapshot, source=source)
        entries.extend(page_entries(page, snapshot, source=source, options=options, limit=limits.entries))
        request = _next(page, snapshot, options, asked=asked)
    return tuple(entries[: limits.entries])


def page_tree(snapshot: Snapshot, *, source: Source) -> BeautifulSoup:
    """The index page as a tree, taken out of the JSON that holds it where `json` says so.

    Raises ReadError for an empty page, for one that is no JSON, and for JSON without a text there.
    """
    if source.list is not None and source.list.json is not None:
        return soup(_held(snapshot, source=source, path=source.list.json))
    text = decode(snapshot.body, content_type=snapshot.header("content-type"), encoding=source.encoding)
    if not text.strip():
        raise ReadError("the page is empty: not one character of it")
    return soup(text)


def _held(snapshot: Snapshot, *, source: Source, path: str) -> str:
    """The HTML in a field of an answer; a list of pieces is put together."""
    answer = parsed(snapshot, encoding=source.encoding)
    found = found_at(answer, path)
    pieces = found if isinstance(found, list) else [found]
    texts = [piece for piece in pieces if isinstance(piece, str)]
    if not texts or len(texts) < len(pieces):
        raise ReadError(f"list.json: {path!r} leads to {told(found)}, not to a text{hint(answer, key='list.json')}")
    return "\n".join(texts)


def page_entries(
    page: BeautifulSoup, snapshot: Snapshot, *, source: Source, options: ListOptions, limit: int
) -> list[Entry]:
    """The entries of one index page, in its order. Raises ReadError for a bad selector."""
    base = _base(page, snapshot.final_url)
    found = (
        _entry(item, base=base, snapshot=snapshot, source=source, options=options)
        for item in select(page, options.item, limit=limit)
    )
    return [entry for entry in found if entry is not None]


def _entry(item: Tag, *, base: str, snapshot: Snapshot, source: Source, options: ListOptions) -> Entry | None:
    anchor = _anchor(item, options.link)
    url = resolved(_address(anchor, options.link), base=base, drop=source.drop_parameters)
    title = one_line((picked(item, options.title) if options.title else _named(anchor)) or "")
    if not title and url is None:
        return None
    published = _published(item, url, source=source, options=options)
    inferred = published is not None and published.instant is not None and options.timezone is None
    return Entry(
        url=url,
        title=title,
        published=plausible(published, seen=snapshot.fetched_at),
        text=plain(item) if not source.article or source.include or source.exclude or url is None else None,
        note="zone inferred" if inferred else None,
    )


def _published(item: Tag, url: str | None, *, source: Source, options: ListOptions) -> Published | None:
    """The item's date by its selector (an address may hold one too); without a selector the day in its link, if any."""
    if options.date is None:
        return day_in_url(url) if url is not None else None
    dated = picked(item, options.date) or ""
    given = moment(
        dated,
        timezone=options.timezone,
        date_format=options.date_format,
        lang=source.lang,
        region=source.region,
    )
    return given or (day_in_url(dated) if attribute_of(options.date) == "href" else None)


def _anchor(item: Tag, link: str) -> Tag | None:
    """The tag the link is taken from; an item may be the link itself."""
    css = css_of(link)
    found = select(item, css, limit=1) if css else [item]
    if found:
        return found[0]
    return item if item.name == "a" and item.get("href") else None


def _address(anchor: Tag | None, link: str) -> str | None:
    href = anchor.get(attribute_of(link) or "href") if anchor is not None else None
    return href if isinstance(href, str) else None


def _named(anchor: Tag | None) -> str | None:
    """The text of a link, or its title attribute where the text is cut short."""
    if anchor is None:
        return None
    text, title = plain(anchor), anchor.get("title")
    if isinstance(title, str) and title.strip() and (not text or text.endswith(ELLIPSES)):
        return title
    return text


def _next(page: BeautifulSoup, snapshot: Snapshot, options: ListOptions, *, asked: set[str]) -> Request | None:
    if not options.next or len(asked) >= options.pages:
        return None
    anchors = select(page, css_of(options.next), limit=1)
    href = anchors[0].get(attribute_of(options.next) or "href") if anchors else None
    url = resolved(href if isinstance(href, str) else None, base=_base(page, snapshot.final_url))
    return Request(url=url) if url is not None and url not in asked else None


def _base(page: BeautifulSoup, url: str) -> str:
    tag = page.find("base", href=True)
    href = tag.get("href") if isinstance(tag, Tag) else None
    return (resolved(href, base=url) if isinstance(href, str) else None) or url


SOURCE_KIND = SourceKind(visit=visit)
