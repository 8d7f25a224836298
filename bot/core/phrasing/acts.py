"""English words for what a claim counts and what was done to it."""

from __future__ import annotations

from typing import Protocol

# One, several: what is counted.
NOUNS = {
    "account": ("account", "accounts"),
    "content": ("piece of content", "pieces of content"),
    "website": ("website", "websites"),
    "app": ("app", "apps"),
    "group": ("group or channel", "groups or channels"),
    "stream": ("live stream", "live streams"),
    "person": ("person", "people"),
    "case": ("case", "cases"),
    "report": ("report or complaint", "reports and complaints"),
    "organisation": ("organisation", "organisations"),
}
OTHER_NOUN = ("item", "items")
DONE = {
    "remove": "removed",
    "close": "closed",
    "suspend": "suspended",
    "restrict": "restricted",
    "block": "blocked",
    "fine": "fined",
    "warn": "warned or summoned",
    "arrest": "arrested or prosecuted",
    "investigate": "investigated",
    "penalise": "penalised",
    "report": "reported",
    "restore": "restored",
    "identify": "identified",
}
CHANGES = {"up": "rise", "down": "fall"}


class Done(Protocol):
    """A claim, as far as these words need it."""

    @property
    def value(self) -> int | float:
        """How many."""

    @property
    def value_max(self) -> int | float | None:
        """The upper end of a range."""

    @property
    def bound(self) -> str:
        """exact, about, at_least or at_most."""

    @property
    def kind(self) -> str:
        """count, money or percent."""

    @property
    def unit(self) -> str:
        """What is counted."""

    @property
    def action(self) -> str:
        """What was done."""

    @property
    def change(self) -> str | None:
        """Up or down, of a percentage."""


def act(row: Done) -> str:
    """What is counted and what was done: "accounts closed", "fine", "share removed"."""
    done = DONE.get(row.action, "")
    if row.kind == "money":
        return "fine" if row.action == "fine" else f"sum of money, {done}" if done else "sum of money"
    if row.kind == "percent":
        return " ".join(filter(None, (CHANGES.get(row.change or "", "share"), done)))
    one, several = NOUNS.get(row.unit, OTHER_NOUN)
    noun = one if row.value == 1 and row.value_max is None and row.bound == "exact" else several
    return f"{noun} {done}".rstrip()
