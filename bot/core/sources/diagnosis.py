"""Why a source brings what it brings: each selector counted on the page as it was served, and hints where one is weak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from bot.core.config import JsonOptions, ListOptions, PageOptions, Source
from bot.core.decoding import decode
from bot.core.markup import css_of, one_line, picked, select, soup
from bot.core.moments import moment
from bot.core.records import ReadError, Snapshot
from bot.core.sources.json_ import found_at, parsed
from bot.core.sources.list import page_tree

MOST_MATCHES = 5000
MOST_NTH = 2
MOST_LEVELS = 4
_TBODY = re.compile(r"(?:^|(?<=[\s>]))tbody\s*>?\s*")
_NTH = re.compile(r":nth-(?:last-)?(?:child|of-type)\([^)]*\)")
_JOINT = re.compile(r"\s*[>+~]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Step:
    """One selector or path: its key, itself, how often it matches and out of how many, a sample, and what is odd."""

    key: str
    selector: str
    matches: int
    of: int
    sample: str = ""
    hints: tuple[str, ...] = ()


def list_steps(snapshot: Snapshot, *, source: Source) -> tuple[Step, ...]:
    """Each key of [list], counted on an index page. Raises ReadError for a selector that cannot be read."""
    options = source.list
    if options is None:
        return ()
    page = page_tree(snapshot, source=source)
    items = select(page, options.item, limit=MOST_MATCHES)
    steps = [Step("list.item", options.item, len(items), len(items), hints=_item_hints(page, options.item, len(items)))]
    if items:
        steps += _field_steps(items, options, source=source)
    if options.next:
        steps.append(Step("list.next", options.next, len(select(page, css_of(options.next), limit=2)), 1))
    return tuple(steps)


def page_steps(snapshot: Snapshot, *, source: Source) -> tuple[Step, ...]:
    """Each key of [page], counted on an article page."""
    options = source.page
    if options == PageOptions():
        return ()
    page = _tree(snapshot, source=source)
    return tuple(_page_step(page, key, selector) for key, selector in _page_selectors(options))


def _page_step(page: BeautifulSoup, key: str, selector: str) -> Step:
    matches = len(select(page, css_of(selector), limit=MOST_MATCHES))
    hints = _item_hints(page, css_of(selector), matches)
    if not matches and key != "remove":
        hints = (*hints, f"without it the {key} is found as on a page without [page]")
    return Step(f"page.{key}", selector, matches, 1, _sample(picked(page, selector)), hints)


def json_steps(snapshot: Snapshot, *, source: Source) -> tuple[Step, ...]:
    """Each path of [json], counted on an answer."""
    options = source.json
    if options is None:
        return ()
    items = found_at(parsed(snapshot, encoding=source.encoding, script=options.script), options.items)
    listed = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    steps = [Step("json.items", options.items, len(listed), len(listed))]
    for key, path in _json_paths(options):
        values = [found_at(item, path) for item in listed if "{" not in path]
        known = [value for value in values if value not in (None, "", [])]
        if "{" not in path:
            steps.append(Step(f"json.{key}", path, len(known), len(listed), _sample(str(known[0]) if known else None)))
    return tuple(steps)


def _field_steps(items: Sequence[Tag], options: ListOptions, *, source: Source) -> Iterator[Step]:
    """Title, link and date of the items."""
    if options.title:
        texts = [picked(item, options.title) for item in items]
        yield _counted("list.title", options.title, texts, hints=_sameness(texts))
    links = [_has(item, options.link) for item in items]
    yield Step("list.link", options.link, sum(links), len(items))
    if options.date:
        texts = [picked(item, options.date) for item in items]
        yield _counted("list.date", options.date, texts, hints=_undated(texts, options, source=source))


def _counted(key: str, selector: str, texts: Sequence[str | None], *, hints: tuple[str, ...]) -> Step:
    known = [text for text in texts if text]
    return Step(key, selector, len(known), len(texts), _sample(known[0] if known else None), hints)


def _has(item: Tag, link: str) -> bool:
    css = css_of(link)
    return bool(select(item, css, limit=1)) if css else True


def _item_hints(page: BeautifulSoup, selector: str, matches: int) -> tuple[str, ...]:
    return (*_nothing_hints(page, selector, matches), *_depth_hints(selector))


def _nothing_hints(page: BeautifulSoup, selector: str, matches: int) -> Iterator[str]:
    """What a selector that finds nothing would find, were it a little different."""
    if matches:
        return
    bare = _TBODY.sub("", selector)
    if bare != selector and (found := _count(page, bare)):
        yield f"browsers add tbody to tables, the file has none: {bare!r} finds {found}"
        return
    loose = _NTH.sub("", bare)
    if loose != bare and (found := _count(page, loose)):
        yield f"without counting places, {loose!r} finds {found}"
        return
    parts = _JOINT.split(bare)
    for start in range(1, len(parts)):
        rest = " ".join(parts[start:])
        if found := _count(page, rest):
            yield f"its end {rest!r} finds {found}; what stands before it is not there"
            return


def _depth_hints(selector: str) -> Iterator[str]:
    """Selectors that the next change of the site will break."""
    places, levels = len(_NTH.findall(selector)), len(_JOINT.split(selector.strip()))
    if places > MOST_NTH:
        yield f"it counts places {places} times (nth-child): the next change of the page breaks it; name a class instead"
    elif levels > MOST_LEVELS:
        yield f"it goes through {levels} levels: a shorter one that starts at a class or id holds longer"


def _sameness(texts: Sequence[str | None]) -> tuple[str, ...]:
    said = Counter(text for text in texts if text)
    if len(texts) > 2 and said and said.most_common(1)[0][1] > len(texts) / 2:
        return (f"most items are called {said.most_common(1)[0][0][:60]!r}: this is a label, not their title",)
    return ()


def _undated(texts: Sequence[str | None], options: ListOptions, *, source: Source) -> tuple[str, ...]:
    unread = [
        text
        for text in texts
        if text
        and moment(
            text,
            timezone=options.timezone,
            date_format=options.date_format,
            lang=source.lang,
            region=source.region,
        )
        is None
    ]
    if not unread:
        return ()
    way = (
        "does not follow date_format" if options.date_format else "is no date that can be read; `date_format` says how"
    )
    return (f"{len(unread)} are not read as dates: {one_line(unread[0])[:60]!r} {way}",)


def _count(page: BeautifulSoup, selector: str) -> int:
    try:
        return len(select(page, selector, limit=MOST_MATCHES)) if selector.strip() else 0
    except ReadError:
        return 0  # a half of a selector may be none


def _tree(snapshot: Snapshot, *, source: Source) -> BeautifulSoup:
    return soup(decode(snapshot.body, content_type=snapshot.header("content-type"), encoding=source.encoding))


def _sample(text: str | None) -> str:
    return one_line(text or "")[:80]


def _page_selectors(options: PageOptions) -> Iterator[tuple[str, str]]:
    for key in ("body", "title", "date"):
        selector = getattr(options, key)
        if selector:
            yield key, selector
    yield from (("remove", selector) for selector in options.remove)


def _json_paths(options: JsonOptions) -> Iterator[tuple[str, str]]:
    for key in ("title", "link", "date", "text"):
        path = getattr(options, key)
        if path:
            yield key, path
