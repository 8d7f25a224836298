"""The index of signs by which texts may find each other; a sign of one text alone is counted, not kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from zlib import crc32

# Bytes a text in which it is counted which signs come twice; of two that share a byte neither is taken for single.
COUNTED = 64


class Signs:
    """Who carries which sign. Texts are named by their places from 0 on."""

    def __init__(self, number: int, *, signs_of: Callable[[int], Iterable[str]]) -> None:
        """`signs_of` gives a text's signs; it is asked twice, since to hold them all would take half of the memory."""
        seen = bytearray(COUNTED * number)
        for n in range(number):
            for sign in set(signs_of(n)):
                place = _place(sign, among=len(seen))
                seen[place] = min(seen[place] + 1, 2)
        self._alone: list[int] = []
        self._signs: list[tuple[str, ...]] = []
        self._sharers: dict[str, list[int]] = {}
        once: dict[str, str] = {}  # one string a sign, however many texts have it
        for n in range(number):
            signs = set(signs_of(n))
            shared = tuple(once.setdefault(sign, sign) for sign in signs if seen[_place(sign, among=len(seen))] > 1)
            self._alone.append(len(signs) - len(shared))
            self._signs.append(shared)
            for sign in shared:
                self._sharers.setdefault(sign, []).append(n)

    def rarest(self, n: int, *, most: int, looked_at: int) -> Iterable[Collection[int]]:
        """The texts that share each sign of a text, the rarest sign first, up to so many sharers, and so many in all."""
        left = looked_at - self._alone[n]
        for number, sign in sorted((len(self._sharers[sign]), sign) for sign in self._signs[n]):
            left -= number
            if number > most or left < 0:
                return
            yield self._sharers[sign]


def _place(sign: str, *, among: int) -> int:
    return crc32(sign.encode("utf-8", "surrogatepass")) % among
