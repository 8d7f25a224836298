"""Stories and events as the store keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.core.memory import Page
from bot.core.query import EventQuery, StoryQuery
from bot.core.records import Event, Story
from bot.store import events, stories
from bot.store.session import Session

# A chain of merges is followed so far.
MERGED = 20


class KeptStories(Session):
    """The part of the store that stories and events are written to and asked from."""

    def save_stories(self, told: Iterable[Story], *, now: datetime) -> None:
        """Put stories in the place of those of the same ids, all in one transaction."""
        with self._write() as connection:
            stories.save(connection, told, now=now)

    def stories(self, query: StoryQuery) -> Page[Story]:
        """Stories, the newest first."""
        with self._database.read() as connection:
            return stories.listed(connection, query)

    def story(self, story_id: str) -> Story | None:
        """A story by its id; one that was merged into another answers as that one."""
        with self._database.read() as connection:
            for _ in range(MERGED):
                found = stories.one(connection, story_id)
                later = None if found else events.merged_into(connection, story_id)
                if later is None:
                    return found
                story_id = later
            return None

    def story_of(self, document_id: str) -> Story | None:
        """The story a document belongs to."""
        with self._database.read() as connection:
            return stories.of_document(connection, document_id)

    def seen_since(self, moment: datetime) -> tuple[str, ...]:
        """The ids of the documents whose text first came after an instant."""
        with self._database.read() as connection:
            return stories.seen_since(connection, moment)

    def stale_stories(self, moment: datetime) -> frozenset[str]:
        """The ids of stories with a document that came since, and was read or removed after the story was written."""
        with self._database.read() as connection:
            return stories.stale(connection, moment)

    def left_over(self, moment: datetime) -> bool:
        """Whether a readable document that came since has no story: a crash came between reading and gathering."""
        with self._database.read() as connection:
            return stories.left_over(connection, moment)

    def record(self, happened: Iterable[Event]) -> None:
        """Store events; one known by its id stays as it was."""
        with self._write() as connection:
            events.record(connection, happened)

    def events(self, query: EventQuery) -> Page[Event]:
        """Events, the newest first."""
        with self._database.read() as connection:
            return events.listed(connection, query)
