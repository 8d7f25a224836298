"""The tables: what is kept, and the natural keys that make doing something twice change nothing."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
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
    false,
)

from bot.store.columns import Figure, Instant, Names

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# SQLite counts rows by itself only in a column of type INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")

pages = Table(
    "pages",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False, comment="zlib"),
    Column("size", BigInteger, nullable=False, comment="bytes before compression"),
    Column("kept_at", Instant, nullable=False),
)

fetches = Table(
    "fetches",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("sha256", Text, nullable=True, index=True, comment="none for a 304"),
    UniqueConstraint("source", "url", "fetched_at"),
)

validators = Table(
    "validators",
    metadata,
    Column("source", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("sha256", Text),
    Column("fetched_at", Instant, nullable=False),
    Column("moved_to", Text, comment="where the server says it lies for good"),
)

items = Table(
    "items",
    metadata,
    Column("source", Text, primary_key=True),
    Column("item_key", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("entry_hash", Text, nullable=False),
    Column("reads", Integer, nullable=False),
    Column("last_read", Instant, nullable=False),
    Column("missed", Integer, nullable=False, server_default="0", comment="times in a row that its page was gone"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("url", Text),
    Column("newest", Integer, nullable=False, comment="number of the newest version"),
    Column("removed_at", Instant, comment="when it was found gone from its source"),
    Column("first_seen", Instant, nullable=False),
    Column("first_read", Instant, index=True, comment="when its text first came; none while it is unreadable"),
)

versions = Table(
    "versions",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("newest", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("lang", Text),
    Column("published", Text, comment="as the document says it: a day, or an instant with its offset"),
    Column("day", Date, nullable=False, comment="local day of publication, else the day first seen"),
    Column("earliest", Instant, nullable=False, comment="instant of publication, or the start of that day"),
    Column("latest", Instant, nullable=False, comment="instant of publication, or the end of that day"),
    Column("seen", Instant, nullable=False, comment="when this version came"),
    Column("sha256", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("regulators", Names, nullable=False),
    Column("platforms", Names, nullable=False),
    Column("note", Text),
    Column("unsupported", Text, comment="a language without a room"),
    Column("dates", JSON, nullable=False),
    Column("vague", JSON, nullable=False),
    Column("claims", Integer, nullable=False, comment="how many"),
    Column("extractor", Text, nullable=False),
    Column("extracted_at", Instant, nullable=False),
    UniqueConstraint("document", "version"),
    Index("ix_versions_listing", "newest", "earliest", "id"),
    Index("ix_versions_seen", "seen"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version_id", RowNumber, ForeignKey("versions.id"), nullable=False),
    Column("position", Integer, nullable=False, comment="place among the claims of its version"),
    Column("newest", Boolean, nullable=False),
    Column("earliest", Instant, nullable=False, comment="that of its version, so that listing walks one index"),
    Column("kind", Text, nullable=False),
    Column("value", Figure, nullable=False),
    Column("value_max", Figure),
    Column("low", Float, nullable=False, comment="value, to filter by"),
    Column("high", Float, nullable=False, comment="value_max or value, to filter by"),
    Column("bound", Text, nullable=False),
    Column("currency", Text),
    Column("currency_inferred", Boolean, nullable=False),
    Column("unit", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("actor", Text),
    Column("platforms", Names, nullable=False),
    Column("has_period", Boolean, nullable=False),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("year_inferred", Boolean, nullable=False),
    Column("reason", Text),
    Column("part_of", Text),
    Column("change", Text),
    Column("also", Names, nullable=False),
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
    Column("extracted_at", Instant, nullable=False),
    UniqueConstraint("version_id", "position"),
    Index("ix_claims_listing", "newest", "earliest", "version_id", "position"),
)

# Names by which claims and documents are found, case folded; a claim has those of its actor and document too.
claim_names = Table(
    "claim_names",
    metadata,
    Column("kind", Text, primary_key=True, comment="platform or regulator"),
    Column("name", Text, primary_key=True),
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
)

version_names = Table(
    "version_names",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("version_id", RowNumber, ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True, index=True),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("primary_document", Text),
    Column("notes", JSON, nullable=False),
    Column("regulators", Names, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    Index("ix_stories_listing", "first_seen", "id"),
)

story_documents = Table(
    "story_documents",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("value", Figure, nullable=False),
    Column("unit", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("agreement", JSON, nullable=False),
)

fact_claims = Table(
    "fact_claims",
    metadata,
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("story", Text, nullable=False),
    Column("fact", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("status", Text, nullable=False, index=True),
    Column("agreement", JSON, nullable=False, comment="this claim against the primary's"),
    ForeignKeyConstraint(["story", "fact"], ["facts.story", "facts.position"], ondelete="CASCADE"),
    Index("ix_fact_claims_story_fact", "story", "fact"),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", Text, nullable=False),
    Column("document", Text, index=True),
    Column("source", Text, index=True),
    Column("before", Text),
    Column("after", Text),
    Index("ix_events_listing", "at", "id"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("since", Instant),
    Column("cause", Text),
    Column("last_success", Instant),
    Column("last_visit", Instant),
    Column("next_visit", Instant),
    Column("failures", Integer, nullable=False),
    Column("strain", Float, nullable=False, server_default="0", comment="the failures, weighed"),
    Column("told", Boolean, nullable=False, server_default=false(), comment="whether an event told of them"),
)

visits = Table(
    "visits",
    metadata,
    Column("source", Text, primary_key=True),
    Column("started", Instant, primary_key=True),
    Column("finished", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("edited", Integer, nullable=False),
    Column("failures", JSON, nullable=False),
    Column("dated", Integer, nullable=False, server_default="0", comment="entries with a date"),
)

editions = Table(
    "editions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("window_start", Instant, nullable=False),
    Column("window_end", Instant, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("items", Integer, nullable=False),
)

renderings = Table(
    "renderings",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("form", Text, primary_key=True, comment="html, md, txt or json"),
    Column("body", LargeBinary, nullable=False, comment="exactly as written and sent"),
    ForeignKeyConstraint(["digest", "date", "number"], ["editions.digest", "editions.date", "editions.number"]),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("number", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("since", Instant),
    Column("next_try", Instant),
    Column("message_id", Text),
    Column("cause", Text),
    UniqueConstraint("digest", "date", "number", "channel", "recipient"),
    ForeignKeyConstraint(["digest", "date", "number"], ["editions.digest", "editions.date", "editions.number"]),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started", Text, nullable=False, comment="tells the process from a later one of the same number"),
    Column("host", Text, nullable=False),
    Column("beat", Float, nullable=False, comment="last sign of life, seconds since 1970 by the database's clock"),
    Column("fence", Integer, nullable=False, comment="grows with every owner; a write under an old one is refused"),
)
