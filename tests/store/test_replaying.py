"""Reading again: unchanged figures keep their ids, whatever else became better."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.query import ClaimQuery, Selection
from bot.core.records import Agreement, Article, DocumentState, Fact, Published, ReadDocument, Status, StoreError, Story
from bot.store import Store
from extractors import Extraction
from tests.store.making import LATER, NOW, TEXT, document, extraction_of, read


@pytest.fixture
def filled(store: Store) -> Store:
    """One document with three figures, the first in a story."""
    store.remember(read(document()), item_key="k", entry_hash="e", extractor="x1", now=NOW)
    (claim, *_) = store.claims_of("d1")
    fact = Fact(claim.value, claim.unit, claim.action, (claim.id,), Agreement(Status.PRIMARY_ONLY))
    store.save_stories([Story("s1", "One", ("d1",), "d1", (fact,))], now=NOW)
    return store


def test_the_same_extraction_again_changes_nothing(filled: Store) -> None:
    """But for which extractor made it, and when."""
    before = filled.claims_of("d1")
    assert filled.replace_claims("d1", 1, extraction=extraction_of(TEXT), extractor="x2", now=LATER) == 0
    after = filled.claims_of("d1")
    assert [replace(row, extractor="x1", extracted_at=NOW) for row in after] == list(before)
    assert {row.extractor for row in after} == {"x2"}


def test_a_better_extractor_changes_what_it_reads_under_the_same_ids(filled: Store) -> None:
    """A figure corrected in place keeps its id and its place in the story; one found anew gets its own."""
    before = {row.quote: row.id for row in filled.claims_of("d1")}
    extraction = extraction_of(TEXT)
    first, second, _ = extraction.claims
    corrected = replace(extraction, claims=(replace(first, platforms=("Douyin",)), second))
    assert filled.replace_claims("d1", 1, extraction=corrected, extractor="x2", now=LATER) == 2
    after = {row.quote: row.id for row in filled.claims_of("d1")}
    assert after == {quote: before[quote] for quote in ("67,000 accounts", "1,400,000 posts")}
    (row,) = filled.claims(ClaimQuery(Selection(platforms=("douyin",))))
    assert row.story == "s1"
    assert row.agreement == Agreement(Status.PRIMARY_ONLY)
    assert filled.replace_claims("d1", 1, extraction=extraction, extractor="x3", now=LATER) == 2
    assert {row.quote: row.id for row in filled.claims_of("d1")} == before


def test_a_better_reading_of_the_page_moves_figures_and_keeps_their_ids(filled: Store) -> None:
    """Places shift when a missing paragraph is found; the claims are still the same ones, also the next time."""
    before = {row.quote: row.id for row in filled.claims_of("d1")}
    text = f"BEIJING. It closed 5 apps. {TEXT}"
    article = Article("Better title", text, Published(date(2023, 5, 28)), "en")
    for _ in range(2):
        filled.replace_claims("d1", 1, extraction=extraction_of(text), extractor="x2", now=LATER, article=article)
        after = filled.claims_of("d1")
        assert {row.quote: row.id for row in after if row.value != 5} == before
        assert all(text[row.start : row.end] == row.quote for row in after)
        assert len({row.id for row in after}) == 4
    found = filled.document("d1")
    assert found is not None
    assert (found.title, found.text, found.version, found.first_seen) == ("Better title", text, 1, NOW)
    assert next(iter(filled.claims(ClaimQuery(Selection(until=date(2023, 5, 28)))))).value == 5


def test_old_versions_can_be_read_again_too(filled: Store) -> None:
    """Their claims stay those of an old version."""
    edited = document(text=TEXT.replace("67,000", "76,000"))
    filled.remember(read(edited), item_key="k", entry_hash="e", extractor="x1", now=LATER)
    extraction = Extraction("d1", "en", extraction_of(TEXT).claims[:1])
    assert filled.replace_claims("d1", 1, extraction=extraction, extractor="x2", now=LATER) == 2
    assert len(filled.claims_of("d1", version=1)) == 1
    assert len(filled.claims(ClaimQuery())) == 3


def test_a_language_that_got_a_room_is_no_longer_unsupported(store: Store) -> None:
    """And one that lost it says so."""
    unsupported = ReadDocument(document(text=TEXT), Extraction("d1", "xx", unsupported="xx"))
    store.remember(unsupported, item_key="k", entry_hash="e", extractor="x1", now=NOW)
    store.replace_claims("d1", 1, extraction=extraction_of(TEXT), extractor="x2", now=LATER)
    found = store.document("d1")
    assert found is not None
    assert found.state == DocumentState.READ
    assert store.unsupported_counts() == {}
    store.mark_removed("d1", now=LATER)
    store.replace_claims("d1", 1, extraction=Extraction("d1", "xx", unsupported="xx"), extractor="x3", now=LATER)
    assert store.unsupported_counts() == {"cac": {"xx": 1}}
    found = store.document("d1")
    assert found is not None
    assert found.state == DocumentState.REMOVED


def test_what_there_is_not_cannot_be_read_again(filled: Store) -> None:
    """With a sentence."""
    with pytest.raises(StoreError, match="document d1 has no version 7"):
        filled.replace_claims("d1", 7, extraction=extraction_of(TEXT), extractor="x2", now=LATER)


def test_a_replay_walks_through_every_document_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """In steps, with the text of the newest version."""
    monkeypatch.setattr("bot.store.documents.BATCH", 2)
    for n in range(5):
        store.remember(read(document(f"d{n}")), item_key=f"k{n}", entry_hash="e", extractor="x1", now=NOW)
    edited = document("d1", text="It closed 9 apps.")
    store.remember(read(edited), item_key="k1", entry_hash="e", extractor="x1", now=LATER)
    walked = list(store.newest_readings())
    assert sorted((found.id, found.version) for found in walked) == [
        ("d0", 1), ("d1", 2), ("d2", 1), ("d3", 1), ("d4", 1)
    ]  # fmt: skip
    assert {found.text for found in walked} == {TEXT, "It closed 9 apps."}
