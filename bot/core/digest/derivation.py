"""Numbers in an edition that are no claim's own value, each with the rule by which it follows and from what."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.core.phrasing.numbers import bounded, figure_text, plain, shown
from bot.core.reconcile import group_name
from bot.core.records import ClaimRow, Derived, EditionItem

# Fewer parts than this make no chart.
CHART_PARTS = 3
CHART_ROWS = 8


def derivations(items: Sequence[EditionItem]) -> tuple[Derived, ...]:
    """Every derived number of an edition, in the order a reader meets them, each once."""
    found: dict[Derived, None] = {}
    for item in items:
        for derived in (*counts(item), *roundings(item), *((part_sum(item),) if parts(item) else ())):
            if derived is not None:
                found[derived] = None
    return tuple(found)


def counts(item: EditionItem) -> tuple[Derived, ...]:
    """How many primary texts, reports and figures an item stands on. The rule's `claims` name what was counted."""
    primary = tuple(d.id for d in item.documents if d.role == "regulator")
    reports = tuple(d.id for d in item.documents if d.role != "regulator")
    counted = (
        (primary, "primary text", "primary texts"),
        (reports, "report", "reports"),
        (tuple(row.id for row in item.claims), "figure", "figures"),
    )
    return tuple(
        Derived(text=f"{len(ids)} {one if len(ids) == 1 else several}", rule="count", claims=ids, value=len(ids))
        for ids, one, several in counted
        if ids
    )


def roundings(item: EditionItem) -> tuple[Derived, ...]:
    """Figures that are written with fewer digits than their claims have: 66.7% for two thirds."""
    return tuple(
        Derived(text=figure_text(row), rule="rounding", claims=(row.id,), value=float(shown(row.value, kind=row.kind)))
        for row in item.claims
        if shown(row.value, kind=row.kind) != Decimal(str(row.value))
    )


def whole(item: EditionItem) -> ClaimRow | None:
    """The claim whose stated parts can be drawn side by side, if there is one."""
    found = parts(item)
    return next((row for row in item.claims if found and row.id == found[0].part_of), None)


def parts(item: EditionItem) -> tuple[ClaimRow, ...]:
    """The largest group of like parts of one whole, each with a name of its own, in the item's first document."""
    groups: dict[tuple[str, str, str], list[ClaimRow]] = {}
    for row in item.claims:
        if (
            row.document.id == item.documents[0].id
            and row.part_of
            and row.kind == "count"
            and part_name(row, item=item)
        ):
            groups.setdefault((row.part_of, row.unit, row.action), []).append(row)
    known = {row.id: row for row in item.claims}
    drawn = [
        rows
        for (of, _, _), rows in sorted(groups.items())
        if of in known and len(rows) >= CHART_PARTS and len({part_name(row, item=item) for row in rows}) == len(rows)
    ]
    best = max(drawn, key=len, default=[])
    return tuple(sorted(best, key=lambda row: (-row.value, row.id))[:CHART_ROWS])


def part_name(row: ClaimRow, *, item: EditionItem) -> str | None:
    """What sets a part apart: the reason in the text's own words, else the group that the words beside it name."""
    return row.reason or group_name(row, others=item.claims)


def part_sum(item: EditionItem) -> Derived | None:
    """What the drawn parts make up, where the sum is no more than the whole and can be true."""
    rows, of = parts(item), whole(item)
    if of is None or any(row.value_max is not None for row in rows):
        return None
    total = sum((Decimal(str(row.value)) for row in rows), Decimal(0))
    if total > Decimal(str(of.value)):
        return None
    bounds = {row.bound for row in rows}
    bound = bounds.pop() if len(bounds) == 1 else "about"
    text = bounded(plain(total), bound=bound)
    return Derived(text=text, rule="sum", claims=tuple(row.id for row in rows), value=float(total))
