"""An index page without configuration: each link whose nearest surroundings hold exactly one date is an item."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import Tag

from bot.core.links import resolved
from bot.core.markup import one_line, plain, soup
from bot.core.moments import moment
from bot.core.records import Published
from bot.core.tongue import detect

SHORTEST_TITLE = 6
LONGEST_DATED_TEXT = 200


@dataclass(frozen=True, slots=True)
class IndexItem:
    """One announcement an index page lists."""

    url: str
    title: str
    published: Published | None


def index_items(text: str, *, url: str, limit: int, lang: str | None = None) -> tuple[IndexItem, ...]:
    """The items of a decoded index page, in its order."""
    tree = soup(text)
    tongue = lang or detect(plain(tree)[:5000])
    dates = _dates(tree, lang=tongue)
    items: dict[str, IndexItem] = {}
    for anchor in tree.find_all("a", href=True):
        item = _item(anchor, dates, base=url)
        if item is not None:
            known = items.get(item.url)
            items[item.url] = item if known is None or len(item.title) > len(known.title) else known
        if len(items) >= limit:
            break
    return tuple(items.values())


def _dates(tree: Tag, *, lang: str | None) -> dict[int, list[Published]]:
    """The dates in the text of every tag, by the tag's identity."""
    found: dict[int, list[Published]] = {}
    for string in tree.find_all(string=True):
        text = str(string)
        if not any(character.isdigit() for character in text) or len(text) > LONGEST_DATED_TEXT:
            continue
        given = moment(text, lang=lang)
        if given is not None:
            for parent in string.parents:
                found.setdefault(id(parent), []).append(given)
    return found


def _item(anchor: Tag, dates: dict[int, list[Published]], *, base: str) -> IndexItem | None:
    href = anchor.get("href")
    link = resolved(href if isinstance(href, str) else None, base=base)
    title = one_line(plain(anchor))
    if link is None or len(title) < SHORTEST_TITLE:
        return None
    for place in (anchor, *anchor.parents):
        near = dates.get(id(place))
        if near:
            return IndexItem(link, title, near[0]) if len({given.day for given in near}) == 1 else None
    return None
