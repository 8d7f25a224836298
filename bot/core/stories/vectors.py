"""The words of many texts, weighed and packed: as dicts, those of six weeks would take several times the memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from bot.core.stories.similarity import Rarity, Vector, likeness


class Vectors:
    """The texts of one sitting by their words; a text is named by its place among them."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self._numbers: dict[str, int] = {}
        words = [array("I", map(self._number, text)) for text in texts]
        rarity: Rarity[int] = Rarity()
        for text in words:
            rarity.add(text)
        self._packed = [_packed(rarity.vector(text)) for text in words]
        self._open: tuple[int, Vector[int]] = (-1, {})

    def weights(self, n: int, words: Iterable[str]) -> dict[str, float]:
        """What these words weigh in a text; one it does not have weighs nothing."""
        vector = self._vector(n)
        return {word: vector.get(self._numbers.get(word, -1), 0.0) for word in words}

    def likeness(self, n: int, m: int) -> float:
        """How alike two texts are, 0..1; the first is asked for many times in a row."""
        if self._open[0] != n:
            self._open = (n, self._vector(n))
        return likeness(self._open[1], self._vector(m))

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers))

    def _vector(self, n: int) -> Vector[int]:
        return dict(zip(*self._packed[n], strict=True))


def _packed(vector: Vector[int]) -> tuple[array[int], array[float]]:
    return array("I", vector.keys()), array("d", vector.values())
