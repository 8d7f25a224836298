"""What a page offers beside its text: the feeds it names, and whether there is any text before scripts have run."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from bot.core.article.proposal import Proposal, proposed
from bot.core.links import resolved
from bot.core.markup import one_line, plain, soup

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
MOST_FEEDS = 20
# A page with less text than this and with scripts is drawn by them.
LEAST_TEXT = 400
# Where frameworks put what they draw.
ROOTS = ("root", "app", "__next", "__nuxt", "___gatsby", "svelte")


@dataclass(frozen=True, slots=True)
class Offers:
    """The feeds a page names (address, title), selectors for its list, and whether it needs JavaScript to be read.

    `data` is a selector of the element in which such a page brings its data as JSON, if it does.
    """

    feeds: tuple[tuple[str, str], ...] = ()
    proposal: Proposal | None = None
    scripted: bool = False
    text_length: int = 0
    data: str | None = None


def offers(text: str, *, url: str) -> Offers:
    """Look at a decoded page."""
    tree = soup(text)
    length = len(plain(tree))
    scripted = is_scripted(tree, length=length)
    return Offers(_feeds(tree, url=url), proposed(text, url=url), scripted, length, _data(tree) if scripted else None)


def is_scripted(tree: BeautifulSoup, *, length: int) -> bool:
    """Whether a page holds next to no text of its own, and scripts that would draw it."""
    if length >= LEAST_TEXT or tree.find("script") is None:
        return False
    drawn = any(tree.find(id=name) is not None for name in ROOTS)
    return drawn or tree.find("noscript") is not None or len(tree.find_all("script", src=True)) > 2


def _data(tree: BeautifulSoup) -> str | None:
    """The largest script element that holds JSON for the page's own scripts."""
    held = [tag for tag in tree.find_all("script", type="application/json") if tag.get_text(strip=True)]
    if not held:
        return None
    largest = max(held, key=lambda tag: len(tag.get_text()))
    name = largest.get("id")
    return f"script#{name}" if isinstance(name, str) and name.isidentifier() else 'script[type="application/json"]'


def _feeds(tree: BeautifulSoup, *, url: str) -> tuple[tuple[str, str], ...]:
    """The feeds of a page's head, then the links in it that look like one; those of comments come last."""
    found: dict[str, str] = {}
    for tag in tree.find_all(["link", "a"], href=True):
        address = resolved(str(tag.get("href")), base=url)
        if address is not None and address not in found and (_is_declared(tag) or _looks_like_feed(tag, address)):
            found[address] = one_line(str(tag.get("title") or plain(tag)))
    ordered = sorted(found.items(), key=lambda item: "comment" in f"{item[0]} {item[1]}".lower())
    return tuple(ordered[:MOST_FEEDS])


def _is_declared(tag: Tag) -> bool:
    """As in <link rel="alternate" type="application/rss+xml" href="...">."""
    relations: str | list[str] = tag.get("rel") or []
    listed = relations.lower().split() if isinstance(relations, str) else [name.lower() for name in relations]
    kind = str(tag.get("type") or "").partition(";")[0].strip().lower()
    return tag.name == "link" and "alternate" in listed and kind in FEED_TYPES


def _looks_like_feed(tag: Tag, address: str) -> bool:
    path = address.partition("?")[0].rstrip("/").lower()
    return tag.name == "a" and path.endswith(
        (".rss", ".atom", ".rdf", "/rss", "/feed", "rss.xml", "feed.xml", "atom.xml")
    )
