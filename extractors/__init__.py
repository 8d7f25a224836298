"""Text in, claims out: the front door of the extraction library. No I/O, no clock, no configuration."""

from importlib import import_module
from typing import TYPE_CHECKING

from extractors.forms import extraction_form
from extractors.lexicon.gazetteer import NO_NAMES, ExtraNames
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

if TYPE_CHECKING:
    from extractors.languages import known as known_languages
    from extractors.lexicon.meanings import meanings, near_names
    from extractors.pipeline import extract

# What brings spaCy or the word lists along comes when it is first asked for: a query needs the records alone.
_LATER = {
    "extract": ("pipeline", "extract"),
    "known_languages": ("languages", "known"),
    "meanings": ("lexicon.meanings", "meanings"),
    "near_names": ("lexicon.meanings", "near_names"),
}

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
    "meanings",
    "near_names",
]


def __getattr__(name: str) -> object:
    """The names of `_LATER`, from their modules."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _LATER[name]
    return getattr(import_module(f"{__name__}.{module}"), attribute)
