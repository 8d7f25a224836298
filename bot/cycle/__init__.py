"""One visit to one source: ask for its listing, keep it, read what is new or changed, remember it.

What was kept before it was read can be read again, so a crash loses nothing: a visit that did not come to its end
leaves no `last_visit`, and the next one then takes nothing for unchanged.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.config import Source
from bot.core.health import Outcome, after_visit, health_events
from bot.core.records import Failure, SourceHealth, SourceState, Visit
from bot.cycle.desk import Desk
from bot.cycle.listing import Listing, listing
from bot.cycle.reading import Tally, read_all

__all__ = ["Desk", "visit"]


async def visit(source: Source, *, desk: Desk, revisit: bool = False) -> Visit:
    """Visit a source once and write down what came of it; `revisit` reads known documents again whatever their age.

    Whatever goes wrong with the source or one of its documents becomes a Failure in the Visit; only StoreError is
    raised, for then nothing can be kept.
    """
    started = desk.now()
    before = desk.store.health().get(source.id)
    complete = before is not None and before.last_visit is not None
    found = await listing(source, desk=desk, conditional=complete, before=before or SourceHealth(source.id))
    tally = Tally()
    if found.failure is None:
        tally = await read_all(found, source=source, desk=desk, revisit=revisit, complete=complete)
    outcome = judged(found, tally)
    now = desk.now()
    after = after_visit(before, outcome, source=source, now=now, jitter=desk.random(), limits=desk.config.limits)
    finished = after if settled(found, tally, complete=complete) else replace(after, last_visit=None)
    desk.store.save_health(finished, events=health_events(before, finished, now=now))
    result = Visit(
        source=source.id,
        started=started,
        finished=now,
        state=after.state,
        entries=len(found.entries),
        new=tally.new,
        edited=tally.edited,
        failures=failures(source, found, tally),
        next_visit=after.next_visit,
    )
    desk.store.save_visit(result)
    return result


def settled(found: Listing, tally: Tally, *, complete: bool) -> bool:
    """Whether the next visit may take an unchanged listing for "nothing to do"."""
    if found.failure is not None:
        return complete and found.failure.stage == "fetch"
    return tally.complete and found.unexpected is None


def judged(found: Listing, tally: Tally) -> Outcome:
    """What a listing and the reading of its items amount to."""
    if found.failure is not None:
        return Outcome(found.failure.state, found.failure.reason, found.failure.retry_after)
    brought = tally.new + tally.edited
    if tally.failures and not brought and all(failure.stage == "fetch" for failure in tally.failures):
        first = tally.failures[0]
        return Outcome(first.state, first.reason, first.retry_after)
    if found.unexpected is not None:
        return Outcome(SourceState.BROKEN, found.unexpected)
    return Outcome(SourceState.OK if brought else SourceState.QUIET)


def failures(source: Source, found: Listing, tally: Tally) -> tuple[Failure, ...]:
    """Everything that went wrong, the listing first."""
    if found.failure is not None:
        return (found.failure,)
    if found.unexpected is None:
        return tally.failures
    return (Failure(source.id, "list", found.unexpected, SourceState.BROKEN, url=source.url), *tally.failures)
