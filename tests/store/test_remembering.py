"""Documents are remembered once, in versions, with what each edit changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.core.memory import KnownItem, Remembered, Taken
from bot.core.query import ClaimQuery, DocumentQuery, EventQuery, Selection
from bot.core.records import Document, DocumentState, EventKind, Published, ReadDocument, StoreError
from bot.store import Store
from extractors import Extraction
from tests.store.making import LATER, MUCH_LATER, NOW, TEXT, document, read

EDITED = TEXT.replace("67,000", "76,000")


def remember(store: Store, made: Document, *, now: datetime = NOW, key: str = "k1", entry: str = "e1") -> Remembered:
    """Remember a document with the figures of its text."""
    return store.remember(read(made), item_key=key, entry_hash=entry, extractor="x1", now=now)


def test_a_new_document_is_stored_with_its_claims(store: Store) -> None:
    """Its rows carry the document, the sentence and the span."""
    assert remember(store, document()) == Remembered("new", 1)
    rows = store.claims(ClaimQuery()).rows
    assert [(row.value, row.unit, row.action) for row in rows] == [
        (67000, "account", "close"),
        (1400000, "content", "remove"),
        (50000, "money", "fine"),
    ]
    assert all(TEXT[row.start : row.end] == row.quote for row in rows)
    assert rows[0].sentence_text == "The regulator closed 67,000 accounts."
    assert (rows[0].document.title, rows[0].document.version, rows[0].document.text) == ("Accounts closed", 1, "")
    assert (rows[1].platforms, rows[0].period_start) == (("Weibo",), date(2023, 3, 10))
    assert store.claim(rows[2].id) == rows[2]
    assert store.claim("nothing") is None


def test_several_documents_are_stored_at_once_as_each_by_itself(store: Store) -> None:
    """New ones, one twice, one without figures, and an edit of one that was known."""
    remember(store, document("d0"), key="k0")
    given = [
        Taken(read(document("d1")), "k1", "e1"),
        Taken(read(document("d0", text=EDITED)), "k0", "e2"),
        Taken(read(document("d2", text="Nothing was counted.")), "k2", "e1"),
        Taken(read(document("d1", text=EDITED)), "k1", "e2"),
    ]
    found = store.remember_all(given, extractor="x1", now=LATER)
    assert [(one.outcome, one.version) for one in found] == [("new", 1), ("edited", 2), ("new", 1), ("edited", 2)]
    assert [event.kind for event in found[1].events] == [EventKind.EDITED, EventKind.FIGURE_CHANGED]
    assert {row.document.id: (row.document.version, row.claims) for row in store.documents(DocumentQuery())} == {
        "d0": (2, 3),
        "d1": (2, 3),
        "d2": (1, 0),
    }
    assert [row.id for row in store.claims_of("d1", version=1)] != [row.id for row in store.claims_of("d1")]
    assert store.known_items("cac")["k1"] == KnownItem("d1", "e2", 2, LATER, 2)
    assert store.known_items("cac")["k2"] == KnownItem("d2", "e1", 1, LATER, 1)
    weibo = Selection(platforms=("weibo",))
    assert {row.document.id for row in store.documents(DocumentQuery(where=weibo))} == {"d0", "d1"}
    assert store.remember_all((), extractor="x1", now=LATER) == ()


def test_the_same_text_again_changes_nothing_but_the_count_of_readings(store: Store) -> None:
    """A second visit finds nothing new."""
    remember(store, document())
    before = store.claims(ClaimQuery()).rows
    assert remember(store, document(), now=LATER, entry="e2") == Remembered("same", 1)
    assert store.claims(ClaimQuery()).rows == before
    assert store.events(EventQuery()).rows == ()
    assert store.known_items("cac") == {"k1": KnownItem("d1", "e2", 1, LATER, 2)}


def test_an_edited_figure_becomes_a_version_and_an_event(store: Store) -> None:
    """The old version stays with its claims, and the event names both figures."""
    remember(store, document())
    old = store.claims_of("d1")
    outcome = remember(store, document(text=EDITED), now=LATER)
    assert (outcome.outcome, outcome.version) == ("edited", 2)
    edited, figure = outcome.events
    assert (edited.kind, edited.note) == (EventKind.EDITED, "text edited; figures: 1 changed")
    assert figure.kind == EventKind.FIGURE_CHANGED
    assert figure.note.startswith("67,000 -> 76,000 ")
    new = store.claims_of("d1")
    assert (figure.before, figure.after) == (old[0].id, new[0].id)
    assert store.claims_of("d1", version=1) == old
    assert [version.text for version in store.versions("d1")] == [TEXT, EDITED]
    assert len(store.claims(ClaimQuery()).rows) == 3
    assert len(store.claims(ClaimQuery(versions="all")).rows) == 6
    assert set(store.events(EventQuery()).rows) == set(outcome.events)


def test_an_edit_told_twice_is_one_edit(store: Store) -> None:
    """What is in the newest version already is the same."""
    remember(store, document())
    remember(store, document(text=EDITED), now=LATER)
    assert remember(store, document(text=EDITED), now=MUCH_LATER).outcome == "same"
    assert len(store.versions("d1")) == 2
    assert len(store.events(EventQuery()).rows) == 2


def test_an_edit_taken_back_is_a_third_version(store: Store) -> None:
    """History is never rewritten."""
    for text, now in ((TEXT, NOW), (EDITED, LATER), (TEXT, MUCH_LATER)):
        remember(store, document(text=text), now=now)
    assert [version.version for version in store.versions("d1")] == [1, 2, 3]
    assert store.claims_of("d1")[0].value == 67000


def test_another_title_alone_is_an_edit_without_figures(store: Store) -> None:
    """And its event says so."""
    remember(store, document())
    outcome = remember(store, document(title="76,000 reasons"), now=LATER)
    assert [event.note for event in outcome.events] == ["title edited; no figure changed"]


def test_four_times_are_kept_apart(store: Store) -> None:
    """First seen, published, changed and period are four different times."""
    remember(store, document())
    remember(store, document(text=EDITED), now=LATER)
    (row,) = store.documents(DocumentQuery()).rows
    assert row.document.first_seen == NOW
    assert row.document.published == Published(date(2023, 5, 29))
    assert row.changed == LATER
    assert store.claims_of("d1")[0].period_end == date(2023, 5, 22)


def test_an_instant_of_publication_keeps_its_offset(store: Store) -> None:
    """The local day is what a reader there would say."""
    at = datetime(2023, 5, 30, 1, 30, tzinfo=timezone(timedelta(hours=8)))
    remember(store, document(published=Published(at.date(), at)))
    found = store.document("d1")
    assert found is not None
    assert found.published is not None
    assert found.published.iso == "2023-05-30T01:30:00+08:00"


def test_a_page_that_could_not_be_read_never_hides_a_text_that_was(store: Store) -> None:
    """A challenge page on a later visit leaves all as it is."""
    remember(store, document())
    outcome = remember(store, document(text="", state=DocumentState.UNREADABLE), now=LATER)
    assert outcome.outcome == "same"
    found = store.document("d1")
    assert found is not None
    assert (found.text, found.state) == (TEXT, DocumentState.READ)


def test_the_first_text_takes_the_place_of_what_could_not_be_read(store: Store) -> None:
    """It is new, not an edit; the document keeps when it was first seen and counts for digests from when it was read."""
    remember(store, document(text="", state=DocumentState.UNREADABLE, note="worker died"))
    (row,) = store.documents(DocumentQuery()).rows
    assert (row.document.state, row.document.note, row.claims) == (DocumentState.UNREADABLE, "worker died", 0)
    outcome = remember(store, document(), now=LATER)
    assert outcome == Remembered("new", 1)
    found = store.document("d1")
    assert found is not None
    assert (found.text, found.first_seen, found.version) == (TEXT, NOW, 1)
    window = Selection(seen_since=NOW, seen_until=LATER)
    assert len(store.documents(DocumentQuery(window)).rows) == 1
    assert len(store.claims(ClaimQuery(window)).rows) == 3


def test_a_language_without_a_room_is_unsupported_and_counted(store: Store) -> None:
    """Never silently empty."""
    made = document(text="계정 67,000개", lang="ko")
    reading = ReadDocument(made, Extraction("d1", "ko", unsupported="ko"))
    store.remember(reading, item_key="k1", entry_hash="e", extractor="x1", now=NOW)
    found = store.document("d1")
    assert found is not None
    assert found.state == DocumentState.UNSUPPORTED
    assert store.unsupported_counts() == {"cac": {"ko": 1}}
    assert store.document_counts() == {"cac": 1}


def test_a_document_gone_from_its_source_stays_marked(store: Store) -> None:
    """Once, with one event; its claims stay; read again it is there again."""
    remember(store, document())
    (event,) = store.mark_removed("d1", now=LATER)
    assert (event.kind, event.at) == (EventKind.REMOVED, LATER)
    assert store.mark_removed("d1", now=MUCH_LATER) == ()
    assert store.mark_removed("unknown", now=LATER) == ()
    (row,) = store.documents(DocumentQuery()).rows
    assert row.document.state == DocumentState.REMOVED
    assert len(store.claims(ClaimQuery()).rows) == 3
    assert remember(store, document(), now=MUCH_LATER).outcome == "same"
    (row,) = store.documents(DocumentQuery()).rows
    assert row.document.state == DocumentState.READ


def test_an_item_looked_at_again_without_text_is_counted(store: Store) -> None:
    """A 304 is a reading; an item nobody knows is none."""
    remember(store, document())
    assert store.touch_item("cac", "k1", entry_hash="e1", now=LATER)
    assert store.known_items("cac")["k1"].reads == 2
    assert not store.touch_item("cac", "k9", entry_hash="e1", now=LATER)
    assert store.known_items("other") == {}


def test_two_sources_may_lead_to_one_document(store: Store) -> None:
    """Each keeps its own item; the document is that of the first."""
    remember(store, document())
    again = replace(document(), source="mirror")
    store.remember(read(again), item_key="m1", entry_hash="e", extractor="x1", now=LATER)
    assert store.known_items("mirror")["m1"].document_id == "d1"
    assert store.document_counts() == {"cac": 1}


def test_what_is_stored_is_there_when_the_store_is_opened_again(store: Store, reopen: Callable[[], Store]) -> None:
    """With every field as it was."""
    remember(store, document(note="from the archive"))
    before = store.document("d1"), store.claims(ClaimQuery()).rows
    with reopen() as again:
        assert (again.document("d1"), again.claims(ClaimQuery()).rows) == before


def test_a_version_is_asked_for_by_its_number(store: Store) -> None:
    """One that there is not is None."""
    remember(store, document())
    first = store.document("d1", version=1)
    assert first is not None
    assert first.text == TEXT
    assert store.document("d1", version=2) is None
    assert store.document("d9") is None
    assert store.versions("d9") == ()


def test_a_document_without_figures_or_extraction_is_stored_too(store: Store) -> None:
    """It is read, and has no claims."""
    store.remember(ReadDocument(document(), None), item_key="k", entry_hash="e", extractor="x1", now=NOW)
    (row,) = store.documents(DocumentQuery()).rows
    assert (row.claims, row.document.state, row.document.first_seen) == (0, DocumentState.READ, NOW)
    assert row.document.first_seen.tzinfo is UTC


def test_signs_no_database_keeps_are_replaced_one_by_one(store: Store) -> None:
    """NUL and halves of surrogate pairs: the places of figures stay, and the same page again is the same."""
    text = "A\x00B\ud83d closed 67,000 accounts."
    for outcome in ("new", "same"):
        assert remember(store, document(text=text, title="x\udcff")).outcome == outcome
    found = store.document("d1")
    assert found is not None
    assert (found.title, found.text) == ("x\ufffd", "A\ufffdB\ufffd closed 67,000 accounts.")
    (row,) = store.claims_of("d1")
    assert found.text[row.start : row.end] == row.quote == "67,000 accounts"


def test_other_texts_no_database_keeps_are_refused_in_a_sentence(store: Store) -> None:
    """Here in the key of an item."""
    with pytest.raises(StoreError):
        remember(store, document(), key="k\ud83d")
    assert store.documents(DocumentQuery()).rows == ()
