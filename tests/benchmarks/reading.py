"""How fast pages and feeds are read, against the libraries underneath, on the same bytes in the same run.

The pages and feeds lie beside the checkout (../shared/eval/html); without them nothing is printed.
"""

from __future__ import annotations

import json
import lzma
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import trafilatura

from bot.core.article import read_article
from bot.core.config import Limits
from bot.core.decoding import decode
from bot.core.records import ReadError, Snapshot
from bot.core.sources.syndication import FeedOptions, feed_entries

SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "eval" / "html"
EVERY = 5
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def lines() -> Iterator[str]:
    """The ratios, a line each."""
    if (SHARED / "gold.jsonl").exists():
        ours, theirs = page_seconds(rows(SHARED)[::EVERY])
        yield f"pages: {theirs / ours:.2f} of the speed of trafilatura with metadata"
        ours, theirs, unchanged = feed_seconds(rows(SHARED / "feeds"))
        yield f"feeds: {theirs / ours:.1f} times as fast as feedparser, {theirs / unchanged:.0f} times where unchanged"


def rows(folder: Path) -> list[tuple[dict[str, Any], bytes]]:  # Any: the gold's JSON
    """The gold of a folder, with the bytes of each file."""
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(row, lzma.decompress((folder / row["file"]).read_bytes())) for row in gold]


def page_seconds(pages: Sequence[tuple[dict[str, Any], bytes]]) -> tuple[float, float]:  # Any: as above
    """CPU seconds over all pages: ours, and trafilatura's with decoding as it does it; page by page in turn."""
    ours = theirs = 0.0
    for number, (row, body) in enumerate([pages[0], *pages]):
        peer = partial(trafilatura.bare_extraction, body, url=row["url"], with_metadata=True)
        taken = _seconds(partial(_read, body, row)), _seconds(peer)
        if number:  # the first only warms up
            ours, theirs = ours + taken[0], theirs + taken[1]
    return ours, theirs


def feed_seconds(feeds: Sequence[tuple[dict[str, Any], bytes]]) -> tuple[float, float, float]:  # Any: as above
    """CPU seconds over all feeds: ours, feedparser's with its defaults, and ours of seeing that nothing has changed."""
    ours = theirs = unchanged = 0.0
    for row, body in feeds:
        headers = {"content-type": row["content_type"] or ""}
        ours += _seconds(partial(_entries, body, row))
        theirs += _seconds(partial(feedparser.parse, BytesIO(body), response_headers=headers))
        unchanged += _seconds(partial(_hash, body))
    return ours, theirs, unchanged


def _read(body: bytes, row: dict[str, Any]) -> None:  # Any: as above
    try:
        read_article(body, url=row["url"], content_type=row.get("content_type"))
    except ReadError:
        decode(body)  # a page without text took its time all the same


def _entries(body: bytes, row: dict[str, Any]) -> None:  # Any: as above
    headers = (("content-type", row["content_type"]),) if row["content_type"] else ()
    snapshot = Snapshot(row["url"], row["url"], 200, headers, body, NOW, "")
    try:
        feed_entries(snapshot, options=FeedOptions(texts=False), limits=Limits())
    except ReadError:
        return


def _hash(body: bytes) -> str:
    return sha256(body).hexdigest()


def _seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before
