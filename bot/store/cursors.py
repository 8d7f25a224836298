"""Cursors: where a page of rows ended, as a text; the next page begins after that row, whatever came in meanwhile."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, or_

from bot.core.memory import Page
from bot.core.records import QueryError

Found = TypeVar("Found")
Shown = TypeVar("Shown")

Part = ColumnElement[str] | ColumnElement[int]


def cursor(moment: datetime, *rest: str | int) -> str:
    """The cursor of a row by what its list is ordered by: an instant, then what tells equal instants apart."""
    text = json.dumps([moment.isoformat(), *rest], separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def page_of(
    found: Sequence[Found], *, limit: int, read: Callable[[Found], Shown], mark: Callable[[Found], str]
) -> Page[Shown]:
    """A page from the rows found, one more than `limit` (0: all) if there are more; `mark` makes a row's cursor."""
    shown = found[:limit] if limit else found
    following = mark(shown[-1]) if len(found) > len(shown) else None
    return Page(tuple(map(read, shown)), following)


def after(
    text: str,
    moment: ColumnElement[datetime],
    second: ColumnElement[str] | ColumnElement[int],
    third: ColumnElement[int] | None = None,
) -> ColumnElement[bool]:
    """The condition of the rows after a cursor: instants and the second part fall, the third rises.

    Raises QueryError for a cursor that is not one of ours.
    """
    kinds = (str, _kind(second)) if third is None else (str, _kind(second), int)
    at, *rest = _parts(text, kinds)
    instant = _instant(str(at))
    later = [moment < instant, and_(moment == instant, second < rest[0])]
    if third is not None:
        later.append(and_(moment == instant, second == rest[0], third > rest[1]))
    return or_(*later)


def _kind(column: ColumnElement[str] | ColumnElement[int]) -> type:
    return column.type.python_type


def _parts(text: str, kinds: tuple[type, ...]) -> list[str | int]:
    try:
        parts = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        parts = None
    fits = isinstance(parts, list) and len(parts) == len(kinds) and all(map(isinstance, parts, kinds))
    if not fits:
        raise _unknown(text)
    return list(parts or ())


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise _unknown(text) from None
    if instant.tzinfo is None:
        raise _unknown(text)
    return instant


def _unknown(text: str) -> QueryError:
    return QueryError((f'cursor: {text[:80]!r} is none of ours. Allowed: the "next" of an answer before.',))
