"""A round of visits: every source that is due, concurrently, each on its own."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field, replace

from bot.app.gathering import gather
from bot.app.lanes import side_by_side
from bot.app.wiring import Bot
from bot.core.config import Source
from bot.core.due import sources_due
from bot.core.records import BotError, Failure, SourceHealth, SourceState, StoreError, Visit
from bot.cycle import Desk, visit
from bot.fetch import Fetcher
from bot.logs import bound_contextvars, logger
from bot.readers import Readers
from bot.settings import BrokenFile
from bot.store import Store

# Visits that may be open for each that may hold a page: most of them wait for their host.
OPEN_A_SEAT = 8

Report = Callable[[Source, Visit | None], None]  # None: the visit begins


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sources a round is to visit: those named, all, or those that are due; and whether to read again."""

    names: tuple[str, ...] = ()
    all: bool = False
    revisit: bool = False


@dataclass(slots=True)
class Round:
    """What a round came to. `interrupted` is True when it was told to stop before its end."""

    visits: list[Visit] = field(default_factory=list)
    interrupted: bool = False


def chosen(wanted: Wanted, sources: Sequence[Source], store: Store, *, bot: Bot) -> tuple[Source, ...]:
    """The sources of a round. A named one is visited although it rests."""
    if wanted.names:
        return tuple(source for source in sources if source.id in wanted.names)
    if wanted.all or wanted.revisit:
        return tuple(source for source in sources if source.enabled)
    return sources_due(bot.now(), sources, store.health())


def note_files(store: Store, *, bot: Bot) -> None:
    """Write down what config/ says of sources: those taken away are retired, those with a broken file are broken."""
    settings = bot.settings
    kept = {source.id for source in settings.sources} | {broken.id for broken in settings.broken}
    store.retire(kept, now=bot.now())
    known = store.health()
    for broken in settings.broken:
        store.save_health(_broken(broken, known.get(broken.id), bot=bot))


async def visit_all(
    sources: Sequence[Source], *, store: Store, bot: Bot, revisit: bool, report: Report, readers: Readers | None = None
) -> Round:
    """Visit sources concurrently, then put the stories together anew. SIGTERM and Ctrl-C finish what is in flight.

    `readers` that are given are left running, for another round.
    """
    done = Round()
    stopping = asyncio.Event()
    gate = asyncio.Semaphore(bot.settings.bot.limits.concurrency * OPEN_A_SEAT)

    async def one_by_one(lane: Sequence[Source], desk: Desk) -> None:
        for source in lane:
            async with gate:
                if stopping.is_set():
                    done.interrupted = True
                    return
                report(source, None)
                made = await logged_visit(source, desk=desk, revisit=revisit)
                done.visits.append(made)
                report(source, made)

    with stopped_by_signals(stopping):
        async with AsyncExitStack() as doors:
            fetcher = await doors.enter_async_context(Fetcher(bot.settings.bot, now=bot.now))
            if readers is None:
                readers = await doors.enter_async_context(Readers(bot.settings.bot.limits))
            tasks = await doors.enter_async_context(asyncio.TaskGroup())
            desk = desk_for(store, fetcher=fetcher, readers=readers, bot=bot, stopping=stopping)
            for lane in side_by_side(sources, per_host=bot.settings.bot.politeness.per_host):
                tasks.create_task(one_by_one(lane, desk))
    changed = any(made.new or made.edited for made in done.visits)
    gather(store, now=bot.now(), changed=changed)
    done.interrupted = done.interrupted or stopping.is_set()
    return done


async def logged_visit(source: Source, *, desk: Desk, revisit: bool = False) -> Visit:
    """One visit, with its id on every line that is logged meanwhile."""
    log = logger()
    with bound_contextvars(visit=f"{random.getrandbits(32):08x}", source=source.id):
        log.debug("visit begins", url=source.url)
        made = await _guarded(source, desk=desk, revisit=revisit)
        for failure in made.failures:
            log.warning("failed", stage=failure.stage, state=str(failure.state), reason=failure.reason)
        log.info("visited", state=str(made.state), entries=made.entries, new=made.new, edited=made.edited)
    return made


async def _guarded(source: Source, *, desk: Desk, revisit: bool) -> Visit:
    """A visit in which even a mistake of this program costs its own source only. Raises StoreError."""
    started = desk.now()
    try:
        return await visit(source, desk=desk, revisit=revisit)
    except StoreError:
        raise  # nothing can be kept: that is everybody's affair
    except Exception as error:  # noqa: BLE001 - told as this source's failure, whatever it is
        known = isinstance(error, BotError)
        reason = str(error) if known else f"went wrong inside ({type(error).__name__}: {error})"
        failure = Failure(source.id, "read", reason, url=source.url)
        return Visit(source.id, started, desk.now(), SourceState.BROKEN, failures=(failure,))


def desk_for(store: Store, *, fetcher: Fetcher, readers: Readers, bot: Bot, stopping: asyncio.Event) -> Desk:
    """What visits work with."""
    return Desk(
        fetcher=fetcher,
        readers=readers,
        store=store,
        config=bot.settings.bot,
        now=bot.now,
        random=random.random,
        extractor=bot.extractor,
        names=bot.settings.names,
        stopping=stopping.is_set,
    )


@contextmanager
def stopped_by_signals(stopping: asyncio.Event) -> Iterator[None]:
    """Turn SIGTERM and Ctrl-C into an event while this holds, for the main thread's loop."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    for number in signals:
        loop.add_signal_handler(number, stopping.set)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


def _broken(broken: BrokenFile, known: SourceHealth | None, *, bot: Bot) -> SourceHealth:
    before = known or SourceHealth(broken.id)
    since = before.since if before.state is SourceState.BROKEN else bot.now()
    return replace(before, state=SourceState.BROKEN, since=since or bot.now(), cause=str(broken.mistakes[0]))
