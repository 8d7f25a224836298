"""Runs: the stretches of text of a page in their order, a block or a row of a table each, and how much each is prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre"}
    | {"section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th"})
IN_CELLS = frozenset({"p", "div"})
LONGEST_CELL = 300
FEWEST_CELLS = 2
UNREAD = frozenset(
    {"head", "title", "script", "style", "template", "svg", "iframe", "object", "select", "input", "textarea"}
)
# Left out likewise, unless a page (or a parser that mends it) has put its article into them.
AROUND = frozenset({"nav", "footer", "button", "noscript", "figcaption"})
ARTICLES = ("article", "main", "h1")
FEW_PARAGRAPHS = 3
CODE = frozenset({"script", "style"})
SHORTEST_PROSE = 60
WIDE_CHARACTERS = 1.5  # what a Chinese, Japanese or Korean character counts more than a Latin letter
LABEL_WEIGHT = -12.0
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]")
_ENDING = re.compile(r"[.!?…。！？؟।][\"'”’»」』）)\s]{0,3}$")
_MARKED = re.compile(r"[.!?…。！？؟।，；、]|[,;:：]\s")
_HIDDEN = re.compile(r"(?:^|[\s_-])(?:visually-?hidden|sr-only|screen-?reader|offscreen)", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*(?:0|1px)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """One stretch: the block it stands in, its text, and how many of its characters stand in how many links."""

    element: HtmlElement
    text: str
    linked: int
    links: int
    weight: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", _weight(self))

    @property
    def kind(self) -> str:
        """The tag of its block."""
        return str(self.element.tag)

    @property
    def share(self) -> float:
        """The part of it that stands in links."""
        return self.linked / len(self.text)


def runs(tree: HtmlElement, *, with_hidden: bool = False) -> list[Run]:
    """The runs of a tree; on some pages nearly all text is hidden until a script shows it."""
    walk = _Walk(with_hidden=with_hidden)
    waiting: list[tuple[HtmlElement, bool]] = [(tree, True)]
    while waiting:  # no recursion: pages nest hundreds of levels deep
        node, entering = waiting.pop()
        if entering and walk.enter(node):
            waiting.append((node, False))
            waiting.extend((child, True) for child in reversed(node))
        elif not entering:
            walk.leave(node)
        if not entering or not walk.entered:
            walk.say("" if node is tree else node.tail)
    walk.close()
    return walk.found


class _Walk:
    """The state of one way through a tree."""

    def __init__(self, *, with_hidden: bool) -> None:
        self._with_hidden = with_hidden
        self.found: list[Run] = []
        self.entered = False
        self._blocks: list[HtmlElement] = []
        self._cell: HtmlElement | None = None
        self._parts: list[str] = []
        self._linked = self._links = self._in_link = 0

    def enter(self, node: HtmlElement) -> bool:
        """Begin an element; false for one that is not read."""
        self.entered = (
            isinstance(node.tag, str) and not _is_unread(node) and (self._with_hidden or not _is_hidden(node))
        )
        if not self.entered:
            return False
        if is_cell(node):
            self._parts.append(" | " if "".join(self._parts).strip() else "")
            self._cell = node
        elif self._cell is not None and (node.tag in BLOCKS or node.tag == "br"):
            self._parts.append(" ")
        elif node.tag in BLOCKS or not self._blocks:
            self.close()
            self._blocks.append(node)
        elif node.tag == "br":
            self.close()
        if node.tag == "a":
            self._in_link += 1
            self._links += 1
        self.say(node.text)
        return True

    def leave(self, node: HtmlElement) -> None:
        """End an element."""
        self._in_link -= node.tag == "a"
        if node is self._cell:
            self._cell = None
        if self._blocks and self._blocks[-1] is node and len(self._blocks) > 1:
            self.close()
            self._blocks.pop()

    def say(self, text: str | None) -> None:
        """Text of the block that is open."""
        if text:
            self._parts.append(text)
            if self._in_link:
                self._linked += len(" ".join(text.split()))

    def close(self) -> None:
        """End the run that is open."""
        text = " ".join("".join(self._parts).replace("\xad", "").split())  # a soft hyphen would part a number
        if text:
            self.found.append(Run(self._blocks[-1], text, min(self._linked, len(text)), self._links))
        self._parts.clear()
        self._linked = 0
        self._links = self._in_link


def _is_unread(node: HtmlElement) -> bool:
    if node.tag in UNREAD:
        return True
    if node.tag in AROUND and next(node.iter(*ARTICLES), None) is None:
        return node.tag != "noscript" or len(node.findall(".//p")) < FEW_PARAGRAPHS
    return False


def _is_hidden(node: HtmlElement) -> bool:
    """Whether a page hides an element from the eye by the usual means."""
    if node.get("hidden") is not None:
        return True
    named, styled = node.get("class"), node.get("style")
    return bool((named and _HIDDEN.search(named)) or (styled and _UNSEEN.search(styled)))


def length_of(node: HtmlElement, *, limit: int) -> int:
    """The characters in an element, scripts and styles aside; counted no further than the limit."""
    length = 0
    for inner in node.iter(etree.Element):
        if inner.tag not in CODE and inner.text:
            length += len(inner.text.strip())
        if inner is not node and inner.tail:
            length += len(inner.tail.strip())
        if length >= limit:
            break
    return length


def is_cell(node: HtmlElement) -> bool:
    """Whether an element is a cell of a table of data, so that its row is one run; other tables only lay a page out."""
    row = node.getparent()
    if node.tag not in CELLS or row is None or sum(cell.tag in CELLS for cell in row) < FEWEST_CELLS:
        return False
    if length_of(node, limit=LONGEST_CELL) >= LONGEST_CELL:
        return False
    return not any(inner.tag in BLOCKS and inner.tag not in IN_CELLS for inner in node.iterdescendants())


def reach(text: str) -> float:
    """The length of a text in Latin letters."""
    return len(text) + WIDE_CHARACTERS * len(_WIDE.findall(text))


def _weight(run: Run) -> float:
    """What a run says for its surroundings: its length where it is prose, less than nothing where it is none."""
    length, share = reach(run.text), run.share
    if share > 0.5:
        return -20.0 - 0.3 * length
    if run.kind == "tr":
        return 0.0
    if run.kind in HEADINGS:
        return -2.0
    if not _MARKED.search(run.text):
        return min(0.0, length - SHORTEST_PROSE)
    if length < SHORTEST_PROSE and not _ENDING.search(run.text):
        return LABEL_WEIGHT
    return length * (1 - 1.5 * share)
