"""The first schema: pages, documents with versions, claims, stories, events, sources, editions, deliveries, lease."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision = None

schema = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
RowNumber = BigInteger().with_variant(Integer, "sqlite")

Table(
    "pages",
    schema,
    Column("sha256", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False, comment="zlib"),
    Column("size", BigInteger, nullable=False, comment="bytes before compression"),
    Column("kept_at", DateTime(timezone=True), nullable=False),
)

Table(
    "fetches",
    schema,
    Column("id", RowNumber, primary_key=True),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("fetched_at", DateTime(timezone=True), nullable=False),
    Column("sha256", Text, nullable=True, index=True, comment="none for a 304"),
    UniqueConstraint("source", "url", "fetched_at"),
)

Table(
    "validators",
    schema,
    Column("source", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("sha256", Text),
    Column("fetched_at", DateTime(timezone=True), nullable=False),
)

Table(
    "items",
    schema,
    Column("source", Text, primary_key=True),
    Column("item_key", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("entry_hash", Text, nullable=False),
    Column("reads", Integer, nullable=False),
    Column("last_read", DateTime(timezone=True), nullable=False),
)

Table(
    "documents",
    schema,
    Column("id", Text, primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("url", Text),
    Column("newest", Integer, nullable=False, comment="number of the newest version"),
    Column("removed_at", DateTime(timezone=True), comment="when it was found gone from its source"),
    Column("first_seen", DateTime(timezone=True), nullable=False),
    Column(
        "first_read",
        DateTime(timezone=True),
        index=True,
        comment="when its text first came; none while it is unreadable",
    ),
)

Table(
    "versions",
    schema,
    Column("id", RowNumber, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("newest", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("lang", Text),
    Column("published", Text, comment="as the document says it: a day, or an instant with its offset"),
    Column("day", Date, nullable=False, comment="local day of publication, else the day first seen"),
    Column(
        "earliest", DateTime(timezone=True), nullable=False, comment="instant of publication, or the start of that day"
    ),
    Column("latest", DateTime(timezone=True), nullable=False, comment="instant of publication, or the end of that day"),
    Column("seen", DateTime(timezone=True), nullable=False, comment="when this version came"),
    Column("sha256", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("regulators", Text, nullable=False),
    Column("platforms", Text, nullable=False),
    Column("note", Text),
    Column("unsupported", Text, comment="a language without a room"),
    Column("dates", JSON, nullable=False),
    Column("vague", JSON, nullable=False),
    Column("claims", Integer, nullable=False, comment="how many"),
    Column("extractor", Text, nullable=False),
    Column("extracted_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("document", "version"),
    Index("ix_versions_listing", "newest", "earliest", "id"),
    Index("ix_versions_seen", "seen"),
)

Table(
    "claims",
    schema,
    Column("id", Text, primary_key=True),
    Column("version_id", RowNumber, ForeignKey("versions.id"), nullable=False),
    Column("position", Integer, nullable=False, comment="place among the claims of its version"),
    Column("newest", Boolean, nullable=False),
    Column(
        "earliest",
        DateTime(timezone=True),
        nullable=False,
        comment="that of its version, so that listing walks one index",
    ),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("value_max", Text),
    Column("low", Float, nullable=False, comment="value, to filter by"),
    Column("high", Float, nullable=False, comment="value_max or value, to filter by"),
    Column("bound", Text, nullable=False),
    Column("currency", Text),
    Column("currency_inferred", Boolean, nullable=False),
    Column("unit", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("actor", Text),
    Column("platforms", Text, nullable=False),
    Column("has_period", Boolean, nullable=False),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("year_inferred", Boolean, nullable=False),
    Column("reason", Text),
    Column("part_of", Text),
    Column("change", Text),
    Column("also", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("sentence_field", Text, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("sentence_text", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("extracted_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("version_id", "position"),
    Index("ix_claims_listing", "newest", "earliest", "version_id", "position"),
)

Table(
    "claim_names",
    schema,
    Column("kind", Text, primary_key=True, comment="platform or regulator"),
    Column("name", Text, primary_key=True),
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
)

Table(
    "version_names",
    schema,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("version_id", RowNumber, ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True, index=True),
)

Table(
    "stories",
    schema,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("primary_document", Text),
    Column("notes", JSON, nullable=False),
    Column("regulators", Text, nullable=False),
    Column("first_seen", DateTime(timezone=True), nullable=False),
    Column("changed", DateTime(timezone=True), nullable=False),
    Index("ix_stories_listing", "first_seen", "id"),
)

Table(
    "story_documents",
    schema,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
)

Table(
    "facts",
    schema,
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("value", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("agreement", JSON, nullable=False),
)

Table(
    "fact_claims",
    schema,
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("story", Text, nullable=False),
    Column("fact", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("status", Text, nullable=False, index=True),
    Column("agreement", JSON, nullable=False, comment="this claim against the primary's"),
    ForeignKeyConstraint(["story", "fact"], ["facts.story", "facts.position"], ondelete="CASCADE"),
    Index("ix_fact_claims_story_fact", "story", "fact"),
)

Table(
    "events",
    schema,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("note", Text, nullable=False),
    Column("document", Text, index=True),
    Column("source", Text, index=True),
    Column("before", Text),
    Column("after", Text),
    Index("ix_events_listing", "at", "id"),
)

Table(
    "sources",
    schema,
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("since", DateTime(timezone=True)),
    Column("cause", Text),
    Column("last_success", DateTime(timezone=True)),
    Column("last_visit", DateTime(timezone=True)),
    Column("next_visit", DateTime(timezone=True)),
    Column("failures", Integer, nullable=False),
)

Table(
    "visits",
    schema,
    Column("source", Text, primary_key=True),
    Column("started", DateTime(timezone=True), primary_key=True),
    Column("finished", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("edited", Integer, nullable=False),
    Column("failures", JSON, nullable=False),
)

Table(
    "editions",
    schema,
    Column("digest", Text, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("window_start", DateTime(timezone=True), nullable=False),
    Column("window_end", DateTime(timezone=True), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("items", Integer, nullable=False),
)

Table(
    "renderings",
    schema,
    Column("digest", Text, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("form", Text, primary_key=True, comment="html, md, txt or json"),
    Column("body", LargeBinary, nullable=False, comment="exactly as written and sent"),
    ForeignKeyConstraint(["digest", "date", "number"], ["editions.digest", "editions.date", "editions.number"]),
)

Table(
    "deliveries",
    schema,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("number", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("since", DateTime(timezone=True)),
    Column("next_try", DateTime(timezone=True)),
    Column("message_id", Text),
    Column("cause", Text),
    UniqueConstraint("digest", "date", "number", "channel", "recipient"),
    ForeignKeyConstraint(["digest", "date", "number"], ["editions.digest", "editions.date", "editions.number"]),
)

Table(
    "leases",
    schema,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started", Text, nullable=False, comment="tells the process from a later one of the same number"),
    Column("host", Text, nullable=False),
    Column("beat", Float, nullable=False, comment="last sign of life, seconds since 1970 by the database's clock"),
    Column("fence", Integer, nullable=False, comment="grows with every owner; a write under an old one is refused"),
)


def upgrade() -> None:
    """Make every table."""
    schema.create_all(op.get_bind())
