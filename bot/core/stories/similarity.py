"""How alike two texts of one language are: words and pairs of characters, weighed by how rare they are."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\u3040-\u30ff]+")
# Words whose stems are remembered: most of a text's words are another's too.
WORDS = 10_000
Term = TypeVar("Term")  # a word, or its number
Vector = Mapping[Term, float]


def terms(text: str) -> list[str]:
    """The words of a text in small letters without accents; of a script without spaces, its pairs of characters."""
    folded = text.casefold()
    if folded.isascii():
        return [_stem(word) for word in WORD.findall(folded)]
    flat = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    found = [_stem(word) for word in WORD.findall(WIDE.sub(" ", flat))]
    for run in WIDE.findall(flat):
        found += [run[n : n + 2] for n in range(len(run) - 1)] or [run]
    return found


@lru_cache(maxsize=WORDS)
def _stem(word: str) -> str:
    """A word without its commonest endings: "fines" and "fined" are alike."""
    for ending in ("ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


class Rarity(Generic[Term]):
    """How rare terms are among the texts seen so far."""

    def __init__(self) -> None:
        self._seen: Counter[Term] = Counter()
        self._texts = 0

    def add(self, found: Iterable[Term]) -> None:
        """See one more text."""
        self._texts += 1
        self._seen.update(set(found))

    def vector(self, found: Iterable[Term]) -> dict[Term, float]:
        """A text's terms weighed by rarity, of length one."""
        weights = {term: (1 + math.log(n)) * self._weight(term) for term, n in Counter(found).items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}

    def _weight(self, term: Term) -> float:
        return math.log((1 + self._texts) / (1 + self._seen[term])) + 0.1


def likeness(a: Vector[Term], b: Vector[Term]) -> float:
    """The cosine of two vectors, 0..1."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large[term] for term, weight in small.items() if term in large)
