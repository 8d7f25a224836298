"""Quiet, blocked and broken are three kinds of nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from bot.core.config import Expect, Limits, ListOptions, Source
from bot.core.health import Outcome, after_visit, expectation, health_events, silence
from bot.core.records import Entry, EventKind, Published, SourceHealth, SourceState

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SOURCE = Source("reg", "Regulator", "feed", "https://r.example/feed")
FAILED = Outcome(SourceState.BROKEN, "r.example has an error of its own (status 500)")


def visited(before: SourceHealth | None, outcome: Outcome, now: datetime = NOW) -> SourceHealth:
    """The health after one more visit."""
    return after_visit(before, outcome, source=SOURCE, now=now, jitter=0.5, limits=Limits())


def test_a_first_good_visit_is_ok_from_then_on() -> None:
    """A second one that finds nothing new is quiet; neither has a cause."""
    first = visited(None, Outcome(SourceState.OK))
    assert (first.state, first.since, first.last_success, first.failures) == (SourceState.OK, NOW, NOW, 0)
    later = NOW + timedelta(hours=1)
    again = visited(first, Outcome(SourceState.OK), later)
    assert (again.since, again.last_success) == (NOW, later)
    quiet = visited(again, Outcome(SourceState.QUIET), later)
    assert (quiet.state, quiet.since, quiet.cause) == (SourceState.QUIET, later, None)


def test_failures_are_counted_explained_and_never_final() -> None:
    """The next visit moves away, twice as far each time, and stays within a day."""
    health = visited(None, Outcome(SourceState.OK))
    waits = []
    for _ in range(8):
        health = visited(health, FAILED)
        assert health.next_visit is not None
        waits.append(health.next_visit - NOW)
    assert health.failures == 8
    assert health.cause == FAILED.cause
    assert health.last_success == NOW
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(days=1)


def test_a_refusal_keeps_its_own_waiting_time() -> None:
    """Retry-After."""
    health = visited(None, Outcome(SourceState.BLOCKED, "asks us to come less often", 7200))
    assert health.state is SourceState.BLOCKED
    assert health.next_visit is not None
    assert health.next_visit >= NOW + timedelta(hours=2)


def test_recovery_forgets_the_failures() -> None:
    """And the cause."""
    health = visited(visited(None, FAILED), Outcome(SourceState.QUIET))
    assert (health.failures, health.cause, health.state) == (0, None, SourceState.QUIET)


def test_an_event_tells_the_third_failure_and_the_recovery_from_it() -> None:
    """Not every failure: a single one is mostly the network's."""
    healths: list[SourceHealth | None] = [None]
    for outcome in (FAILED, FAILED, FAILED, FAILED, Outcome(SourceState.OK), FAILED, Outcome(SourceState.OK)):
        healths.append(visited(healths[-1], outcome))
    told = []
    for before, after in pairwise(healths):
        assert after is not None
        told.append([event.kind for event in health_events(before, after, now=NOW)])
    assert told == [[], [], [EventKind.SOURCE_BROKEN], [], [EventKind.SOURCE_RECOVERED], [], []]


def test_an_empty_listing_is_broken_unless_it_may_be_empty() -> None:
    """It must not look like "no news"."""
    assert "holds no item" in (expectation(SOURCE, (), now=NOW) or "")
    index = replace(SOURCE, kind="list", list=ListOptions("li.news"))
    assert "'li.news'" in (expectation(index, (), now=NOW) or "")
    assert "folder" in (expectation(replace(SOURCE, kind="folder"), (), now=NOW) or "")
    assert expectation(replace(SOURCE, expect=Expect(may_be_empty=True)), (), now=NOW) is None


def test_too_few_items_and_too_old_ones_are_named() -> None:
    """`items_min`, `quiet_after`; undated items say nothing about age."""
    strict = replace(SOURCE, expect=Expect(items_min=2, quiet_after=timedelta(days=14)))
    old = Entry("u", "t", Published(date(2026, 11, 1)))
    new = Entry("v", "t", Published(date(2026, 11, 20)))
    assert "brought 1 items where at least 2" in (expectation(strict, (new,), now=NOW) or "")
    assert "2026-11-01" in (expectation(strict, (old, old), now=NOW) or "")
    assert expectation(strict, (old, new), now=NOW) is None
    assert expectation(strict, (Entry("u", "t"), Entry("v", "t")), now=NOW) is None


def test_an_unchanged_listing_that_stays_so_too_long_is_named() -> None:
    """It is not parsed again, so its silence is measured by the clock."""
    patient = replace(SOURCE, expect=Expect(quiet_after=timedelta(days=14)))
    quiet = SourceHealth("reg", SourceState.QUIET, since=NOW - timedelta(days=20))
    assert "since 2026-11-04" in (silence(patient, quiet, now=NOW) or "")
    assert silence(patient, replace(quiet, since=NOW - timedelta(days=3)), now=NOW) is None
    assert silence(patient, replace(quiet, state=SourceState.OK), now=NOW) is None
    assert silence(SOURCE, quiet, now=NOW) is None
