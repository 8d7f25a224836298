"""Filters: the same for the command line, the API and feeds (CONTRACT, section 4)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeVar

from bot.core.records import EventKind, QueryError, Status
from extractors import NO_NAMES, Action, ExtraNames, Kind, NameKind, Unit

if TYPE_CHECKING:  # two dozen records of the configuration, which a query reads none of
    from bot.core.config import Filters

DEFAULT_LIMIT = 100
ROLES = ("regulator", "media")
# "7d", "36h": how far back from now.
AGO = re.compile(r"(?P<count>\d{1,6})\s*(?P<unit>[mhdw])", re.ASCII)
AGO_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Moment = date | datetime
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which claims, documents, stories or events are meant. An empty tuple means all.

    Values of one field: or; different fields: and. `since` and `until` look at the day or instant a document was
    published (first seen where undated); both ends are included, a plain day with all its hours. `seen_since` (not
    included) and `seen_until` (included) are instants and look at when the document was first read: the window of a
    digest, to which later versions bring events. `min` and `max` are in the claim's own unit; a range counts as soon
    as it touches them. Every word of `q` must stand in the title or the sentence (documents: the title or the text).
    """

    regulators: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    since: Moment | None = None
    until: Moment | None = None
    min: float | None = None
    max: float | None = None
    q: str | None = None
    seen_since: datetime | None = None
    seen_until: datetime | None = None
    documents: tuple[str, ...] = ()
    min_confidence: float = 0.0


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Claims, the newest document's first. `limit` 0 means all; `versions` "all" gives old versions' claims too."""

    where: Selection = EVERYTHING
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    versions: Literal["newest", "all"] = "newest"


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Documents, the newest first; filters that only a claim can meet mean: has such a claim."""

    where: Selection = EVERYTHING
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """Stories, the newest first, that hold a document (or a claim) as selected."""

    where: Selection = EVERYTHING
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Events, the newest first; `since` and `until` look at when they happened."""

    where: Selection = EVERYTHING
    kinds: tuple[str, ...] = ()
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


def selected(filters: Filters) -> Selection:
    """The selection a digest's filters mean."""
    return Selection(
        regulators=filters.regulators,
        platforms=filters.platforms,
        actions=filters.actions,
        units=filters.units,
        langs=filters.langs,
        sources=filters.sources,
        min=filters.min,
        q=filters.q,
    )


def selection(options: Mapping[str, Sequence[str]], *, now: datetime, names: ExtraNames = NO_NAMES) -> Selection:
    """Read filters as texts, named as on the command line ("regulator", "since" ...), each repeated or not.

    `now` is what "7d" counts back from. A regulator or platform may be named by any spelling that is built in or in
    `names`; one that is known by none is taken as it stands. Raises QueryError with every mistake.
    """
    reading = _Reading(options)
    result = Selection(
        regulators=canonical(reading.names("regulator"), kind=NameKind.REGULATOR, names=names),
        platforms=canonical(reading.names("platform"), kind=NameKind.PLATFORM, names=names),
        actions=reading.words("action", Action),
        units=reading.words("unit", Unit),
        kinds=reading.words("kind", Kind),
        roles=reading.words("role", ROLES),
        langs=reading.names("lang"),
        sources=reading.names("source"),
        agreements=reading.words("agreement", Status),
        since=reading.one("since", lambda text: moment(text, now=now)),
        until=reading.one("until", lambda text: moment(text, now=now)),
        min=reading.one("min", number),
        max=reading.one("max", number),
        q=reading.one("q", str.strip),
    )
    reading.finish()
    return result


def canonical(texts: Iterable[str], *, kind: NameKind, names: ExtraNames = NO_NAMES) -> tuple[str, ...]:
    """The names that texts stand for, each text itself too: a store may hold a name as its source's file wrote it."""
    from extractors import meanings  # a query that names neither must not pay for reading the list of them

    kept: dict[str, str] = {}
    for text in texts:
        for name in (*meanings(text, kind=kind, extra=names), text):
            kept.setdefault(name.casefold(), name)
    return tuple(kept.values())


def event_kinds(texts: Sequence[str]) -> tuple[str, ...]:
    """Kinds of events as texts. Raises QueryError naming those there are."""
    reading = _Reading({"kind": texts})
    kinds = reading.words("kind", EventKind)
    reading.finish()
    return kinds


def limit(text: str) -> int:
    """A number of rows; 0 means all. Raises QueryError."""
    try:
        rows = int(text)
    except ValueError:
        rows = -1
    if not 0 <= rows < 2**31:
        raise QueryError((f"limit: {text!r} is no number of rows. Allowed: a whole number, 0 means all.",))
    return rows


def moment(text: str, *, now: datetime) -> Moment:
    """A date, a date-time (UTC where it names no zone), or how long ago ("7d", "36h"). Raises ValueError with a sentence."""
    text = text.strip()
    if ago := AGO.fullmatch(text):
        return now - timedelta(**{AGO_UNITS[ago["unit"]]: int(ago["count"])})
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{text!r} is no point in time. Allowed: a date (2023-05-29), a date-time (2023-05-29T08:00+08:00) "
            "or how long ago (7d, 36h)."
        ) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def number(text: str) -> float:
    """A finite number, thousands separated by commas or not. Raises ValueError with a sentence."""
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is no number. Allowed: figures such as 50000 or 1.5.")
    return value


class _Reading:
    """Reads option texts and gathers their mistakes."""

    def __init__(self, options: Mapping[str, Sequence[str]]) -> None:
        self._options = options
        self._mistakes: list[str] = []

    def names(self, option: str) -> tuple[str, ...]:
        """Free names: the empty ones are dropped."""
        return tuple(text.strip() for text in self._options.get(option, ()) if text.strip())

    def words(self, option: str, allowed: Iterable[str | StrEnum]) -> tuple[str, ...]:
        """Words of a fixed list, in any case."""
        known = tuple(str(word) for word in allowed)
        words = tuple(text.strip().lower() for text in self._options.get(option, ()))
        for word in words:
            if word not in known:
                near = get_close_matches(word, known, n=1)
                meant = f" Did you mean {near[0]!r}?" if near else ""
                self._mistakes.append(f"{option}: {word!r} is unknown. Allowed: {', '.join(known)}.{meant}")
        return words

    def one(self, option: str, read: Callable[[str], Read]) -> Read | None:
        """The one value of an option that can be given once."""
        texts = self.names(option)
        if len(texts) > 1:
            self._mistakes.append(f"{option}: given {len(texts)} times. Allowed: once.")
        try:
            return read(texts[0]) if texts else None
        except (ValueError, OverflowError) as error:
            said = str(error) if isinstance(error, ValueError) else f"{texts[0]!r} is too long ago."
            self._mistakes.append(f"{option}: {said}")
            return None

    def finish(self) -> None:
        """Raise QueryError if there was a mistake."""
        if self._mistakes:
            raise QueryError(tuple(self._mistakes))
