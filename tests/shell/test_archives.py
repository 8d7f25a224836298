"""WARC archives in a folder: read as a stream, page by page, damaged and hostile ones too."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import tracemalloc
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.config import BotConfig, Limits, Source
from bot.core.records import FetchError, Request, Snapshot, SourceState
from bot.core.sources.kinds import ARCHIVE_TYPE
from bot.fetch import Fetcher
from bot.fetch.archives import captured, captures

if TYPE_CHECKING:
    from tests.shell.conftest import Collecting

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """One record's content: an answer, or with no status the thing itself."""

    url: str
    body: bytes
    status: int | None = 200
    headers: str = "Content-Type: text/html"
    kind: str = "response"
    day: str = "2026-11-20T08:00:00Z"

    def record(self) -> bytes:
        """As it stands in a WARC."""
        answer = self.body
        content_type = "text/plain"
        if self.status is not None:
            answer = f"HTTP/1.1 {self.status} X\r\n{self.headers}\r\n\r\n".encode() + self.body
            content_type = "application/http; msgtype=response"
        head = (
            f"WARC/1.1\r\nWARC-Type: {self.kind}\r\nWARC-Target-URI: {self.url}\r\nWARC-Date: {self.day}\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        return head.encode() + answer + b"\r\n\r\n"


def notice(number: int, figure: str) -> bytes:
    """A page of a regulator."""
    return (
        f'<html lang="en"><head><title>Notice {number}</title></head><body><article><h1>Notice {number}</h1><p>The regulator closed '
        f"{figure} accounts between 10 March and 22 May 2023 for spreading rumours, it said on Monday morning.</p><p>It gave no "
        "further details of the campaign, which had been announced at the beginning of the spring.</p></article></body></html>"
    ).encode()


INFO = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 9\r\n\r\nmade by x\r\n\r\n"
ONE = Page("https://r.example/1", notice(1, "67,000"))
TWO = Page("https://r.example/2", notice(2, "12,500"))


def packed(*records: bytes) -> bytes:
    """Records, each packed by itself."""
    return b"".join(map(gzip.compress, records))


def chunked(body: bytes) -> bytes:
    """A body in two chunks."""
    half = len(body) // 2
    parts = (body[:half], body[half:])
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def written(folder: Path, name: str, content: bytes) -> Path:
    """A file."""
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_the_pages_of_an_archive_are_found_and_opened_one_by_one(tmp_path: Path, name: str) -> None:
    """Pictures, failures, requests and other records are passed over."""
    others = (
        INFO,
        Page("https://r.example/p.png", b"\x89PNG", headers="Content-Type: image/png").record(),
        Page("https://r.example/gone", b"no", status=404).record(),
        Page("https://r.example/1", b"GET", kind="request").record(),
        Page("dns:r.example", b"1.2.3.4", status=None, kind="resource").record(),
    )
    records = (*others, ONE.record(), Page("https://r.example/t", b"text", status=None, kind="conversion").record())
    path = written(tmp_path, name, packed(*records) if name.endswith(".gz") else b"\r\n".join(records))
    found = list(captures(path, limit=10))
    assert [capture.url for capture in found] == ["https://r.example/1", "https://r.example/t"]
    assert found[0].date == "2026-11-20T08:00:00Z"
    page = captured(path, offset=found[0].offset, limit=10_000)
    assert (page.url, page.body, dict(page.headers)) == (ONE.url, ONE.body, {"content-type": "text/html"})
    assert captured(path, offset=found[1].offset, limit=10_000).body == b"text"
    assert len(list(captures(path, limit=1))) == 1


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked", chunked(ONE.body)),
        ("Content-Encoding: gzip", gzip.compress(ONE.body)),
        ("Content-Encoding: deflate", zlib.compress(ONE.body)),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", chunked(gzip.compress(ONE.body))),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", ONE.body),
        ("Content-Encoding: identity", ONE.body),
    ],
    ids=["chunked", "gzip", "deflate", "gzip-chunked", "already-unpacked", "identity"],
)
def test_a_page_is_unpacked_as_it_was_sent_or_left_when_it_no_longer_is(
    tmp_path: Path, headers: str, body: bytes
) -> None:
    """Some crawlers keep the bytes of the transfer, others only its headers."""
    path = written(tmp_path, "a.warc.gz", packed(Page("https://r.example/1", body, headers=headers).record()))
    assert captured(path, offset=0, limit=10_000).body == ONE.body


def test_a_large_archive_takes_little_memory(tmp_path: Path) -> None:
    """A film of 48 MiB between two pages is passed over in steps."""
    film = Page("https://r.example/f", random.Random(1).randbytes(48 * 1024 * 1024), headers="Content-Type: video/mp4")  # noqa: S311 - bytes that do not pack, no secret
    with (tmp_path / "a.warc.gz").open("wb") as file:
        for record in (ONE.record(), film.record(), TWO.record()):
            file.write(gzip.compress(record, 1))
    del film, record
    tracemalloc.start()
    found = list(captures(tmp_path / "a.warc.gz", limit=10))
    body = captured(tmp_path / "a.warc.gz", offset=found[1].offset, limit=10_000).body
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [capture.url for capture in found] == [ONE.url, TWO.url]
    assert body == TWO.body
    assert peak < 2 * 1024 * 1024


@pytest.mark.parametrize(
    ("content", "pages", "why"),
    [
        (packed(ONE.record(), TWO.record())[:-30], 1, "cut short"),
        (ONE.record() + TWO.record()[:-400], 1, "cut short"),
        (ONE.record() + b"WARC/1.1\r\nWARC-Type: res", 1, "cut short"),
        (packed(ONE.record()) + b"PK\x03\x04 no record", 1, "no WARC record"),
        (b"not an archive at all", 0, "no WARC record"),
        (gzip.compress(ONE.record() + TWO.record()), 0, "as one piece"),
        (packed(ONE.record()) + b"\x1f\x8b\x08\x00......" + b"\xff" * 50, 1, "damaged"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n\r\n", 0, "how long"),
        (b"WARC/1.1\r\nContent-Length: " + b"9" * 40 + b"\r\n\r\n", 0, "how long"),
        (packed(b"WARC/1.1\r\nContent-Length: 9999999999999\r\n\r\n"), 0, "larger than any page"),
        (b"WARC/1.1\r\nX: " + b"x" * 200_000, 0, "no WARC record"),
    ],
    ids=[
        "cut-gzip",
        "cut",
        "cut-head",
        "other-gzip",
        "other",
        "whole-gzip",
        "bytes",
        "no-length",
        "long-length",
        "huge",
        "long-head",
    ],
)
def test_damage_is_named_and_what_came_before_is_read(tmp_path: Path, content: bytes, pages: int, why: str) -> None:
    """The damaged place is the last thing the archive tells."""
    found = list(captures(written(tmp_path, "a.warc", content), limit=10))
    assert [capture.problem for capture in found[:pages]] == [None] * pages
    assert why in (found[pages].problem or "")
    with pytest.raises(FetchError, match=r"a\.warc, byte \d+"):
        captured(tmp_path / "a.warc", offset=found[pages].offset + (0 if why != "as one piece" else 1), limit=10_000)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (Page("https://r.example/1", b"x" * 20_000), "larger than"),
        (
            Page("https://r.example/1", gzip.compress(b"\0" * 5_000_000), headers="Content-Encoding: gzip"),
            "larger than",
        ),
        (Page("https://r.example/1", b"x", headers="Content-Encoding: br"), "encoded as 'br'"),
        (Page("https://r.example/1", b"\x1f\x8bbroken", headers="Content-Encoding: gzip"), "damaged"),
    ],
)
def test_a_page_that_cannot_be_opened_is_named(tmp_path: Path, page: Page, why: str) -> None:
    """Bombs are found out while they inflate."""
    path = written(tmp_path, "a.warc.gz", packed(page.record()))
    with pytest.raises(FetchError, match=why):
        captured(path, offset=0, limit=10_000)
    with pytest.raises(FetchError, match="ends before"):
        captured(path, offset=10**9, limit=10_000)


def fetched(url: str, source: Source) -> Snapshot:
    """Through the one door."""

    async def ask() -> Snapshot:
        async with Fetcher(BotConfig(limits=Limits(entries=50)), now=lambda: NOW) as fetcher:
            return await fetcher.fetch(Request(url), source=source)

    return asyncio.run(ask())


def test_the_door_lists_an_archive_and_opens_a_page_of_it(tmp_path: Path) -> None:
    """An address that was fetched twice is listed as it was fetched last; the page comes with its own address."""
    again = Page(ONE.url, notice(1, "76,000"), day="2026-11-21T08:00:00Z")
    written(tmp_path, "a b.warc.gz", packed(ONE.record(), TWO.record(), again.record()))
    source = Source("s", "S", "folder", str(tmp_path))
    listing = fetched(f"file:{tmp_path}/a%20b.warc.gz", source)
    assert listing.header("content-type") == ARCHIVE_TYPE
    rows = json.loads(listing.body)
    assert [(row["url"], row["date"][:10]) for row in rows] == [(TWO.url, "2026-11-20"), (ONE.url, "2026-11-21")]
    page = fetched(f"{listing.final_url}#{rows[1]['offset']}", source)
    assert (page.final_url, page.body) == (ONE.url, again.body)


def test_a_folder_with_everything_in_it_is_read(collecting: Collecting) -> None:
    """Pages, text, a feed and an archive; what is none of these is passed over; damage costs its own place only."""
    folder = collecting.folder / "saved"
    folder.mkdir()
    written(folder, "page.html", notice(3, "3,300"))
    written(folder, "index.php?id=4", notice(4, "4,400"))
    written(folder, "note.txt", b"The regulator closed 5,500 accounts in May 2023.")
    written(folder, "feed.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}')
    written(folder, "data.json", b'{"rows": [1, 2]}')
    written(folder, "broken.xml", b"<report><total/></report>")
    written(folder, "picture.png", b"\x89PNG")
    written(folder, "week.warc.gz", packed(ONE.record(), TWO.record()) + gzip.compress(TWO.record())[:40])
    source = collecting.source('name = "Saved"\nkind = "folder"\nurl = "../../saved"\n')
    first = collecting.visit(source)
    assert collecting.figures == [3300, 4400, 5500, 12500, 67000]
    assert first.state is SourceState.OK
    told = sorted(failure.reason for failure in first.failures)
    assert len(told) == 2
    assert "broken.xml" in told[0]
    assert "week.warc.gz" in told[1]
    assert "cut short" in told[1]
