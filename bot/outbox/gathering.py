"""Stories from the store: documents that may still gain coverage, grouped and reconciled anew."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.campaigns import campaign_points, gaps
from bot.core.query import ClaimQuery, DocumentQuery, Selection, StoryQuery
from bot.core.reconcile import lineage, reconcile, told_rows
from bot.core.records import DocumentState, Event, Story
from bot.outbox.shelf import Shelf

# A story still gains coverage for so long after its documents were first seen.
OPEN_DAYS = 45
# Series are watched over so long: thirteen reports of a month.
SERIES_DAYS = 400


def gather_stories(store: Shelf, *, now: datetime, changed: bool = True) -> tuple[Story, ...]:
    """Group and reconcile the documents of the last weeks, with all of the stories they belong to, and save the result.

    Where nothing has `changed` and every readable document has its story, there is nothing to do: a round that found
    nothing new must not cost the reading of six weeks. A document that a crash left without one is still found.
    """
    recent = Selection(seen_since=now - timedelta(days=OPEN_DAYS))
    rows = [row.document for row in store.documents(DocumentQuery(where=recent, limit=0))]
    ids = {document.id for document in rows}
    before = {story.id: story for story in store.stories(StoryQuery(where=recent, limit=0))}
    known = {document: story.id for story in before.values() for document in story.documents}
    readable = {document.id for document in rows if document.state is DocumentState.READ}
    if not changed and readable <= known.keys():
        return ()
    del rows  # read again below, with their texts: both at once would be held for nothing
    read = store.readings(ids | known.keys())
    vague = store.vague(ids | known.keys())
    texts = [
        told_rows(document, claims, vague=vague.get(document.id, ()))
        for document, claims in read
        if document.state is DocumentState.READ
    ]
    stories = reconcile(texts, known=known)
    # Most of six weeks' stories stay as they were; writing them again would cost more than all the rest.
    store.save_stories([story for story in stories if before.get(story.id) != story], now=now)
    store.record(lineage(known, stories, at=now))
    return stories


def watch_series(store: Shelf, *, now: datetime) -> tuple[Event, ...]:
    """Record which report of a series that came regularly is missing ("the figures for March are missing"), each once."""
    where = Selection(roles=("regulator",), seen_since=now - timedelta(days=SERIES_DAYS))
    found = gaps(campaign_points(store.claims(ClaimQuery(where=where, limit=0))), now=now)
    store.record(found)
    return found
