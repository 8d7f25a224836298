"""How the words of a number add up: two + hundred + sixty, 3 + 萬 + 4413, half + million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extractors.lexicon.numbers import NumberWords
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


def scaled(numeral: Numeral, *, scale: int) -> Numeral:
    """The numeral times a scale that is said once for both ends of a range."""
    return replace(numeral, value=tidy(numeral.value * scale), scale=scale, coefficient=numeral.value)


def joined(plain: str, left: Token, right: Token, *, joins: frozenset[str]) -> bool:
    """Whether nothing but what may join the words of one number stands between two tokens."""
    gap = plain[left.end : right.start]
    return gap in joins or (len(gap) < 5 and " " in joins and "\n\n" not in gap and gap.strip(" \r\n") in joins)


def compose(plain: str, tokens: Sequence[Token], index: int, *, words: NumberWords) -> Numeral | None:
    """The longest number that begins at the token, or None if none does."""
    row = _Row(plain, tokens, index, words)
    while row.at < len(tokens) and (row.at == index or row.joined()) and row.step():
        pass
    return row.numeral()


class _Row:
    """A number while its words come in, left to right; each step takes one word or more, or refuses."""

    __slots__ = (
        "at", "coefficient", "delta", "denominator", "first", "group", "inner", "kind", "last", "lead", "literals",
        "plain", "scale", "single", "steps", "tokens", "total", "words", "zero",
    )  # fmt: skip

    def __init__(self, plain: str, tokens: Sequence[Token], index: int, words: NumberWords) -> None:
        self.plain, self.tokens, self.words = plain, tokens, words
        self.first = self.at = index
        self.total: Number = 0  # what has its scale already
        self.group: Number = 0  # what still waits for one
        self.delta: Number = 0  # upper end of an approximate pair, less its lower end
        self.last = 0  # the multiplier or scale taken last; 0 after a value
        self.scale, self.lead = 1, 1
        self.coefficient: Number = 0
        self.inner: str | None = None
        self.kind: Literal["cardinal", "ordinal", "fraction"] | None = None
        self.denominator = 1
        self.steps = self.literals = 0
        self.single = 0  # the digit just taken behind a multiplier (一万三)
        self.zero = False

    def joined(self) -> bool:
        """Whether the next token belongs to the same row."""
        left, right = self.tokens[self.at - 1], self.tokens[self.at]
        return joined(self.plain, left, right, joins=self.words.joins)

    def peek(self, offset: int = 1) -> Token | None:
        """A token further on, if nothing foreign stands before it."""
        at = self.at + offset
        if at >= len(self.tokens) or not joined(
            self.plain, self.tokens[at - 1], self.tokens[at], joins=self.words.joins
        ):
            return None
        return self.tokens[at]

    def step(self) -> bool:
        """Takes the next word by the first of its tags that fits."""
        if self.kind is not None:
            return False
        hyphen = self._hyphen()
        self.at += hyphen
        tags = self.tokens[self.at].tags
        if not (hyphen and "literal" in tags):  # 300-400 is a range
            for tag, take in _STEPS:
                if tag in tags and take(self, tags[tag]):
                    return True
        self.at -= hyphen
        return False

    def _hyphen(self, offset: int = 0) -> int:
        """1 where a hyphen between two words of the number comes next (twenty-one), else 0."""
        at = self.at + offset
        if (not self.steps and not offset) or at + 1 >= len(self.tokens) or self.plain[self.tokens[at].start] != "-":
            return 0
        one_mark = self.tokens[at].end - self.tokens[at].start == 1
        return int(one_mark and joined(self.plain, self.tokens[at], self.tokens[at + 1], joins=self.words.joins))

    def took(self, count: int = 1) -> bool:
        """Counts a step and moves on."""
        self.steps += 1
        self.at += count
        return True

    def literal(self, value: object) -> bool:
        """Digits: first of all, or behind a larger multiplier where words need no blank (3萬4413)."""
        number = value if isinstance(value, int | Decimal) else 0
        if self.steps and (self.words.spaced or not self.last or number >= self.last or self.group % self.last):
            return False
        self.group += number
        self.last, self.single = 0, 0
        self.literals += 1
        return self.took()

    def value(self, value: object) -> bool:
        """A word with a value: it must find its place free."""
        number = int(str(value))
        place = 10 if number < 10 else 100
        if self.steps and (self.literals == self.steps or (self.group and self.group % place) or self.group % 1):
            return False
        if self.last and number >= self.last:
            return False
        if self.steps and number >= 10 and self.group % 100:
            return False
        self.group += number
        self.last, self.single = 0, 0
        return self.took()

    def digit(self, _value: object) -> bool:
        """One digit of a script that writes them like words, or a run of them."""
        run = self._run()
        while self.steps and run and run[0] == 0 and len(run) > 1:
            run, self.zero = run[1:], True
            self.at += 1
        if self.steps and (self.literals == self.steps or self.group % 10 or (self.last == 0 and self.group == 0)):
            return False
        if run == [0] and self.steps:
            self.zero, self.single = True, 0
            return self.took()
        if len(run) == 1:
            self.single = 0 if self.zero or not self.last else run[0]
            self.zero = self.zero or run[0] == 0
            self.group += run[0]
        elif len(run) == 2 and run[1] == run[0] + 1 and run[0] and self._counted(len(run)):
            self.group += run[0]
            self.delta = 1
        elif self.steps == 0 and (len(run) > 2 or 0 in run or self._counted(len(run))):
            self.group = int("".join(map(str, run)))
        else:
            return False
        self.last = 0
        return self.took(len(run))

    def _run(self) -> list[int]:
        """The digits from here on that touch one another."""
        run: list[int] = []
        at = self.at
        while at < len(self.tokens) and "digit" in self.tokens[at].tags and len(run) < 40:
            if run and not joined(self.plain, self.tokens[at - 1], self.tokens[at], joins=self.words.joins):
                break
            run.append(int(str(self.tokens[at].tags["digit"])))
            at += 1
        return run

    def _counted(self, offset: int) -> bool:
        """Whether what follows makes two neighbouring digits an approximate pair (二三十, 八九个)."""
        behind = self.peek(offset)
        return behind is not None and not _MULTIPLIED.isdisjoint(behind.tags)

    def times(self, value: object) -> bool:
        """A multiplier below the scales: hundred, 十, puluh."""
        factor = int(str(value))
        low = self.group % factor
        if self.last and self.last < factor and self.last in (10, 100, 1000):
            return False  # 五十千
        if self.literals == self.steps == 1:
            self.group *= factor
        elif low:
            self.group += low * (factor - 1)
        elif (self.steps == 0 or self.group or self.total) and factor in self.words.implicit_one:
            self.group += factor
        else:
            return False
        self.delta *= factor
        self.last = self.lead = factor
        self.single = 0
        self.zero = False
        return self.took()

    def teen(self, value: object) -> bool:
        """A word that adds ten to the digit before it: belas."""
        if not 0 < self.group % 10 < 10 or self.last:
            return False
        self.group += int(str(value))
        return self.took()

    def dozen(self, value: object) -> bool:
        """Twelve times what stands before it; the last word of a number."""
        if not self.steps:
            return False
        self.group, self.kind = self.value_so_far() * int(str(value)), "cardinal"
        self.total = 0
        return self.took()

    def by_scale(self, value: object) -> bool:
        """A scale: thousand, lakh, 万, juta."""
        factor = int(str(value))
        if not self.steps and factor in self.words.implicit_one and self._hedged():
            self.group = 1  # 万余, 逾亿
        elif not self.steps or (not self.group and not self.total and not self.literals):
            return False
        if self.total < factor and self.value_so_far() < factor * factor:
            self.coefficient = self.value_so_far()
            self.total, self.group = self.coefficient * factor, 0
        elif self.group:
            self.coefficient = self.group
            self.total, self.group = self.total + self.group * factor, 0
        else:
            return False
        self.delta *= factor
        self.lead = self.lead if self.last in (10, 100, 1000) and self.last == self.lead else 1
        self.scale = factor * (self.scale if self.last == self.scale and self.scale > 1 else 1)
        self.last, self.single, self.zero = factor, 0, False
        return self.took()

    def _hedged(self) -> bool:
        """Whether a bound word touches the scale, so that it stands for one of it (万余, 上万)."""
        behind = self.peek()
        before = self.tokens[self.at - 1] if self.at else None
        touched = before is not None and before.end == self.tokens[self.at].start
        if touched and before is not None and not _HEDGES.isdisjoint(before.tags):
            return True
        return behind is not None and "inner" in behind.tags

    def suffix(self, value: object) -> bool:
        """A scale written right behind digits: 67K, 1.4m."""
        touches = self.at > self.first and self.tokens[self.at - 1].end == self.tokens[self.at].start
        unit = self.plain[self.tokens[self.at].end : self.tokens[self.at].end + 1].isdigit()  # 32m2
        return self.steps == self.literals == 1 and touches and not unit and self.by_scale(value)

    def article(self, _value: object) -> bool:
        """ "A" in front of a multiplier: a hundred, a dozen, a million, a quarter."""
        behind = self.peek()
        if self.steps or behind is None or _ARTICLED.isdisjoint(behind.tags) or "suffix" in behind.tags:
            return False
        if "ordinal" in behind.tags:  # "a third", "a fifth": a fraction only before "of", which quantities sees
            return False
        self.group = 1
        return self.took()

    def conjunction(self, _value: object) -> bool:
        """ "And" inside a number: two hundred and six, one and a half million."""
        behind = self.peek()
        if behind is None or not self.steps:
            return False
        if self._and_a_half():
            return True
        if self.last < 100 or ("literal" in behind.tags and self.last > 1000):
            return False
        rest = compose(self.plain, self.tokens, self.at + 1, words=self.words)
        if rest is None or rest.kind != "cardinal":
            return False
        if self.last == 100 and rest.scale > 100 and rest.coefficient < 100:  # two hundred and sixty | thousand
            return self.took()
        if rest.value >= self.last:
            return False
        if self.last > 1000 and rest.form == "digits":
            return False
        self.group += rest.value
        self.last = 0
        return self.took(1 + rest.last - rest.first)

    def _and_a_half(self) -> bool:
        """ "And a half", "and three quarters" behind a number; a scale may follow or have gone before."""
        offset, count = 1, Decimal(1)
        token = self.peek(offset)
        while token is not None and ("article" in token.tags or "value" in token.tags) and offset < 3:
            count = Decimal(str(token.tags.get("value", 1)))
            offset += 1
            token = self.peek(offset)
        if token is None or "fraction" not in token.tags or (offset == 1 and token.tags["fraction"] != 2):
            return False
        if count >= int(str(token.tags["fraction"])):
            return False
        part = count / int(str(token.tags["fraction"]))
        self.took(offset + 1)
        behind = self.tokens[self.at] if self.at < len(self.tokens) and self.joined() else None
        if self.last and not (behind is not None and "scale" in behind.tags):
            self.total += tidy(part * self.last)
            self.last = 0
        else:
            self.group += part
            self.last = 0
        return True

    def fraction(self, value: object) -> bool:
        """Half a million, a quarter of a million, two thirds, three quarters of."""
        if self.inner or (self.last > 1000 and not self.group):
            return False
        tags = self.tokens[self.at].tags
        if "ordinal" in tags and self.group >= 20 and not self.group % 10 and not self.literals:
            return False  # twenty-fourth
        skip = self._to_scale()
        if skip and (self.steps or int(str(value)) in (2, 4)):
            self.group = (self.value_so_far() or Decimal(1)) / Decimal(int(str(value)))
            self.total, self.last = 0, 0
            return self.took(skip)
        if not self.steps and int(str(value)) != 2:
            return False
        if "." in str(self.value_so_far()):
            return False
        self.group, self.total = (self.value_so_far() or 1), 0
        self.denominator, self.kind = int(str(value)), "fraction"
        return self.took()

    def _to_scale(self) -> int:
        """How many tokens lead from a fraction to the scale it is a part of: "half [a] million"; 0 if none does."""
        offset = 1 + self._hyphen(1)
        token = self.peek(offset)
        while token is not None and offset < 3 and ("of" in token.tags or "article" in token.tags):
            offset += 1
            token = self.peek(offset)
        if token is None or ("scale" not in token.tags and "dozen" not in token.tags and "times" not in token.tags):
            return 0
        return offset

    def point(self, _value: object) -> bool:
        """A decimal point in words: two point six, 五点三."""
        if not self.steps or self.group % 1:
            return False
        digits, offset = "", 1
        token = self.peek(offset)
        while token is not None and (mark := _digit_of(token)) is not None and len(digits) < 20:
            if len(mark) == 1 and digits.endswith("0") and len(digits) == 2 and digits != "00" and self.words.spaced:
                digits = digits[:1]  # point seventy | one
            digits += mark
            offset += 1 + self._hyphen(offset + 1)
            token = self.peek(offset)
        if not digits:
            return False
        self.group += Decimal(f"0.{digits}")
        self.last = self.single = 0
        return self.took(offset)

    def inside(self, value: object) -> bool:
        """A bound inside the number: 二百三十余万."""
        behind = self.peek()
        if not self.steps or behind is None or _MULTIPLIED_INSIDE.isdisjoint(behind.tags):
            return False
        self.inner = str(value)
        return self.took()

    def ordinal(self, value: object) -> bool:
        """Third, twenty-first: the last word of an ordinal."""
        number = int(str(value))
        if self.steps and (self.group % 10 or number > 9 or self.literals):
            return False
        self.group += number
        self.kind = "ordinal"
        return self.took()

    def ordinal_mark(self, _value: object) -> bool:
        """21st: digits with their ending."""
        if not self.literals or self.tokens[self.at - 1].end != self.tokens[self.at].start:
            return False
        self.kind = "ordinal"
        return self.took()

    def value_so_far(self) -> Number:
        """What has come in."""
        return self.total + self.group

    def numeral(self) -> Numeral | None:
        """The number that was read, or None."""
        if not self.steps:
            return None
        value = self.value_so_far()
        if self.single and self.words.trailing_digit and self._behind() >= 100:
            value += self.single * (self._behind() // 10 - 1)
        form: Form = "digits" if self.literals == self.steps else "mixed" if self.literals else "words"
        return Numeral(
            start=self.tokens[self.first].start,
            end=self.tokens[self.at - 1].end,
            first=self.first,
            last=self.at,
            value=tidy(value),
            form=form,
            kind=self.kind or "cardinal",
            scale=self.scale if self.last == self.scale or self.last % max(self.scale, 1) == 0 else 1,
            coefficient=tidy(self.coefficient),
            lead=self.lead,
            high=tidy(value + self.delta) if self.delta else None,
            inner=self.inner,
            denominator=self.denominator,
        )

    def _behind(self) -> int:
        """The multiplier that stands before the last digit."""
        tags = self.tokens[self.at - 2].tags
        return int(str(tags.get("times") or tags.get("scale") or 0))


def _digit_of(token: Token) -> str | None:
    """What a word adds behind a decimal point."""
    for tag in ("digit", "value", "literal"):
        if tag in token.tags:
            return str(token.tags[tag])
    return None


_MULTIPLIED = frozenset({"times", "scale", "measure_word", "percent", "share", "currency", "time", "after"})
_MULTIPLIED_INSIDE = frozenset({"times", "scale"})
_HEDGES = frozenset({"before", "before_implicit"})
_ARTICLED = frozenset({"times", "scale", "dozen", "fraction"})
_STEPS = (
    ("literal", _Row.literal),
    ("digit", _Row.digit),
    ("value", _Row.value),
    ("times", _Row.times),
    ("teen", _Row.teen),
    ("dozen", _Row.dozen),
    ("scale", _Row.by_scale),
    ("suffix", _Row.suffix),
    ("article", _Row.article),
    ("and", _Row.conjunction),
    ("fraction", _Row.fraction),
    ("point", _Row.point),
    ("inner", _Row.inside),
    ("ordinal", _Row.ordinal),
    ("ordinal_mark", _Row.ordinal_mark),
)
