"""When a source is visited next, and which of its entries are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.config import At, BotConfig, Source
from bot.core.memory import KnownItem
from bot.core.plan import at_next, backoff, document_id, entry_hash, errands, keyed, next_visit, revisit_due, wanted
from bot.core.records import Entry, Published

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
AFTER = BotConfig().revisit_after
SOURCE = Source("reg", "Regulator", "feed", "https://r.example/feed", drop_parameters=("sid",))


def known(entry: Entry, *, reads: int = 1, ago: timedelta = timedelta(0)) -> KnownItem:
    """An entry as it was read some time ago."""
    return KnownItem("doc", entry_hash(entry), 1, NOW - ago, reads)


def entry(number: int, *, id: str | None = None) -> Entry:  # noqa: A002 - the field's own name
    """An item of a feed."""
    return Entry(f"https://r.example/{number}", f"Notice {number}", id=id)


def test_waiting_doubles_from_the_interval_to_the_limit() -> None:
    """And never stops: after a thousand failures a day is still a day."""
    waits = [backoff(n, every=HOUR, limit=DAY, jitter=0.5) for n in (0, 1, 2, 3, 4, 5, 1000)]
    assert waits == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, DAY]


def test_half_a_failure_more_waits_less_and_jitter_never_passes_the_limit() -> None:
    """Soft failures weigh half."""
    assert backoff(0.5, every=HOUR, limit=DAY, jitter=0.5) == HOUR * 2**0.5
    assert backoff(-0.5, every=HOUR, limit=DAY, jitter=0.5) == HOUR
    assert backoff(9, every=HOUR, limit=DAY, jitter=1.0) == DAY


def test_a_page_gone_once_is_looked_at_again_soon() -> None:
    """Whatever its age; after the second look its own schedule goes on."""
    entry = Entry("https://r.example/1", "One")
    gone = replace(known(entry, reads=9, ago=timedelta(minutes=31)), missed=1)
    assert revisit_due(gone, now=NOW, after=AFTER)
    assert not revisit_due(replace(gone, last_read=NOW), now=NOW, after=AFTER)
    assert not revisit_due(replace(gone, missed=2), now=NOW, after=AFTER)


def test_a_source_visited_once_a_week_is_not_asked_daily_because_it_fails() -> None:
    """The limit never shortens the interval."""
    assert backoff(3, every=7 * DAY, limit=DAY, jitter=0.5) == 7 * DAY


def test_jitter_spreads_visits_by_a_tenth() -> None:
    """So that sources do not stay in step."""
    low, high = (next_visit(SOURCE, now=NOW, strain=None, jitter=j, limit=DAY) for j in (0.0, 1.0))
    assert low == NOW + HOUR * 0.95
    assert high == NOW + HOUR * 1.05


def test_the_servers_wish_to_wait_is_kept() -> None:
    """Never earlier than asked, and no shorter than the back-off."""
    asked = next_visit(SOURCE, now=NOW, strain=1, jitter=0.0, limit=DAY, retry_after=7200)
    assert asked == NOW + 2 * HOUR
    assert next_visit(SOURCE, now=NOW, strain=5, jitter=0.5, limit=DAY, retry_after=60) == NOW + 16 * HOUR


def test_a_wall_clock_time_is_met_in_its_own_zone() -> None:
    """07:00 in Berlin is 06:00 UTC in winter, 05:00 in summer, on the days that are asked for."""
    berlin = replace(SOURCE, at=At(7, 0, "Europe/Berlin"))
    assert at_next(berlin, now=NOW) == datetime(2026, 11, 25, 6, tzinfo=UTC)
    assert next_visit(berlin, now=NOW, strain=None, jitter=0.9, limit=DAY) == datetime(2026, 11, 25, 6, tzinfo=UTC)
    summer = datetime(2026, 7, 1, tzinfo=UTC)
    assert at_next(berlin, now=summer) == datetime(2026, 7, 1, 5, tzinfo=UTC)
    mondays = replace(SOURCE, at=At(7, 0, "Europe/Berlin", frozenset({0})))
    assert at_next(mondays, now=NOW) == datetime(2026, 11, 30, 6, tzinfo=UTC)


def test_a_source_without_a_wall_clock_time_has_none() -> None:
    """Asking for it is a mistake of the program."""
    with pytest.raises(ValueError, match="wall-clock"):
        at_next(SOURCE, now=NOW)
    never = replace(SOURCE, at=At(7, 0, "Europe/Berlin", frozenset()))
    assert at_next(never, now=NOW) == NOW + 7 * DAY


@pytest.mark.parametrize(
    ("reads", "ago", "due"),
    [
        (1, 5 * HOUR, False),
        (1, 6 * HOUR, True),
        (2, 17 * HOUR, False),
        (2, 18 * HOUR, True),
        (5, 22 * DAY, False),
        (5, 23 * DAY, True),
        (6, 900 * DAY, False),
        (0, 900 * DAY, False),
    ],
)
def test_documents_are_read_again_six_hours_to_thirty_days_after(reads: int, ago: timedelta, due: bool) -> None:  # noqa: FBT001 - a column of the table
    """Five times, then never again."""
    assert revisit_due(known(entry(1), reads=reads, ago=ago), now=NOW, after=AFTER) is due


def test_new_and_changed_entries_are_read_and_others_left() -> None:
    """In the order of the listing."""
    same, old, fresh = entry(1), entry(2), entry(3)
    have = {"https://r.example/1": known(same), "https://r.example/2": known(replace(old, title="Before"))}
    chosen = errands((same, old, fresh), source=SOURCE, known=have, now=NOW, after=AFTER)
    assert [(errand.entry, errand.why) for errand in chosen] == [(old, "changed"), (fresh, "new")]


def test_everything_is_read_again_when_asked() -> None:
    """`once --revisit`; but an entry whose text is its own cannot have changed behind our back."""
    have = {"https://r.example/1": known(entry(1))}
    chosen = errands((entry(1),), source=SOURCE, known=have, now=NOW, after=AFTER, everything=True)
    assert [errand.why for errand in chosen] == ["revisit"]
    texts = replace(SOURCE, article=False)
    assert errands((entry(1),), source=texts, known=have, now=NOW, after=AFTER, everything=True) == ()


def test_an_item_that_stands_twice_is_read_once() -> None:
    """Tracking parameters make no second item of it."""
    twice = (entry(1), replace(entry(1), url="https://r.example/1?utm_source=rss&sid=5"))
    assert len(errands(twice, source=SOURCE, known={}, now=NOW, after=AFTER)) == 1


def test_new_ids_make_no_new_items_and_one_id_hides_none() -> None:
    """The address is what counts; an id that comes back with another address is another item."""
    first = [key for key, _ in keyed((entry(1, id="a"),), source=SOURCE)]
    assert first == [key for key, _ in keyed((entry(1, id="b"),), source=SOURCE)]
    assert len({key for key, _ in keyed(tuple(entry(n, id="x") for n in range(20)), source=SOURCE)}) == 20


def test_items_that_share_an_address_are_told_apart_by_title() -> None:
    """Some feeds link every item to the front page."""
    front = tuple(Entry("https://r.example/", f"Episode {n}") for n in range(3))
    assert len(errands(front, source=SOURCE, known={}, now=NOW, after=AFTER)) == 3


def test_items_without_address_go_by_id_then_by_title_and_date() -> None:
    """Nothing else is left."""
    day = Published(date(2026, 11, 23))
    keys = [key for key, _ in keyed((Entry(None, "A", id="7"), Entry(None, "A", day), Entry(None, "A")), source=SOURCE)]
    assert keys == ["id:7", "title:A\n2026-11-23", "title:A\n"]


def test_filters_look_at_title_and_text_whatever_the_case() -> None:
    """`include` lets in, `exclude` keeps out and is stronger."""
    picky = replace(SOURCE, include=("accounts?", "账号"), exclude=("football",))
    assert wanted(Entry(None, "67,000 ACCOUNTS closed"), source=picky)
    assert wanted(Entry(None, "x", text="处置账号"), source=picky)
    assert not wanted(Entry(None, "New chair"), source=picky)
    assert not wanted(Entry(None, "Football accounts"), source=picky)
    assert errands((Entry(None, "New chair"),), source=picky, known={}, now=NOW, after=AFTER) == ()


def test_a_document_keeps_its_id() -> None:
    """It follows from source and item alone."""
    assert document_id("a", "k") == document_id("a", "k") != document_id("b", "k")
