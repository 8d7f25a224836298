"""One point of a series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series: the days it stands for, its value and the claims it rests on."""

    start: date
    end: date
    value: int | float
    bound: str
    unit: str
    action: str
    regulator: str | None
    campaign: str | None
    claims: tuple[str, ...]
    note: str | None = None
    kind: str = "count"
    currency: str | None = None
    change: str | None = None
