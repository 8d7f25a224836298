"""One visit to one source: ask for its listing, keep it, read what is new or changed, remember it.

What was kept before it was read can be read again, so a crash loses nothing: a visit that did not come to its end
leaves no `last_visit`, and the next one then takes nothing for unchanged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.config import Source
from bot.core.health import (
    FAILING,
    SOFT,
    TEMPORARY,
    Notice,
    Outcome,
    Pacing,
    after_visit,
    failed,
    notice,
    widespread,
)
from bot.core.records import Failure, SourceHealth, SourceState, Visit
from bot.core.rhythm import VISITS_KNOWN, Rhythm, learnt, pace, too_silent
from bot.cycle.desk import Desk
from bot.cycle.listing import Listing, listing
from bot.cycle.reading import Tally, read_all

__all__ = ["Desk", "visit"]


async def visit(source: Source, *, desk: Desk, revisit: bool = False) -> Visit:
    """Visit a source once and write down what came of it; `revisit` reads known documents again whatever their age.

    Whatever goes wrong with the source or one of its documents becomes a Failure in the Visit; only StoreError is
    raised, for then nothing can be kept.
    """
    with desk.fetcher.visit():
        return await _visit(source, desk=desk, revisit=revisit)


async def _visit(source: Source, *, desk: Desk, revisit: bool) -> Visit:
    started = desk.now()
    past = desk.store.past(source.id, limit=VISITS_KNOWN)
    before, news = past.health, past.news
    complete = before is not None and before.last_visit is not None
    rhythm = learnt(past.visits, news)
    known = before or SourceHealth(source.id)
    found = await listing(source, desk=desk, conditional=complete, before=known, rhythm=rhythm)
    tally = Tally()
    if found.failure is None:
        tally = await read_all(found, source=source, desk=desk, revisit=revisit, complete=complete)
    now = desk.now()
    if not (tally.new or tally.edited) and found.failure is None and source.expect.quiet_after is None:
        silent = too_silent(rhythm, last_news=news[0].started if news else None, now=now)
        found = replace(found, unexpected=found.unexpected or silent)
    told = _noticed(before, judged(found, tally), found=found, rhythm=rhythm, source=source, desk=desk, now=now)
    finished = told.health if settled(found, tally, complete=complete) else replace(told.health, last_visit=None)
    result = Visit(
        source=source.id,
        started=started,
        finished=now,
        state=finished.state,
        entries=len(found.entries),
        new=tally.new,
        edited=tally.edited,
        failures=failures(source, found, tally),
        next_visit=finished.next_visit,
        dated=sum(entry.published is not None for entry in found.entries),
    )
    desk.store.end_visit(result, finished, events=told.events)
    return result


def _noticed(
    before: SourceHealth | None,
    outcome: Outcome,
    *,
    found: Listing,
    rhythm: Rhythm,
    source: Source,
    desk: Desk,
    now: datetime,
) -> Notice:
    """The source's health from now on, and what is to be told of it."""

    def everyone() -> tuple[SourceHealth, ...]:
        return tuple(desk.store.health().values())

    if outcome.state in FAILING and outcome.weight == SOFT and widespread(everyone()):
        outcome = replace(outcome, weight=TEMPORARY)  # our own line, most likely: nothing is held against the source
    after = after_visit(
        before,
        outcome,
        source=source,
        now=now,
        jitter=desk.random(),
        limits=desk.config.limits,
        pacing=Pacing(pace(source, rhythm, limits=desk.config.limits), found.wish),
    )
    return notice(before, after, others=everyone, now=now)


def settled(found: Listing, tally: Tally, *, complete: bool) -> bool:
    """Whether the next visit may take an unchanged listing for "nothing to do"."""
    if found.failure is not None:
        return complete and found.failure.stage == "fetch"
    return tally.complete and found.unexpected is None


def judged(found: Listing, tally: Tally) -> Outcome:
    """What a listing and the reading of its items amount to."""
    if found.failure is not None:
        return failed(found.failure)
    brought = tally.new + tally.edited
    if tally.failures and not brought and all(failure.stage == "fetch" for failure in tally.failures):
        return failed(tally.failures[0])
    if found.unexpected is not None:  # it was read all the same, so it is asked as often as before
        return Outcome(SourceState.BROKEN, found.unexpected, weight=TEMPORARY)
    return Outcome(SourceState.OK if brought else SourceState.QUIET)


def failures(source: Source, found: Listing, tally: Tally) -> tuple[Failure, ...]:
    """Everything that went wrong, the listing first."""
    if found.failure is not None:
        return (found.failure,)
    if found.unexpected is None:
        return tally.failures
    return (Failure(source.id, "list", found.unexpected, SourceState.BROKEN, url=source.url), *tally.failures)
