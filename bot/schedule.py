"""The ticking clock: APScheduler calls one function every few seconds and knows nothing else.

What is due is computed in `bot.core.due`. APScheduler's own triggers lose and double days at clock changes, and drop
a job that is a second late (both measured with 3.11.3), hence one job, no misfire limit, missed ticks made into one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.logs import logger

TICK_SECONDS = 15.0


async def ticking(tick: Callable[[], Awaitable[None]], *, until: asyncio.Event, seconds: float = TICK_SECONDS) -> None:
    """Call `tick` at once and then every so many seconds, until the event is set. A tick that fails is logged."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    )
    scheduler.add_job(tick, "interval", seconds=seconds, id="tick")
    scheduler.add_listener(_told, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
    await tick()
    scheduler.start()
    try:
        await until.wait()
    finally:
        scheduler.shutdown(wait=False)


def _told(event: JobExecutionEvent) -> None:
    """What APScheduler would only tell its own log."""
    if event.code == EVENT_JOB_MISSED:
        logger().warning("tick missed", planned=str(event.scheduled_run_time))
    else:
        logger().error("tick failed", reason=str(event.exception))
