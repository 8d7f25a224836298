"""The nouns of the bot: values that pass between its rooms, frozen and free of effects."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

from bot.core.errors import BotError, ConfigError, DeliveryError, FetchError, Mistake, QueryError, ReadError, StoreError
from bot.core.states import DeliveryState, DocumentState, EventKind, Purpose, SourceState, Status
from extractors import Extraction

# What lives next door and belongs to the same vocabulary: imported from here by every other room.
__all__ = [
    "BotError",
    "ConfigError",
    "DeliveryError",
    "DeliveryState",
    "DocumentState",
    "EventKind",
    "FetchError",
    "Mistake",
    "Purpose",
    "QueryError",
    "ReadError",
    "SourceState",
    "Status",
    "StoreError",
]


@dataclass(frozen=True, slots=True)
class Published:
    """When a document says it was published: its local day, and the instant where a time with zone is given."""

    day: date
    instant: datetime | None = None

    @property
    def iso(self) -> str:
        """ISO 8601: a plain day, or the instant with the offset it was given in."""
        return self.instant.isoformat() if self.instant else self.day.isoformat()

    @property
    def sort_key(self) -> datetime:
        """A UTC instant to order and filter by; a plain day counts from its start."""
        return (self.instant or datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)).astimezone(UTC)

    @classmethod
    def parse(cls, text: str) -> Published:
        """Read what `iso` wrote. Raises ValueError."""
        if len(text) == len("2023-05-29"):
            return cls(date.fromisoformat(text))
        instant = datetime.fromisoformat(text)
        return cls(instant.date(), instant)


@dataclass(frozen=True, slots=True)
class Request:
    """A page wanted. A source kind yields these and never fetches."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    purpose: Purpose = Purpose.LISTING


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "has it changed?" with, and where it said the page lies for good."""

    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page exactly as served (inflated body), with its hash and the moment it came; the evidence.

    `moved_to` is where permanent redirects led, and only they.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    sha256: str
    not_modified: bool = False
    moved_to: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item a feed or list pointed to. `text` is the item's own text where it has one."""

    url: str | None
    title: str
    published: Published | None = None
    id: str | None = None
    text: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A page read: what a reader of it would call title, body and date."""

    title: str
    text: str
    published: Published | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one announcement or report.

    `id` is the document's own and stays through its versions; `first_seen` is when the first version came,
    `seen` when this one did. `sha256` is the hash of the kept page it was read from.
    """

    id: str
    version: int
    source: str
    role: Literal["regulator", "media"]
    url: str | None
    title: str
    text: str
    lang: str | None
    published: Published | None
    first_seen: datetime
    seen: datetime
    sha256: str
    state: DocumentState = DocumentState.READ
    regulators: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with what was extracted from it: what the store remembers in one transaction."""

    document: Document
    extraction: Extraction | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A stage that could not finish, as a value. `state` is BLOCKED or BROKEN; `reason` one sentence for a reader."""

    source: str
    stage: Literal["config", "fetch", "list", "read", "extract", "store", "deliver"]
    reason: str
    state: SourceState = SourceState.BROKEN
    url: str | None = None
    retry_after: float | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """What is known of one source: its state, since when and why, and when it will be visited next.

    `last_visit` is None while the last visit has left something to be read: the next one takes nothing for unchanged.
    `failures` counts those in a row, `strain` weighs them; `told` says that an event told of them.
    """

    source: str
    state: SourceState = SourceState.NEW
    since: datetime | None = None
    cause: str | None = None
    last_success: datetime | None = None
    last_visit: datetime | None = None
    next_visit: datetime | None = None
    failures: int = 0
    strain: float = 0.0
    told: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """The outcome of one visit: entries seen (and those with a date), documents new and edited, or why it failed."""

    source: str
    started: datetime
    finished: datetime
    state: SourceState
    entries: int = 0
    new: int = 0
    edited: int = 0
    failures: tuple[Failure, ...] = ()
    next_visit: datetime | None = None
    dated: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `before` and `after` are claim row ids where figures are concerned."""

    id: str
    kind: EventKind
    at: datetime
    note: str
    document: str | None = None
    source: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A fact's or a claim's agreement: status, for `differs` its kind, a sentence for a reader, and who says what.

    `primary` is a row id of the primary's claim; `reports` and `agree` count independent reports.
    """

    status: Status
    kind: str | None = None
    note: str | None = None
    primary: str | None = None
    reports: int = 0
    agree: int = 0


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as every surface shows it (CONTRACT, section 4), with its document.

    `id` is a hash of document version, span and kind. `published` and `first_seen` belong to the document.
    """

    id: str
    value: int | float
    value_max: int | float | None
    bound: str
    kind: str
    currency: str | None
    unit: str
    action: str
    actor: str | None
    platforms: tuple[str, ...]
    period_start: date | None
    period_end: date | None
    has_period: bool
    reason: str | None
    part_of: str | None
    change: str | None
    also: tuple[str, ...]
    year_inferred: bool
    quote: str
    field: Literal["title", "text"]
    start: int
    end: int
    sentence_field: Literal["title", "text"]
    sentence_start: int
    sentence_end: int
    sentence_text: str
    rule: str
    confidence: float
    document: Document
    story: str | None
    agreement: Agreement | None
    extractor: str
    extracted_at: datetime
    currency_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the world as each text gives it.

    `agreement` is the fact's (that of its farthest report); `each` holds that of every claim against the
    primary's, in the order of `claims` (empty: the fact's own for all of them).
    """

    value: int | float
    unit: str
    action: str
    claims: tuple[str, ...]
    agreement: Agreement
    each: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class VagueFigure:
    """A figure without a definite value: its words and the least and most they can mean."""

    quote: str
    unit: str
    action: str
    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class StoryNote:
    """A departure that is no single figure: platforms, vague words, sums.

    Or what is said of how reports were counted: texts that repeat one another ("copy") or may do so ("doubt").
    """

    kind: Literal["platforms", "vague", "sum", "copy", "doubt"]
    docs: tuple[str, ...]
    note: str

    @property
    def counted(self) -> str | None:
        """How the texts count as reports, "once" or "apart", where the note is about that."""
        return {"copy": "once", "doubt": "apart"}.get(self.kind)


@dataclass(frozen=True, slots=True)
class Story:
    """One announcement with its coverage. `primary` is the regulator's own text, where it was found."""

    id: str
    title: str
    documents: tuple[str, ...]
    primary: str | None
    facts: tuple[Fact, ...] = ()
    notes: tuple[StoryNote, ...] = ()
    first_seen: datetime | None = None
    regulators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """A number in an edition that is no claim's own value: by which rule it follows from which claims."""

    text: str
    rule: Literal["rounding", "sum", "difference", "share", "count"]
    claims: tuple[str, ...]
    value: float


@dataclass(frozen=True, slots=True)
class SourceNotice:
    """A source that could not be read when an edition was made, or that can be read again."""

    source: str
    name: str
    state: SourceState
    since: datetime | None
    cause: str | None


@dataclass(frozen=True, slots=True)
class EditionItem:
    """One story or lone document in an edition, with the claims it shows, the most telling first."""

    title: str
    url: str | None
    story: str | None
    documents: tuple[Document, ...]
    claims: tuple[ClaimRow, ...]
    facts: tuple[Fact, ...] = ()
    notes: tuple[StoryNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """What one digest says once and for all: its window, figures, items, edits and silent sources.

    `timezone` is the zone its days are told in; `moved` and `altered` hold the claims and documents that `events`
    name; `source_names` pairs a source's id with its name; `unsupported` a language without a room with its documents.
    """

    digest: str
    name: str
    date: date
    number: int
    window_start: datetime
    window_end: datetime
    figures: tuple[ClaimRow, ...]
    items: tuple[EditionItem, ...]
    events: tuple[Event, ...] = ()
    broken: tuple[SourceNotice, ...] = ()
    recovered: tuple[SourceNotice, ...] = ()
    quiet_sources: int = 0
    checked_sources: int = 0
    derived: tuple[Derived, ...] = ()
    made_at: datetime | None = field(default=None)
    timezone: str = "UTC"
    moved: tuple[ClaimRow, ...] = ()
    altered: tuple[Document, ...] = ()
    source_names: tuple[tuple[str, str], ...] = ()
    unsupported: tuple[tuple[str, int], ...] = ()
