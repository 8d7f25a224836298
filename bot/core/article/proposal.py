"""Selectors for an index page, proposed: short ones that find the page's announcements and, as far as can be, nothing else.

Every selector is tried on the page before it is proposed; what cannot be said by one is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urldefrag

from bs4 import Tag

from bot.core.article.index import Found, announcements, are_labels
from bot.core.config import ListOptions
from bot.core.links import resolved
from bot.core.markup import picked, plain, select, soup
from bot.core.moments import moment
from bot.core.tongue import detect

MOST_MATCHES = 5000
HIGHEST = 6  # ancestors that a selector may name
ENOUGH = 0.95
EXTRAS = 0.05  # matches beside the items that may hold a link
DATED = 0.9
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Ways to write a day that no one can read without being told the order.
FORMATS = ("%m/%d/%Y", "%d/%m/%Y", "%m-%d-%Y", "%d-%m-%Y", "%m/%d/%y", "%d/%m/%y", "%d %b %y", "%d-%b-%y")
_NAME = re.compile(r"[A-Za-z_][A-Za-z_-]*(?:[A-Za-z0-9_-]*[A-Za-z_-])?")
_STRIPE = re.compile(r"(?:^|[-_])(?:odd|even|first|last|active|current)(?:$|[-_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a page: selectors, the language dates are read in where that is needed, how many items.

    `dated` is the share of items that the page dates at all, `by` where ("own", "beside", "heading", "none").
    """

    options: ListOptions
    lang: str | None
    items: int
    dated: float
    by: str


def proposed(text: str, *, url: str) -> Proposal | None:
    """Selectors for a decoded index page; None where no list on it reads like announcements or none can be told apart."""
    tree = soup(text)
    found = announcements(tree, url=url)
    if found is None:
        return None
    boxes = [item.box for item in found.group]
    item = _best_item(tree, boxes)
    link = _link(found, url=url)
    if item is None or link is None:
        return None
    lang = detect(plain(tree)[:5000])
    day, date_format, needed = _date(found, lang=lang)
    options = ListOptions(item=item, title=_title(found), link=link, date=day, date_format=date_format)
    return Proposal(options, lang if needed else None, len(found.group), found.dated.share, found.dated.by)


def _best_item(tree: Tag, boxes: Sequence[Tag]) -> str | None:
    """The first selector that finds the items; else the one with the fewest others beside nearly all of them."""
    wanted = {id(box) for box in boxes}
    second: tuple[float, str] | None = None
    for selector in _item_selectors(boxes):
        found = select(tree, selector, limit=MOST_MATCHES)
        hit = sum(id(tag) in wanted for tag in found) / len(boxes)
        others = sum(id(tag) not in wanted and _holds_link(tag) for tag in found)
        extra = others / len(boxes)
        if hit >= ENOUGH and extra <= EXTRAS:
            return selector
        if hit >= DATED and extra <= 4 * EXTRAS and (second is None or extra < second[0]):
            second = extra, selector
    return second[1] if second is not None else None


def _item_selectors(boxes: Sequence[Tag]) -> Iterator[str]:
    """Selectors from short to long: the items' own class, then below a class or id above them, then tags alone."""
    tag = boxes[0].name
    own = [f"{tag}.{name}" for name in _shared_classes(boxes)]
    yield from own
    above = [parent for parent in boxes[0].parents if parent.name not in {"body", "html", "[document]"}][:HIGHEST]
    for number, parent in enumerate(above):
        joint = " > " if number == 0 else " "
        for name in _names(parent):
            yield from (f"{name}{joint}{inner}" for inner in (*own, tag))
    chain = tag
    for parent in above[:3]:
        chain = f"{parent.name} > {chain}"
        yield chain
    yield tag


def _link(found: Found, *, url: str) -> str | None:
    """How to find the link in an item: "a" where the first one is it."""
    anchor = found.group[0].anchor
    around = anchor.parent
    names = [f"a.{name}" for name in _own_classes(anchor)]
    if around is not None and around is not found.group[0].box:
        names += [f"{form} a" for form in (*_names(around), _cell(around))]
    names += [f'a[href$=".{ending}"]' for ending in ("pdf", "html", "htm")] + ["a[title]"]
    return next((name for name in ("a", *names) if _leads(found, name, url=url)), None)


def _leads(found: Found, selector: str, *, url: str) -> bool:
    right = 0
    for item in found.group:
        tags = [item.box] if item.box is item.anchor else select(item.box, selector, limit=1)
        href = tags[0].get("href") if tags else None
        address = resolved(href if isinstance(href, str) else None, base=url)
        right += address is not None and urldefrag(address)[0] == urldefrag(item.url)[0]
    return right >= ENOUGH * len(found.group)


def _title(found: Found) -> str | None:
    """Where the links are labels, the items' headings; else nothing: the link's own text is the title."""
    if not are_labels(found.group):
        return None
    for heading in HEADINGS:
        titles = [picked(item.box, heading) for item in found.group]
        if all(titles) and len(set(titles)) > len(titles) / 2:
            return heading
    return None


def _date(found: Found, *, lang: str) -> tuple[str | None, str | None, bool]:
    """Selector and format of an item's date, and whether the language must be told for it."""
    if found.dated.by != "own":
        return None, None, False
    days = [day.day if day is not None else None for day in found.dated.days]
    first = next(number for number, day in enumerate(days) if day is not None)
    boxes = [item.box for item in found.group]
    for share in (1.0, DATED):  # what reads every day before what reads most of them
        for selector in _date_selectors(boxes[first]):
            texts = [picked(box, selector) or "" for box in boxes]
            if _right(texts, days, share=share):
                return selector, None, False
            if _right(texts, days, share=share, lang=lang):
                return selector, None, True
            for form in FORMATS:
                if _right(texts, days, share=share, date_format=form):
                    return selector, form, False
    return None, None, False


def _right(
    texts: Sequence[str],
    days: Sequence[date | None],
    *,
    share: float,
    lang: str | None = None,
    date_format: str | None = None,
) -> bool:
    """Whether these texts give these days, or that share of them."""
    read = [moment(text, lang=lang, date_format=date_format) for text in texts]
    right = sum(given is not None and given.day == day for given, day in zip(read, days, strict=True))
    return right >= share * sum(day is not None for day in days)


def _date_selectors(box: Tag) -> Iterator[str]:
    """Selectors of the parts of an item, the innermost and best named first."""
    tags = [tag for tag in box.find_all(True) if tag.name not in {"a", "img", "br"}]
    for tag in tags:
        if tag.name == "time" and tag.get("datetime"):
            yield "time@datetime"
    for tag in sorted(tags, key=lambda tag: len(tag.find_all(True))):
        if any(character.isdigit() for character in plain(tag)):
            yield from (f"{tag.name}.{name}" for name in _own_classes(tag))
            yield _cell(tag)


def _cell(tag: Tag) -> str:
    """A tag by its name; a cell by its number in the row, for it has no other."""
    if tag.name not in {"td", "th"}:
        return tag.name
    return f"{tag.name}:nth-of-type({len(tag.find_previous_siblings(tag.name)) + 1})"


def _names(tag: Tag) -> Iterator[str]:
    """A tag by its id and its classes, those that look made by hand."""
    name = tag.get("id")
    if isinstance(name, str) and _NAME.fullmatch(name):
        yield f"#{name}"
    yield from (f"{tag.name}.{name}" for name in _own_classes(tag))


def _own_classes(tag: Tag) -> list[str]:
    names: str | list[str] = tag.get("class") or []
    listed = names.split() if isinstance(names, str) else names
    return [name for name in listed if _NAME.fullmatch(name) and not _STRIPE.search(name)]


def _shared_classes(boxes: Sequence[Tag]) -> list[str]:
    """The classes that all items have."""
    shared = set(_own_classes(boxes[0]))
    for box in boxes[1:]:
        shared &= set(_own_classes(box))
    return [name for name in _own_classes(boxes[0]) if name in shared]


def _holds_link(tag: Tag) -> bool:
    return (tag.name == "a" and tag.get("href") is not None) or tag.find("a", href=True) is not None
