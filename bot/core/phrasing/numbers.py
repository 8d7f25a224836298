"""A figure as a reader meets it ("1,410,900+", "about 1.4 million", "up to €18 m"), and read back again.

Writing and reading share nothing but the list of signs: the reading is the proof of the writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class Counted(Protocol):
    """Whatever has a value with its bound: a claim's row, or a claim as reconciliation sees it."""

    @property
    def value(self) -> int | float:
        """The number; money in currency units, percent as 0..100."""

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
    def currency(self) -> str | None:
        """ISO 4217, for money."""


SIGNS = {
    "EUR": "€",
    "USD": "$",
    "GBP": "£",
    "CNY": "CN¥",
    "JPY": "JP¥",
    "INR": "₹",
    "KRW": "₩",
    "AUD": "A$",
    "CAD": "C$",
    "HKD": "HK$",
    "NZD": "NZ$",
    "SGD": "S$",
    "TWD": "NT$",
    "BRL": "R$",
    "IDR": "Rp ",
}
# From large to small: the word after a count, the letters after a sum of money.
SCALES = ((10**12, " trillion", " tn"), (10**9, " billion", " bn"), (10**6, " million", " m"))
# More significant digits than these are written out: 1,410,900, but CN¥8.026 bn.
COUNT_DIGITS, MONEY_DIGITS = 3, 4
# A fraction told in words ("two thirds", 三分之一) has no end of decimals as a percentage: a value with so many of them
# is written with so many significant digits.
ENDLESS, FRACTION_DIGITS = 6, 3


def figure_text(row: Counted) -> str:
    """A claim's figure with its bound, exactly: nothing is rounded here but percentages without end of decimals."""
    if row.value_max is None:
        return bounded(_amount(row, value=row.value), bound=row.bound)
    low, high = _amount(row, value=row.value), _amount(row, value=row.value_max)
    scale = _scale(high)
    if _scale(low) != scale:
        # "900,000–1 million" would read as 900,000 million.
        low, high = _amount(row, value=row.value, scaled=False), _amount(row, value=row.value_max, scaled=False)
    return bounded(f"{low.removesuffix(scale)}–{high}", bound=row.bound)


def bounded(figure: str, *, bound: str) -> str:
    """A figure with the mark of its bound."""
    return {"about": f"about {figure}", "at_least": f"{figure}+", "at_most": f"up to {figure}"}.get(bound, figure)


def shown(value: float, *, kind: str) -> Decimal:
    """A value as figures write it: 66.7 for two thirds in percent, which have no end of decimals; all others as they are."""
    exact = Decimal(str(value))
    decimals = exact.as_tuple().exponent
    if kind != "percent" or not isinstance(decimals, int) or -decimals < ENDLESS:
        return exact
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - FRACTION_DIGITS + 1))


def plain(value: Decimal | float) -> str:
    """A number with thousands set off by commas, all its digits: 1,410,900."""
    exact = Decimal(str(value))
    return f"{int(exact):,}" if exact == exact.to_integral_value() else f"{exact.normalize():,f}"


def _amount(row: Counted, *, value: float, scaled: bool = True) -> str:
    if row.kind == "percent":
        return f"{plain(shown(value, kind=row.kind))}%"
    money = row.kind == "money"
    sign = SIGNS.get(row.currency, f"{row.currency} ") if money and row.currency else ""
    digits = MONEY_DIGITS if money else COUNT_DIGITS
    return f"{sign}{_scaled(value, digits=digits if scaled else 0, words=not money)}"


def _scaled(value: float, *, digits: int, words: bool) -> str:
    exact = Decimal(str(value))
    for scale, word, letters in SCALES:
        if exact >= scale:
            part = (exact / scale).normalize()
            if len(part.as_tuple().digits) <= digits:
                return f"{part:,f}{word if words else letters}"
            break
    return plain(value)


def _scale(figure: str) -> str:
    """What the two ends of a range have in common behind the number: 3–5 million, 10–20%."""
    ends = (*(word for _, *both in SCALES for word in both), "%")
    return next((end for end in ends if figure.endswith(end)), "")


@dataclass(frozen=True, slots=True)
class Reread:
    """A figure read back from a page."""

    value: Decimal
    value_max: Decimal | None
    bound: str
    currency: str | None
    percent: bool


# Such as: about CN¥8.026 bn; 3–5 million; 12.5%+; XAF 300 m.
_SIGN = "|".join(sorted((re.escape(sign.strip()) for sign in SIGNS.values()), key=len, reverse=True))
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SCALE = r"\ (?:trillion|billion|million|tn|bn|m)"
FIGURE = re.compile(
    rf"(?P<before>about\ |up\ to\ )?(?P<sign>(?:{_SIGN}|[A-Z]{{3}})\ ?)?(?P<low>{_NUMBER})(?P<low_scale>{_SCALE})?(?P<low_percent>%)?"
    rf"(?:–(?:{_SIGN}|[A-Z]{{3}}\ )?(?P<high>{_NUMBER})(?P<high_scale>{_SCALE})?(?P<high_percent>%)?)?(?P<plus>\+)?",
    re.ASCII,
)
_POWERS = {"trillion": 12, "tn": 12, "billion": 9, "bn": 9, "million": 6, "m": 6}
_CURRENCIES = {sign.strip(): code for code, sign in SIGNS.items()}


def reread(text: str) -> Reread | None:
    """The figure a text is, or None where it is none."""
    found = FIGURE.fullmatch(text)
    if found is None:
        return None
    high, high_scale = found["high"], found["high_scale"]
    low_scale = found["low_scale"] or (high_scale if high else None)
    bound = {"about ": "about", "up to ": "at_most"}.get(
        found["before"] or "", "at_least" if found["plus"] else "exact"
    )
    sign = (found["sign"] or "").strip()
    return Reread(
        value=_value(found["low"], scale=low_scale),
        value_max=_value(high, scale=high_scale) if high else None,
        bound=bound,
        currency=_CURRENCIES.get(sign, sign) or None,
        percent=bool(found["low_percent"] or found["high_percent"]),
    )


def says(text: str, row: Counted) -> bool:
    """Whether a text, read back, is that claim's figure: value, range, bound, currency and percent sign."""
    read = reread(text)
    return (
        read is not None
        and read.value == shown(row.value, kind=row.kind)
        and read.value_max == (None if row.value_max is None else shown(row.value_max, kind=row.kind))
        and read.bound == row.bound
        and read.percent == (row.kind == "percent")
        and (read.currency == row.currency if row.kind == "money" else read.currency is None)
    )


def _value(digits: str, *, scale: str | None) -> Decimal:
    return Decimal(digits.replace(",", "")).scaleb(_POWERS[scale.strip()] if scale else 0)
