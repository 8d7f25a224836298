"""Stories from the store: documents that may still gain coverage, grouped and reconciled anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.campaigns import campaign_points, gaps
from bot.core.query import ClaimQuery, Selection, StoryQuery
from bot.core.reconcile import lineage, reconcile, told_rows
from bot.core.records import DocumentState, Event, Story
from bot.outbox.shelf import Shelf

# A story still gains coverage for so long after its documents were first seen.
OPEN_DAYS = 45
# Stories as they stand are looked at so many at a time.
AT_ONCE = 500
# Series are watched over so long: thirteen reports of a month.
SERIES_DAYS = 400


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The stories of the last weeks as they are now, those of them that are not as they were, and what is to be told."""

    stories: tuple[Story, ...]
    changed: tuple[Story, ...]
    events: tuple[Event, ...]


def gather_stories(store: Shelf, *, now: datetime, changed: bool = True) -> tuple[Story, ...]:
    """Group and reconcile the documents of the last weeks, with all of the stories they belong to, and save the result."""
    return put_together(store, now=now) if to_gather(store, now=now, changed=changed) else ()


def put_together(store: Shelf, *, now: datetime) -> tuple[Story, ...]:
    """The same where it is known that there is something to do."""
    found = regrouped(store, now=now)
    store.save_stories(found.changed, now=now)
    store.record(found.events)
    return found.stories


def to_gather(store: Shelf, *, now: datetime, changed: bool) -> tuple[str, ...]:
    """The documents of the last weeks, if there is anything to do.

    Where nothing has `changed` and every readable document has its story, there is not: a round that found nothing new
    must not cost the reading of six weeks. A document that a crash left without one is still found.
    """
    since = now - timedelta(days=OPEN_DAYS)
    return store.seen_since(since) if changed or store.left_over(since) else ()


def regrouped(store: Shelf, *, now: datetime) -> Regrouped:
    """The documents of the last weeks, with all of the stories they belong to, grouped and reconciled; nothing is saved."""
    since = now - timedelta(days=OPEN_DAYS)
    before = _standing(store, since=since)
    known = {document: story.id for story in before.values() for document in story.documents}
    stale = store.stale_stories(since)
    ids = {*store.seen_since(since), *known}
    read = store.readings(ids)
    vague = store.vague(ids)
    texts = [
        told_rows(document, claims, vague=vague.get(document.id, ()))
        for document, claims in read
        if document.state is DocumentState.READ
    ]
    kept = {story_id: story for story_id, story in before.items() if story_id not in stale}
    stories = reconcile(texts, known=known, kept=kept)
    # Most of six weeks' stories stay as they were; writing them again would cost more than all the rest. One that was
    # looked at is written all the same, so that it is not looked at again.
    changed = tuple(story for story in stories if story.id in stale or before.get(story.id) != story)
    return Regrouped(stories, changed, lineage(known, stories, at=now))


def _standing(store: Shelf, *, since: datetime) -> Mapping[str, Story]:
    """The stories as they stand, by their ids."""
    found: dict[str, Story] = {}
    query = StoryQuery(where=Selection(seen_since=since), limit=AT_ONCE)
    while True:
        page = store.stories(query)
        found.update((story.id, story) for story in page)
        if page.next is None:
            return found
        query = replace(query, cursor=page.next)


def watch_series(store: Shelf, *, now: datetime) -> tuple[Event, ...]:
    """Record which report of a series that came regularly is missing ("the figures for March are missing"), each once."""
    found = gaps_of_series(store, now=now)
    store.record(found)
    return found


def gaps_of_series(store: Shelf, *, now: datetime) -> tuple[Event, ...]:
    """Which report of a series that came regularly is missing."""
    where = Selection(roles=("regulator",), seen_since=now - timedelta(days=SERIES_DAYS))
    return gaps(campaign_points(store.claims(ClaimQuery(where=where, limit=0))), now=now)
