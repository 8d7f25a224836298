"""The words the bot has for how things stand, the same on every surface."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """What a page is wanted for, or that something is brought there; politeness and limits differ."""

    LISTING = "listing"
    ARTICLE = "article"
    ROBOTS = "robots"
    DELIVERY = "delivery"


class DocumentState(StrEnum):
    """What became of a document."""

    READ = "read"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    REMOVED = "removed"


class SourceState(StrEnum):
    """How a source fares; the same words everywhere. Quiet, blocked and broken are three different things."""

    NEW = "new"
    OK = "ok"
    QUIET = "quiet"
    BLOCKED = "blocked"
    BROKEN = "broken"
    RETIRED = "retired"


class EventKind(StrEnum):
    """What can happen to documents and sources after they were first seen."""

    EDITED = "edited"
    FIGURE_CHANGED = "figure_changed"
    FIGURE_ADDED = "figure_added"
    FIGURE_VANISHED = "figure_vanished"
    REMOVED = "removed"
    SOURCE_BROKEN = "source_broken"
    SOURCE_RECOVERED = "source_recovered"
    SERIES_GAP = "series_gap"
    STORY_MERGED = "story_merged"
    STORY_SPLIT = "story_split"


class Status(StrEnum):
    """How a report's figure stands to the primary text's."""

    AGREES = "agrees"
    ROUNDED = "rounded"
    LOOSER = "looser"
    DIFFERS = "differs"
    PRIMARY_ONLY = "primary_only"
    REPORTS_ONLY = "reports_only"


class DeliveryState(StrEnum):
    """Where a delivery stands. A `trying` found at start is `unknown`: it may have arrived."""

    DUE = "due"
    TRYING = "trying"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
