"""The ticking clock and the living bot."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import Bot
from bot.app.rounds import note_files, visit_all
from bot.app.running import Running, run, stamp_of, with_last_good
from bot.cli.listing import source_rows
from bot.clock import fixed
from bot.core.config import Log, Source
from bot.core.records import Snapshot, SourceHealth, SourceState, Visit
from bot.cycle import Desk
from bot.fetch import Fetcher
from bot.logs import configure
from bot.readers import Readers
from bot.schedule import ticking
from bot.settings import load
from bot.store import Store

MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)
PAGE = (
    '<html lang="en"><head><title>Posts removed</title></head><body><article><h1>Posts removed</h1><p>The regulator '
    "removed 1.4 million posts in May 2026 for spreading false information, it said on Monday in a statement.</p>"
    "<p>It restricted 930,000 accounts in the same campaign, which goes on until the end of the year.</p></article>"
)


@contextmanager
def logged() -> Iterator[list[dict[str, object]]]:
    """What is logged meanwhile."""
    stream = io.StringIO()
    events: list[dict[str, object]] = []
    configure(Log(), stream=stream)
    yield events
    events += [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_tick_that_fails_is_logged_and_the_next_one_comes() -> None:
    """APScheduler would only tell its own log."""
    count = 0

    async def tick() -> None:
        nonlocal count
        count += 1
        if count == 2:
            raise OSError("disk full")
        if count == 3:
            ended.set()

    async def live() -> None:
        await ticking(tick, until=ended, seconds=0.05)

    ended = asyncio.Event()
    with logged() as events:
        asyncio.run(live())
    assert count == 3
    assert ("tick failed", "disk full") in [(event["event"], event.get("reason")) for event in events]


def folder(root: Path) -> Path:
    """A config with one source of saved pages and one digest at 07:00 UTC."""
    for path, text in {
        "pages/a.html": PAGE,
        "config/bot.toml": "[limits]\nworkers = 1\n[retention]\npages = '30d'\n",
        "config/sources/saved.toml": 'name = "Saved"\nkind = "folder"\nurl = "../../pages"\nevery = "1h"\n',
        "config/digests/daily.toml": 'name = "Daily"\n',
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root / "config"


class Day:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now


def unheard(source: Source, made: Visit | None) -> None:
    """A report nobody reads."""


async def ticked(running: Running) -> None:
    """One tick, and the visits it started."""
    await running.tick()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    visits = [task for task in others if "visit" in str(task.get_coro())]
    if visits:
        await asyncio.wait(visits)


def test_a_day_of_the_bot(tmp_path: Path) -> None:
    """Visit, digest, nothing twice, an edit of config/, a broken edit, the next morning's digest with nothing new."""
    config, day = folder(tmp_path), Day()
    bot = Bot(load(config, environ={}), tmp_path / "output", day)

    async def live(store: Store) -> None:
        async with (
            Fetcher(bot.settings.bot, now=day) as fetcher,
            Readers(bot.settings.bot.limits) as readers,
            asyncio.TaskGroup() as tasks,
        ):
            desk = Desk(fetcher, readers, store, bot.settings.bot, day, lambda: 0.0, "tallywire test")
            running = Running(bot, store, {}, desk, tasks)
            await ticked(running)
            assert store.health()["saved"].state is SourceState.OK
            await ticked(running)
            assert len(store.editions("daily")) == 1
            await ticked(running)
            assert len(store.editions("daily")) == 1
            await edited(running, store)

    async def edited(running: Running, store: Store) -> None:
        source = config / "sources/saved.toml"
        source.write_text(source.read_text(encoding="utf-8").replace("Saved", "Kept"), encoding="utf-8")
        await ticked(running)
        assert [one.name for one in running.bot.settings.sources] == ["Kept"]
        source.write_text("nme = 1\n", encoding="utf-8")
        await ticked(running)
        assert [one.name for one in running.bot.settings.sources] == ["Kept"]
        assert store.health()["saved"].state is SourceState.BROKEN
        (config / "bot.toml").write_text("nope", encoding="utf-8")
        await ticked(running)
        assert [one.name for one in running.bot.settings.sources] == ["Kept"]
        day.now = MORNING + timedelta(days=1)
        await ticked(running)
        await ticked(running)
        await ticked(running)
        assert len(store.editions("daily")) == 1

    with logged() as events, bot.writing("a test") as store:
        asyncio.run(live(store))
    told = [event["event"] for event in events]
    assert told.count("edition made") == 1
    assert told.count("nothing new to tell") == 1
    assert told.count("config is broken, the last good one stays") == 1
    assert told.count("visited") == 2


def test_a_source_that_was_taken_away_is_retired_and_listed(tmp_path: Path) -> None:
    """One with a broken file is not: it is broken, with the mistake as its cause, since it was first seen so."""
    config = folder(tmp_path)
    (config / "sources/bad.toml").write_text("nme = 1\n", encoding="utf-8")
    bot = Bot(load(config, environ={}), tmp_path / "output", fixed(MORNING))
    earlier = MORNING - timedelta(days=3)
    with bot.writing("a test") as store:
        store.save_health(SourceHealth("old", SourceState.OK, earlier, last_success=earlier))
        store.save_health(SourceHealth("bad", SourceState.BROKEN, earlier, cause="x"))
        note_files(store, bot=bot)
        rows = {str(row["id"]): row for row in source_rows(bot.settings, store)}
    assert rows["old"]["state"] == "retired"
    assert rows["saved"]["state"] == "new"
    assert (rows["bad"]["state"], rows["bad"]["since"]) == ("broken", "2026-11-21T08:00:00Z")
    assert "unknown key" in str(rows["bad"]["cause"])


def test_a_mistake_of_this_program_costs_one_source_only(tmp_path: Path) -> None:
    """A page that cannot be kept stands for a bug anywhere in a visit; the other source is read."""
    config = folder(tmp_path)
    (config / "sources/other.toml").write_text((config / "sources/saved.toml").read_text(encoding="utf-8"), "utf-8")
    bot = Bot(load(config, environ={}), tmp_path / "output", fixed(MORNING))

    def kept_or_not(source_id: str, snapshot: Snapshot) -> None:
        if source_id == "other":
            raise KeyError("a bug")
        keep(source_id, snapshot)

    with logged() as events, bot.writing("a test") as store:
        keep, store.keep_page = store.keep_page, kept_or_not  # type: ignore[method-assign]  # a bug for one source
        done = asyncio.run(visit_all(bot.settings.sources, store=store, bot=bot, revisit=False, report=unheard))
    assert {visit.source: visit.state for visit in done.visits} == {
        "other": SourceState.BROKEN,
        "saved": SourceState.OK,
    }
    assert any("went wrong inside (KeyError" in str(event.get("reason")) for event in events)


def test_a_broken_file_keeps_its_last_good_form(tmp_path: Path) -> None:
    """And one that is taken away is gone."""
    config = folder(tmp_path)
    before = load(config, environ={})
    (config / "sources/saved.toml").write_text("x = 1", encoding="utf-8")
    (config / "digests/daily.toml").write_text("x = 1", encoding="utf-8")
    kept = with_last_good(load(config, environ={}), before)
    assert kept.sources == before.sources
    assert kept.digests == before.digests
    stamp = stamp_of(before)
    (config / "sources/saved.toml").unlink()
    assert stamp_of(before) != stamp
    assert with_last_good(load(config, environ={}), before).sources == ()


def test_run_is_stopped_by_its_event_alone(tmp_path: Path) -> None:
    """The signal's way is tested on the process; here that the first tick comes at once."""
    config = folder(tmp_path)
    (config / "sources/saved.toml").unlink()
    bot = Bot(load(config, environ={}), tmp_path / "output", fixed(MORNING))

    async def live(store: Store) -> None:
        task = asyncio.create_task(run(bot, store=store, environ={}, seconds=60))
        await asyncio.sleep(0.3)
        asyncio.get_running_loop().call_soon(signal_stop)
        await task

    def signal_stop() -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    with logged() as events, bot.writing("a test") as store:
        asyncio.run(live(store))
    assert [event["event"] for event in events] == ["running", "nothing new to tell", "stopping", "stopped"]
