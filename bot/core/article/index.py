"""An index page without configuration: of its repeated links the group that reads like announcements.

Chosen by how many of a group's items are dated, how much their titles say, how many they are, and where they stand;
the weights were set on pages of 60 public bodies, and hold no word of any language but the names tags are given.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import Tag

from bot.core.article.datings import NEARNESS, Dated, dated, page_dates
from bot.core.article.repeats import Repeated, outline, repeats
from bot.core.markup import one_line, plain, soup
from bot.core.records import Published
from bot.core.tongue import detect

SHORTEST_TITLE = 6
LONGEST_TITLE = 300
# How titles of links are told from labels such as "PDF" and "Read more": of many items few say something of their own.
SAME_TITLES = 0.5
FURNITURE = frozenset({"nav", "header", "footer", "aside"})
_FURNITURE = re.compile(
    r"nav|menu|foot|breadcrumb|side|social|pag(?:er|ination)|share|related|tag|skip|header|toolbar|lang|site-?map",
    re.IGNORECASE,
)
_PAPERS = re.compile(r"\.(?:pdf|docx?|rtf)$", re.IGNORECASE)
MOST_TEXT = 1500  # characters; an item that takes more is a column of the page
LEAST_SCORE = 3.0


@dataclass(frozen=True, slots=True)
class IndexItem:
    """One announcement an index page lists."""

    url: str
    title: str
    published: Published | None


@dataclass(frozen=True, slots=True)
class Found:
    """The announcements of a page: the group of links, and their dates."""

    group: tuple[Repeated, ...]
    dated: Dated


def index_items(text: str, *, url: str, limit: int, lang: str | None = None) -> tuple[IndexItem, ...]:
    """The items of a decoded index page, in its order; none where no group of links reads like announcements."""
    tree = soup(text)
    found = announcements(tree, url=url, lang=lang)
    if found is None:
        return ()
    labels = are_labels(found.group)
    return tuple(
        IndexItem(item.url, _own_title(item) if labels else item.title[:LONGEST_TITLE], day)
        for item, day in zip(found.group, found.dated.days, strict=True)
    )[:limit]


def announcements(tree: Tag, *, url: str, lang: str | None = None) -> Found | None:
    """The group of links that reads like announcements; None where no group does."""
    page = outline(tree)
    dates = page_dates(tree, page, lang=lang or detect(plain(tree)[:5000]))
    best: tuple[float, Found] | None = None
    for group in repeats(page, base=url):
        found = Found(group, dated(group, dates, page))
        worth = _score(found)
        if best is None or worth > best[0]:
            best = worth, found
    return best[1] if best is not None and best[0] >= LEAST_SCORE else None


def _score(found: Found) -> float:
    group = found.group
    count = len(group)
    mean_title = sum(min(len(item.title), 40) for item in group) / count
    mean_text = sum(len(plain(item.box)) for item in group[:20]) / min(count, 20)
    return (
        math.log(1 + min(count, 60))
        + NEARNESS[found.dated.by] * found.dated.share
        + mean_title / 20
        + (1.0 if all(_PAPERS.search(item.url.partition("?")[0]) for item in group) else 0.0)
        - (1.5 if are_labels(group) else 0.0)
        - (2.0 if mean_text > MOST_TEXT else 0.0)
        - _furniture(group[0].anchor, undated=not found.dated.share)
    )


def _furniture(anchor: Tag, *, undated: bool) -> float:
    """How much the tags around a link look like what stands on every page of a site; dates speak against it."""
    above = [tag for tag in anchor.parents if tag.name not in {"body", "html", "[document]"}]
    named = any(_FURNITURE.search(_names(tag)) for tag in above)
    return (4.0 if any(tag.name in FURNITURE for tag in above) else 0.0) + (named * (3.0 if undated else 0.7))


def _names(tag: Tag) -> str:
    names: str | list[str] = tag.get("class") or []
    return f"{names if isinstance(names, str) else ' '.join(names)} {tag.get('id') or ''}"


def are_labels(group: Sequence[Repeated]) -> bool:
    """Whether the links of a group only say "PDF" or "Read more": the titles stand elsewhere."""
    return len({item.title for item in group}) < SAME_TITLES * len(group)


def _own_title(item: Repeated) -> str:
    """The title of an item whose link is a mere label: its heading, its longest other link, or its longest line."""
    heading = item.box.find(["h1", "h2", "h3", "h4", "h5", "h6"])
    if isinstance(heading, Tag) and len(text := one_line(plain(heading))) >= SHORTEST_TITLE:
        return text[:LONGEST_TITLE]
    lines = [part for line in plain(item.box).splitlines() for part in line.split(" | ")]
    return max((one_line(line) for line in (*lines, item.title)), key=len)[:LONGEST_TITLE]
