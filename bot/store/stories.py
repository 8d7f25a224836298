"""Stories: which documents speak of one announcement, the facts they tell, and how each claim agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, RowMapping, delete, exists, func, insert, or_, select

from bot.core.memory import Page
from bot.core.query import Selection, StoryQuery
from bot.core.records import DocumentState, Fact, Story, StoryNote
from bot.store.agreements import agreement_of, form
from bot.store.cursors import after, cursor, page_of
from bot.store.selecting import document_conditions, story_conditions
from bot.store.tables import claims, documents, fact_claims, facts, stories, story_documents, versions
from bot.store.version_rows import NEWEST
from bot.store.writing import put_all

# Databases bound the number of values in one query.
BATCH = 500
# Stories are written so many at a time, a statement a table.
SAVED_AT_ONCE = 100


def save(connection: Connection, told: Iterable[Story], *, now: datetime) -> None:
    """Put stories in the place of those of the same ids; a document moves to the story that names it.

    Stories left without a document go.
    """
    every = iter(told)
    while batch := tuple(islice(every, SAVED_AT_ONCE)):
        _save(connection, batch, now=now)
    left = ~exists().where(story_documents.c.story == stories.c.id)
    connection.execute(delete(stories).where(left))


def listed(connection: Connection, query: StoryQuery) -> Page[Story]:
    """One page of stories, the newest first, with documents and facts in four queries, however many they are."""
    statement = select(stories).where(*story_conditions(query.where))
    if query.cursor:
        statement = statement.where(after(query.cursor, stories.c.first_seen, stories.c.id))
    statement = statement.order_by(stories.c.first_seen.desc(), stories.c.id.desc())
    if query.limit:
        statement = statement.limit(query.limit + 1)
    found = connection.execute(statement).mappings().all()
    page = page_of(
        found, limit=query.limit, read=lambda row: row, mark=lambda row: cursor(row["first_seen"], row["id"])
    )
    return Page(_whole(connection, page.rows), page.next)


def one(connection: Connection, story_id: str) -> Story | None:
    """A story by its id."""
    found = connection.execute(select(stories).where(stories.c.id == story_id)).mappings().all()
    return next(iter(_whole(connection, found)), None)


def of_document(connection: Connection, document_id: str) -> Story | None:
    """The story a document belongs to."""
    statement = select(story_documents.c.story).where(story_documents.c.document == document_id)
    story_id = connection.execute(statement).scalar()
    return one(connection, story_id) if story_id else None


def seen_since(connection: Connection, moment: datetime) -> tuple[str, ...]:
    """The ids of the documents whose text first came after an instant."""
    where = document_conditions(Selection(seen_since=moment))
    return tuple(connection.execute(select(documents.c.id).where(*where)).scalars())


def stale(connection: Connection, moment: datetime) -> frozenset[str]:
    """The stories of documents that came since which may say something else now: one of theirs was read or removed.

    Of two things at one instant nobody knows which came later: such a story is among them.
    """
    later = or_(versions.c.extracted_at >= stories.c.changed, documents.c.removed_at >= stories.c.changed)
    members = (
        exists()
        .where(story_documents.c.story == stories.c.id, later)
        .where(documents.c.id == story_documents.c.document, versions.c.document == documents.c.id, NEWEST)
    )
    statement = select(stories.c.id).where(members, *story_conditions(Selection(seen_since=moment)))
    return frozenset(connection.execute(statement).scalars())


def left_over(connection: Connection, moment: datetime) -> bool:
    """Whether a readable document that came since has no story."""
    where = document_conditions(Selection(seen_since=moment))
    readable = (versions.c.state == DocumentState.READ, documents.c.removed_at.is_(None))
    told = exists().where(story_documents.c.document == documents.c.id)
    statement = select(documents.c.id).join(versions, versions.c.document == documents.c.id)
    return connection.execute(statement.where(NEWEST, *readable, ~told, *where).limit(1)).first() is not None


def _save(connection: Connection, told: Sequence[Story], *, now: datetime) -> None:
    rows = [
        {
            "id": story.id,
            "title": story.title,
            "primary_document": story.primary,
            "notes": [{"kind": note.kind, "docs": list(note.docs), "note": note.note} for note in story.notes],
            "regulators": story.regulators,
            "first_seen": story.first_seen or _first_seen(connection, story, now=now),
            "changed": now,
        }
        for story in told
    ]
    put_all(connection, stories, rows, replace=tuple(rows[0]))
    ids = [story.id for story in told]
    connection.execute(delete(story_documents).where(story_documents.c.story.in_(ids)))
    connection.execute(delete(facts).where(facts.c.story.in_(ids)))
    members = [
        {"document": document, "story": story.id, "position": position}
        for story in told
        for position, document in enumerate(story.documents)
    ]
    put_all(connection, story_documents, members, replace=("story", "position"))
    found = [_fact_row(fact, story.id, place) for story in told for place, fact in enumerate(story.facts)]
    if found:
        connection.execute(insert(facts), found)
        _save_members(connection, told)


def _first_seen(connection: Connection, story: Story, *, now: datetime) -> datetime:
    """When the first of its documents was seen."""
    seen = select(func.min(documents.c.first_seen)).where(documents.c.id.in_(story.documents))
    return connection.execute(seen).scalar() or now


def _fact_row(fact: Fact, story: str, position: int) -> dict[str, object]:
    return {
        "story": story,
        "position": position,
        "value": fact.value,
        "unit": fact.unit,
        "action": fact.action,
        "agreement": form(fact.agreement),
    }


def _save_members(connection: Connection, told: Sequence[Story]) -> None:
    """Write which claims tell the facts of stories; a claim that is no more is left out."""
    named = [claim for story in told for fact in story.facts for claim in fact.claims]
    known: set[str] = set()
    for start in range(0, len(named), BATCH):
        query = select(claims.c.id).where(claims.c.id.in_(named[start : start + BATCH]))
        known.update(connection.execute(query).scalars())
    members = [member for story in told for member in _members_of(story) if member["claim"] in known]
    put_all(connection, fact_claims, members, replace=("story", "fact", "position", "status", "agreement"))


def _members_of(story: Story) -> Iterator[dict[str, object]]:
    """The claims of a story's facts as rows."""
    for position, fact in enumerate(story.facts):
        each = fact.each or (fact.agreement,) * len(fact.claims)
        for place, (claim, agreement) in enumerate(zip(fact.claims, each, strict=True)):
            yield {
                "claim": claim,
                "story": story.id,
                "fact": position,
                "position": place,
                "status": str(agreement.status),
                "agreement": form(agreement),
            }


def _whole(connection: Connection, rows: Sequence[RowMapping]) -> tuple[Story, ...]:
    """Stories with all that belongs to them."""
    told: list[Story] = []
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        ids = [row["id"] for row in batch]
        members, facts_of = _members(connection, ids), _facts(connection, ids)
        told += [_story(row, documents=members, facts_of=facts_of) for row in batch]
    return tuple(told)


def _members(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[str]]:
    statement = select(story_documents).where(story_documents.c.story.in_(ids)).order_by(story_documents.c.position)
    members: dict[str, list[str]] = {}
    for row in connection.execute(statement):
        members.setdefault(row.story, []).append(row.document)
    return members


def _facts(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[Fact]]:
    statement = select(fact_claims).where(fact_claims.c.story.in_(ids)).order_by(fact_claims.c.position)
    held: dict[tuple[str, int], list[RowMapping]] = {}
    for row in connection.execute(statement).mappings():
        held.setdefault((row["story"], row["fact"]), []).append(row)
    told: dict[str, list[Fact]] = {}
    for row in connection.execute(select(facts).where(facts.c.story.in_(ids)).order_by(facts.c.position)).mappings():
        told.setdefault(row["story"], []).append(_fact(row, held.get((row["story"], row["position"]), [])))
    return told


def _fact(columns: RowMapping, members: Sequence[RowMapping]) -> Fact:
    return Fact(
        value=columns["value"],
        unit=columns["unit"],
        action=columns["action"],
        claims=tuple(member["claim"] for member in members),
        agreement=agreement_of(columns["agreement"]),
        each=tuple(agreement_of(member["agreement"]) for member in members),
    )


def _story(columns: RowMapping, *, documents: Mapping[str, list[str]], facts_of: Mapping[str, list[Fact]]) -> Story:
    notes = (StoryNote(note["kind"], tuple(note["docs"]), note["note"]) for note in columns["notes"])
    return Story(
        id=columns["id"],
        title=columns["title"],
        documents=tuple(documents.get(columns["id"], ())),
        primary=columns["primary_document"],
        facts=tuple(facts_of.get(columns["id"], ())),
        notes=tuple(notes),
        first_seen=columns["first_seen"],
        regulators=columns["regulators"],
    )
