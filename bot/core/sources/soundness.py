"""Soundness of XML before a parser sees it: no entities of its own, no absurd depth, tags or number of items."""

from __future__ import annotations

import re

from bot.core.config import Limits
from bot.core.records import ReadError

LONGEST_TAG = 64 * 1024
_CDATA = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
_ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)


def checked_xml(body: bytes, *, limits: Limits) -> bytes:
    """The body, cut after the last item that may be read. Raises ReadError for XML that attacks its parser."""
    return _cut(checked_markup(body, limits=limits, what="feed"), items=limits.entries)


def checked_markup(body: bytes, *, limits: Limits, what: str) -> bytes:
    """The body as it is. Raises ReadError, which calls it `what`, for XML that attacks its parser."""
    plain = body.replace(b"\0", b"") if b"\0" in body[:200] else body  # UTF-16
    if b"<!ENTITY" in plain or b"<!entity" in plain.lower():
        raise ReadError(f"the {what} defines XML entities of its own, which are refused")
    _check_shape(_CDATA.sub(b"", plain), depth=limits.depth, what=what)
    return body


def _check_shape(bare: bytes, *, depth: int, what: str) -> None:
    deepest = level = 0
    parts = bare.split(b">")
    for part in parts:
        start = part.rfind(b"<")
        if start < 0:
            continue
        if len(part) - start > LONGEST_TAG:
            raise ReadError(f"the {what} holds a tag larger than any {what} needs")
        kind = part[start + 1 : start + 2]
        level += -1 if kind == b"/" else 0 if kind in b"!?" or part.endswith(b"/") else 1
        deepest = max(deepest, level)
    if deepest > depth:
        raise ReadError(f"the {what} is nested deeper than {depth} levels")


def _cut(body: bytes, *, items: int) -> bytes:
    for number, match in enumerate(_ITEM.finditer(body)):
        if number == items:
            return body[: match.start()]
    return body
