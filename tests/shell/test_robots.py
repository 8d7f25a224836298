"""robots.txt is asked for, obeyed, and no reason to fetch where it cannot be had."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.core.records import Purpose, Request, Snapshot, SourceState
from bot.fetch import Fetcher

if TYPE_CHECKING:
    from tests.shell.conftest import Web

from tests.shell.fetching import NOW, WORDS, config, fetched, refused


def robots(web: Web, text: str) -> str:
    """A page behind a robots.txt."""
    web.page("/robots.txt", text)
    return web.page("/page", WORDS)


@pytest.mark.parametrize(
    "text",
    ["", "User-agent: *\nDisallow: /private", "<html>no rules</html>", "User-agent: *\nDisallow:\n", "\ufeffUser-agent: *\nAllow: /",
     "User-agent: otherbot\nDisallow: /", "User-agent: *\nDisallow: /private\n" + "# pad\n" * 200_000],
)  # fmt: skip
def test_robots_txt_lets_through_what_it_does_not_forbid(web: Web, text: str) -> None:
    """Empty, foreign, huge, or no robots.txt at all."""
    assert fetched(config(web), robots(web, text)).body == WORDS


@pytest.mark.parametrize(
    "text",
    ["User-agent: *\nDisallow: /", "User-agent: tallywire\nDisallow: /pa", "User-agent: *\nDisallow: /*a*g*e*e*"],
)
def test_robots_txt_is_obeyed(web: Web, text: str) -> None:
    """The page is not asked for; that is "blocked", not "broken"."""
    error = refused(config(web), robots(web, text if "*a*g" not in text else "User-agent: *\nDisallow: /*a*g*"))
    assert error.state is SourceState.BLOCKED
    assert "robots.txt" in str(error)
    assert web.paths == []


def test_a_robots_txt_that_fails_means_stay_away(web: Web) -> None:
    """RFC 9309: 5xx forbids, 4xx (and no file) allows; it is asked for once."""
    web.page("/robots.txt", b"", status=500)
    web.page("/page", WORDS)
    error = refused(config(web), web.url("/page"))
    assert error.state is SourceState.BLOCKED
    assert "robots.txt could not be read" in str(error)
    web.page("/robots.txt", b"", status=403)

    async def thrice() -> None:
        async with Fetcher(config(web), now=lambda: NOW) as fetcher:
            await asyncio.gather(*(fetcher.fetch(Request(web.url("/page"))) for _ in range(3)))

    web.asked.clear()
    asyncio.run(thrice())
    assert [asked.path for asked in web.asked].count("/robots.txt") == 1


def test_a_robots_txt_may_lie_behind_redirects_but_not_endless_ones(web: Web) -> None:
    """More than five are taken for "none"."""
    web.redirect("/robots.txt", "/r2")
    web.page("/r2", "User-agent: *\nDisallow: /")
    web.page("/page", WORDS)
    assert refused(config(web), web.url("/page")).state is SourceState.BLOCKED
    web.redirect("/robots.txt", "/robots.txt")
    assert fetched(config(web), web.url("/page")).body == WORDS


def test_a_delivery_does_not_ask_robots(web: Web) -> None:
    """Whoever names a webhook wants the post."""
    web.page("/robots.txt", "User-agent: *\nDisallow: /")
    web.page("/hook", b"ok")

    async def post() -> Snapshot:
        async with Fetcher(config(web), now=lambda: NOW) as fetcher:
            return await fetcher.fetch(Request(web.url("/hook"), method="POST", body=b"{}", purpose=Purpose.DELIVERY))

    assert asyncio.run(post()).body == b"ok"
