"""How the words of a number add up: two + hundred + sixty, 3 + 萬 + 4413, half + million."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from extractors.lexicon.number_parts import and_a_half, fraction, point
from extractors.lexicon.numbers import NumberWords
from extractors.lexicon.numeral import Numeral
from extractors.lexicon.row import Row
from extractors.lexicon.scanner import Token
from extractors.records import Number


def compose(plain: str, tokens: Sequence[Token], index: int, *, words: NumberWords, depth: int = 0) -> Numeral | None:
    """The longest number that begins at the token, or None if none does; `depth` counts the "and" before it."""
    row = Row(plain, tokens, index, words)
    row.depth = depth
    while row.at < len(tokens) and (row.at == index or row.joined()) and _step(row):
        pass
    return row.numeral()


def _step(row: Row) -> bool:
    """Takes the next word by the first of its tags that fits."""
    if row.kind is not None:
        return False
    hyphen = row.hyphen()
    row.at += hyphen
    tags = row.tokens[row.at].tags
    if not (hyphen and "literal" in tags):  # 300-400 is a range
        for tag, take in _STEPS:
            if tag in tags and take(row, tags[tag]):
                return True
    row.at -= hyphen
    return False


def _literal(row: Row, value: object) -> bool:
    """Digits: first of all, or behind a larger multiplier where words need no blank (3萬4413)."""
    number = value if isinstance(value, int | Decimal) else 0
    if row.steps and row.words.spaced and not _goes_on(row, number):
        return False
    if row.steps and (not row.last or number >= row.last or row.group % row.last):
        return False
    row.group += number
    row.last, row.single = 0, 0
    row.literals += 1
    return row.took()


def _goes_on(row: Row, number: Number) -> bool:
    """Whether digits go on with a smaller scale of their own: 3 lakh 45 thousand."""
    behind = row.peek()
    scale = 0 if behind is None else int(str(behind.tags.get("scale", 0)))
    return row.last == row.scale > scale > 1 and number * scale < row.last


def _value(row: Row, value: object) -> bool:
    """A word with a value: it must find its place free."""
    number = int(str(value))
    place = 10 if number < 10 else 100
    if row.steps and (row.literals == row.steps or (row.group and row.group % place) or row.group % 1):
        return False
    if row.last and number >= row.last:
        return False
    if row.steps and number >= 10 and row.group % 100:
        return False
    row.group += number
    row.last, row.single = 0, 0
    return row.took()


def _digit(row: Row, _value: object) -> bool:
    """One digit of a script that writes them like words, or a run of them."""
    run = row.run()
    while row.steps and run and run[0] == 0 and len(run) > 1:
        run, row.zero = run[1:], True
        row.at += 1
    if row.steps and (row.literals == row.steps or row.group % 10 or (row.last == 0 and row.group == 0)):
        return False
    if run == [0] and row.steps:
        row.zero, row.single = True, 0
        return row.took()
    if len(run) == 1:
        row.single = 0 if row.zero or not row.last else run[0]
        row.zero = row.zero or run[0] == 0
        row.group += run[0]
    elif len(run) == 2 and run[1] == run[0] + 1 and run[0] and row.counted(len(run)):
        row.group += run[0]
        row.delta = 1
    elif row.steps == 0 and (len(run) > 2 or 0 in run or row.counted(len(run))):
        row.group = int("".join(map(str, run)))
    else:
        return False
    row.last = 0
    return row.took(len(run))


def _times(row: Row, value: object) -> bool:
    """A multiplier below the scales: hundred, 十, puluh."""
    factor = int(str(value))
    low = row.group % factor
    if row.last and row.last < factor and row.last in (10, 100, 1000):
        return False  # 五十千
    if row.literals == row.steps == 1:
        row.group *= factor
    elif low:
        row.group += low * (factor - 1)
    elif (row.steps == 0 or row.group or row.total) and factor in row.words.implicit_one:
        row.group += factor
    else:
        return False
    row.delta *= factor
    row.last = row.lead = factor
    row.single = 0
    row.zero = False
    return row.took()


def _teen(row: Row, value: object) -> bool:
    """A word that adds ten to the digit before it: belas."""
    if not 0 < row.group % 10 < 10 or row.last:
        return False
    row.group += int(str(value))
    return row.took()


def _dozen(row: Row, value: object) -> bool:
    """Twelve times what stands before it; the last word of a number."""
    if not row.steps:
        return False
    row.group, row.kind = row.value_so_far() * int(str(value)), "cardinal"
    row.total = 0
    return row.took()


def _by_scale(row: Row, value: object) -> bool:
    """A scale: thousand, lakh, 万, juta."""
    factor = int(str(value))
    if not row.steps and factor in row.words.implicit_one and row.hedged():
        row.group = 1  # 万余, 逾亿
    elif not row.steps or (not row.group and not row.total and not row.literals):
        return False
    if row.total < factor and row.value_so_far() < factor * factor:
        row.coefficient = row.value_so_far()
        row.total, row.group = row.coefficient * factor, 0
    elif row.group:
        row.coefficient = row.group
        row.total, row.group = row.total + row.group * factor, 0
    else:
        return False
    row.delta *= factor
    row.lead = row.lead if row.last in (10, 100, 1000) and row.last == row.lead else 1
    row.scale = factor * (row.scale if row.last == row.scale and row.scale > 1 else 1)
    row.last, row.single, row.zero = factor, 0, False
    return row.took()


def _one_scale(row: Row, value: object) -> bool:
    """A scale that says its own one: seribu, sejuta."""
    factor = int(str(value))
    if row.group or (row.total and row.last <= factor):
        return False
    row.total += factor
    row.scale = row.last = factor
    row.coefficient, row.single = 1, 0
    return row.took()


def _suffix(row: Row, value: object) -> bool:
    """A scale written right behind digits: 67K, 1.4m."""
    touches = row.at > row.first and row.tokens[row.at - 1].end == row.tokens[row.at].start
    unit = row.plain[row.tokens[row.at].end : row.tokens[row.at].end + 1].isdigit()  # 32m2
    return row.steps == row.literals == 1 and touches and not unit and _by_scale(row, value)


def _article(row: Row, _value: object) -> bool:
    """An article in front of a multiplier: a hundred, a dozen, a million, a quarter."""
    behind = row.peek()
    if row.steps or behind is None or _ARTICLED.isdisjoint(behind.tags) or "suffix" in behind.tags:
        return False
    if "ordinal" in behind.tags and not _is_shared(row):  # "a third campaign" is no fraction
        return False
    row.group = 1
    return row.took()


def _is_shared(row: Row) -> bool:
    """Whether "a third" is a share: before "of", behind a bound ("nearly a fifth") or "by"."""
    of = row.peek(2)
    before = row.tokens[row.at - 1] if row.at else None
    hedged = before is not None and "before" in before.tags and before.end + 1 == row.tokens[row.at].start
    return hedged or (of is not None and "of" in of.tags)


def _conjunction(row: Row, _value: object) -> bool:
    """A conjunction inside a number: two hundred and six, one and a half million."""
    behind = row.peek()
    if behind is None or not row.steps:
        return False
    if and_a_half(row):
        return True
    if row.depth > _DEEPEST or row.last < 100 or ("literal" in behind.tags and row.last > 1000):
        return False
    rest = compose(row.plain, row.tokens, row.at + 1, words=row.words, depth=row.depth + 1)
    if rest is None or rest.kind != "cardinal":
        return False
    if row.last == 100 and rest.scale > 100 and rest.coefficient < 100:  # two hundred and sixty | thousand
        return row.took()
    if rest.value >= row.last:
        return False
    if row.last > 1000 and rest.form == "digits":
        return False
    row.group += rest.value
    row.last = 0
    return row.took(1 + rest.last - rest.first)


def _inside(row: Row, value: object) -> bool:
    """A bound inside the number: 二百三十余万."""
    behind = row.peek()
    if not row.steps or behind is None or _MULTIPLIED_INSIDE.isdisjoint(behind.tags):
        return False
    row.inner = str(value)
    return row.took()


def _ordinal(row: Row, value: object) -> bool:
    """Third, twenty-first: the last word of an ordinal."""
    number = int(str(value))
    if row.steps and (row.group % 10 or number > 9 or row.literals):
        return False
    row.group += number
    row.kind = "ordinal"
    return row.took()


def _ordinal_mark(row: Row, _value: object) -> bool:
    """21st: digits with their ending."""
    if not row.literals or row.tokens[row.at - 1].end != row.tokens[row.at].start:
        return False
    row.kind = "ordinal"
    return row.took()


_MULTIPLIED_INSIDE = frozenset({"times", "scale"})
_DEEPEST = 2  # no number has more than three "and"
_ARTICLED = frozenset({"times", "scale", "dozen", "fraction"})
_STEPS: tuple[tuple[str, Callable[[Row, object], bool]], ...] = (
    ("literal", _literal),
    ("digit", _digit),
    ("value", _value),
    ("times", _times),
    ("teen", _teen),
    ("dozen", _dozen),
    ("scale", _by_scale),
    ("one_scale", _one_scale),
    ("suffix", _suffix),
    ("article", _article),
    ("and", _conjunction),
    ("fraction", fraction),
    ("point", point),
    ("inner", _inside),
    ("ordinal", _ordinal),
    ("ordinal_mark", _ordinal_mark),
)
