"""Pages, sources, visits, editions and deliveries are kept, each once."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.core.memory import Delivery, Past, StoredEdition
from bot.core.query import EventQuery
from bot.core.records import (
    DeliveryState,
    Edition,
    Event,
    EventKind,
    Failure,
    SourceHealth,
    SourceState,
    StoreError,
    Validators,
    Visit,
)
from bot.store import Store
from bot.store.tables import fetches, pages, visits
from tests.store.making import LATER, MUCH_LATER, NOW, document, read, snapshot

LIST = "https://cac.example/list"
DAY = date(2023, 5, 30)
EDITION = Edition(
    digest="daily",
    name="Daily",
    date=DAY,
    number=1,
    window_start=NOW - timedelta(days=1),
    window_end=NOW,
    figures=(),
    items=(),
    made_at=NOW,
)
MAIL = Delivery("m1", "daily", DAY, 1, "email", "a@example.org", message_id="<m1@example.org>")


def count(store: Store, table: object) -> int:
    """How many rows a table holds."""
    with store._database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]  # a Table


def test_a_page_is_kept_as_served(store: Store) -> None:
    """Compressed by its hash, with what to ask "has it changed?" with."""
    page = snapshot(b"<p>" + b"x" * 10_000)
    store.keep_page("cac", page)
    assert store.page(page.sha256) == page.body
    assert store.page("nothing") is None
    assert store.last_asked("cac", LIST)[1] == Validators('"1"', None)
    assert store.last_hash("cac", LIST) == page.sha256
    assert store.last_hash("other", LIST) is None
    assert (store.last_page("cac", LIST), store.last_page("other", LIST)) == (page.body, None)
    assert store.last_asked("other", LIST) == (None, None)
    assert store.snapshot(page.sha256) == page
    assert store.snapshot("nothing") is None


def test_the_same_page_is_kept_once_and_every_fetch_of_it(store: Store) -> None:
    """The same snapshot again is not even another fetch."""
    for at in (NOW, NOW, LATER):
        store.keep_page("cac", snapshot(at=at))
    assert (count(store, pages), count(store, fetches)) == (1, 2)


def test_a_304_keeps_the_page_and_what_it_does_not_repeat(store: Store) -> None:
    """The hash known before stays, and so do validators it leaves out."""
    page = snapshot(headers=(("ETag", '"1"'), ("Last-Modified", "yesterday")))
    store.keep_page("cac", page)
    store.keep_page("cac", snapshot(b"", status=304, at=LATER, headers=(("ETag", '"2"'),)))
    assert store.last_asked("cac", LIST)[1] == Validators('"2"', "yesterday")
    assert store.last_hash("cac", LIST) == page.sha256
    assert count(store, pages) == 1


def test_a_page_without_validators_forgets_those_before(store: Store) -> None:
    """What the server no longer gives must not be sent back."""
    store.keep_page("cac", snapshot())
    store.keep_page("cac", snapshot(b"other", headers=(), at=LATER))
    assert store.last_asked("cac", LIST) == (snapshot(b"other").sha256, None)


def test_old_pages_go_unless_a_document_rests_on_them(store: Store) -> None:
    """Evidence stays, and so does what was fetched since or is the newest of its address."""
    evidence = snapshot(b"article", url="https://cac.example/1")
    old, current = snapshot(b"old list"), snapshot(b"new list", at=LATER)
    seen_again = snapshot(b"other", url="https://cac.example/other")
    for page in (evidence, old, current, seen_again, replace(seen_again, fetched_at=MUCH_LATER)):
        store.keep_page("cac", page)
    store.keep_page("cac", snapshot(b"changed", url="https://cac.example/1", at=LATER))
    made = read(document(sha256=evidence.sha256))
    store.remember(made, item_key="k", entry_hash="e", extractor="x", now=NOW)
    assert store.forget_pages(before=MUCH_LATER) == 1
    assert store.page(old.sha256) is None
    assert store.page(evidence.sha256) == b"article"
    assert store.page(current.sha256) == b"new list"
    assert store.page(seen_again.sha256) == b"other"


def test_a_damaged_page_is_named(store: Store) -> None:
    """Not a crash of zlib."""
    page = snapshot()
    store.keep_page("cac", page)
    with store._database.write() as connection:
        connection.execute(update(pages).values(body=zlib.compress(page.body)[:-3]))
    with pytest.raises(StoreError, match="is damaged"):
        store.page(page.sha256)


def test_the_health_of_a_source_is_what_was_last_said(store: Store) -> None:
    """With an event where that means one."""
    fine = SourceHealth("cac", SourceState.OK, since=NOW, last_success=NOW, last_visit=NOW, next_visit=LATER)
    broken = replace(fine, state=SourceState.BROKEN, cause="404", since=LATER, failures=1)
    store.save_health(fine)
    event = Event("e1", EventKind.SOURCE_BROKEN, LATER, "404", source="cac")
    store.end_visit(Visit("cac", LATER, LATER, SourceState.BROKEN), broken, events=[event])
    assert store.health() == {"cac": broken}
    assert store.events(EventQuery()).rows == (event,)


def test_a_source_taken_away_is_retired_and_its_documents_stay(store: Store) -> None:
    """Once; brought back it is new again."""
    store.remember(read(document()), item_key="k", entry_hash="e", extractor="x", now=NOW)
    for name in ("cac", "paper"):
        store.save_health(SourceHealth(name, SourceState.OK, since=NOW, next_visit=LATER))
    assert store.retire({"paper"}, now=LATER) == ("cac",)
    assert store.retire({"paper"}, now=MUCH_LATER) == ()
    retired = store.health()["cac"]
    assert (retired.state, retired.since, retired.next_visit) == (SourceState.RETIRED, LATER, None)
    assert store.document_counts() == {"cac": 1}
    assert store.retire({"paper", "cac"}, now=MUCH_LATER) == ()
    assert store.health()["cac"].state == SourceState.NEW


def test_the_past_of_a_source_reaches_back_to_its_news(store: Store) -> None:
    """However many visits brought nothing since: the last ones and the last that brought something, newest first."""
    fine = SourceHealth("cac", SourceState.OK)
    made = [Visit("cac", NOW + timedelta(hours=n), LATER, SourceState.OK, 5, int(n in {0, 1, 5})) for n in range(6)]
    for visit in made:
        store.end_visit(visit, fine)
    first, second, *_, fifth, last = made
    assert store.past("cac", limit=2) == Past(fine, (last, fifth), (last, second))
    assert store.past("cac", limit=9) == Past(fine, tuple(reversed(made)), (last, second, first))
    assert store.past("other", limit=9) == Past(None, (), ())


def test_a_visit_is_kept_once_with_its_failures(store: Store) -> None:
    """The same visit again changes nothing."""
    visit = Visit(
        "cac", NOW, LATER, SourceState.OK, 5, 2, 1, (Failure("cac", "read", "empty", url="https://x.example"),)
    )
    for _ in range(2):
        store.end_visit(visit, SourceHealth("cac", SourceState.OK))
    with store._database.read() as connection:
        (row,) = connection.execute(select(visits))
    assert (row.source, row.new, row.failures[0]["reason"], row.failures[0]["state"]) == ("cac", 2, "empty", "broken")


def test_an_edition_is_kept_once_with_its_bytes_and_outbox(store: Store) -> None:
    """What was rendered and sent stays byte for byte, whatever is saved under its name later."""
    rendered = {"html": b"<p>\xc3\xa4</p>", "json": b"{}"}
    assert store.save_edition(EDITION, rendered=rendered, deliveries=[MAIL], now=NOW)
    assert not store.save_edition(replace(EDITION, window_end=LATER), rendered={"html": b""}, deliveries=[], now=LATER)
    assert store.rendered("daily", DAY, 1) == rendered
    assert store.rendered("daily", DAY, 2) == {}
    assert store.editions("daily") == (StoredEdition("daily", DAY, 1, EDITION.window_start, NOW, NOW, 0),)
    assert store.editions("weekly") == ()


def test_a_second_edition_of_a_day_comes_after_the_first(store: Store) -> None:
    """One without bytes, deliveries or time of making is kept too."""
    second = replace(EDITION, number=2, window_start=NOW, window_end=LATER, made_at=None)
    for edition in (second, EDITION):
        store.save_edition(edition, rendered={}, now=LATER)
    assert [(kept.number, kept.made_at) for kept in store.editions("daily")] == [(1, NOW), (2, LATER)]


def test_a_delivery_is_taken_by_one_and_closed(store: Store) -> None:
    """From due to trying exactly once; then sent or failed, counted on the edition."""
    other = replace(MAIL, id="m2", recipient="b@example.org")
    store.save_edition(EDITION, rendered={}, deliveries=[MAIL, other], now=NOW)
    assert store.take_delivery("m1", now=LATER)
    assert not store.take_delivery("m1", now=LATER)
    (trying,) = store.deliveries(states=(DeliveryState.TRYING,))
    assert (trying.attempts, trying.since, trying.message_id) == (1, LATER, "<m1@example.org>")
    store.close_delivery(replace(trying, state=DeliveryState.SENT, since=MUCH_LATER))
    store.close_delivery(replace(other, state=DeliveryState.FAILED, cause="550 no such user"))
    (kept,) = store.editions("daily")
    assert (kept.sent, kept.failed) == (1, 1)
    assert [delivery.cause for delivery in store.deliveries(digest="daily")] == [None, "550 no such user"]
    assert store.deliveries(digest="weekly") == ()


def test_deliveries_added_later_leave_the_known_ones_alone(store: Store, reopen: Callable[[], Store]) -> None:
    """A recipient named anew gets a row; one that was served is not served again."""
    store.save_edition(EDITION, rendered={}, deliveries=[MAIL], now=NOW)
    store.close_delivery(replace(MAIL, state=DeliveryState.SENT))
    with reopen() as again:
        again.add_deliveries([MAIL, replace(MAIL, id="m3", recipient="c@example.org")])
    assert [(kept.recipient, kept.state) for kept in store.deliveries()] == [
        ("a@example.org", DeliveryState.SENT),
        ("c@example.org", DeliveryState.DUE),
    ]


def test_a_delivery_of_no_edition_is_refused(store: Store) -> None:
    """Foreign keys are on, on both databases."""
    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        store.add_deliveries([MAIL])


def test_an_instant_without_zone_is_refused(store: Store) -> None:
    """It would mean another time on another machine."""
    naive = datetime(2023, 5, 30, 20, 0)  # noqa: DTZ001  # the mistake itself
    with pytest.raises(StoreError) as caught:
        store.save_health(SourceHealth("cac", since=naive))
    assert str(caught.value) == "an instant without a zone cannot be stored: 2023-05-30T20:00:00"


def test_instants_of_any_zone_come_back_in_utc(store: Store) -> None:
    """The same instant, told the same way by both databases."""
    store.save_health(SourceHealth("cac", since=datetime.fromisoformat("2023-05-30T20:00:00+08:00")))
    since = store.health()["cac"].since
    assert since == NOW
    assert since is not None
    assert since.tzinfo is UTC
