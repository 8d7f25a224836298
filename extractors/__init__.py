"""Text in, claims out: the front door of the extraction library. No I/O, no clock, no configuration."""

from extractors.forms import extraction_form
from extractors.languages import known as known_languages
from extractors.lexicon.gazetteer import NO_NAMES, ExtraNames
from extractors.pipeline import extract
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
    "NO_NAMES",
    "Action",
    "Bound",
    "Change",
    "Claim",
    "DateSpan",
    "ExtraNames",
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
    "extract",
    "extraction_form",
    "known_languages",
]
