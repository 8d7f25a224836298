"""OPML in and out, and source files made of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from bot.cli.drafting import quoted
from bot.core.config import Source

Feed = tuple[str, str]  # name, address

_NOT_ID = re.compile(r"[^a-z0-9]+")


def feeds_of(body: bytes) -> tuple[Feed, ...]:
    """The feeds of an OPML file. Raises ValueError with a sentence."""
    if b"<!ENTITY" in body or b"<!DOCTYPE" in body:
        raise ValueError("the file defines entities, which no OPML needs")
    try:
        tree = ET.fromstring(body)  # noqa: S314 - entities are refused above
    except ET.ParseError as error:
        raise ValueError(f"this is no OPML: {error}") from None
    if tree.tag.lower() != "opml":
        raise ValueError(f"this is no OPML: its root is <{tree.tag}>")
    feeds = []
    for outline in tree.iter("outline"):
        url = (outline.get("xmlUrl") or "").strip()
        if urlsplit(url).scheme in {"http", "https"}:
            feeds.append((outline.get("title") or outline.get("text") or urlsplit(url).netloc, url))
    return tuple(feeds)


def write_feeds(
    feeds: Iterable[Feed], *, folder: Path, known: set[str], taken: set[str]
) -> tuple[tuple[Path, ...], int]:
    """Write a source file for each feed whose address is not known; gives the paths and how many were known."""
    written: list[Path] = []
    skipped = 0
    seen, ids = set(known), set(taken)
    for name, url in feeds:
        if url in seen:
            skipped += 1
            continue
        seen.add(url)
        source_id = free_id(name or url, taken=ids)
        ids.add(source_id)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{source_id}.toml"
        path.write_text(feed_file(name, url), encoding="utf-8")
        written.append(path)
    return tuple(written), skipped


def feed_file(name: str, url: str) -> str:
    """The three keys that make a feed source."""
    return f'name = {quoted(name)}\nkind = "feed"\nurl = {quoted(url)}\n'


def free_id(name: str, *, taken: Iterable[str]) -> str:
    """An id from a name, with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = _NOT_ID.sub("-", plain).strip("-")[:48].strip("-") or "source"
    used = set(taken)
    return next(one for n in range(1, len(used) + 2) if (one := stem if n == 1 else f"{stem}-{n}") not in used)


def opml(sources: Sequence[Source]) -> str:
    """Feed sources as OPML 2.0."""
    lines = [
        f'    <outline type="rss" text={quoteattr(s.name)} title={quoteattr(s.name)} xmlUrl={quoteattr(s.url)}/>'
        for s in sources
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Tallywire</title></head>\n'
    return head + "  <body>\n" + "".join(f"{line}\n" for line in lines) + "  </body>\n</opml>\n"
