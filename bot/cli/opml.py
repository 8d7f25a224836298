"""OPML in and out, and source files made of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from bot.cli.drafting import quoted
from bot.cli.scraping import SPACE, Outline, UntoldError, attributes_of, outline_of
from bot.core.config import Source

MOST_OUTLINES = 10_000
_NOT_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Brought:
    """What an OPML file holds: its sources, and those that cannot be told here, each with why."""

    outlines: tuple[Outline, ...]
    untold: tuple[str, ...]


def sources_of(body: bytes) -> Brought:
    """The sources of an OPML file. Raises ValueError with a sentence."""
    if b"<!ENTITY" in body or b"<!DOCTYPE" in body:
        raise ValueError("the file defines entities, which no OPML needs")
    try:
        tree = ET.fromstring(body)  # noqa: S314 - entities are refused above
    except ET.ParseError as error:
        raise ValueError(f"this is no OPML: {error}") from None
    if tree.tag.lower() != "opml":
        raise ValueError(f"this is no OPML: its root is <{tree.tag}>")
    outlines, untold = [], []
    for outline in list(tree.iter("outline"))[:MOST_OUTLINES]:
        url = (outline.get("xmlUrl") or "").strip()
        name = (outline.get("title") or outline.get("text") or urlsplit(url).netloc).strip()
        if not url:
            continue
        try:
            outlines.append(_outline(outline, name=name, url=url))
        except UntoldError as error:
            untold.append(f"{name}: {error}")
    return Brought(tuple(outlines), tuple(untold))


def write_sources(
    outlines: Iterable[Outline], *, folder: Path, known: set[str], taken: set[str]
) -> tuple[tuple[Path, ...], int]:
    """Write a file for each source whose address is not known; gives the paths and how many were known."""
    written: list[Path] = []
    skipped = 0
    seen, ids = set(known), set(taken)
    for outline in outlines:
        if outline.url in seen:
            skipped += 1
            continue
        seen.add(outline.url)
        source_id = free_id(outline.name or outline.url, taken=ids)
        ids.add(source_id)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{source_id}.toml"
        path.write_text(outline_file(outline), encoding="utf-8")
        written.append(path)
    return tuple(written), skipped


def outline_file(outline: Outline) -> str:
    """A source's file; what OPML told and we cannot stands in it as a remark."""
    head = [f"# Not taken over from the OPML file: {' '.join(lost.split())}" for lost in outline.lost]
    keys = [f"name = {quoted(outline.name)}", f'kind = "{outline.kind}"', f"url = {quoted(outline.url)}", *outline.keys]
    return "\n".join([*head, *keys, *outline.tables, ""])


def free_id(name: str, *, taken: Iterable[str]) -> str:
    """An id from a name, with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = _NOT_ID.sub("-", plain).strip("-")[:48].strip("-") or "source"
    used = set(taken)
    return next(one for n in range(1, len(used) + 2) if (one := stem if n == 1 else f"{stem}-{n}") not in used)


def opml(sources: Sequence[Source]) -> tuple[str, tuple[str, ...]]:
    """Sources as OPML 2.0, and why some are not in it. Cookies, headers and proxies stay here: they may be secrets."""
    lines, untold = [], []
    for source in sources:
        try:
            more = attributes_of(source)
        except UntoldError as error:
            untold.append(f"{source.id}: {error}")
            continue
        name, url = quoteattr(source.name), quoteattr(source.url)
        lines.append(f"    <outline text={name} title={name} xmlUrl={url}{more}/>\n")
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0" xmlns:frss="{SPACE}">\n'
    body = "".join(lines)
    return f"{head}  <head><title>Tallywire</title></head>\n  <body>\n{body}  </body>\n</opml>\n", tuple(untold)


def _outline(outline: ET.Element, *, name: str, url: str) -> Outline:
    if urlsplit(url).scheme not in {"http", "https"}:
        raise UntoldError(f"{url[:200]!r} is no web address")
    prefix = f"{{{SPACE}}}"
    told = {key.removeprefix(prefix): value for key, value in outline.attrib.items() if key.startswith(prefix)}
    return outline_of(name, url, (outline.get("type") or "").strip(), told)
