"""The facts of a story: each figure of the world with the claims that speak of it, and how they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.reconcile.acts import alike, excludes
from bot.core.reconcile.departures import Case, Finding, finding
from bot.core.reconcile.links import comparable, links
from bot.core.records import Agreement, Fact, Status
from bot.core.stories import Figure, Relation, Told, relation, significant

# From near to far: a fact has the status of its farthest report.
FARNESS = (Status.AGREES, Status.ROUNDED, Status.LOOSER, Status.DIFFERS)


@dataclass(frozen=True, slots=True)
class _Spoken:
    figure: Figure
    finding: Finding


def facts(texts: Sequence[Told], *, primary: Told | None, copies: Mapping[str, str]) -> tuple[Fact, ...]:
    """Facts in the order of the primary's claims, then those of reports only. Every claim is in exactly one.

    `copies` names for each text that repeats another the text it repeats: a copy confirms nothing.
    """
    found: list[Fact] = []
    left: list[Figure] = []
    spoken: dict[str, list[_Spoken]] = {}
    for text in texts:
        if text is primary:
            continue
        taken: set[str] = set()
        if primary is not None:
            together = links(primary, text)
            for link in together:
                case = Case(link=link, primary=primary, report=text, links=together)
                spoken.setdefault(link.primary.id, []).append(_Spoken(link.report, finding(case)))
                taken.add(link.report.id)
        left += [figure for figure in text.figures if figure.id not in taken]
    if primary is not None:
        found = [_of_primary(p, spoken.get(p.id, []), copies=copies) for p in primary.figures]
    return (*found, *(_of_reports(group, copies=copies) for group in _grouped(left)))


def _of_primary(p: Figure, spoken: Sequence[_Spoken], *, copies: Mapping[str, str]) -> Fact:
    """A fact of the primary text with what reports make of it."""
    reports, agree = _independent(spoken, copies=copies)
    farthest = max((s.finding for s in spoken), key=lambda f: FARNESS.index(f.status), default=None)
    own = farthest or Finding(Status.PRIMARY_ONLY)
    own_note = next((s.finding.note for s in spoken if s.finding.status is own.status and s.finding.note), None)

    def agreement(status: Status, kind: str | None, note: str | None) -> Agreement:
        return Agreement(status=status, kind=kind, note=note, primary=p.id, reports=reports, agree=agree)

    whole = agreement(own.status, own.kind, own_note)
    each = tuple(agreement(s.finding.status, s.finding.kind, s.finding.note) for s in spoken)
    return Fact(
        value=p.value,
        unit=p.unit,
        action=p.action,
        claims=(p.id, *(s.figure.id for s in spoken)),
        agreement=whole,
        each=(whole, *each),
    )


def _independent(spoken: Sequence[_Spoken], *, copies: Mapping[str, str]) -> tuple[int, int]:
    """How many independent reports give a figure, and how many of them agree."""
    all_texts = {copies.get(s.figure.document, s.figure.document) for s in spoken}
    departing = {copies.get(s.figure.document, s.figure.document) for s in spoken if s.finding.status is Status.DIFFERS}
    return len(all_texts), len(all_texts - departing)


def _of_reports(group: Sequence[Figure], *, copies: Mapping[str, str]) -> Fact:
    """A fact that the primary text does not give, or that has none."""
    sources = {copies.get(figure.document, figure.document) for figure in group}
    exact = max(group, key=lambda figure: (len(significant(figure.value)), figure.bound == "exact"))
    said = Agreement(status=Status.REPORTS_ONLY, reports=len(sources), agree=len(sources))
    return Fact(
        value=exact.value,
        unit=exact.unit,
        action=exact.action,
        claims=tuple(figure.id for figure in group),
        agreement=said,
        each=tuple(said for _ in group),
    )


def _grouped(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Claims of reports that speak of one figure: like things, one value after rounding, from different texts."""
    groups: list[list[Figure]] = []
    for figure in sorted(figures, key=lambda f: (-len(significant(f.value)), f.document, f.place, f.id)):
        home = next((group for group in groups if _same_fact(group, figure)), None)
        if home is None:
            groups.append([figure])
        else:
            home.append(figure)
    return groups


def _same_fact(group: Sequence[Figure], figure: Figure) -> bool:
    first = group[0]
    return (
        all(member.document != figure.document for member in group)
        and comparable(first, figure)
        and alike(first.unit, figure.unit)
        and not excludes(first.action, figure.action)
        and relation(first, figure) in {Relation.SAME, Relation.ROUNDED}
        and (len(significant(figure.value)) > 1 or first.action == figure.action)
    )
