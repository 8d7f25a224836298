"""A number while its words come in, left to right: what has been taken, and what stands next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractors.lexicon.numbers import NumberWords
from extractors.lexicon.numeral import Form, Numeral, joined, tidy
from extractors.lexicon.scanner import Token
from extractors.records import Number


class Row:
    """A number while its words come in, left to right; the steps of `composition` take them."""

    __slots__ = (
        "at", "coefficient", "delta", "denominator", "depth", "first", "group", "inner", "kind", "last", "lead", "literals",
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
        self.depth = 0

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

    def hyphen(self, offset: int = 0) -> int:
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

    def run(self) -> list[int]:
        """The digits from here on that touch one another."""
        run: list[int] = []
        at = self.at
        while at < len(self.tokens) and "digit" in self.tokens[at].tags and len(run) < 40:
            if run and not joined(self.plain, self.tokens[at - 1], self.tokens[at], joins=self.words.joins):
                break
            run.append(int(str(self.tokens[at].tags["digit"])))
            at += 1
        return run

    def counted(self, offset: int) -> bool:
        """Whether what follows makes two neighbouring digits an approximate pair (二三十, 八九个)."""
        behind = self.peek(offset)
        return behind is not None and not _MULTIPLIED.isdisjoint(behind.tags)

    def hedged(self) -> bool:
        """Whether a bound word touches the scale, so that it stands for one of it (万余, 上万)."""
        behind = self.peek()
        before = self.tokens[self.at - 1] if self.at else None
        touched = before is not None and before.end == self.tokens[self.at].start
        if touched and before is not None and not _HEDGES.isdisjoint(before.tags):
            return True
        return behind is not None and "inner" in behind.tags

    def value_so_far(self) -> Number:
        """What has come in."""
        return self.total + self.group

    def numeral(self) -> Numeral | None:
        """The number that was read, or None."""
        if not self.steps:
            return None
        value = self.value_so_far()
        value += self.trailing()
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

    def trailing(self) -> int:
        """What a last digit is worth beyond itself as one of the next lower place: 一万三 is 13,000."""
        if not self.single or not self.words.trailing_digit:
            return 0
        tags = self.tokens[self.at - 2].tags
        factor = int(str(tags.get("times") or tags.get("scale") or 0))
        return self.single * (factor // 10 - 1) if factor >= 100 else 0


_MULTIPLIED = frozenset({"times", "scale", "measure_word", "percent", "share", "currency", "time", "after"})
_HEDGES = frozenset({"before", "before_implicit"})
