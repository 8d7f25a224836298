"""A claim's figure in words for a reader: "over 67,000 accounts closed", "CNY 1,200,000 in fines"."""

from __future__ import annotations

from bot.core.records import ClaimRow
from extractors import Action, Bound, Kind, Unit

HEDGES = {Bound.EXACT: "", Bound.ABOUT: "about ", Bound.AT_LEAST: "at least ", Bound.AT_MOST: "at most "}
# One of them, several of them.
NOUNS = {
    Unit.ACCOUNT: ("account", "accounts"),
    Unit.CONTENT: ("piece of content", "pieces of content"),
    Unit.WEBSITE: ("website", "websites"),
    Unit.APP: ("app", "apps"),
    Unit.GROUP: ("group", "groups"),
    Unit.STREAM: ("stream", "streams"),
    Unit.PERSON: ("person", "people"),
    Unit.CASE: ("case", "cases"),
    Unit.REPORT: ("report", "reports"),
    Unit.ORGANISATION: ("organisation", "organisations"),
}
DEEDS = {
    Action.REMOVE: "removed",
    Action.CLOSE: "closed",
    Action.SUSPEND: "suspended",
    Action.RESTRICT: "restricted",
    Action.BLOCK: "blocked",
    Action.FINE: "fined",
    Action.WARN: "warned",
    Action.ARREST: "arrested",
    Action.INVESTIGATE: "investigated",
    Action.PENALISE: "penalised",
    Action.REPORT: "reported",
    Action.RESTORE: "restored",
    Action.IDENTIFY: "identified",
}
DIRECTIONS = {"up": "up ", "down": "down "}


def figure(row: ClaimRow) -> str:
    """The whole figure: how much of what, and what was done to it."""
    return f"{amount(row)} {counted(row)}".strip()


def amount(row: ClaimRow) -> str:
    """How much: hedge, value, upper end, currency or percent sign."""
    value = plain(row.value) if row.value_max is None else f"{plain(row.value)} to {plain(row.value_max)}"
    hedge = HEDGES.get(Bound(row.bound), "")
    if row.kind == Kind.PERCENT:
        return f"{DIRECTIONS.get(row.change or '', '')}{hedge}{value}%"
    return f"{hedge}{row.currency} {value}" if row.currency else f"{hedge}{value}"


def counted(row: ClaimRow) -> str:
    """Of what, and what was done: "accounts closed"; nothing where neither is known."""
    if row.kind == Kind.MONEY and row.action == Action.FINE:
        return "in fines"
    one, many = NOUNS.get(Unit(row.unit), ("", ""))
    noun = one if row.value == 1 and row.value_max is None else many
    return f"{noun} {DEEDS.get(Action(row.action), '')}".strip()


def plain(value: float) -> str:
    """A value with commas between thousands, as many decimals as it has: "67,000", "1.5"."""
    if isinstance(value, int) or value.is_integer():
        return f"{int(value):,}"
    return f"{value:,.10f}".rstrip("0")
