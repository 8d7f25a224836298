"""Repeated structure: the links of a page grouped by where they stand, each with the part of the page that is its own.

Two links are of one group when the tags and classes above them are the same, and their cell where they stand in a table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from bs4 import Tag
from bs4.element import PageElement

from bot.core.links import resolved
from bot.core.markup import CELLS, one_line, plain

MOST_LINKS = 20_000
# What tells one row from the next, or the present page from the others, and says nothing about what stands there.
_NOISE = re.compile(r"\d+|\b(?:odd|even|first|last|active|current|new|alt)\b", re.IGNORECASE)
_PAPER = re.compile(r"\.(pdf|docx?|rtf|txt|xml|zip|mp3|jpe?g|png)$", re.IGNORECASE)
_WHOLE_PAGE = frozenset({"body", "html", "[document]"})


@dataclass(frozen=True, slots=True)
class Repeated:
    """One link of a group: its address, its title, the tags that are its own, and its place in the page's order."""

    url: str
    anchor: Tag
    box: Tag
    title: str
    place: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A page walked once: the place of every node in its order, and the path of every link."""

    places: dict[int, int]
    paths: dict[int, int]
    anchors: tuple[Tag, ...]


def outline(tree: Tag) -> Outline:
    """Walk a page. No recursion: pages nest thousands of levels deep."""
    places: dict[int, int] = {}
    paths: dict[int, int] = {}
    anchors: list[Tag] = []
    numbers: dict[tuple[int, str], int] = {}
    waiting: list[tuple[PageElement, int, str]] = [(tree, 0, "")]
    while waiting:
        node, above, cell = waiting.pop()
        places[id(node)] = len(places)
        if not isinstance(node, Tag):
            continue
        path = numbers.setdefault((above, f"{node.name}.{_classes(node)}{cell}"), len(numbers) + 1)
        if node.name == "a" and node.get("href"):
            paths[id(node)] = path
            anchors.append(node)
        waiting.extend((child, path, number) for child, number in reversed(list(_children(node))))
    return Outline(places, paths, tuple(anchors[:MOST_LINKS]))


def repeats(page: Outline, *, base: str) -> tuple[tuple[Repeated, ...], ...]:
    """The groups of two links and more, in the page's order; links to the page itself are left out."""
    here = urldefrag(base)[0]
    groups: dict[tuple[int, str], list[tuple[str, Tag]]] = defaultdict(list)
    for anchor in page.anchors:
        href = anchor.get("href")
        url = resolved(href if isinstance(href, str) else None, base=base)
        if url is not None and urldefrag(url)[0] != here:
            groups[page.paths[id(anchor)], _kind(url)].append((url, anchor))
    found = (_repeated(members, page) for members in groups.values())
    return tuple(group for group in found if len(group) > 1)


def _repeated(members: list[tuple[str, Tag]], page: Outline) -> tuple[Repeated, ...]:
    """A group with the box of each address; where an address stands twice, its longer title counts."""
    owners = _owners(members)
    kept: dict[str, Repeated] = {}
    for url, anchor in members:
        address = urldefrag(url)[0]
        title = _title(anchor)
        known = kept.get(address)
        if known is None or len(title) > len(known.title):
            place = known.place if known is not None else page.places[id(anchor)]
            kept[address] = Repeated(url, anchor, _box(anchor, owners), title, place)
    return tuple(kept.values())


def _owners(members: list[tuple[str, Tag]]) -> dict[int, str | None]:
    """For every tag above a link of the group the one address it holds; None where it holds several."""
    owners: dict[int, str | None] = {}
    for url, anchor in members:
        address = urldefrag(url)[0]
        for tag in (anchor, *anchor.parents):
            known = owners.setdefault(id(tag), address)
            if known is None:
                break  # and so do all above it
            if known != address:
                owners[id(tag)] = None
    return owners


def _box(anchor: Tag, owners: dict[int, str | None]) -> Tag:
    """The largest tag that holds this address of the group and no other."""
    box = anchor
    for tag in anchor.parents:
        if tag.name in _WHOLE_PAGE or owners[id(tag)] is None:
            break
        box = tag
    return box


def _title(anchor: Tag) -> str:
    """The text of a link, or its title attribute where that says more."""
    text, named = one_line(plain(anchor)), anchor.get("title")
    shown = text.rstrip(" .…")
    longer = isinstance(named, str) and shown != text and len(named.strip()) > len(shown)
    longer = longer or (not text and bool(named))
    return one_line(named) if longer and isinstance(named, str) else text


def _children(node: Tag) -> Iterator[tuple[PageElement, str]]:
    """What stands in a tag; a cell with its number in its row."""
    cells = 0
    for child in node.children:
        if isinstance(child, Tag) and child.name in CELLS:
            yield child, f":{cells}"
            cells += 1
        else:
            yield child, ""


def _classes(tag: Tag) -> str:
    names: str | list[str] = tag.get("class") or []
    listed = names.split() if isinstance(names, str) else names
    return ".".join(sorted({clean for name in listed if (clean := _NOISE.sub("", name).strip("-_"))}))


def _kind(url: str) -> str:
    """What an address leads to, by its ending: a page beside its PDF is another link."""
    found = _PAPER.search(urlsplit(url).path)
    return found[1].lower() if found else ""
