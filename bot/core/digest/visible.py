"""A written form as a reader sees it: without markup, with its links apart."""

from __future__ import annotations

import re
from html.parser import HTMLParser

DIGITS = re.compile(r"\d")
# What carries meaning: letters, digits, and the marks that belong to figures. Decoration and spaces do not.
BLANK = re.compile(r"[^\w.,:%+–€£$¥₹₩]|_")
# <https://a.example/1>: how the plain form writes a link. In quoted words "<" and "http" never stand so close there.
ADDRESS = re.compile(r"<(https?://[!-~]+)>")
# [text](<address>) of the Markdown form: addresses always stand in angle brackets there.
MARKDOWN_LINK = re.compile(r"\]\(<(?P<url>[^<>\s]*)>\)")
MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def visible(text: str, *, form: str) -> str:
    """The words of a form ("html", "md" or "txt"); addresses are taken out."""
    if form == "html":
        return _read(text).text()
    if form == "md":
        return MARKDOWN_ESCAPE.sub(r"\1", MARKDOWN_LINK.sub("]", text))
    return ADDRESS.sub(" ", text)


def ink(text: str) -> str:
    """The letters and figures of a text, in small letters; what is mere layout is gone."""
    return BLANK.sub("", text.casefold())


def links(text: str, *, form: str) -> tuple[str, ...]:
    """Where a form leads to."""
    if form == "html":
        return tuple(_read(text).links)
    if form == "md":
        return tuple(found["url"] for found in MARKDOWN_LINK.finditer(text))
    return tuple(ADDRESS.findall(text))


class _Page(HTMLParser):
    """Gathers text outside style and script, and the targets of links and resources."""

    SILENT = frozenset({"style", "script"})
    POINTERS = frozenset({"href", "src", "action", "srcset", "background", "poster", "data"})
    INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "mark", "q"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self._texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count what hides text, note where the tag points to; a block ends a word."""
        self._silent += tag in self.SILENT
        self.links += [value or "" for name, value in attrs if name in self.POINTERS]
        if tag not in self.INLINE:
            self._texts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """The same, backwards."""
        self._silent -= tag in self.SILENT
        if tag not in self.INLINE:
            self._texts.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep the text that is shown."""
        if not self._silent:
            self._texts.append(data)

    def text(self) -> str:
        """All text shown, in order."""
        return "".join(self._texts)


def _read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    return page
