"""What became of stories when they were told anew: an id that was published keeps its meaning, or an event says what it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.core.claims import identity
from bot.core.records import Event, EventKind, Story


def lineage(known: Mapping[str, str], stories: Sequence[Story], *, at: datetime) -> tuple[Event, ...]:
    """Merges and splits: `known` names for a document the story it was published in, `stories` are those of now."""
    homes = {document: story.id for story in stories for document in story.documents}
    moved: dict[str, Counter[str]] = {}
    for document, old in sorted(known.items()):
        if document in homes:
            moved.setdefault(old, Counter())[homes[document]] += 1
    return tuple(event for old, now in sorted(moved.items()) for event in _became(old, now, at=at))


def _became(old: str, now: Counter[str], *, at: datetime) -> Iterator[Event]:
    """The events of one published id."""
    for new, documents in sorted(now.items()):
        if new == old:
            continue
        merged = old not in now and len(now) == 1
        kind = EventKind.STORY_MERGED if merged else EventKind.STORY_SPLIT
        told = f"{documents} documents" if documents > 1 else "one document"
        note = f"story {old} is now part of {new}" if merged else f"{told} of story {old} moved to story {new}"
        yield Event(
            id=identity("event", kind, old, new, at.isoformat()), kind=kind, at=at, note=note, before=old, after=new
        )
