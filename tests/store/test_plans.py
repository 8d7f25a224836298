"""What is asked for one document is looked up, not searched for: the answer costs the same in a large store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from bot.core.records import DocumentState, ReadDocument
from bot.store import Store, store_url
from bot.store.database import database
from tests.store.making import LATER, MUCH_LATER, NOW, document, read


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.document("d1"),
        lambda store: store.claims_of("d1"),
        lambda store: list(store.readings(("d1", "d2"))),
        lambda store: store.vague(("d1", "d2")),
        lambda store: store.story_of("d1"),
        lambda store: store.remember(read(document()), item_key="k", entry_hash="e", extractor="x", now=LATER),
    ],
    ids=["document", "claims", "readings", "vague", "story", "remember"],
)
def test_no_question_about_a_document_walks_through_all_newest_versions(
    tmp_path: Path, ask: Callable[[Store], object]
) -> None:
    """SQLite says for every statement which index it takes; the listing's is for lists."""
    url = store_url(tmp_path / "store.sqlite3")
    plans: list[str] = []
    with Store.open(url, now=NOW) as store:
        store.remember(read(document()), item_key="k", entry_hash="e", extractor="x", now=NOW)
        opened = database(url)
        with opened.read() as other:

            def explain(
                connection: Connection, cursor: object, statement: str, parameters: Sequence[object], *_: object
            ) -> None:
                if statement.startswith(("SELECT", "UPDATE", "DELETE")):
                    found = other.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
                    plans.extend(str(row[3]) for row in found.fetchall())

            event.listen(store._database.engine, "before_cursor_execute", explain)
            ask(store)
        opened.close()
    assert plans
    assert [plan for plan in plans if "listing" in plan or plan.startswith("SCAN")] == []


def test_a_document_without_a_story_is_known_to_be_left_over(store: Store) -> None:
    """Only one that can be read, is still there, and came after the instant asked for."""
    assert not store.left_over(NOW)
    store.remember(read(document("d1")), item_key="k1", entry_hash="e", extractor="x", now=LATER)
    lost = document("d2", text="", state=DocumentState.UNREADABLE)
    store.remember(ReadDocument(lost, None), item_key="k2", entry_hash="e", extractor="x", now=LATER)
    assert store.left_over(NOW)
    assert not store.left_over(MUCH_LATER)
    assert sorted(store.seen_since(NOW)) == ["d1", "d2"]
    store.mark_removed("d1", now=LATER)
    assert not store.left_over(NOW)
