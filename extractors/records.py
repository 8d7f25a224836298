"""What extraction makes: mentions found in a text, and the claims that bind them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

Field = Literal["title", "text"]
Number = int | Decimal


class Kind(StrEnum):
    """What a claim's value measures."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"


class Bound(StrEnum):
    """How the text hedges a figure: "around", "over", "up to", or not at all."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Unit(StrEnum):
    """What is counted, by its head noun."""

    ACCOUNT = "account"
    CONTENT = "content"
    WEBSITE = "website"
    APP = "app"
    GROUP = "group"
    STREAM = "stream"
    PERSON = "person"
    CASE = "case"
    REPORT = "report"
    ORGANISATION = "organisation"
    MONEY = "money"
    PERCENT = "percent"
    OTHER = "other"


class Action(StrEnum):
    """What was done to what is counted; OTHER is no act of enforcement."""

    REMOVE = "remove"
    CLOSE = "close"
    SUSPEND = "suspend"
    RESTRICT = "restrict"
    BLOCK = "block"
    FINE = "fine"
    WARN = "warn"
    ARREST = "arrest"
    INVESTIGATE = "investigate"
    PENALISE = "penalise"
    REPORT = "report"
    RESTORE = "restore"
    IDENTIFY = "identify"
    OTHER = "other"


class Change(StrEnum):
    """The direction of a percentage that states a change."""

    UP = "up"
    DOWN = "down"


class NameKind(StrEnum):
    """The two kinds of proper names that are looked for."""

    PLATFORM = "platform"
    REGULATOR = "regulator"


class Span(NamedTuple):
    """A half-open range of code points in the title or the text, exactly as given.

    A tuple, as `Token` is: a document has hundreds, and they are made and compared several times as fast.
    """

    field: Field
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.field == other.field and self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.field == other.field and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class SourceText:
    """One document as extraction reads it.

    `published` is the local day of publication and anchors relative and year-less dates; without it they are
    left out. `region` (ISO 3166, two letters) decides what only the place would: day and month order, the
    currency of a bare sign. `kind` is "regulator" for a primary announcement, else "media".
    """

    id: str
    text: str
    title: str = ""
    lang: str | None = None
    published: date | None = None
    kind: str | None = None
    url: str | None = None
    region: str | None = None

    def read(self, span: Span) -> str:
        """The characters a span covers."""
        return (self.title if span.field == "title" else self.text)[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, percentage or sum of money with its own hedge, claim or not.

    `span` covers bound word, number, scale and currency ("over 1.4 million", "€1.2bn", "6.66万余"), never the counted
    noun nor a measure word. A percent is on the scale 0..100, money in currency units. `value_max` is the upper
    end of a range. `core` is the span of the number with scale, sign and currency, without the bound word.
    `negative` says that a minus sign stands before it; the value is the size.
    """

    span: Span
    core: Span
    kind: Literal["number", "percent", "money"]
    value: Number
    value_max: Number | None = None
    bound: Bound = Bound.EXACT
    currency: str | None = None
    currency_inferred: bool = False
    form: Literal["digits", "words", "mixed", "fraction", "share"] = "digits"
    negative: bool = False


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day, month, quarter, year or range as inclusive days; None is an open end.

    `rolling` marks a window that moves with the day of reading ("the past two weeks", "now"): a mention, but no date of
    the document and no period.
    """

    span: Span
    start: date | None
    end: date | None
    year_inferred: bool = False
    rolling: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A platform or regulator, every spelling under one canonical English name."""

    span: Span
    canonical: str
    kind: NameKind


class Token(NamedTuple):
    """A word, number or mark of a sentence; `start` and `end` count code points of the field."""

    text: str
    lower: str
    start: int
    end: int


class Line(StrEnum):
    """How a sentence stands on the page."""

    HEADING = "heading"
    PROSE = "prose"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or table row, with its tokens (none in a script without word spaces).

    `paragraph` numbers the paragraphs of the field from 0; the title is the only paragraph of its field.
    """

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    line: Line


@dataclass(frozen=True, slots=True)
class Period:
    """When what is counted happened, as inclusive days; None is an open end."""

    start: date | None
    end: date | None
    year_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement: a figure, what it counts, what was done, and the words that carry it.

    `also` holds the spans of other mentions of the same fact, `part_of` the id of the claim this is a stated
    subset of, `rule` the name of the binding rule that made it, `confidence` the share of claims like this one
    that are right (0..1).
    """

    id: str
    span: Span
    kind: Kind
    value: Number
    unit: Unit
    action: Action
    sentence: Span
    rule: str
    confidence: float
    value_max: Number | None = None
    bound: Bound = Bound.EXACT
    currency: str | None = None
    currency_inferred: bool = False
    actor: str | None = None
    platforms: tuple[str, ...] = ()
    period: Period | None = None
    reason: Span | None = None
    part_of: str | None = None
    change: Change | None = None
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Vague:
    """A figure without a definite value ("millions of posts"); no claim."""

    span: Span
    unit: Unit
    action: Action
    min: Number | None
    max: Number | None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document. `unsupported` names a language without a room: nothing was looked for."""

    id: str
    lang: str
    claims: tuple[Claim, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    platforms: tuple[str, ...] = ()
    regulators: tuple[str, ...] = ()
    vague: tuple[Vague, ...] = ()
    quantities: tuple[Quantity, ...] = field(default=())
    unsupported: str | None = None
