"""Reprints, wire copies and translations: texts that repeat another, and so confirm nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.reconcile.translations import Pair, translations
from bot.core.records import StoryNote
from bot.core.stories import Told
from bot.core.stories.similarity import terms

SHINGLE = 5
# A text is a copy when so much of the shorter one stands in the longer one.
COPIED = 0.8
# Less than this many shingles say nothing.
SHORTEST = 12
ONE_VOICE = "These texts tell one report again, in its words or translated; they count as one."
PERHAPS = "One of these two may be a translation of the other; they are counted as two reports."


@dataclass(frozen=True, slots=True)
class Copies:
    """For each text that repeats one before it the first text of that kind; and the pairs of which nobody can tell."""

    of: Mapping[str, str]
    doubtful: tuple[Pair, ...] = ()


def copies(texts: Sequence[Told], *, primary: Told | None) -> Copies:
    """The texts that repeat one before them, in their own language or another."""
    if len(texts) < 2:
        return Copies({})  # most stories are one text: nothing to compare, nothing to cut up
    first = {text.id: text.id for text in texts}
    translated = translations(texts, primary=primary)
    sure = {pair.text: pair.original for pair in translated if pair.sure}
    for pairs in (_reprints(texts), sure):
        for text_id, original in pairs.items():
            here, there = first[text_id], first[original]
            # A reprint of a translation goes with what was translated.
            keep, drop = sorted((here, there), key=list(first).index)
            first = {one: keep if root == drop else root for one, root in first.items()}
    doubtful = tuple(p for p in translated if not p.sure and first[p.text] != first[p.original])
    return Copies({text_id: root for text_id, root in first.items() if root != text_id}, doubtful)


def copy_notes(repeated: Copies) -> tuple[StoryNote, ...]:
    """What a reader is told of how reports were counted."""
    groups: dict[str, list[str]] = {}
    for text, original in repeated.of.items():
        groups.setdefault(original, [original]).append(text)
    return (
        *(StoryNote(kind="copy", docs=tuple(docs), note=ONE_VOICE) for docs in groups.values()),
        *(StoryNote(kind="doubt", docs=(pair.original, pair.text), note=PERHAPS) for pair in repeated.doubtful),
    )


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
