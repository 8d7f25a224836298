"""The whole product on bundled pages: two visits a day apart, an edition after each, and what came out of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.app import Bot
from bot.app.rounds import Wanted, chosen, note_files, visit_all
from bot.clock import fixed
from bot.core.config import Source
from bot.core.records import Visit
from bot.demo.folder import prepared
from bot.demo.site import PAGES, Site, serving
from bot.logs import configure
from bot.outbox import send
from bot.readers import Readers
from bot.settings import Settings, load

FIRST_VISIT = datetime(2023, 5, 29, 6, 30, tzinfo=UTC)  # the Monday after the bundled announcement
PAUSE = timedelta(days=1)  # by then every document is due to be read again
VISITS = 2


@dataclass(frozen=True, slots=True)
class Tour:
    """What a tour made: the bot as it stood at the last visit, the visits of each round, the files of each edition."""

    bot: Bot
    rounds: tuple[tuple[Visit, ...], ...]
    editions: tuple[tuple[Path, ...], ...]


def tour(folder: Path, *, pages: Traversable = PAGES) -> Tour:
    """Run the real pipeline twice over the demo's site, everything it makes going into `folder`.

    Raises BotError when the folder cannot be used.
    """
    with serving(pages) as site:
        settings = load(prepared(folder, site=site), environ={})
        configure(settings.bot.log, secrets=settings.secrets)
        days = asyncio.run(_days(settings, folder, site=site))
    return Tour(days[-1].bot, tuple(day.visits for day in days), tuple(day.paths for day in days))


@dataclass(frozen=True, slots=True)
class _Day:
    """One visit to all sources and the editions made after it."""

    bot: Bot
    visits: tuple[Visit, ...]
    paths: tuple[Path, ...]


async def _days(settings: Settings, folder: Path, *, site: Site) -> list[_Day]:
    days: list[_Day] = []
    async with Readers(settings.bot.limits) as readers:
        for number in range(VISITS):
            site.visit = number + 1
            days.append(await _day(Bot(settings, folder, fixed(FIRST_VISIT + number * PAUSE)), readers=readers))
    return days


async def _day(bot: Bot, *, readers: Readers) -> _Day:
    """Visit what is due, as `once` does, then send the digests, as `digest send` does."""
    settings = bot.settings
    paths: list[Path] = []
    with bot.writing("tallywire demo") as store:
        note_files(store, bot=bot)
        due = chosen(Wanted(), settings.sources, store, bot=bot)
        done = await visit_all(due, store=store, bot=bot, revisit=False, report=_silent, readers=readers)
        for digest in settings.digests:
            made = send(store, digest, now=bot.now(), sources=settings.sources, output=bot.output, bot=settings.bot)
            paths += made.paths
    return _Day(bot, tuple(sorted(done.visits, key=lambda visit: visit.source)), tuple(paths))


def _silent(source: Source, made: Visit | None) -> None:
    """No progress bar: it is over in seconds."""
