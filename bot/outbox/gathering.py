"""Stories from the store: documents that may still gain coverage, grouped and reconciled anew."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.query import DocumentQuery, Selection, StoryQuery
from bot.core.reconcile import reconcile, told_rows
from bot.core.records import DocumentState, Story
from bot.outbox.shelf import Shelf

# A story still gains coverage for so long after its documents were first seen.
OPEN_DAYS = 45


def gather_stories(store: Shelf, *, now: datetime) -> tuple[Story, ...]:
    """Group and reconcile the documents of the last weeks, with all of the stories they belong to, and save the result."""
    recent = Selection(seen_since=now - timedelta(days=OPEN_DAYS))
    ids = {row.document.id for row in store.documents(DocumentQuery(where=recent, limit=0))}
    known: dict[str, str] = {}
    for story in store.stories(StoryQuery(where=recent, limit=0)):
        known.update(dict.fromkeys(story.documents, story.id))
    ids.update(known)
    documents = [document for i in sorted(ids) if (document := store.document(i)) is not None]
    texts = [told_rows(d, store.claims_of(d.id)) for d in documents if d.state is DocumentState.READ]
    stories = reconcile(texts, known=known)
    store.save_stories(stories, now=now)
    return stories
