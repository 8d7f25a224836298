"""`tallywire sources add URL`: find the feed, show what it brings, write the file when that is wanted."""

from __future__ import annotations

import asyncio
import sys
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import typer

from bot.cli.invocation import Exit, Invocation, not_built, say, stop
from bot.cli.opml import feed_file, free_id
from bot.cli.trying import SHOWN, entries_of, figures, figures_of
from bot.core.config import Source
from bot.core.records import BotError, Entry, FetchError, ReadError, Request
from bot.fetch import Fetcher
from bot.readers import Readers
from bot.settings import Settings

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
USUAL_PATHS = ("/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/rss", "/index.xml")
HEAD = 512 * 1024  # links to feeds stand in a page's head


def add_source(call: Invocation, url: str, *, source_id: str | None, name: str | None, yes: bool) -> None:
    """Add a feed source; a list page without a feed is for a later part of the product."""
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise typer.BadParameter(f'"{url}" is not a web address (http:// or https://)')
    settings = call.settings() if call.config.is_dir() else call.bot_settings()
    taken = {source.id for source in settings.sources} | {broken.id for broken in settings.broken}
    if source_id in taken:
        stop(f'The id "{source_id}" is taken; choose another with --id.', status=Exit.USAGE)
    found = asyncio.run(_find(call, settings, url))
    if found is None:
        not_built(f"No feed was found at {url} nor named by it. Proposing selectors for a list page")
    feed, entries, told_figures = found
    _show(feed, entries, told_figures)
    host = (urlsplit(feed).hostname or "").removeprefix("www.")
    chosen = source_id or free_id(_stem(host), taken=taken)
    path = call.config / "sources" / f"{chosen}.toml"
    if not yes and not _wanted(path):
        say(f"Nothing was written; --yes writes {path}.")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(feed_file(name or host, feed), encoding="utf-8")
    typer.echo(str(path))


class FeedLinks(HTMLParser):
    """The feeds a page names in its head."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<link rel="alternate" type="application/rss+xml" href="...">`."""
        values = {key: value or "" for key, value in attrs}
        named = "alternate" in values.get("rel", "").lower().split()
        if tag == "link" and named and values.get("type", "").lower() in FEED_TYPES and values.get("href"):
            self.found.append(values["href"])


async def _find(
    call: Invocation, settings: Settings, url: str
) -> tuple[str, tuple[Entry, ...], tuple[str, ...]] | None:
    """The feed at an address, or the first that its page names, or one of the usual places; with items and figures."""
    async with Fetcher(settings.bot, now=call.clock()) as fetcher, Readers(settings.bot.limits) as readers:
        for address in [url, *(await _named(url, fetcher=fetcher)), *(urljoin(url, path) for path in USUAL_PATHS)]:
            source = Source(id="new", name="new", kind="feed", url=address)
            try:
                entries, _ = await entries_of(source, fetcher=fetcher, readers=readers, settings=settings)
            except (FetchError, ReadError):
                continue  # not a feed; the next candidate is tried, and none at all is said above
            return (
                address,
                entries,
                await _figures(entries, source, fetcher=fetcher, readers=readers, settings=settings),
            )
    return None


async def _named(url: str, *, fetcher: Fetcher) -> list[str]:
    """The feeds a page names. Raises FetchError when there is no page at all."""
    page = await fetcher.fetch(Request(url))
    links = FeedLinks()
    links.feed(page.body[:HEAD].decode("utf-8", "replace"))
    return [urljoin(page.final_url, link) for link in links.found]


async def _figures(
    entries: tuple[Entry, ...], source: Source, *, fetcher: Fetcher, readers: Readers, settings: Settings
) -> tuple[str, ...]:
    found = []
    for entry in entries[:SHOWN]:
        try:
            result = await figures_of(entry, source, fetcher=fetcher, readers=readers, settings=settings)
            found.append(figures(result.extraction))
        except BotError as error:
            found.append(str(error))
    return tuple(found)


def _show(feed: str, entries: tuple[Entry, ...], told_figures: tuple[str, ...]) -> None:
    say(f"Feed: {feed}, {len(entries)} items")
    for entry, line in zip(entries, told_figures, strict=False):
        day = entry.published.day.isoformat() if entry.published else "undated"
        say(f"  {day}  {entry.title}\n    {entry.url or 'no address'}\n    figures: {line}")


def _stem(host: str) -> str:
    """A host without its last label: ofcom.org of ofcom.org.uk; an address of numbers as it is."""
    return host if host.replace(".", "").isdigit() else host.rpartition(".")[0] or host


def _wanted(path: object) -> bool:
    return sys.stdin.isatty() and typer.confirm(f"Write {path}?", err=True)
