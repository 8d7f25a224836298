"""Parts of a number: half a million, two thirds, one and a half, two point six."""

from __future__ import annotations

from decimal import Decimal

from extractors.lexicon.numeral import tidy
from extractors.lexicon.row import Row
from extractors.lexicon.scanner import Token


def fraction(row: Row, value: object) -> bool:
    """Half a million, a quarter of a million, two thirds, three quarters of."""
    if row.inner or (row.last > 1000 and not row.group):
        return False
    tags = row.tokens[row.at].tags
    if "ordinal" in tags and row.group >= 20 and not row.group % 10 and not row.literals:
        return False  # twenty-fourth
    skip = 0 if row.steps and row.words.adds_fractions and "one_part" in tags else _to_scale(row)
    if skip and (row.steps or int(str(value)) in (2, 4)):
        row.group = (row.value_so_far() or Decimal(1)) / Decimal(int(str(value)))
        row.total, row.last = 0, 0
        return row.took(skip)
    if row.steps and row.words.adds_fractions and "one_part" in tags:
        return _added(row, int(str(value)))
    if not row.steps and int(str(value)) != 2 and "one_part" not in tags:
        return False
    if "." in str(row.value_so_far()):
        return False
    row.group, row.total = (row.value_so_far() or 1), 0
    row.denominator, row.kind = int(str(value)), "fraction"
    return row.took()


def _added(row: Row, denominator: int) -> bool:
    """A fraction behind a whole number, where the language adds it: satu setengah juta."""
    if row.group % 1 or row.last:
        return False
    row.group += Decimal(1) / denominator
    return row.took()


def _to_scale(row: Row) -> int:
    """How many tokens lead from a fraction to the scale it is a part of: "half [a] million"; 0 if none does."""
    offset = 1 + row.hyphen(1)
    token = row.peek(offset)
    while token is not None and offset < 3 and ("of" in token.tags or "article" in token.tags):
        offset += 1 + row.hyphen(offset + 1)
        token = row.peek(offset)
    if token is None or ("scale" not in token.tags and "dozen" not in token.tags and "times" not in token.tags):
        return 0
    return offset


def and_a_half(row: Row) -> bool:
    """A part behind a number ("and a half", "and three quarters"); a scale may follow or have gone before."""
    offset, count = 1, Decimal(1)
    token = row.peek(offset)
    while token is not None and ("article" in token.tags or "value" in token.tags) and offset < 3:
        count = Decimal(str(token.tags.get("value", 1)))
        offset += 1
        token = row.peek(offset)
    if token is None or "fraction" not in token.tags or (offset == 1 and token.tags["fraction"] != 2):
        return False
    if count >= int(str(token.tags["fraction"])):
        return False
    part = count / int(str(token.tags["fraction"]))
    row.took(offset + 1)
    behind = row.tokens[row.at] if row.at < len(row.tokens) and row.joined() else None
    if row.last and not (behind is not None and "scale" in behind.tags):
        row.total += tidy(part * row.last)
        row.last = 0
    else:
        row.group += part
        row.last = 0
    return True


def point(row: Row, _value: object) -> bool:
    """A decimal point in words: two point six, 五点三."""
    if not row.steps or row.group % 1:
        return False
    digits, offset = "", 1
    token = row.peek(offset)
    while token is not None and (mark := _digit_of(token)) is not None and len(digits) < 20:
        if len(mark) == 1 and digits.endswith("0") and len(digits) == 2 and digits != "00" and row.words.spaced:
            digits = digits[:1]  # point seventy | one
        digits += mark
        offset += 1 + row.hyphen(offset + 1)
        token = row.peek(offset)
    if not digits:
        return False
    row.group += row.trailing()
    row.group += Decimal(f"0.{digits}")
    row.last = row.single = 0
    return row.took(offset)


def _digit_of(token: Token) -> str | None:
    """What a word adds behind a decimal point."""
    for tag in ("digit", "value", "literal"):
        if tag in token.tags:
            return str(token.tags[tag])
    return None
