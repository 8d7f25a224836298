"""Markup: decoded HTML as a tree, its text with blocks as lines, and the config's "selector@attribute".

Bytes are never handed to BeautifulSoup: with a wrong label libxml2 returns an empty page and no error (measured on
54 of 82 re-encoded pages, bs4 4.15 with lxml 6.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import soupsieve
from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PageElement

from bot.core.records import ReadError

BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
    }
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p"}
    | {"pre", "section", "summary", "table", "tr", "ul"}
)
CELLS = ("td", "th")
UNREAD = ("script", "style", "noscript", "template", "svg", "iframe", "object")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
# "time@datetime", "a@title", "@href"; "[content*='a@b']" has none
_ATTRIBUTE = re.compile(r"@\s*([\w:-]+)\s*$")
_TAGS = re.compile(r"<(?:[a-zA-Z/][^<>]{0,2000}|!--.{0,2000}?--)>", re.DOTALL)


def soup(text: str) -> BeautifulSoup:
    """The tree of a decoded page."""
    return BeautifulSoup(text, "lxml")


def looks_like_markup(text: str) -> bool:
    """Whether a string holds a tag."""
    return _TAGS.search(text) is not None


def select(tag: Tag, selector: str, *, limit: int = 0) -> list[Tag]:
    """What a CSS selector matches below a tag. Raises ReadError for a selector that cannot be read."""
    try:
        return list(tag.select(selector, limit=limit))
    except (soupsieve.SelectorSyntaxError, ValueError, NotImplementedError) as error:
        reason = str(error).splitlines()[0]
        raise ReadError(f"the selector {selector!r} cannot be read: {reason}") from error


def css_of(selector: str) -> str:
    """The CSS part of "selector@attribute"."""
    return _ATTRIBUTE.sub("", selector).strip()


def attribute_of(selector: str) -> str | None:
    """The attribute of "selector@attribute", if it names one."""
    match = _ATTRIBUTE.search(selector)
    return match[1] if match else None


def picked(tag: Tag, selector: str) -> str | None:
    """The text, or with "selector@attribute" the attribute, of the first match; "@attribute" alone is the tag's own."""
    css, attribute = css_of(selector), attribute_of(selector)
    found = select(tag, css, limit=1) if css else [tag]
    if not found:
        return None
    if not attribute:
        return plain(found[0])
    value = found[0].get(attribute)
    text = " ".join(value) if isinstance(value, list) else value
    return one_line(text) if text else None


def plain(tag: Tag) -> str:
    """The text of a tag as a reader sees it: one line a block, the cells of a row parted by bars."""
    parts: list[str] = []
    waiting: list[PageElement | None] = list(reversed(tag.contents))
    while waiting:  # no recursion: pages nest thousands of levels deep
        node = waiting.pop()
        if isinstance(node, Tag) and node.name not in UNREAD:
            parts.append(_opening(node))
            if node.name in BLOCKS:
                waiting.append(None)
            waiting.extend(reversed(node.contents))
        elif type(node) in {NavigableString, CData}:
            parts.append(str(node).replace("\n", " "))
        elif node is None:
            parts.append("\n")
    return tidy("".join(parts))


def text_of(markup: str) -> str:
    """The text of a piece of HTML; plain text passes through."""
    return plain(soup(markup)) if looks_like_markup(markup) or "&" in markup else tidy(markup)


def one_line(text: str) -> str:
    """A string with every run of white space as one blank."""
    return " ".join(text.split())


def tidy(text: str) -> str:
    """Lines without blanks at their ends and without empty lines between them."""
    return _LINES.sub("\n", _SPACES.sub(" ", text.replace("\r", "\n"))).strip()


def without(tag: Tag, selectors: Iterable[str]) -> Tag:
    """The tag, with what the selectors match taken out (in place)."""
    for selector in selectors:
        for found in select(tag, selector):
            found.decompose()
    return tag


def _opening(tag: Tag) -> str:
    if tag.name in BLOCKS or tag.name == "br":
        return "\n"
    return " | " if tag.name in CELLS and tag.find_previous_sibling(list(CELLS)) else ""
