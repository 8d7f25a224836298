"""Paths into an API's answer, proposed: where its list of items stands, and which of their fields are title, link and date.

A field is told by its values, its name only decides between several: APIs name them in every language and none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from bot.core.config import JsonOptions
from bot.core.moments import moment

DEEPEST = 5
LOOKED_AT = 50  # items
LEAST_ITEMS = 2
NEARLY_ALL = 0.9
DISTINCT = 0.8
USUAL_TITLE = 40  # characters
_ADDRESS = re.compile(r"(?:https?://|/)[^\s<>]{2,2000}")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)(?:\?|$)", re.IGNORECASE)
_TITLE_NAME = re.compile(r"title|headline|subject", re.IGNORECASE)
_LINK_NAME = re.compile(r"url|link|href|@id", re.IGNORECASE)
_DATE_NAME = re.compile(r"publ|effective|issue|release", re.IGNORECASE)
_OTHER_DATE = re.compile(r"modif|updat|end|expir|creat", re.IGNORECASE)

Item = Mapping[str, object]


def proposed_paths(answer: object) -> JsonOptions | None:
    """Paths for an answer; None where no list of it has items with a title and an address of their own."""
    best: tuple[int, JsonOptions] | None = None
    for path, items in _lists(answer, "", depth=0):
        fields = _fields(items[:LOOKED_AT])
        link = _best(fields, _link_worth)
        title = _best(fields, _title_worth)
        if link is None or title is None:
            continue
        found = JsonOptions(path or ".", title, link, date=_best(fields, _date_worth))
        if best is None or len(items) > best[0]:
            best = len(items), found
    return best[1] if best is not None else None


def _lists(value: object, path: str, *, depth: int) -> Iterator[tuple[str, list[Item]]]:
    """The lists of objects in an answer, with their paths."""
    if isinstance(value, list):
        items: list[Item] = [item for item in value if isinstance(item, dict)]
        if len(items) >= LEAST_ITEMS and len(items) == len(value):
            yield path, items
    elif isinstance(value, dict) and depth < DEEPEST:
        for name, inner in value.items():
            if "." not in str(name):
                yield from _lists(inner, f"{path}.{name}".strip("."), depth=depth + 1)


def _fields(items: Sequence[Item]) -> dict[str, list[str]]:
    """The texts and numbers that nearly all items have, by their path in the item."""
    found: dict[str, list[str]] = {}
    for item in items:
        for name, value in item.items():
            inner = value.items() if isinstance(value, dict) else ()
            for path, one in ((name, value), *((f"{name}.{key}", one) for key, one in inner)):
                if isinstance(one, str | int | float) and not isinstance(one, bool) and str(one).strip():
                    found.setdefault(path, []).append(str(one).strip())
    return {path: values for path, values in found.items() if len(values) >= NEARLY_ALL * len(items)}


def _best(fields: Mapping[str, list[str]], worth: Worth) -> str | None:
    scored = [(value, path) for path, values in fields.items() if (value := worth(path, values)) is not None]
    return max(scored, key=lambda item: item[0])[1] if scored else None


class Worth(Protocol):
    """How well a field does as something; None where it is no such thing."""

    def __call__(self, path: str, values: Sequence[str], /) -> float | None:
        """The worth of a field."""


def _link_worth(path: str, values: Sequence[str]) -> float | None:
    addresses = sum(_ADDRESS.fullmatch(value) is not None and not _PICTURE.search(value) for value in values)
    if addresses < len(values) or not _are_own(values):
        return None
    return (_LINK_NAME.search(path) is not None) + (0.5 if values[0].startswith("http") else 0.0) - path.count(".") / 4


def _title_worth(path: str, values: Sequence[str]) -> float | None:
    mean = sum(map(len, values)) / len(values)
    plain = sum(_ADDRESS.fullmatch(value) is None and _day(value) is None for value in values)
    if mean < 4 or plain < NEARLY_ALL * len(values) or not _are_own(values) or values[0].isdecimal():
        return None
    return 3 * (_TITLE_NAME.search(path) is not None) - abs(math.log(mean / USUAL_TITLE)) - path.count(".") / 4


def _date_worth(path: str, values: Sequence[str]) -> float | None:
    days = sum(_day(value) is not None for value in values)
    if days < NEARLY_ALL * len(values):
        return None
    return (_DATE_NAME.search(path) is not None) - (_OTHER_DATE.search(path) is not None) - path.count(".") / 4


def _day(value: str) -> object:
    """The day that a short text, or a number of seconds since 1970, gives."""
    return moment(value) if len(value) <= 40 and any(map(str.isdigit, value)) else None


def _are_own(values: Sequence[str]) -> bool:
    return len(set(values)) >= DISTINCT * len(values)
