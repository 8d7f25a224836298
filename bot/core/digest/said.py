"""What a page says, piece by piece: every piece knows by what right it stands there, so that the proof can test it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum


class Right(StrEnum):
    """Why a piece of text may stand in an edition, and what its `ref` names."""

    WORDS = "words"  # the bot's own words: no number may stand in them
    QUOTED = "quoted"  # somebody's words, letter for letter; ref: the claim or document they are of, or ""
    FIGURE = "figure"  # a claim's value; ref: its row id
    DERIVED = "derived"  # a number that follows from claims or documents; stands in Edition.derived by its text
    DAYS = "days"  # a day or a period; ref: ISO "start/end"
    INSTANT = "instant"  # a minute in UTC; ref: ISO
    COUNT = "count"  # the bot's own count; ref: the field of the edition
    NOTE = "note"  # a reconciliation's sentence; ref: the item's number


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of text with its right to stand there."""

    text: str
    right: Right = Right.WORDS
    ref: str = ""

    def __str__(self) -> str:
        return self.text


Line = tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a quotation; `marked` where it is the figure itself."""

    said: Said
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a document, whole or cut (then with an ellipsis), and where it stands."""

    stretches: tuple[Stretch, ...]
    lang: str | None
    source: Line = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure of the head of the page, or one line of an item's list."""

    number: Said
    label: Line
    source: Line
    quotation: Quotation
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, its value, and its length in percent of the longest."""

    label: Said
    number: Said
    width: int
    lang: str | None


@dataclass(frozen=True, slots=True)
class Bars:
    """Parts of one whole, side by side, and the sentence that tells their sum."""

    heading: Line
    rows: tuple[Bar, ...]
    note: Line


@dataclass(frozen=True, slots=True)
class Departure:
    """Where coverage departs from the primary text: the word for it, the sentence, and both texts' own words."""

    head: Said
    note: Line
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an item with the figures in it."""

    figures: tuple[tuple[Said, Line], ...]
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Report:
    """One text of an item's coverage."""

    source: Said
    title: Said
    remark: Line
    url: str | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class ItemView:
    """One story or document as the page shows it."""

    kick: Line
    title: Said
    meta: Line
    bars: Bars | None
    departures_heading: Line
    departures: tuple[Departure, ...]
    words_heading: Line
    sentences: tuple[Sentence, ...]
    more: Line
    reports_heading: Line
    reports: tuple[Report, ...]
    url: str | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class Edit:
    """What happened to a text after it was first seen."""

    head: Said
    title: Said
    line: Line
    url: str | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class Closing:
    """One line at the foot of the page: what was checked, what could not be read."""

    head: Said
    line: Line


@dataclass(frozen=True, slots=True)
class PageView:
    """An edition laid out: the same pieces in the same order for every form it is written in."""

    brand: Said
    name: Said
    days: Line
    empty: Line
    figures_heading: Line
    figures: tuple[FigureView, ...]
    items: tuple[ItemView, ...]
    briefs_heading: Line
    briefs: tuple[ItemView, ...]
    edits_heading: Line
    edits: tuple[Edit, ...]
    closing: tuple[Closing, ...]
    foot: Line


def pieces(view: object) -> Iterator[Said]:
    """Every piece of a view, in the order a reader meets them."""
    if isinstance(view, Said):
        yield view
    elif isinstance(view, tuple):
        for part in view:
            yield from pieces(part)
    elif is_dataclass(view):
        for field in fields(view):
            yield from pieces(getattr(view, field.name))


def passages(view: object) -> Iterator[str]:
    """What a view says as running text: the pieces of a line or a quotation stand close, everything else apart."""
    if isinstance(view, tuple) and view and all(isinstance(part, Said | Stretch) for part in view):
        yield "".join(piece.text for piece in pieces(view))
    elif isinstance(view, Said):
        yield view.text
    elif isinstance(view, tuple):
        for part in view:
            yield from passages(part)
    elif is_dataclass(view):
        for field in fields(view):
            yield from passages(getattr(view, field.name))


def addresses(view: object) -> Iterator[str]:
    """Every link of a view."""
    if isinstance(view, tuple):
        for part in view:
            yield from addresses(part)
    elif is_dataclass(view) and not isinstance(view, Said):
        for field in fields(view):
            value = getattr(view, field.name)
            if field.name == "url" and value:
                yield value
            else:
                yield from addresses(value)
