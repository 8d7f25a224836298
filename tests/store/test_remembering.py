"""Documents are remembered once, in versions, with what each edit changed."""

from __future__ import annotations

from bot.core.query import ClaimQuery, EventQuery
from bot.core.records import EventKind
from bot.store import Store
from tests.store.making import LATER, NOW, TEXT, document, read


def test_a_new_document_is_stored_with_its_claims(store: Store) -> None:
    """Its rows carry the document, the sentence and the span."""
    outcome = store.remember(read(document()), item_key="k1", entry_hash="e1", extractor="x1", now=NOW)
    assert (outcome.outcome, outcome.version, outcome.events) == ("new", 1, ())
    rows = store.claims(ClaimQuery()).rows
    assert [(row.value, row.unit, row.action) for row in rows] == [
        (67000, "account", "close"),
        (1400000, "content", "remove"),
        (50000, "money", "fine"),
    ]
    assert all(TEXT[row.start : row.end] == row.quote for row in rows)
    assert rows[0].sentence_text == "The regulator closed 67,000 accounts."
    assert rows[0].document.title == "Accounts closed"


def test_an_edited_figure_becomes_a_version_and_an_event(store: Store) -> None:
    """The old version stays, and the event says both figures."""
    store.remember(read(document()), item_key="k1", entry_hash="e1", extractor="x1", now=NOW)
    edited = document(text=TEXT.replace("67,000", "76,000"))
    outcome = store.remember(read(edited), item_key="k1", entry_hash="e2", extractor="x1", now=LATER)
    assert outcome.outcome == "edited"
    assert [event.kind for event in outcome.events] == [EventKind.EDITED, EventKind.FIGURE_CHANGED]
    assert outcome.events[1].note == "67,000 -> 76,000 accounts closed"
    assert [version.text for version in store.versions("d1")] == [TEXT, edited.text]
    assert len(store.claims(ClaimQuery()).rows) == 3
    assert len(store.claims(ClaimQuery(versions="all")).rows) == 6
    assert {event.id for event in store.events(EventQuery())} == {event.id for event in outcome.events}
