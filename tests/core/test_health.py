"""Quiet, blocked and broken are three kinds of nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.core.config import Expect, Limits, ListOptions, Source
from bot.core.health import (
    HARD,
    SOFT,
    TEMPORARY,
    Notice,
    Outcome,
    Pacing,
    after_visit,
    expectation,
    failed,
    notice,
    silence,
    widespread,
)
from bot.core.records import Entry, EventKind, Failure, Published, SourceHealth, SourceState

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


def story(*outcomes: Outcome, others: tuple[SourceHealth, ...] = ()) -> list[Notice]:
    """What is told after each of several visits."""
    told: list[Notice] = []
    for outcome in outcomes:
        before = told[-1].health if told else None
        told.append(notice(before, visited(before, outcome), others=lambda: others, now=NOW))
    return told


def test_an_event_tells_the_third_failure_and_the_recovery_from_it() -> None:
    """Not every failure: a single one is mostly the network's."""
    fine = Outcome(SourceState.OK)
    told = story(FAILED, FAILED, FAILED, FAILED, fine, FAILED, fine)
    kinds = [[event.kind for event in one.events] for one in told]
    assert kinds == [[], [], [EventKind.SOURCE_BROKEN], [], [EventKind.SOURCE_RECOVERED], [], []]
    assert [one.health.told for one in told] == [False, False, True, True, False, False, False]


def test_when_most_sources_fail_one_event_tells_it_for_all_of_them() -> None:
    """Once a day, of no single source; their return likewise. Whoever stays away longer is named after all."""
    outage = tuple(SourceHealth(f"s{n}", SourceState.BROKEN if n else SourceState.QUIET, failures=3) for n in range(8))
    told = story(FAILED, FAILED, FAILED, FAILED, Outcome(SourceState.OK), others=outage)
    events = [event for one in told for event in one.events]
    assert [(event.kind, event.source) for event in events] == [
        (EventKind.SOURCE_BROKEN, None),
        (EventKind.SOURCE_BROKEN, None),
        (EventKind.SOURCE_RECOVERED, None),
    ]
    assert len({event.id for event in events}) == 2
    assert "7 of 8 sources cannot be read; look at this machine's own connection first" in events[0].note
    later = notice(told[2].health, visited(told[2].health, FAILED), others=lambda: (), now=NOW)
    assert [event.source for event in later.events] == ["reg"]


def test_a_few_failing_sources_are_no_outage() -> None:
    """At least five, and more than half of those that were visited."""
    broken = [SourceHealth(str(n), SourceState.BROKEN) for n in range(5)]
    fine = [SourceHealth(f"f{n}", SourceState.QUIET) for n in range(5)]
    assert widespread(broken)
    assert not widespread(broken[:4])
    assert not widespread(broken + fine)
    assert widespread([*broken, *fine[:4], SourceHealth("new")])


def test_failures_weigh_by_what_they_say_of_the_source() -> None:
    """A time named by the server counts nothing, a silent or failing server half, a refusal or another page in full."""
    failure = Failure("reg", "fetch", "x", SourceState.BROKEN)
    assert failed(replace(failure, state=SourceState.BLOCKED, status=429, retry_after=60.0)).weight == TEMPORARY
    assert failed(failure).weight == SOFT
    assert failed(replace(failure, status=503)).weight == SOFT
    assert failed(replace(failure, status=404)).weight == HARD
    assert failed(replace(failure, state=SourceState.BLOCKED, status=403)).weight == HARD
    assert failed(replace(failure, stage="list")).weight == HARD


def test_soft_failures_back_off_half_as_fast_and_temporary_ones_not_at_all() -> None:
    """After five failures in a row."""
    waits = {}
    for weight in (HARD, SOFT, TEMPORARY):
        health = None
        for _ in range(5):
            health = visited(health, replace(FAILED, weight=weight))
        assert health is not None
        assert health.next_visit is not None
        waits[weight] = health.next_visit - NOW
    assert waits[HARD] == timedelta(hours=16)
    assert waits[SOFT] == timedelta(hours=1) * 2**1.5
    assert waits[TEMPORARY] == timedelta(hours=1)


def test_a_servers_wish_and_the_pace_set_the_next_visit_of_a_source_that_is_well() -> None:
    """The longer of the two."""
    for wish, hours in ((timedelta(0), 2), (timedelta(hours=5), 5)):
        paced = after_visit(
            None,
            Outcome(SourceState.OK),
            source=SOURCE,
            now=NOW,
            jitter=0.5,
            limits=Limits(),
            pacing=Pacing(timedelta(hours=2), wish),
        )
        assert paced.next_visit == NOW + timedelta(hours=hours)


def test_a_selector_that_finds_nothing_in_any_item_is_named() -> None:
    """A date or a title that the file asks for and the page no longer holds."""
    dated = tuple(Entry(f"u{n}", "t", Published(date(2026, 11, 20))) for n in range(3))
    bare = tuple(replace(entry, published=None) for entry in dated)
    index = replace(SOURCE, kind="list", list=ListOptions("li", title="h5", date=".when"))
    assert expectation(index, dated, now=NOW) is None
    assert expectation(index, bare, now=NOW) == "'.when' (list.date) finds no date in any of its 3 items"
    assert expectation(index, bare[:2], now=NOW) is None
    nameless = tuple(replace(entry, title=" ") for entry in dated)
    assert expectation(index, nameless, now=NOW) == "'h5' (list.title) finds no title in any of its 3 items"


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
