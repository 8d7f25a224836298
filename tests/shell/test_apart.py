"""Stories of many documents, put together in a process of their own: the same ones, and nothing half saved."""

from __future__ import annotations

import multiprocessing
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.gathering import gather
from bot.core.query import EventQuery, StoryQuery
from bot.core.records import ReadDocument, ReadError, StoreError, Story
from bot.store import Store, store_url
from tests.core.campaigns import NOW, document, extraction, gold_documents


def filled(path: Path) -> Store:
    """A store with a few gold documents and no story."""
    store = Store.open(store_url(path), now=NOW)
    for form in gold_documents():
        if form["id"].startswith(("pd1", "pd4")):
            read = ReadDocument(replace(document(form), seen=NOW), extraction(form))
            store.remember(read, item_key=form["id"], entry_hash="h", extractor="gold", now=NOW)
    return store


def stories(store: Store) -> tuple[Story, ...]:
    """All stories with their facts and notes."""
    return tuple(store.stories(StoryQuery(limit=0)))


def test_a_process_of_its_own_tells_the_same_stories(tmp_path: Path) -> None:
    """To the last word; again changes nothing, and where nothing changed nothing is started."""
    with filled(tmp_path / "here.sqlite3") as here, filled(tmp_path / "apart.sqlite3") as apart:
        gather(here, now=NOW, changed=True)
        gather(apart, now=NOW, changed=True, few=0)
        assert len(stories(here)) == 2
        assert stories(apart) == stories(here)
        gather(apart, now=NOW, changed=True, few=0)
        gather(apart, now=NOW, changed=False, few=0)
        assert stories(apart) == stories(here)
        assert apart.events(EventQuery()) == here.events(EventQuery())


def test_a_store_in_memory_is_looked_at_here() -> None:
    """No other process can see it."""
    with Store.open("sqlite://", now=NOW) as store:
        form = gold_documents()[0]
        read = ReadDocument(replace(document(form), seen=NOW), extraction(form))
        store.remember(read, item_key="1", entry_hash="h", extractor="gold", now=NOW)
        assert store.address is None
        gather(store, now=NOW, changed=True, few=0)
        assert len(stories(store)) == 1


def test_a_process_that_dies_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """It is told in a sentence, and the next time does it again."""

    def kill() -> None:
        while not (found := multiprocessing.active_children()):
            pass
        found[0].kill()

    with filled(tmp_path / "store.sqlite3") as store:
        killer = threading.Thread(target=kill)
        killer.start()
        with pytest.raises(ReadError, match="died; the next round tries again"):
            gather(store, now=NOW, changed=True, few=0)
        killer.join()
        assert stories(store) == ()
        gather(store, now=NOW, changed=False)
        assert len(stories(store)) == 2


class Misled(Store):
    """A store whose file another process finds damaged."""

    @property
    def address(self) -> str | None:
        """The file beside it, which is no database."""
        path = Path(self.place).with_name("damaged.sqlite3")
        path.write_bytes(b"no database any more")
        return store_url(path)


def test_what_that_process_meets_is_told_as_if_met_here(tmp_path: Path) -> None:
    """The sentence of its StoreError, and nothing is saved."""
    with filled(tmp_path / "store.sqlite3") as store:
        ids = store.seen_since(NOW - timedelta(days=1))
    with Misled.open(store_url(tmp_path / "store.sqlite3"), now=NOW) as misled:
        assert len(ids) > 2
        with pytest.raises(StoreError, match=r"damaged\.sqlite3: the database is damaged"):
            gather(misled, now=NOW, changed=True, few=0)
        assert stories(misled) == ()
