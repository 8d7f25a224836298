"""The language of a text: what the page declares where its words do not contradict, else what they look like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SURE = 0.9
READ_CHARACTERS = 3000
MAIN_SHARE = 0.5
SHORTEST = 30  # letters: of fewer the model knows no more than we do
_CODE = re.compile(r"^[a-z]{2,3}")
_SAME = {
    "no": "nb",
    "nn": "nb",
    "cmn": "zh",
    "yue": "zh",
    "wuu": "zh",
    "gan": "zh",
    "nan": "zh",
    "lzh": "zh",
    "iw": "he",
    "in": "id",
}
_KANA = re.compile(r"[\u3040-\u30ff]")
# A script, and the languages that are written in it; the first is the one where nothing else decides.
_SCRIPTS = (
    (re.compile(r"[\u4e00-\u9fff\u3040-\u30ff]"), ("zh", "ja")),
    (re.compile(r"[\uac00-\ud7a3]"), ("ko",)),
    (re.compile(r"[\u0400-\u04ff]"), ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg")),
    (re.compile(r"[\u0600-\u06ff]"), ("ar", "fa", "ur", "ps", "ku", "ug")),
    (re.compile(r"[\u0e00-\u0e7f]"), ("th",)),
    (re.compile(r"[\u0370-\u03ff]"), ("el",)),
)
# Small words that no other language has in such numbers: English is told without the model, which takes 75 MB.
_ENGLISH = frozenset(
    {
        "the",
        "of",
        "and",
        "to",
        "for",
        "with",
        "was",
        "were",
        "by",
        "from",
        "that",
        "its",
        "has",
        "have",
        "which",
        "their",
    }
)
ENGLISH_SHARE = 0.12
_identifiers: list[LanguageIdentifier] = []


def detect(text: str, *, declared: str | None = None) -> str:
    """A two-letter code; "und" for a text without words."""
    said = _code(declared)
    sample = text[:READ_CHARACTERS]
    letters = sum(character.isalpha() for character in sample)
    if not letters:
        return said or "und"
    written = _script(sample, letters=letters)
    if written is not None and len(written) <= len(("zh", "ja")):
        return "ja" if "ja" in written and len(_KANA.findall(sample)) * 10 > letters else written[0]
    if said is not None and (said not in written if written else any(said in codes for _, codes in _SCRIPTS)):
        said = None  # a template's word over a text in another script
    if letters < SHORTEST:
        return said or (written[0] if written else "en")
    if written is None and _is_english(sample):
        return "en"
    return _by_model(sample, said=said)


def _by_model(sample: str, *, said: str | None) -> str:
    code, probability = _identifier().classify(sample)
    return said if said and probability < SURE else _code(code) or "und"


def _script(text: str, *, letters: int) -> tuple[str, ...] | None:
    """The languages of the script most of a text is written in; None for Latin."""
    for script, codes in _SCRIPTS:
        if len(script.findall(text)) > MAIN_SHARE * letters:
            return codes
    return None


def _is_english(text: str) -> bool:
    words = text.lower().split()
    small = [word for word in words if word in _ENGLISH]
    return len(small) >= ENGLISH_SHARE * len(words) and len(set(small)) > 1


def _code(tag: str | None) -> str | None:
    match = _CODE.match((tag or "").strip().lower())
    return _SAME.get(match[0], match[0]) if match else None


def _identifier() -> LanguageIdentifier:
    """Loaded at the first text that needs it."""
    if not _identifiers:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        _identifiers.append(LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
    return _identifiers[0]
