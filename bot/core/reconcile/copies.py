"""Reprints and wire copies: texts that repeat another, whatever headline they carry and wherever they were cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.stories import Told
from bot.core.stories.similarity import terms

SHINGLE = 5
# A text is a copy when so much of the shorter one stands in the longer one.
COPIED = 0.8
# Less than this many shingles say nothing.
SHORTEST = 12


def copies(texts: Sequence[Told]) -> Mapping[str, str]:
    """For each text that repeats an earlier one of its language, which one. The primary text is nobody's copy."""
    seen: list[tuple[Told, frozenset[tuple[str, ...]]]] = []
    found: dict[str, str] = {}
    for text in texts:
        mine = _shingles(text.text)
        original = next((o for o, theirs in seen if o.lang == text.lang and _repeats(mine, theirs)), None)
        if original is not None and not text.primary:
            found[text.id] = found.get(original.id, original.id)
        seen.append((text, mine))
    return found


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = terms(text)
    return frozenset(tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))


def _repeats(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= SHORTEST and len(one & other) >= COPIED * shorter
