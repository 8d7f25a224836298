"""A number where it stands, and the two questions that its readers share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractors.lexicon.scanner import Token
from extractors.records import Number

Form = Literal["digits", "words", "mixed", "fraction", "share"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number where it stands in the folded text, without hedge, currency or percent sign.

    `first` and `last` are the half-open range of its tokens. `scale` is its last scale word's factor, `coefficient`
    what stood before it ("3 to 5 million": the 3 takes the scale of the 5) and `lead` the multiplier before the scale
    (九百亿: 100). `high` is the upper end of an approximate pair (二三十). `inner` is a bound inside the number (余).
    A fraction has its numerator as `value` and a `denominator`.
    """

    start: int
    end: int
    first: int
    last: int
    value: Number
    form: Form
    kind: Literal["cardinal", "ordinal", "fraction"] = "cardinal"
    scale: int = 1
    coefficient: Number = 0
    lead: int = 1
    high: Number | None = None
    inner: str | None = None
    denominator: int = 1


def tidy(value: Number) -> Number:
    """An int where the value is whole."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


def joined(plain: str, left: Token, right: Token, *, joins: frozenset[str]) -> bool:
    """Whether nothing but what may join the words of one number stands between two tokens."""
    gap = plain[left.end : right.start]
    return gap in joins or (len(gap) < 5 and " " in joins and "\n\n" not in gap and gap.strip(" \r\n") in joins)
