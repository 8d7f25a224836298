"""Saved pages: file: addresses are read for folder sources only, inside their folder."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.config import BotConfig, Limits, Source
from bot.core.records import FetchError, Request, Snapshot, SourceState
from bot.core.sources import LISTING_TYPE
from bot.fetch import Fetcher

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def saved(tmp_path: Path) -> Source:
    """A folder source with two pages, a secret beside the folder and a link to it."""
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "a b.html").write_text("<p>67,000 accounts")
    (folder / "deep/c.txt").write_text("text")
    (folder / ".hidden").write_text("x")
    (tmp_path / "secret.txt").write_text("s")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return Source("s", "S", "folder", "pages", file=tmp_path / "s.toml")


def fetched(url: str, source: Source | None, **limits: int) -> Snapshot:
    """One file through the door."""

    async def ask() -> Snapshot:
        settings = BotConfig(limits=replace(Limits(), **limits))  # type: ignore[arg-type]  # whole numbers
        async with Fetcher(settings, now=lambda: NOW) as fetcher:
            return await fetcher.fetch(Request(url), source=source)

    return asyncio.run(ask())


def test_a_folder_is_listed_and_its_files_are_read(saved: Source) -> None:
    """Hidden files are left out."""
    listing = fetched("file:pages", saved)
    assert listing.header("content-type") == LISTING_TYPE
    assert [row["name"] for row in json.loads(listing.body)] == ["a b.html", "deep/c.txt", "link.txt"]
    page = fetched(listing.final_url + "/a%20b.html", saved)
    assert page.body == b"<p>67,000 accounts"
    assert page.header("content-type") == "text/html"


def test_nothing_outside_the_folder_is_read(saved: Source) -> None:
    """By no way up, no absolute path, no link that leads out."""
    listing = fetched("file:pages", saved)
    for url in ("file:pages/../secret.txt", "file:///etc/passwd", listing.final_url + "/link.txt"):
        with pytest.raises(FetchError, match="outside the folder") as caught:
            fetched(url, saved)
        assert caught.value.state is SourceState.BLOCKED


def test_other_sources_read_no_files(saved: Source) -> None:
    """A feed that links to file:///etc/passwd, an address on the command line."""
    for source in (None, replace(saved, kind="feed")):
        with pytest.raises(FetchError, match="only sources of kind 'folder'"):
            fetched("file:///etc/passwd", source)


def test_missing_and_oversized_files_are_named(saved: Source) -> None:
    """As errors of the source."""
    with pytest.raises(FetchError, match="does not exist"):
        fetched("file:pages/gone.html", saved)
    with pytest.raises(FetchError, match="larger than 3 bytes"):
        fetched("file:pages/a%20b.html", saved, body_bytes=3)
