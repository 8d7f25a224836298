"""Reprints, wire copies and translations: texts that repeat another, and so confirm nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.reconcile.translations import translations
from bot.core.stories import Told
from bot.core.stories.similarity import terms

SHINGLE = 5
# A text is a copy when so much of the shorter one stands in the longer one.
COPIED = 0.8
# Less than this many shingles say nothing.
SHORTEST = 12


def copies(texts: Sequence[Told], *, primary: Told | None) -> Mapping[str, str]:
    """For each text that repeats one before it, in its own language or another, the first text of that kind."""
    if len(texts) < 2:
        return {}  # most stories are one text: nothing to compare, nothing to cut up
    first = {text.id: text.id for text in texts}
    for pairs in (_reprints(texts), translations(texts, primary=primary)):
        for text_id, original in pairs.items():
            here, there = first[text_id], first[original]
            # A reprint of a translation goes with what was translated.
            keep, drop = sorted((here, there), key=list(first).index)
            first = {one: keep if root == drop else root for one, root in first.items()}
    return {text_id: root for text_id, root in first.items() if root != text_id}


def _reprints(texts: Sequence[Told]) -> Mapping[str, str]:
    """Texts that repeat an earlier one of their language, whatever their headline and wherever they were cut.

    The primary text is nobody's copy.
    """
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
