"""Kinds of columns both databases understand alike: instants, exact figures, lists of names."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from bot.core.records import StoreError

LARGEST = 1.7976931348623157e308


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC: SQLite has no zones, PostgreSQL answers in the session's."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; for SQLite without the zone, which it would drop in silence."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise StoreError(f"an instant without a zone cannot be stored: {value.isoformat()}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back as aware UTC."""
        del dialect
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Names(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """To JSON."""
        del dialect
        return _listed(tuple(value or ()))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Back as a tuple."""
        del dialect
        return _names(value or "[]")


@lru_cache(maxsize=4096)
def _listed(names: tuple[str, ...]) -> str:
    """The same few lists go with every row, too."""
    return json.dumps(names, ensure_ascii=False)


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[str, ...]:
    """The same few lists come with every row: reading each once takes a quarter off a long answer (measured)."""
    return tuple(json.loads(text))


class Figure(TypeDecorator[int | float]):
    """A figure of any size, exact: kept as its digits, since SQLite's integers end at 63 bits and floats round."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: float | Decimal | None, dialect: Dialect) -> str | None:
        """To digits; refuses what is no finite number."""
        del dialect
        return None if value is None else digits(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> int | float | None:
        """An int where it is whole, else a float."""
        del dialect
        if value is None:
            return None
        return int(value) if value.lstrip("-").isdigit() else float(value)


def digits(value: float | Decimal) -> str:
    """A finite number as its digits: "67000", "1.5". Raises StoreError."""
    if isinstance(value, int) and abs(value) < LARGEST:
        return format(value, "d")  # most are; Python writes integers of thousands of digits by way of Decimal only
    exact = Decimal(value) if isinstance(value, int | Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        raise StoreError(f"{value} is no finite number and cannot be stored")
    whole = exact.to_integral_value()
    return format(whole, "f") if exact == whole else format(exact.normalize(), "f")


def comparable(value: float | Decimal | None) -> float | None:
    """The nearest float of a figure, to filter and order by; beyond the range of floats, the largest one."""
    if value is None:
        return None
    if not isinstance(value, int):
        digits(value)  # refuses what is no finite number
    try:
        nearest = float(value)
    except OverflowError:
        return LARGEST if value > 0 else -LARGEST
    return math.copysign(LARGEST, nearest) if math.isinf(nearest) else nearest
