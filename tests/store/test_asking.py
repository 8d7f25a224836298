"""Claims, documents, stories and events by every filter, page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from bot.core.memory import Page
from bot.core.query import ClaimQuery, DocumentQuery, EventQuery, Selection, StoryQuery
from bot.core.records import (
    Agreement,
    Event,
    EventKind,
    Fact,
    Published,
    QueryError,
    ReadDocument,
    Status,
    Story,
    StoryNote,
)
from bot.store import Store
from extractors import Action, Claim, Extraction, Kind, Span, Unit
from extractors.records import Number
from tests.store.making import LATER, NOW, document, read

AT_MIDNIGHT_IN_CHINA = datetime(2023, 5, 30, 0, 30, tzinfo=timezone(timedelta(hours=8)))


def put(store: Store, id: str, text: str, **fields: object) -> None:  # noqa: A002  # the record's own word
    """Remember a document."""
    made = read(document(id, text=text, **fields))  # type: ignore[arg-type]  # the fields of a document, by name
    store.remember(made, item_key=id, entry_hash="e", extractor="x1", now=NOW)


@pytest.fixture
def filled(store: Store) -> Store:
    """Three documents of two sources: May with two figures, June with one, and one undated in Chinese."""
    put(store, "may", "The regulator closed 67,000 accounts. Weibo: it removed 1,400 posts from Weibo.")
    put(
        store,
        "june",
        "They fined it CNY 50,000.",
        source="paper",
        role="media",
        published=Published(date(2023, 6, 2)),
        regulators=("Ofcom",),
        title="Ümlaut and FINE",
    )
    put(store, "undated", "共 closed 300 apps", published=None, lang="zh", regulators=(), title="无日期")
    return store


def documents_of(store: Store, **where: object) -> set[str]:
    """Which documents a selection finds."""
    chosen = Selection(**where)  # type: ignore[arg-type]  # its fields, by name
    found = {row.document.id for row in store.documents(DocumentQuery(chosen))}
    assert {row.document.id for row in store.claims(ClaimQuery(chosen))} <= found
    return found


@pytest.mark.parametrize(
    ("where", "values"),
    [
        (Selection(), [50000, 300, 67000, 1400]),
        (Selection(actions=("close",)), [300, 67000]),
        (Selection(actions=("close", "fine")), [50000, 300, 67000]),
        (Selection(units=("content",)), [1400]),
        (Selection(kinds=("money",)), [50000]),
        (Selection(roles=("media",)), [50000]),
        (Selection(langs=("zh",)), [300]),
        (Selection(sources=("paper", "nobody")), [50000]),
        (Selection(platforms=("WEIBO",)), [1400]),
        (Selection(regulators=("ofcom",)), [50000]),
        (Selection(regulators=("Cyberspace Administration of China",)), [50000, 300, 67000, 1400]),
        (Selection(min=1400, max=50000), [50000, 1400]),
        (Selection(min=67000), [67000]),
        (Selection(q="closed ACCOUNTS"), [67000, 1400]),
        (Selection(q="apps CLOSED"), [300]),
        (Selection(q="ümlaut"), [50000]),
        (Selection(q="100%"), []),
        (Selection(since=date(2023, 5, 30)), [50000, 300]),
        (Selection(until=date(2023, 5, 29)), [67000, 1400]),
        (Selection(since=date(2023, 5, 29), until=date(2023, 5, 29)), [67000, 1400]),
        (Selection(since=datetime(2023, 5, 29, 18, tzinfo=UTC)), [50000, 300, 67000, 1400]),
        (Selection(since=datetime(2023, 5, 30, 0, tzinfo=UTC)), [50000, 300]),
        (Selection(until=datetime(2023, 5, 29, 0, tzinfo=UTC)), [67000, 1400]),
        (Selection(until=datetime(2023, 5, 28, 23, tzinfo=UTC)), []),
        (Selection(documents=("may", "june"), actions=("fine",)), [50000]),
        (Selection(agreements=("differs",)), []),
        (Selection(min_confidence=0.95), []),
        (Selection(min_confidence=0.5, langs=("zh",)), [300]),
        (Selection(seen_since=NOW), []),
        (Selection(seen_until=NOW, units=("app",)), [300]),
        (Selection(min=float("1e300")), []),
    ],
)
def test_claims_are_found_by_every_filter(filled: Store, where: Selection, values: list[int]) -> None:
    """Values of one filter: or; different filters: and; the newest document first, in the order of its text."""
    assert [row.value for row in filled.claims(ClaimQuery(where))] == values


def test_documents_are_found_by_their_own_and_their_claims_filters(filled: Store) -> None:
    """What only a claim can meet means: has such a claim."""
    assert documents_of(filled) == {"may", "june", "undated"}
    assert documents_of(filled, actions=("remove",)) == {"may"}
    assert documents_of(filled, platforms=("Weibo",)) == {"may"}
    assert documents_of(filled, regulators=("ofcom",)) == {"june"}
    assert documents_of(filled, q="fined 50,000") == {"june"}
    assert documents_of(filled, min=300, max=300) == {"undated"}
    assert documents_of(filled, since=date(2023, 6, 1)) == {"june"}


def test_a_day_is_the_local_day_of_publication(store: Store) -> None:
    """Half past midnight of 30 May in Shanghai is still 29 May in London, and 30 May for whoever asks for it."""
    put(store, "night", "It closed 5 apps.", published=Published(AT_MIDNIGHT_IN_CHINA.date(), AT_MIDNIGHT_IN_CHINA))
    assert documents_of(store, since=date(2023, 5, 30), until=date(2023, 5, 30)) == {"night"}
    assert documents_of(store, until=date(2023, 5, 29)) == set()
    assert documents_of(store, until=datetime(2023, 5, 29, 16, 30, tzinfo=UTC)) == {"night"}
    assert documents_of(store, until=datetime(2023, 5, 29, 16, 29, tzinfo=UTC)) == set()


def test_pages_follow_each_other_without_gap_or_repeat(filled: Store) -> None:
    """Also when a document comes in between."""
    whole = [row.id for row in filled.claims(ClaimQuery(limit=0))]
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = filled.claims(ClaimQuery(limit=1, cursor=cursor))
        seen += [row.id for row in page]
        if page.next is None:
            break
        cursor = page.next
        put(filled, f"late{len(seen)}", "It closed 9 apps.", published=Published(date(2024, 1, len(seen))))
    assert seen == whole


def test_documents_stories_and_events_have_pages_too(filled: Store) -> None:
    """Walked one by one they give the same as all at once."""
    for name in ("s1", "s2"):
        filled.save_stories([Story(name, name, ({"s1": "may", "s2": "june"}[name],), None)], now=NOW)
    filled.record([Event(f"e{n}", EventKind.EDITED, NOW, f"note {n}", document="may") for n in range(3)])
    asked: list[Callable[[int, str | None], Page[Any]]] = [  # Any: rows of three kinds
        lambda limit, cursor: filled.documents(DocumentQuery(limit=limit, cursor=cursor)),
        lambda limit, cursor: filled.stories(StoryQuery(limit=limit, cursor=cursor)),
        lambda limit, cursor: filled.events(EventQuery(limit=limit, cursor=cursor)),
    ]
    for ask in asked:
        whole = ask(0, None)
        assert whole.next is None
        walked: list[object] = []
        cursor: str | None = None
        while True:
            page = ask(1, cursor)
            walked += page.rows
            cursor = page.next
            if cursor is None:
                break
        assert len(walked) > 1
        assert walked == list(whole)


def test_all_claims_pass_in_steps(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream has the same rows in the same order as the list."""
    monkeypatch.setattr("bot.store.store.STEP", 2)
    streamed = list(filled.each_claim(ClaimQuery(Selection(actions=("close", "remove")), limit=1)))
    assert streamed == list(filled.claims(ClaimQuery(Selection(actions=("close", "remove")), limit=0)))


@pytest.mark.parametrize(
    "cursor", ["", "x", "é", "W10", "WyIyMDIzIl0", "WyJ4IiwxLDJd", "bnVsbA", "WyIyMDIzLTAxLTAxIiwxLDJd"]
)
def test_a_cursor_that_is_none_of_ours_is_refused(filled: Store, cursor: str) -> None:
    """With a sentence, not a crash; an empty one is no cursor."""
    if not cursor:
        assert len(filled.claims(ClaimQuery(cursor=cursor))) == 4
        return
    with pytest.raises(QueryError, match="is none of ours"):
        filled.claims(ClaimQuery(cursor=cursor))


def test_a_story_gives_its_claims_their_agreement(filled: Store) -> None:
    """Each claim its own, found by it; the story by its documents' filters."""
    (primary,) = filled.claims(ClaimQuery(Selection(documents=("may",), actions=("close",))))
    (report,) = filled.claims(ClaimQuery(Selection(documents=("june",))))
    differs = Agreement(Status.DIFFERS, "value", "not the same", primary.id, 1, 0)
    agrees = Agreement(Status.AGREES, primary=primary.id, reports=1, agree=1)
    fact = Fact(67000, "account", "close", (primary.id, report.id), differs, each=(agrees, differs))
    note = StoryNote("sum", ("june",), "does not add up")
    story = Story("s1", "Closed", ("may", "june"), "may", (fact,), (note,), None, ("CAC",))
    filled.save_stories([story], now=LATER)
    (kept,) = filled.stories(StoryQuery())
    assert (kept.facts, kept.notes, kept.documents, kept.primary) == ((fact,), (note,), ("may", "june"), "may")
    assert kept.first_seen == NOW
    assert [row.id for row in filled.claims(ClaimQuery(Selection(agreements=("differs",))))] == [report.id]
    row = filled.claim(report.id)
    assert row is not None
    assert (row.story, row.agreement) == ("s1", differs)
    assert documents_of(filled, agreements=("agrees",)) == {"may"}
    assert [found.id for found in filled.stories(StoryQuery(Selection(actions=("fine",))))] == ["s1"]
    assert filled.stories(StoryQuery(Selection(langs=("zh",)))).rows == ()
    assert filled.story("s1") == kept == filled.story_of("june")
    assert filled.story("s9") is None
    assert filled.story_of("undated") is None


def test_a_document_moves_to_the_story_that_names_it(filled: Store) -> None:
    """Every document is in exactly one story; one left without documents goes, and so do its facts."""
    (claim, *_) = filled.claims_of("may")
    fact = Fact(67000, "account", "close", (claim.id, "unknown"), Agreement(Status.PRIMARY_ONLY))
    filled.save_stories([Story("s1", "One", ("may",), "may", (fact,))], now=NOW)
    filled.save_stories([Story("s2", "Two", ("may", "june"), None)], now=LATER)
    assert [story.id for story in filled.stories(StoryQuery())] == ["s2"]
    row = filled.claim(claim.id)
    assert row is not None
    assert (row.story, row.agreement) == ("s2", None)


def test_a_story_saved_again_is_the_same_story(filled: Store) -> None:
    """Facts are replaced, not added to."""
    (claim, other) = filled.claims_of("may")
    for facts in ((claim,), (claim, other), (other,)):
        told = tuple(Fact(row.value, row.unit, row.action, (row.id,), Agreement(Status.PRIMARY_ONLY)) for row in facts)
        filled.save_stories([Story("s1", "One", ("may",), "may", told)], now=NOW)
    (kept,) = filled.stories(StoryQuery())
    assert [fact.claims for fact in kept.facts] == [(other.id,)]
    assert kept.facts[0].each == (kept.facts[0].agreement,)


def test_events_are_found_by_kind_time_source_and_document(filled: Store) -> None:
    """A day of events is a day of UTC."""
    filled.record(
        [
            Event("a", EventKind.EDITED, datetime(2023, 6, 1, 23, 59, tzinfo=UTC), "x", document="may", source="cac"),
            Event("b", EventKind.REMOVED, datetime(2023, 6, 2, tzinfo=UTC), "x", document="june", source="paper"),
            Event("c", EventKind.SOURCE_BROKEN, datetime(2023, 6, 3, 12, tzinfo=UTC), "x", source="paper"),
        ]
    )
    filled.record([Event("a", EventKind.REMOVED, NOW, "recorded before: stays as it was")])

    def found(kinds: tuple[str, ...] = (), **where: object) -> str:
        chosen = Selection(**where)  # type: ignore[arg-type]  # its fields, by name
        return "".join(event.id for event in filled.events(EventQuery(chosen, kinds)))

    assert found() == "cba"
    assert found(("edited", "removed")) == "ba"
    assert found(since=date(2023, 6, 2)) == "cb"
    assert found(until=date(2023, 6, 2)) == "ba"
    assert found(since=datetime(2023, 6, 2, 0, 1, tzinfo=UTC)) == "c"
    assert found(until=datetime(2023, 6, 2, tzinfo=UTC)) == "ba"
    assert found(seen_since=datetime(2023, 6, 2, tzinfo=UTC), seen_until=datetime(2023, 6, 3, 12, tzinfo=UTC)) == "c"
    assert found(sources=("paper",)) == "cb"
    assert found(documents=("may",)) == "a"
    assert found(actions=("fine",)) == "b"
    assert found(langs=("zh",)) == ""


def test_figures_of_any_size_are_kept_exactly(store: Store) -> None:
    """SQLite's integers end at 63 bits and floats round; digits do neither."""
    text = "closed 1 2 3 4"
    values: tuple[Number, ...] = (10**20 + 1, 2**63, Decimal("12.5"), int("1" + "0" * 250))
    claims = tuple(
        Claim(f"c{n}", Span("text", 7 + 2 * n, 8 + 2 * n), Kind.COUNT, value, Unit.ACCOUNT, Action.CLOSE,
              Span("text", 0, 14), "plain", 0.9, value_max=value + 1 if n == 2 else None)
        for n, value in enumerate(values)
    )  # fmt: skip
    made = ReadDocument(document(text=text), Extraction("d1", "en", claims))
    store.remember(made, item_key="k", entry_hash="e", extractor="x", now=NOW)
    rows = store.claims(ClaimQuery()).rows
    assert [row.value for row in rows] == [10**20 + 1, 2**63, 12.5, 10**250]
    assert rows[2].value_max == 13.5
    assert [row.value for row in store.claims(ClaimQuery(Selection(min=1e20)))] == [10**20 + 1, 10**250]
    assert [row.value for row in store.claims(ClaimQuery(Selection(min=13, max=14)))] == [12.5]
