"""One page fetched over loopback, or the sentence with which it was refused."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.core.config import BotConfig, Limits, Network, Politeness, Source
from bot.core.records import FetchError, Request, Snapshot, Validators
from bot.fetch import Fetcher

if TYPE_CHECKING:
    from tests.shell.conftest import Web

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORDS = b"<html><body><p>The regulator closed 67,000 accounts.</p></body></html>"
MEBIBYTE = 1024 * 1024


def config(*webs: Web, **limits: float) -> BotConfig:
    """A configuration under which only these webs may be dialled, without pauses."""
    bounds = Limits(**limits)  # type: ignore[arg-type]  # whole numbers are given where whole numbers are wanted
    return BotConfig(network=Network(tuple(web.place for web in webs)), politeness=Politeness(delay=0.0), limits=bounds)


def fetched(
    settings: BotConfig, url: str, *, source: Source | None = None, validators: Validators | None = None
) -> Snapshot:
    """One page through a fetcher of its own."""

    async def ask() -> Snapshot:
        async with Fetcher(settings, now=lambda: NOW) as fetcher:
            return await fetcher.fetch(Request(url), source=source, validators=validators)

    return asyncio.run(ask())


def refused(settings: BotConfig, url: str, *, source: Source | None = None) -> FetchError:
    """The error of a page that cannot be had."""
    with pytest.raises(FetchError) as caught:
        fetched(settings, url, source=source)
    return caught.value


def source(url: str, **more: object) -> Source:
    """A source at an address."""
    return replace(Source("s", "S", "feed", url), **more)  # type: ignore[arg-type]  # fields of Source, by name
