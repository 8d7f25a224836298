"""An index page without configuration: each link whose nearest surroundings hold exactly one date is an item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bs4 import Tag

from bot.core.links import resolved
from bot.core.markup import one_line, plain, soup
from bot.core.moments import moment
from bot.core.records import Published
from bot.core.tongue import detect

SHORTEST_TITLE = 6
LONGEST_DATED_TEXT = 200
MONTHS = 12
# "5/29/2023", "29-5-2023"
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)")


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
    strings = [
        string
        for string in tree.find_all(string=True)
        if len(string) <= LONGEST_DATED_TEXT and any(character.isdigit() for character in string)
    ]
    region = _custom(map(str, strings))
    for string in strings:
        given = moment(str(string), lang=lang, region=region)
        if given is not None:
            for parent in string.parents:
                found.setdefault(id(parent), []).append(given)
    return found


def _custom(texts: Iterable[str]) -> str | None:
    """A region that writes days and months as this page does, told by the dates that can be read one way only."""
    month_first = day_first = 0
    for text in texts:
        for match in _SLASHED.finditer(text):
            first, second = int(match[1]), int(match[2])
            month_first += first <= MONTHS < second
            day_first += second <= MONTHS < first
    if month_first == day_first:
        return None
    return "US" if month_first > day_first else "GB"


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
