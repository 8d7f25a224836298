"""The language of a text: what the page declares where its words do not contradict, else what they look like."""

from __future__ import annotations

import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SURE = 0.9
READ_CHARACTERS = 3000
_CODE = re.compile(r"^[a-z]{2,3}")
_SAME = {"no": "nb", "nn": "nb", "cmn": "zh", "yue": "zh", "iw": "he", "in": "id"}
# A script, and the languages that are written in it.
_SCRIPTS = (
    (re.compile(r"[\u4e00-\u9fff\u3040-\u30ff]"), {"zh", "ja"}),
    (re.compile(r"[\uac00-\ud7a3]"), {"ko"}),
    (re.compile(r"[\u0400-\u04ff]"), {"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg"}),
    (re.compile(r"[\u0600-\u06ff]"), {"ar", "fa", "ur", "ps", "ku", "ug"}),
    (re.compile(r"[\u0e00-\u0e7f]"), {"th"}),
    (re.compile(r"[\u0370-\u03ff]"), {"el"}),
)
MAIN_SHARE = 0.5
_identifiers: list[LanguageIdentifier] = []


def detect(text: str, *, declared: str | None = None) -> str:
    """A two-letter code; "und" for a text without words."""
    said = _code(declared)
    sample = text[:READ_CHARACTERS]
    if not any(character.isalpha() for character in sample):
        return said or "und"
    if said is not None and not _written_so(said, sample):
        said = None
    code, probability = _identifier().classify(sample)
    found = _code(code) or "und"
    return said if said and probability < SURE else found


def _written_so(code: str, text: str) -> bool:
    """Whether a text is written in a script that its declared language could use."""
    letters = sum(character.isalpha() for character in text)
    for script, codes in _SCRIPTS:
        share = len(script.findall(text)) / letters
        if share > MAIN_SHARE and code not in codes:
            return False
        if share == 0 and code in codes:
            return False
    return True


def _code(tag: str | None) -> str | None:
    match = _CODE.match((tag or "").strip().lower())
    return _SAME.get(match[0], match[0]) if match else None


def _identifier() -> LanguageIdentifier:
    """Loaded at the first text: a query of the store needs no model."""
    if not _identifiers:
        _identifiers.append(LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
    return _identifiers[0]
