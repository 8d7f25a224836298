"""Text in, claims out: the front door of the extraction library. No I/O, no clock, no configuration."""

from extractors.records import (
    Action,
    Bound,
    Change,
    Claim,
    DateSpan,
    Extraction,
    Kind,
    Name,
    NameKind,
    Period,
    Quantity,
    SourceText,
    Span,
    Unit,
    Vague,
)

__all__ = [
    "Action",
    "Bound",
    "Change",
    "Claim",
    "DateSpan",
    "Extraction",
    "Kind",
    "Name",
    "NameKind",
    "Period",
    "Quantity",
    "SourceText",
    "Span",
    "Unit",
    "Vague",
]
