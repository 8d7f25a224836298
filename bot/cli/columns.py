"""What the tables for people show of each kind of row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.cli.tables import Column
from bot.core.phrasing.numbers import plain, shown

Row = Mapping[str, Any]  # Any: JSON rows of the contract, their fields are told there

_HEDGES = {"about": "about ", "at_least": "at least ", "at_most": "at most "}
# The primary text's own row carries its fact's status (CONTRACT, section 4): it is the reports that do so.
_OF_REPORTS = {"differs": "a report differs", "looser": "a report is looser", "rounded": "reports round it"}
_CHANGES = {"up": "up ", "down": "down "}


def figure(row: Row) -> str:
    """A claim's figure as a reader says it: "at least 67,000", "up 12%", "3 to 5 million" as 3,000,000 to 5,000,000."""
    kind = row.get("kind") or ""
    value = _number(row["value"], kind=kind)
    if row.get("value_max") is not None:
        value = f"{value} to {_number(row['value_max'], kind=kind)}"
    if kind == "money" and row.get("currency"):
        value = f"{row['currency']} {value}"
    if kind == "percent":
        value += "%"
    return _CHANGES.get(row.get("change") or "", "") + _HEDGES.get(row.get("bound", ""), "") + value


def period(row: Row) -> str:
    """A period as one or two days."""
    span = row.get("period")
    if not span:
        return ""
    start, end = span.get("start") or "", span.get("end") or ""
    return str(start) if start == end else f"{start} to {end}".strip()


def _number(value: object, *, kind: str) -> str:
    if not isinstance(value, int | float):
        return str(value)
    return plain(shown(value, kind=kind)) if kind == "percent" else f"{value:,}"


def _day(value: object) -> str:
    return str(value or "")[:10]


def _minute(value: object) -> str:
    return str(value or "")[:16].replace("T", " ")


def _document(row: Row) -> Row:
    found: Row = row.get("document") or {}
    return found


def agreement(row: Row) -> str:
    """How a claim agrees, with the kind of its departure; the primary's own claim departs from nothing."""
    found = row.get("agreement") or {}
    status = str(found.get("status", ""))
    if status in _OF_REPORTS and found.get("primary") == row.get("id"):
        status = _OF_REPORTS[status]
    return f"{status}{': ' + found['kind'] if found.get('kind') else ''}"


TEXT_CLAIMS = (
    Column("FIGURE", figure, right=True),
    Column("UNIT", lambda row: row["unit"]),
    Column("ACTION", lambda row: row["action"]),
    Column("ACTOR", lambda row: row.get("actor")),
    Column("PLATFORMS", lambda row: row.get("platforms")),
    Column("PERIOD", period),
    Column("QUOTE", lambda row: row["quote"], wide=True),
)
CLAIMS = (
    Column("ID", lambda row: row["id"]),
    Column("FIGURE", figure, right=True),
    Column("UNIT", lambda row: row["unit"]),
    Column("ACTION", lambda row: row["action"]),
    Column("ACTOR", lambda row: row.get("actor")),
    Column("PERIOD", period),
    Column("SOURCE", lambda row: _document(row).get("source")),
    Column("PUBLISHED", lambda row: _day(_document(row).get("published"))),
    Column("AGREEMENT", agreement),
    Column("QUOTE", lambda row: row["quote"], wide=True),
)
DOCUMENTS = (
    Column("ID", lambda row: row["id"]),
    Column("PUBLISHED", lambda row: _day(row.get("published"))),
    Column("SOURCE", lambda row: row["source"]),
    Column("LANG", lambda row: row.get("lang")),
    Column("CLAIMS", lambda row: row["claims"], right=True),
    Column("VERSION", lambda row: row["version"], right=True),
    Column("STATE", lambda row: row["state"]),
    Column("TITLE", lambda row: row["title"], wide=True),
)
STORIES = (
    Column("ID", lambda row: row["id"]),
    Column("DOCUMENTS", lambda row: len(row["documents"]), right=True),
    Column("FACTS", lambda row: len(row["facts"]), right=True),
    Column("DEPARTURES", lambda row: sum(f["agreement"]["status"] == "differs" for f in row["facts"]), right=True),
    Column("FIRST SEEN", lambda row: _minute(row.get("first_seen"))),
    Column("TITLE", lambda row: row["title"], wide=True),
)
EVENTS = (
    Column("AT", lambda row: _minute(row["at"])),
    Column("KIND", lambda row: row["kind"]),
    Column("OF", lambda row: row.get("document") or row.get("source")),
    Column("NOTE", lambda row: row["note"], wide=True),
)
SERIES = (
    Column("START", lambda row: row["start"]),
    Column("END", lambda row: row["end"]),
    Column("FIGURE", figure, right=True),
    Column("UNIT", lambda row: row["unit"]),
    Column("ACTION", lambda row: row["action"]),
    Column("REGULATOR", lambda row: row.get("regulator")),
    Column("CAMPAIGN", lambda row: row.get("campaign")),
    Column("CLAIMS", lambda row: len(row["claims"]), right=True),
    Column("NOTE", lambda row: row.get("note"), wide=True),
)
SOURCES = (
    Column("ID", lambda row: row["id"]),
    Column("KIND", lambda row: row["kind"]),
    Column("ROLE", lambda row: row["role"]),
    Column("STATE", lambda row: row["state"]),
    Column("SINCE", lambda row: _minute(row.get("since"))),
    Column("LAST SUCCESS", lambda row: _minute(row.get("last_success"))),
    Column("NEXT VISIT", lambda row: _minute(row.get("next_visit"))),
    Column("DOCUMENTS", lambda row: row["documents"], right=True),
    Column("CAUSE", lambda row: row.get("cause"), wide=True),
)
DIGESTS = (
    Column("ID", lambda row: row["id"]),
    Column("NAME", lambda row: row["name"]),
    Column("NEXT", lambda row: _minute(row.get("next"))),
    Column("EDITIONS", lambda row: len(row["editions"]), right=True),
    Column("LAST", lambda row: row["editions"][-1]["date"] if row["editions"] else ""),
)
CHECKS = (
    Column("", lambda row: "ok" if row["ok"] else "WRONG"),
    Column("CHECK", lambda row: row["name"]),
    Column("NOTE", lambda row: row["note"], wide=True),
)
TABLES = {
    "claims": CLAIMS,
    "documents": DOCUMENTS,
    "stories": STORIES,
    "events": EVENTS,
    "series": SERIES,
    "sources": SOURCES,
    "digests": DIGESTS,
    "checks": CHECKS,
    "text": TEXT_CLAIMS,
}
