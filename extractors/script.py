"""The language of a document that does not say it: by script, then by small words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from extractors.lexicon.tables import package_table
from extractors.records import SourceText

# What is looked at: enough to be sure, little enough to cost nothing.
SAMPLE = 4_000
WORD = re.compile(r"[^\W\d_]+")
# A Japanese or Korean text may hold many Han characters; this share of its own script decides for it.
OWN_SCRIPT = 0.1


def guess(source: SourceText) -> str:
    """The ISO 639 code of the language a text is most likely in; English for a text without words."""
    sample = f"{source.title}\n{source.text[:SAMPLE]}"
    scripts = Counter(code for mark in sample if (code := _script(mark)))
    letters = sum(map(len, WORD.findall(sample))) or 1
    for code in ("ja", "ko"):
        if scripts[code] > OWN_SCRIPT * letters:
            return code
    if scripts and scripts.most_common(1)[0][1] * 3 > letters:
        return scripts.most_common(1)[0][0]
    return _tongue(sample)


def _tongue(sample: str) -> str:
    """The Latin-script language whose small words are most frequent."""
    words = Counter(word.lower() for word in WORD.findall(sample))
    scores = {code: sum(words[word] for word in small) for code, small in _small_words().items()}
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    return best if scores[best] else "en"


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in package_table("tongues.toml")["words"].items()}


@cache
def _script(mark: str) -> str | None:
    """The language whose script a character belongs to, None for Latin and marks."""
    if mark < "\u0370":
        return None
    for code, ranges in package_table("tongues.toml")["scripts"].items():
        if any(first <= ord(mark) <= last for first, last in ranges):
            return str(code)
    return None
