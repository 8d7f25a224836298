"""Fixtures: the pages a source was tried with, kept with what they gave, in the form tests/snapshots/ has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from bot.core.config import Source
from bot.core.records import Entry, Snapshot

ENDINGS = {"feed": ".xml", "list": ".html", "json": ".json", "sitemap": ".xml", "folder": ".json"}


def save_fixture(
    folder: Path, source: Source, pages: Sequence[Snapshot], article: Snapshot | None, entries: Sequence[Entry]
) -> str:
    """Write the listing's pages, the first article and `expected.json`; gives what was written, in words."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = "feed" if source.kind == "feed" else "listing"
    names = [f"{stem}{'' if number == 0 else f'-{number + 1}'}{ENDINGS[source.kind]}" for number in range(len(pages))]
    for name, page in zip(names, pages, strict=True):
        (folder / name).write_bytes(page.body)
    if article is not None:
        names.append("article.html")
        (folder / "article.html").write_bytes(article.body)
    expected = {
        "content_type": pages[0].header("content-type") if pages else None,
        "entries": [
            {
                "title": entry.title,
                "link": entry.url,
                "day": entry.published.day.isoformat() if entry.published else None,
            }
            for entry in entries
        ],
    }
    text = json.dumps(expected, ensure_ascii=False, indent=2)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
    return f"{', '.join([*names, 'expected.json'])} in {folder}"
