"""Acts that exclude each other, and units that may stand for each other."""

from __future__ import annotations

from bot.core.stories import Figure

SANCTIONS = ("remove", "close", "suspend", "restrict", "block", "fine", "warn", "arrest")
# A text cannot mean the one where the other was done. "Closed", "removed" and "dealt with" do not exclude each other.
EXCLUDING = frozenset(
    {
        frozenset({"close", "suspend"}),
        frozenset({"close", "restrict"}),
        frozenset({"close", "warn"}),
        frozenset({"remove", "warn"}),
        frozenset({"remove", "suspend"}),
        frozenset({"fine", "warn"}),
        frozenset({"arrest", "warn"}),
        frozenset({"arrest", "fine"}),
        frozenset({"fine", "restrict"}),
        frozenset({"fine", "suspend"}),
        *(frozenset({"restore", act}) for act in SANCTIONS),
    }
)
# Units under which one and the same thing may be counted.
ALIKE = (
    frozenset({"case", "report"}),
    frozenset({"website", "organisation"}),
    frozenset({"app", "organisation"}),
    frozenset({"website", "app"}),
    frozenset({"case", "other"}),
    frozenset({"stream", "account"}),
    frozenset({"group", "website"}),
    frozenset({"person", "organisation"}),
)
SAME_UNIT, ALIKE_UNIT, OTHER_UNIT = 1.0, 0.5, -0.7


def excludes(one: str, other: str) -> bool:
    """Whether two acts exclude each other; a generic one agrees with any sanction."""
    return frozenset({one, other}) in EXCLUDING


def alike(one: str, other: str) -> bool:
    """Whether two units may count the same things."""
    return one == other or "other" in {one, other} or frozenset({one, other}) in ALIKE


def unit_closeness(a: Figure, b: Figure) -> float:
    """How much the units speak for one figure."""
    if a.unit == b.unit:
        return SAME_UNIT
    return ALIKE_UNIT if alike(a.unit, b.unit) else OTHER_UNIT
