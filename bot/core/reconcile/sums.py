"""Totals against their parts and shares, inside a document and across those of a story.

A note says what does not add up, and never which figure is wrong: the editor has all sentences before him.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from bot.core.phrasing.numbers import figure_text
from bot.core.reconcile.disjoint import excesses
from bot.core.reconcile.notes import listed
from bot.core.reconcile.parthood import is_told_part
from bot.core.reconcile.shares import Share, shares
from bot.core.records import Fact, StoryNote
from bot.core.stories import Figure, Told, significant

# Parts that are rounded, or told with "over", may exceed their whole by so much.
SUM_TOLERANCE = Decimal("1.02")


def sum_notes(texts: Sequence[Told], *, primary: Told | None, facts: Sequence[Fact]) -> tuple[StoryNote, ...]:
    """What does not add up in a story, in the order of its texts."""
    ledger = _Ledger(texts, primary=primary, facts=facts)
    found: list[StoryNote] = []
    for text in texts:
        found += _sums(text)
        found += _sums_across(text, ledger=ledger)
        found += _shares(text, ledger=ledger)
    found += _disjoint(texts, primary=primary, ledger=ledger, noted={doc for note in found for doc in note.docs})
    return tuple(found)


def _disjoint(texts: Sequence[Told], *, primary: Told | None, ledger: _Ledger, noted: set[str]) -> Iterator[StoryNote]:
    """Figures that exclude each other, of any texts of the story, against its total; not where a text was noted already."""
    for excess in excesses(texts, primary=primary):
        docs = tuple(dict.fromkeys((*(part.document for _, part in excess.parts), excess.total.document)))
        if len(docs) > 1 and not noted.intersection(docs[:-1]):
            told = listed(f"{figure_text(part)} for {name}" for name, part in excess.parts)
            given = f"{ledger.whose(excess.total)} gives {figure_text(excess.total)} in all"
            yield StoryNote(kind="sum", docs=docs, note=f"{told} are told; {given}, and together they are more.")


class _Ledger:
    """Which figure belongs to which fact, and which facts are parts of which."""

    def __init__(self, texts: Sequence[Told], *, primary: Told | None, facts: Sequence[Fact]) -> None:
        self.primary = primary.id if primary else None
        self.figures: Mapping[str, Figure] = {f.id: f for text in texts for f in text.figures}
        self._home = {claim: n for n, fact in enumerate(facts) for claim in fact.claims}
        self._claims = [[self.figures[claim] for claim in fact.claims] for fact in facts]

    def told(self, figure_id: str | None) -> Sequence[Figure]:
        """All claims of the fact that a claim speaks of."""
        return self._claims[self._home[figure_id]] if figure_id in self._home else ()

    def total(self, figure_id: str | None, *, beside: Figure) -> Figure | None:
        """The exact figure that another document gives for a fact: the primary's before others, then the most exact."""
        exact = [f for f in self.told(figure_id) if f.document != beside.document and _is_exact(f)]
        return max(exact, key=lambda f: (f.document == self.primary, len(significant(f.value)), f.id), default=None)

    def parts(self, whole: Figure) -> Sequence[Figure]:
        """What the document of a total tells as its parts."""
        return [f for f in self.figures.values() if f.part_of == whole.id and f.kind == whole.kind]

    def whose(self, figure: Figure) -> str:
        """The document of a figure, as a note names it."""
        return "the primary text" if figure.document == self.primary else "another report"


def _is_exact(figure: Figure) -> bool:
    return figure.bound == "exact" and figure.value_max is None


def _sums(text: Told) -> Iterator[StoryNote]:
    """Wholes that are smaller than a stated part, or than their parts of one act together."""
    for whole in text.figures:
        if whole.bound == "at_least":
            continue
        parts = [f for f in text.figures if f.part_of == whole.id]
        over, together = _exceeding(whole, parts)
        if not is_told_part((together or [over or whole])[0], whole=whole, beside=parts):
            continue
        if _may_belong_elsewhere(together or [over or whole], whole=whole, text=text):
            continue
        if over is not None:
            note = f"{figure_text(over)} is told as a part of {figure_text(whole)}, which is less."
            yield StoryNote(kind="sum", docs=(text.id,), note=note)
        elif together:
            told = listed(figure_text(part) for part in together)
            note = f"{told} are told as parts of {figure_text(whole)}; together they are more."
            yield StoryNote(kind="sum", docs=(text.id,), note=note)


def _may_belong_elsewhere(parts: Sequence[Figure], *, whole: Figure, text: Told) -> bool:
    """Whether the text has a larger total of the kind that the parts would fit: then they were rather read wrongly."""
    sum_of = sum(map(_value, parts))
    return any(
        (f.unit, f.kind, f.currency) == (whole.unit, whole.kind, whole.currency) and _value(f) >= sum_of
        for f in text.figures
        if f.id != whole.id and f not in parts and f.part_of != whole.id
    )


def _sums_across(text: Told, *, ledger: _Ledger) -> Iterator[StoryNote]:
    """Parts of a total that this document gives with "over" only, against the exact total of another document."""
    for whole in text.figures:
        total = ledger.total(whole.id, beside=whole)
        # A total that departs from the other one is told with its fact; one that is stated exactly is held against its
        # own parts.
        if total is None or whole.bound != "at_least" or total.value < whole.value:
            continue
        parts = [f for f in text.figures if f.part_of == whole.id]
        over, together = _exceeding(total, parts)
        if not is_told_part((together or [over or whole])[0], whole=whole, beside=parts):
            continue
        given = f"{ledger.whose(total)} gives {figure_text(total)}"
        docs = (text.id, total.document)
        if over is not None:
            note = f"{figure_text(over)} is told as a part of {figure_text(whole)}; {given} in all, which is less."
            yield StoryNote(kind="sum", docs=docs, note=note)
        elif together:
            told = listed(figure_text(part) for part in together)
            note = f"{told} are told as parts of {figure_text(whole)}; {given} in all, and together they are more."
            yield StoryNote(kind="sum", docs=docs, note=note)


def _exceeding(whole: Figure, parts: Sequence[Figure]) -> tuple[Figure | None, list[Figure] | None]:
    """A part that is more than its whole, or else parts of one act that are more together."""
    like = [part for part in parts if part.unit == whole.unit and part.kind == whole.kind]
    over = next((part for part in like if _value(part) > _value(whole) * SUM_TOLERANCE), None)
    return over, None if over is not None or whole.kind == "percent" else _too_much(whole, like)


def _too_much(whole: Figure, parts: Sequence[Figure]) -> list[Figure] | None:
    """The parts of one act that add up to more than their whole.

    Only those of one sentence: another sentence may divide the whole anew, by age after it was by kind.
    """
    for told in dict.fromkeys((part.action, part.sentence) for part in parts):
        same = [part for part in parts if (part.action, part.sentence) == told and part.bound != "at_most"]
        if len(same) > 1 and sum(map(_value, same)) > _value(whole) * SUM_TOLERANCE:
            return same
    return None


def _shares(text: Told, *, ledger: _Ledger) -> Iterator[StoryNote]:
    """Percentages of a total against the count that they are told of, here or in another document."""
    for share in shares(text, told=ledger.told, parts=ledger.parts):
        away = share.away()
        if away is None:
            continue
        docs = tuple(dict.fromkeys((text.id, share.part.document, share.total.document)))
        yield StoryNote(kind="sum", docs=docs, note=_share_note(share, away=away, ledger=ledger))


def _share_note(share: Share, *, away: str, ledger: _Ledger) -> str:
    percent, part, total = figure_text(share.percent), figure_text(share.part), figure_text(share.total)
    here = share.percent.document
    if share.part.document == share.total.document == here:
        return f"{part} of {total} is told as {percent}; the two figures make {away}."
    if share.part.document == here:
        whose = ledger.whose(share.total)
        return f"{part} is told as {percent}; of the {total} that {whose} gives it is {away}."
    whose = ledger.whose(share.part)
    return f"{percent} is told as the share; the figures that {whose} gives, {part} of {total}, make {away}."


def _value(figure: Figure) -> Decimal:
    return Decimal(str(figure.value))
