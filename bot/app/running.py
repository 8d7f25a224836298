"""The living bot: every tick looks at the config, the sources and the digests, and starts what is due."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.app.gathering import gather
from bot.app.rounds import desk_for, logged_visit, note_files, stopped_by_signals
from bot.app.wiring import Bot
from bot.core.config import Digest, Source
from bot.core.due import Due, Rule, due, sources_due
from bot.core.records import BotError, ConfigError, ReadError
from bot.cycle import Desk
from bot.fetch import Fetcher
from bot.logs import logger
from bot.outbox import send
from bot.readers import Readers
from bot.schedule import TICK_SECONDS, ticking
from bot.settings import Settings, load
from bot.store import Store

TIDY_EVERY = timedelta(days=1)
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Running:
    """A running bot: what it works with, the visits in flight, and the digest times that are dealt with.

    `answered` holds the last moment of each digest that was looked at, so that one with nothing new is not asked
    again at every tick; it is memory only, because the stored edition says the rest.
    """

    bot: Bot
    store: Store
    environ: Mapping[str, str]
    desk: Desk
    tasks: asyncio.TaskGroup
    visiting: set[str] = field(default_factory=set)
    answered: dict[str, datetime] = field(default_factory=dict)
    tidied: datetime | None = None
    stamp: Stamp = ()
    stale: bool = False

    async def tick(self) -> None:
        """Start what is due; never waits for a visit."""
        if self.desk.stopping():
            return
        self.reload()
        now = self.bot.now()
        for source in sources_due(now, self.bot.settings.sources, self.store.health()):
            if source.id not in self.visiting:
                self.visiting.add(source.id)
                self.tasks.create_task(self.visit(source))
        if not self.visiting:
            self.regroup()
            self.digest(now)
            self.tidy(now)

    async def visit(self, source: Source) -> None:
        """One visit; its failures are in the log and the store, and no other visit hears of them."""
        try:
            made = await logged_visit(source, desk=self.desk)
            self.stale = self.stale or bool(made.new or made.edited)
        except BotError as error:
            logger().error("visit failed", source=source.id, reason=str(error))
        finally:
            self.visiting.discard(source.id)

    def regroup(self) -> None:
        """Put the stories together anew, once visits brought something."""
        if not self.stale:
            return
        try:
            gather(self.store, now=self.bot.now(), changed=True)
            self.stale = False
        except ReadError as error:
            logger().error("stories are not put together", reason=str(error))

    def digest(self, now: datetime) -> None:
        """Make the digests whose time has come."""
        digests = {digest.id: digest for digest in self.bot.settings.digests}
        rules = [Rule(digest.id, digest.at) for digest in digests.values()]
        for found in due(now, rules, {name: self.told_until(name) for name in digests}):
            self.answered[found.id] = found.moment
            self.make(digests[found.id], found, now)

    def tidy(self, now: datetime) -> None:
        """Once a day, drop pages past their retention that no document rests on, and fold the store's log."""
        if self.tidied is not None and now - self.tidied < TIDY_EVERY:
            return
        self.tidied = now
        keep = self.bot.settings.bot.keep_pages
        dropped = self.store.forget_pages(before=now - keep) if keep is not None else 0
        self.store.tidy()
        logger().debug("tidied", pages_dropped=dropped)

    def told_until(self, digest: str) -> datetime | None:
        """Up to when a digest has told, or was found to have nothing to tell."""
        editions = self.store.editions(digest)
        known = [editions[-1].window_end] if editions else []
        known += [self.answered[digest]] if digest in self.answered else []
        return max(known, default=None)

    def make(self, digest: Digest, found: Due, now: datetime) -> None:
        """Make and deliver one edition."""
        log = logger()
        try:
            sent = send(
                self.store,
                digest,
                now=now,
                sources=self.bot.settings.sources,
                output=self.bot.output,
                bot=self.bot.settings.bot,
            )
        except BotError as error:
            log.error("edition failed", digest=digest.id, reason=str(error))  # noqa: TRY400 - a sentence, no traceback
            return
        if sent.prepared is None:
            log.info("nothing new to tell", digest=digest.id, due=found.moment.isoformat())
            return
        log.info("edition made", digest=digest.id, files=[str(path) for path in sent.paths])
        for failed in sent.failed:
            log.error("not delivered", digest=digest.id, recipient=failed.recipient, reason=failed.cause)

    def reload(self) -> None:
        """Take up edits of config/; a broken file keeps its last good form, a broken bot.toml the whole."""
        stamp = stamp_of(self.bot.settings)
        if stamp == self.stamp:
            return
        first, self.stamp = not self.stamp, stamp
        if not first:
            try:
                fresh = load(self.bot.settings.config_dir, environ=self.environ)
            except ConfigError as error:
                logger().error("config is broken, the last good one stays", mistakes=str(error))
                return
            self.bot = replace(self.bot, settings=with_last_good(fresh, self.bot.settings))
            self.desk = replace(self.desk, names=fresh.names)
            logger().info("config read again", sources=len(self.bot.settings.sources))
        for broken in self.bot.settings.broken:
            logger().error("source file is broken", source=broken.id, mistakes=[str(m) for m in broken.mistakes])
        note_files(self.store, bot=self.bot)


async def run(bot: Bot, *, store: Store, environ: Mapping[str, str], seconds: float = TICK_SECONDS) -> None:
    """Live until SIGTERM or Ctrl-C, then finish what is in flight."""
    stopping = asyncio.Event()
    with stopped_by_signals(stopping):
        async with (
            Fetcher(bot.settings.bot, now=bot.now) as fetcher,
            Readers(bot.settings.bot.limits) as readers,
            asyncio.TaskGroup() as tasks,
        ):
            desk = desk_for(store, fetcher=fetcher, readers=readers, bot=bot, stopping=stopping)
            running = Running(bot, store, environ, desk, tasks)
            logger().info("running", sources=len(bot.settings.sources), store=store.place)
            await ticking(running.tick, until=stopping, seconds=seconds)
            logger().info("stopping", in_flight=sorted(running.visiting))
    running.regroup()
    logger().info("stopped")


def with_last_good(fresh: Settings, before: Settings) -> Settings:
    """New settings in which a file that broke keeps the form it had."""
    broken = {one.id for one in fresh.broken}
    digests = {one.id for one in fresh.broken_digests}
    return replace(
        fresh,
        sources=(*fresh.sources, *(source for source in before.sources if source.id in broken)),
        digests=(*fresh.digests, *(digest for digest in before.digests if digest.id in digests)),
    )


def stamp_of(settings: Settings) -> Stamp:
    """What tells that a config file was edited: names, times and sizes."""
    files = sorted(settings.config_dir.rglob("*.toml"))
    stats = [(file, file.stat()) for file in files]
    return tuple((str(file), found.st_mtime_ns, found.st_size) for file, found in stats)
