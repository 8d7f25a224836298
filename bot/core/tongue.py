"""The language of a text: what the page declares where its words do not contradict, else what they look like."""

from __future__ import annotations

import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SURE = 0.9
READ_CHARACTERS = 3000
_CODE = re.compile(r"^[a-z]{2,3}")
_SAME = {"no": "nb", "nn": "nb", "cmn": "zh", "yue": "zh", "iw": "he", "in": "id"}
_identifiers: list[LanguageIdentifier] = []


def detect(text: str, *, declared: str | None = None) -> str:
    """A two-letter code; "und" for a text without words."""
    said = _code(declared)
    sample = text[:READ_CHARACTERS]
    if not any(character.isalpha() for character in sample):
        return said or "und"
    code, probability = _identifier().classify(sample)
    found = _code(code) or "und"
    return said if said and probability < SURE else found


def _code(tag: str | None) -> str | None:
    match = _CODE.match((tag or "").strip().lower())
    return _SAME.get(match[0], match[0]) if match else None


def _identifier() -> LanguageIdentifier:
    """Loaded at the first text: a query of the store needs no model."""
    if not _identifiers:
        _identifiers.append(LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
    return _identifiers[0]
