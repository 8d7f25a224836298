"""An edited document: which of its figures changed, appeared or vanished, found by comparing claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from bot.core.claims import identity
from bot.core.phrasing.acts import act
from bot.core.phrasing.numbers import figure_text
from bot.core.records import ClaimRow, Document, Event, EventKind

# Two sentences tell the same fact, their figures masked: measured on edits of one's own texts, a reworded sentence
# stays above 0.6, two sentences of one article about different facts stay below it.
ALIKE = 0.6
# When only one figure of its kind is left on either side, less likeness will do.
ALIKE_ALONE = 0.35
# Comparing every sentence with every other stops here; beyond, figures count as added and vanished.
MOST_COMPARISONS = 4000
DIGITS = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that differs between two versions; without `before` it was added, without `after` it vanished."""

    before: ClaimRow | None
    after: ClaimRow | None

    @property
    def kind(self) -> EventKind:
        """What happened to it."""
        if self.before and self.after:
            return EventKind.FIGURE_CHANGED
        return EventKind.FIGURE_ADDED if self.after else EventKind.FIGURE_VANISHED

    @property
    def note(self) -> str:
        """The same as a reader would say it: "67,000 -> 76,000 accounts closed"."""
        if not self.before or not self.after:
            row, word = (self.after, "added") if self.after else (self.before, "vanished")
            return f"{_told(row)} ({word})" if row else ""
        same = _slot(self.before) == _slot(self.after)
        return f"{figure_text(self.before) if same else _told(self.before)} -> {_told(self.after)}"


def changes(before: Sequence[ClaimRow], after: Sequence[ClaimRow]) -> tuple[FigureChange, ...]:
    """What became of the figures of one version in the next: only those that differ, in the order of the texts."""
    pairs = dict(pair(before, after))
    old = {row.id: row for row in before}
    paired = set(pairs.values())
    moved = [
        FigureChange(old[pairs[row.id]] if row.id in pairs else None, row)
        for row in after
        if row.id not in pairs or _figure_key(old[pairs[row.id]]) != _figure_key(row)
    ]
    return tuple(moved) + tuple(FigureChange(row, None) for row in before if row.id not in paired)


def pair(before: Sequence[ClaimRow], after: Sequence[ClaimRow]) -> tuple[tuple[str, str], ...]:
    """Which claim of the later version tells the fact of which claim of the earlier: (after id, before id)."""
    pairs: list[tuple[str, str]] = []
    left, right = list(before), list(after)
    keys: tuple[Callable[[ClaimRow], Hashable], ...] = (
        lambda row: (_figure_key(row), row.sentence_text),
        _figure_key,
        lambda row: (_masked(row), row.kind, row.unit, row.action),
        lambda row: (_masked(row), row.kind),
    )
    for key in keys:
        _take(_same(left, right, key=key), left, right, pairs)
    _take(_alike(left, right), left, right, pairs)
    return tuple(pairs)


def edit_events(
    before: Document, after: Document, *, figures: Sequence[FigureChange], at: datetime
) -> tuple[Event, ...]:
    """The events of an edit: that it happened, then each figure that moved."""
    ids = [
        (change, change.before.id if change.before else None, change.after.id if change.after else None)
        for change in figures
    ]
    edited = Event(
        id=identity("event", EventKind.EDITED, after.id, after.version),
        kind=EventKind.EDITED,
        at=at,
        note=_edit_note(before, after, figures=figures),
        document=after.id,
        source=after.source,
    )
    return (
        edited,
        *(
            Event(
                id=identity("event", change.kind, after.id, after.version, old, new),
                kind=change.kind,
                at=at,
                note=change.note,
                document=after.id,
                source=after.source,
                before=old,
                after=new,
            )
            for change, old, new in ids
        ),
    )


def removed_event(document: Document, *, at: datetime) -> Event:
    """The event of a document that is gone from its source."""
    return Event(
        id=identity("event", EventKind.REMOVED, document.id, document.version, at.isoformat()),
        kind=EventKind.REMOVED,
        at=at,
        note=f"{document.title or document.url or document.id}: gone from its source",
        document=document.id,
        source=document.source,
    )


def _told(row: ClaimRow) -> str:
    """A figure with what it counts and what was done: "67,000+ accounts closed"."""
    return f"{figure_text(row)} {act(row)}".strip()


def _slot(row: ClaimRow) -> Hashable:
    return (row.kind, row.unit, row.action)


def _figure_key(row: ClaimRow) -> Hashable:
    """What makes two figures the same."""
    return (row.value, row.value_max, row.bound, row.kind, row.unit, row.action, row.currency, row.change)


def _masked(row: ClaimRow) -> str:
    """The sentence with its figures blanked."""
    return DIGITS.sub("#", row.sentence_text.replace(row.quote, "#"))


def _same(
    left: Iterable[ClaimRow], right: Iterable[ClaimRow], *, key: Callable[[ClaimRow], Hashable]
) -> list[tuple[str, str]]:
    """Pairs with the same key, in the order of the texts."""
    waiting: dict[Hashable, list[str]] = {}
    for row in left:
        waiting.setdefault(key(row), []).append(row.id)
    return [(row.id, found.pop(0)) for row in right if (found := waiting.get(key(row)))]


def _alike(left: Sequence[ClaimRow], right: Sequence[ClaimRow]) -> list[tuple[str, str]]:
    """Pairs of the same kind, unit and act whose sentences are the most alike."""
    if len(left) * len(right) > MOST_COMPARISONS:
        return []
    groups = Counter(map(_slot, left)), Counter(map(_slot, right))
    scored = sorted(
        (
            (_likeness(old, new), new.id, old.id, _slot(old))
            for new in right
            for old in left
            if _slot(old) == _slot(new)
        ),
        key=lambda found: -found[0],
    )
    pairs: dict[str, str] = {}
    for score, new, old, slot in scored:
        alone = all(group[slot] == 1 for group in groups)
        if score >= (ALIKE_ALONE if alone else ALIKE) and new not in pairs and old not in pairs.values():
            pairs[new] = old
    return list(pairs.items())


def _likeness(old: ClaimRow, new: ClaimRow) -> float:
    return SequenceMatcher(None, _masked(old), _masked(new), autojunk=False).ratio()


def _take(
    found: Sequence[tuple[str, str]], left: list[ClaimRow], right: list[ClaimRow], pairs: list[tuple[str, str]]
) -> None:
    """Add what was found to the pairs and take it out of what is left to compare."""
    pairs.extend(found)
    new, old = {pair[0] for pair in found}, {pair[1] for pair in found}
    left[:] = [row for row in left if row.id not in old]
    right[:] = [row for row in right if row.id not in new]


def _edit_note(before: Document, after: Document, *, figures: Sequence[FigureChange]) -> str:
    """What an edit did, in a sentence."""
    parts = [name for name, old, new in _fields(before, after) if old != new]
    counts = Counter(change.kind for change in figures)
    words = {
        EventKind.FIGURE_CHANGED: "changed",
        EventKind.FIGURE_ADDED: "added",
        EventKind.FIGURE_VANISHED: "vanished",
    }
    moved = ", ".join(f"{counts[kind]} {word}" for kind, word in words.items() if counts[kind])
    return f"{' and '.join(parts) or 'page'} edited; {f'figures: {moved}' if moved else 'no figure changed'}"


def _fields(before: Document, after: Document) -> Iterable[tuple[str, str, str]]:
    return (("title", before.title, after.title), ("text", before.text, after.text))
