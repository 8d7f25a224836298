"""Traditional script read as Simplified, and full-width letters as plain ones, code point for code point."""

from __future__ import annotations

from functools import cache

from extractors.lexicon.tables import package_table

# Full-width digits, letters and the marks that stand inside numbers and names: ０-９ Ａ-Ｚ ａ-ｚ ％ ．
# The other full-width marks (，；：（）) are how Chinese is punctuated and stay.
_WIDE = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0E)
_NARROW = 0xFEE0


@cache
def folding() -> dict[int, str]:
    """What `str.translate` needs to fold a text; every entry stands for exactly one code point."""
    pairs = (pair for line in package_table("folding.toml")["pairs"] for pair in line.split())
    letters = {ord(traditional): simplified for traditional, simplified in pairs}
    return letters | {code: chr(code - _NARROW) for code in _WIDE}


def fold(text: str) -> str:
    """The text in Simplified script with half-width letters, of the same length: offsets stay true."""
    return text if text.isascii() else text.translate(folding())
