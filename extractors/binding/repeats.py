"""The same fact said twice: which candidate says again what another one says more fully."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.records import Action, Bound, Kind, Unit

# A rounded mention may be off by this share of the precise figure ("nearly half a million" for 474,751).
ROUNDED = 0.08
# A headline may be off by this ("nearly half a million" for more than 450,000).
HEADLINE = 0.12
# The sign that many currencies share.
DOLLAR = "$"
# What a headline may call by one another's name: 封 for cleared away, 受罚 for muted.
_SANCTIONS = (Action.REMOVE, Action.CLOSE, Action.SUSPEND, Action.RESTRICT, Action.BLOCK, Action.PENALISE)


def assign_repeats(reading: Reading, candidates: Sequence[Candidate]) -> tuple[int | None, ...]:
    """For each candidate the index of the one it says again, None where it stands for itself.

    The most precise mention is the claim; of equally precise ones the first in the body, the title last.
    """
    result: list[int | None] = [None] * len(candidates)
    for index, candidate in enumerate(candidates):
        if candidate.repeats is not None:
            first, second = candidates[candidate.repeats], candidate
            worded = first.quantity.form == "share" and second.quantity.form == "digits"  # "one in eight - 12%"
            if (worded or _digits(second) > _digits(first)) and first.quantity.currency == second.quantity.currency:
                result[candidate.repeats] = index
            else:
                result[index] = candidate.repeats
    order = sorted(range(len(candidates)), key=lambda i: _rank(candidates[i], i))
    for place, index in enumerate(order):
        if result[index] is not None:
            continue
        for fuller in order[:place]:
            if result[fuller] is None and _same(reading, candidates[fuller], candidates[index]):
                result[index] = fuller
                break
    return tuple(result)


def _rank(candidate: Candidate, index: int) -> tuple[bool, int, bool, int]:
    """Fuller first: no mere reference, more digits, body before title, earlier before later."""
    return (candidate.reference, -_digits(candidate), candidate.quote.field == "title", index)


def _digits(candidate: Candidate) -> int:
    """The significant digits of the figure."""
    digits = "".join(c for c in f"{Decimal(candidate.quantity.value):f}" if c.isdigit()).strip("0")
    return len(digits)


def _last_place(candidate: Candidate) -> float:
    """What one in the last significant digit is worth: a rounded figure is off by no more (100 in 10,200)."""
    value = float(candidate.quantity.value)
    return float(10 ** (len(f"{abs(value):.0f}") - _digits(candidate)))


def _same(reading: Reading, full: Candidate, other: Candidate) -> bool:
    """Whether the other mention says the same fact as the fuller one."""
    if full.kind is not other.kind or full.quantity.value_max != other.quantity.value_max:
        return False
    if full.kind is Kind.MONEY and not _currencies_agree(reading, full, other):
        return False
    if not _units_agree(full, other) or full.change is not other.change:
        return False
    if full.quantity.value == other.quantity.value:
        return _same_value(reading, full, other)
    return _rounded(reading, full, other) or _headlined(reading, full, other)


def _currencies_agree(reading: Reading, full: Candidate, other: Candidate) -> bool:
    """Whether two sums are in one currency; a headline's bare "$" is whichever dollar the text means."""
    if full.quantity.currency == other.quantity.currency:
        return True
    bare = other.quote.field == "title" and DOLLAR in reading.text(other.quantity.core)
    letters = any(c.isalpha() for c in reading.text(other.quantity.core).partition(DOLLAR)[0])
    return bare and not letters and str(full.quantity.currency).endswith("D")


def _units_agree(full: Candidate, other: Candidate) -> bool:
    return full.unit is other.unit or (not other.head and full.kind is Kind.COUNT) or other.reference


def _same_value(reading: Reading, full: Candidate, other: Candidate) -> bool:
    """Equal figures: a reference always; small ones only when noun and act agree, and not within one sentence."""
    if other.reference:
        return True
    if full.kind is Kind.MONEY and (full.whole is None) != (other.whole is None) and other.quote.field != "title":
        return False
    planned = Polarity.NOT_DONE in (full.polarity, other.polarity) and full.polarity is not other.polarity
    if full.sentence == other.sentence or (planned and full.kind is Kind.MONEY and other.quote.field != "title"):
        return False  # a fine of 3 million, and a law that allows as much
    title = other.quote.field == "title"
    vague = (Action.OTHER, Action.PENALISE) if title else (Action.OTHER,)
    acts = title or full.action is other.action or any(action in vague for action in (full.action, other.action))
    if not title and _apart(reading, full, other):
        return False
    small = full.kind is Kind.PERCENT or (full.kind is Kind.COUNT and float(full.quantity.value) < 20)
    return acts and (not small or title or full.head == other.head)


def _apart(reading: Reading, full: Candidate, other: Candidate) -> bool:
    """Whether equal figures are told of different days or services ("€150 million against Shein ... a year later")."""
    hosts = bool(full.hosts) and bool(other.hosts) and not set(full.hosts) & set(other.hosts)
    known = {date.span: (date.start, date.end) for date in reading.dates}
    days = [{known.get(span, reading.text(span)) for span in c.dates or ()} for c in (full, other)]
    return hosts or (bool(days[0]) and bool(days[1]) and not days[0] & days[1])


def _rounded(reading: Reading, full: Candidate, other: Candidate) -> bool:
    """A headline or a hedged mention may round: "half a million" for 474,751."""
    if other.bound is Bound.AT_LEAST and other.quantity.value > full.quantity.value:
        return False  # more than two million is not 1.9 million
    hedged = other.bound is Bound.ABOUT or other.quote.field == "title" or other.quantity.form == "words"
    hedged = hedged or _cut_short(reading, full, other)
    slack = HEADLINE if other.quote.field == "title" else ROUNDED
    off = abs(float(full.quantity.value) - float(other.quantity.value))
    if not hedged or off > slack * abs(float(full.quantity.value)) or full.kind is Kind.PERCENT:
        return False
    if off > _last_place(other) or _digits(other) >= _digits(full):
        return False
    title = other.quote.field == "title"
    wordless = title and (other.action is Action.OTHER or not other.head) and other.polarity is Polarity.DONE
    alike = (full.action is other.action or wordless) and (full.unit is other.unit or (title and not other.head))
    return alike and (
        other.quote.field == "title" or full.unit in (Unit.CONTENT, Unit.ACCOUNT, Unit.MONEY, Unit.WEBSITE, Unit.GROUP)
    )


def _cut_short(reading: Reading, full: Candidate, other: Candidate) -> bool:
    """As in "over 7.4 million accounts ... 7,420,748 accounts": the lead cuts short what the report counts to the unit."""
    precise = full.bound is Bound.EXACT and _digits(full) >= _digits(other) + 2
    above = other.bound is Bound.AT_LEAST and other.quantity.value < full.quantity.value
    return precise and above and full.sentence != other.sentence and not _apart(reading, full, other)


def _headlined(reading: Reading, full: Candidate, other: Candidate) -> bool:
    """Whether a headline cuts a figure of the text short: 逾600万账号 for 638万个, 逾九成六 for 96.5%.

    Of so few digits each may stand for more than a rounding would; the act is told in the headline's own words.
    """
    if reading.language.spaced or other.quote.field != "title" or full.quote.field == "title":
        return False
    cut = float(full.quantity.value) - float(other.quantity.value)
    short = full.kind is Kind.PERCENT and other.quantity.form != "digits"
    if not (other.bound is Bound.AT_LEAST or short) or not 0 <= cut < _last_place(other):
        return False
    if full.kind is Kind.PERCENT or full.action is other.action or _digits(other) > 1:
        return True
    return full.action in _SANCTIONS and other.action in _SANCTIONS
