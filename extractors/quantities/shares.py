"""Percentages in all their dress: 40%, "nine in ten", "two-thirds of", 九成, 三分之一, 百分之五."""

from __future__ import annotations

from decimal import Decimal, localcontext

from extractors.lexicon.numeral import Numeral, tidy
from extractors.lexicon.scanner import Token
from extractors.quantities.figure import Figure, Page
from extractors.records import Bound, Number

_BASES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 250, 500, 1_000, 10_000, 100_000})


def percentage(part: Number, whole: Number) -> Number:
    """A part of a whole on the scale 0..100, to twelve digits."""
    with localcontext() as context:
        context.prec = 12
        return tidy((Decimal(part) * 100 / Decimal(whole)).normalize())


def read_percent(figure: Figure, page: Page) -> bool:
    """Reads a percent sign or word, or a share word, on either side of the number; true if there is one."""
    return _sign(figure, page) or _base_in_front(figure, page) or _tenths(figure, page)


def _sign(figure: Figure, page: Page) -> bool:
    """40%, 40 per cent, 10-percent, 12个百分点."""
    skip = page.hyphen(figure.right, end=figure.end)
    token = page.next(figure.right + skip, end=figure.end + skip)
    if token is None or "percent" not in token.tags:
        return False
    unit = int(str(token.tags["percent"]))
    figure.kind = "percent"
    if unit != 1:  # per mille
        figure.value = percentage(figure.value, 100 * unit)
    figure.right, figure.end = figure.right + skip + 1, token.end
    return True


def _base_in_front(figure: Figure, page: Page) -> bool:
    """百分之五, 千分之二: the base comes first."""
    token = page.previous(figure.left, start=figure.start)
    if token is None or "percent_before" not in token.tags:
        return False
    before = page.previous(figure.left - 1, start=token.start)
    if before is not None and before.end == token.start and not {"digit", "value", "literal"}.isdisjoint(before.tags):
        return False  # 五百分之二
    base = int(str(token.tags["percent_before"]))
    figure.kind = "percent"
    figure.value = tidy(figure.value) if base == 100 else percentage(figure.value, base)
    figure.left, figure.start = figure.left - 1, token.start
    return True


def _tenths(figure: Figure, page: Page) -> bool:
    """九成, 三成五: tens of percent."""
    token = page.next(figure.right, end=figure.end)
    if token is None or "share" not in token.tags or figure.value > 10:
        return False
    factor = int(str(token.tags["share"]))
    figure.value = tidy(figure.value * factor)
    figure.high = None if figure.high is None else tidy(figure.high * factor)
    figure.kind, figure.form = "percent", "share"
    figure.right, figure.end = figure.right + 1, token.end
    digit = page.next(figure.right, end=figure.end)
    apart = digit is not None and digit.start != figure.end and "digit" not in digit.tags
    small = None if digit is None or apart else _tenth_of_tenth(digit)
    if digit is not None and small is not None and not _counts(page, figure.right):
        figure.value += small
        figure.right, figure.end = figure.right + 1, digit.end
    return True


def _tenth_of_tenth(token: Token) -> int | None:
    """The percent that one more digit adds: 三成五, 7成8, 三成半."""
    if "fraction" in token.tags:
        return 10 // int(str(token.tags["fraction"]))
    value = token.tags.get("digit", token.tags.get("literal"))
    return value if isinstance(value, int) and value < 10 else None


def _counts(page: Page, index: int) -> bool:
    """Whether a digit begins a number of its own (三成两个)."""
    behind = page.next(index + 1, end=page.tokens[index].end)
    return behind is not None and bool({"measure_word", "digit", "times", "scale"} & behind.tags.keys())


def read_fraction(figure: Figure, page: Page) -> bool:
    """Reads "half", "two-thirds of", "a quarter of" as a share; false where the words are something else."""
    numeral = figure.numeral
    tenths = page.next(figure.right, end=figure.end)
    if tenths is not None and "share" in tenths.tags:  # 半成
        figure.value = tidy(Decimal(numeral.value) / numeral.denominator)
        return _tenths(figure, page)
    plural = page.plain[numeral.start : numeral.end].endswith("s")
    if not (plural and numeral.denominator != 4) and not _shared(figure, page):
        return False
    if numeral.value >= numeral.denominator:  # twenty fifths
        figure.value = tidy(Decimal(numeral.value) / numeral.denominator)
        figure.form = "fraction"
        return True
    figure.value = percentage(numeral.value, numeral.denominator)
    figure.kind, figure.form = "percent", "share"
    return True


def _shared(figure: Figure, page: Page) -> bool:
    """Whether a fraction is one of something: "half of", "half the", "nearly a third", "by a quarter"."""
    behind = page.next(figure.right, end=figure.end)
    if behind is not None and ("of" in behind.tags or "percent" in behind.tags):
        return True
    before = page.previous(figure.left, start=figure.start)
    if before is not None and "before" in before.tags:
        return True
    following = page.plain[figure.end : figure.end + 12].split()[:1]
    if figure.numeral.denominator == 2 and following and following[0] in page.words.halved:
        return True
    words = page.words_before(figure.start, count=1)
    return bool(words) and words[0] in page.words.halving


def in_every(figure: Figure, other: Numeral, page: Page) -> bool:
    """Whether a figure and the number behind it are a rate, "nine in ten"; makes it one if so."""
    between = page.next(figure.right, end=figure.end)
    if between is None or "in_every" not in between.tags or other.first != figure.right + 1:
        return False
    if page.next(other.first, end=between.end) is None or other.kind != "cardinal":
        return False
    behind = page.next(other.last, end=other.end)
    timed = behind is not None and not {"time", "percent", "currency"}.isdisjoint(behind.tags)
    small = isinstance(figure.value, int) and isinstance(other.value, int) and figure.value < other.value
    if timed or not small or other.value not in _BASES or (other.value > 20 and other.value % 50):
        return False
    figure.value = percentage(figure.value, other.value)
    figure.kind, figure.form = "percent", "share"
    figure.right, figure.end = other.last, other.end
    return True


def of_base(figure: Figure, other: Numeral, page: Page) -> bool:
    """Whether two numbers are a fraction with the base first, 三分之一; makes the figure that share if so."""
    between = page.next(figure.right, end=figure.end)
    if page.words.spaced or between is None or "of" not in between.tags or other.first != figure.right + 1:
        return False
    if page.next(other.first, end=between.end) is None or not figure.value or other.value > figure.value:
        return False
    figure.value = percentage(other.value, figure.value)
    figure.kind, figure.form = "percent", "share"
    figure.right, figure.end = other.last, other.end
    return True


def whole_share(value: object) -> tuple[Number, Bound | None]:
    """The percentage that one word says (一半, 过半), with its bound if it has one."""
    if isinstance(value, list):
        return int(str(value[0])), Bound(str(value[1]))
    return int(str(value)), None
