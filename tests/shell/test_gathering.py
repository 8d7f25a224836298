"""Stories gathered from a real store: the same whatever came first, every merge and split recorded."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.core.query import EventQuery, StoryQuery
from bot.core.reconcile import lineage, reconcile
from bot.core.records import EventKind, ReadDocument, Story
from bot.outbox import gather_stories, watch_series
from bot.store import Store, store_url
from extractors import Action, Period, Span, Unit, Vague
from tests.core.campaigns import NOW, Form, document, extraction, gold_documents
from tests.core.told_texts import figure
from tests.core.told_texts import text as told_text

FORMS = [form for form in gold_documents() if form["id"].startswith(("pd1", "pd4"))]


def remember(store: Store, form: Form) -> None:
    """A gold document with its annotated claims; where it says "millions", that as a vague figure."""
    found = extraction(form)
    if form["id"] == "pd1-en-b":
        vague = Vague(span=Span("text", 0, 3), unit=Unit.CONTENT, action=Action.REMOVE, min=2_000_000, max=None)
        found = replace(found, vague=(vague,))
    read = ReadDocument(replace(document(form), seen=NOW), found)
    store.remember(read, item_key=form["id"], entry_hash="h", extractor="gold", now=NOW)


def grouped(store: Store) -> set[frozenset[str]]:
    """The stories as sets of documents."""
    return {frozenset(story.documents) for story in store.stories(StoryQuery(limit=0))}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_does_not_change_the_stories(tmp_path: Path, seed: int) -> None:
    """Gathered after each arrival, in any order, the end is that of one sitting; an id that went is told of."""
    forms = FORMS[:]
    random.Random(seed).shuffle(forms)  # noqa: S311  # an order to shuffle, no secret
    ids: set[str] = set()
    with Store.open(store_url(tmp_path / "store.sqlite3"), now=NOW) as store:
        for form in forms:
            remember(store, form)
            ids |= {story.id for story in gather_stories(store, now=NOW)}
        assert grouped(store) == {frozenset(f["id"] for f in FORMS if f["id"].startswith(p)) for p in ("pd1", "pd4")}
        told = {event.before for event in store.events(EventQuery(kinds=("story_merged",)))}
        assert ids - {story.id for story in store.stories(StoryQuery(limit=0))} <= told
        assert all(store.story(story_id) is not None for story_id in ids)
        assert store.story("s-unknown") is None


def test_vague_words_are_read_back_from_the_store(tmp_path: Path) -> None:
    """The words "millions of posts" beside 1.41 million is noted as it is in a stream of texts."""
    with Store.open(store_url(tmp_path / "store.sqlite3"), now=NOW) as store:
        for form in FORMS:
            remember(store, form)
        notes = [note for story in gather_stories(store, now=NOW) for note in story.notes]
        assert store.vague(["pd1-en-a"]) == {}
        assert any(note.kind == "vague" and note.docs == ("pd1-en-b",) for note in notes)


def test_merges_and_splits_are_told_as_events() -> None:
    """An id that another story took over was merged; one that lost documents was split; one that stayed is silent."""

    def story(name: str, *documents: str) -> Story:
        return Story(id=name, title="", documents=documents, primary=None)

    known = {"a": "s1", "b": "s1", "c": "s2", "d": "s3", "gone": "s4"}
    events = lineage(known, (story("s1", "a", "c"), story("s9", "b"), story("s3", "d")), at=NOW)
    assert [(event.kind, event.before, event.after) for event in events] == [
        (EventKind.STORY_SPLIT, "s1", "s9"),
        (EventKind.STORY_MERGED, "s2", "s1"),
    ]
    assert events[0].note == "one document of story s1 moved to story s9"


def test_a_report_that_did_not_come_is_an_event(tmp_path: Path) -> None:
    """Three monthly reports and a hole between them; told once."""
    form = next(form for form in FORMS if form["kind"] == "regulator")
    with Store.open(store_url(tmp_path / "store.sqlite3"), now=NOW) as store:
        for month in (1, 2, 4):
            start = date(2023, month, 1)
            period = Period(start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1))
            found = extraction(form)
            found = replace(found, claims=tuple(replace(claim, period=period) for claim in found.claims))
            made = replace(document(form), id=f"m{month}", title=f"Figures of month {month}", seen=NOW)
            store.remember(ReadDocument(made, found), item_key=str(month), entry_hash="h", extractor="gold", now=NOW)
        assert len(watch_series(store, now=NOW)) == 1
        watch_series(store, now=NOW + timedelta(days=1))
        (event,) = store.events(EventQuery(kinds=("series_gap",))).rows
        assert event.note.startswith("The figures for Mar 2023 are missing: figures of month")


def test_only_stories_with_a_text_that_changed_are_looked_at_again(tmp_path: Path) -> None:
    """One whose text was edited or removed is told anew, and so is one that a text joined; the others stay as written."""
    with Store.open(store_url(tmp_path / "store.sqlite3"), now=NOW) as store:
        for form in FORMS:
            remember(store, form)
        week = NOW - timedelta(days=7)
        hours = [NOW + timedelta(hours=n) for n in range(5)]
        first = {story.id: story for story in gather_stories(store, now=hours[1])}
        assert store.stale_stories(week) == frozenset()
        story = store.story_of("pd1-en-a")
        assert story is not None
        (other,) = first.keys() - {story.id}
        form = next(form for form in FORMS if form["id"] == "pd1-en-a")
        edited = ReadDocument(
            replace(document(form), text=form["text"] + " It was edited.", seen=NOW), extraction(form)
        )
        store.remember(edited, item_key=form["id"], entry_hash="i", extractor="gold", now=hours[2])
        assert store.stale_stories(week) == {story.id}
        again = {story.id: story for story in gather_stories(store, now=hours[3])}
        assert again.keys() == first.keys()
        assert again[other] == first[other]
        assert store.stale_stories(week) == frozenset()
        gone = first[other].documents[-1]
        store.mark_removed(gone, now=hours[4])
        assert store.stale_stories(week) == {other}
        assert gone not in {d for story in gather_stories(store, now=hours[4]) for d in story.documents}


def test_a_story_whose_texts_are_the_same_is_taken_as_it_was_kept() -> None:
    """Not looked at again; with another text in it, it is."""
    one = told_text("p", figure("It closed [66,600] accounts."), primary=True)
    two, three = (told_text(name, figure("It closed [66,600] accounts.")) for name in "ab")
    (story,) = reconcile([one, two])
    kept = {story.id: replace(story, title="as it was kept")}
    known = dict.fromkeys(story.documents, story.id)
    assert reconcile([one, two], known=known, kept=kept) == tuple(kept.values())
    (joined,) = reconcile([one, two, three], known=known, kept=kept)
    assert (joined.id, joined.title) == (story.id, story.title)
