"""Departures of a story that are no single figure: platforms, vague words, and what does not add up (sums)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.core.phrasing.numbers import figure_text
from bot.core.reconcile.acts import alike, excludes
from bot.core.reconcile.notes import listed
from bot.core.reconcile.sums import sum_notes
from bot.core.records import Fact, StoryNote
from bot.core.stories import Figure, Told, VagueFigure


def story_notes(texts: Sequence[Told], *, primary: Told | None, facts: Sequence[Fact]) -> tuple[StoryNote, ...]:
    """All notes of a story: platforms, then vague words, then sums, each in the order of its texts."""
    found = list(_platforms(texts, primary=primary)) if primary else []
    for text in texts:
        found += _vague(text, primary=primary)
    return (*found, *sum_notes(texts, primary=primary, facts=facts))


def _platforms(texts: Sequence[Told], *, primary: Told) -> Iterator[StoryNote]:
    """Reports that name platforms which the primary text does not, told once for reports that name the same."""
    known = set(primary.platforms)
    groups: dict[tuple[str, ...], list[str]] = {}
    for text in texts:
        if text is not primary and known and set(text.platforms) - known:
            groups.setdefault(tuple(sorted(text.platforms)), []).append(text.id)
    for named, docs in groups.items():
        extra = f"This report names {listed(named)}; the primary text names {listed(known)}."
        yield StoryNote(kind="platforms", docs=tuple(docs), note=extra)


def _vague(text: Told, *, primary: Told | None) -> Iterator[StoryNote]:
    """Vague words beside an exact figure of the same act, in the text itself or in the primary one."""
    said: set[str] = set()
    for vague in text.vague:
        exact = _beside(vague, text) or (_beside(vague, primary) if primary else None)
        if exact is None or vague.quote.casefold() in said:
            continue
        said.add(vague.quote.casefold())
        how = "contradicts" if _contradicts(vague, exact) else "is looser than"
        whose = "its own" if exact.document == text.id else "the primary text’s"
        quote = "".join(c for c in vague.quote if not c.isdigit())
        note = f"“{quote}” {how} {whose} figure, {figure_text(exact)}."
        yield StoryNote(kind="vague", docs=(text.id,), note=note)


def _beside(vague: VagueFigure, text: Told) -> Figure | None:
    """The figure a vague one can mean: of its very act before others, one that it is true of before others, the largest."""
    fitting = [
        figure
        for figure in text.figures
        if figure.kind == "count"
        and alike(figure.unit, vague.unit)
        and not excludes(figure.action, vague.action)
        and (figure.action == vague.action or vague.action in {"other", "penalise"} or figure.action == "penalise")
    ]
    own = [figure for figure in fitting if figure.action == vague.action] or fitting
    return max(own, key=lambda figure: (not _contradicts(vague, figure), figure.value, figure.id), default=None)


def _contradicts(vague: VagueFigure, exact: Figure) -> bool:
    top = float(exact.value if exact.value_max is None else exact.value_max)
    too_high = vague.least is not None and vague.least > top and exact.bound != "at_least"
    # "Over 1.4 million" are not "millions" either: that would be twice as many.
    far_too_high = vague.least is not None and vague.least > top * 1.25
    return too_high or far_too_high or (vague.most is not None and vague.most < float(exact.value))
