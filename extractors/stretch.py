"""The words of one sentence as the acts in it are read: which are numbers, which are dates, which can begin a phrase."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.lexicon.language import Language

# "took 1.4 million posts down": so many tokens may stand between a verb and its particle.
REACH = 9
STOPS = frozenset(",.;:()|—–?!")
# A bare number below this may be a rule, a day or an hour ("removed under 13 of its policies").
LEAST_COUNT = 1000
OPENING_MARKS = frozenset("$€£¥₹~\"“‘'")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lower-case words of a sentence; `numbers` and `dated` are the tokens of its figures and of its dates."""

    lower: list[str]
    language: Language
    numbers: frozenset[int] = field(default_factory=frozenset)
    dated: frozenset[int] = field(default_factory=frozenset)

    def role(self, name: str) -> frozenset[str]:
        """The grammar words of one role."""
        return self.language.grammar.role(name)

    def word(self, at: int) -> str:
        """The word at a token, empty outside the sentence."""
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def number(self, at: int) -> bool:
        """Whether a token is part of a number."""
        word = self.word(at)
        if at in self.numbers:
            return True
        digits = word[:1].isdigit() or word[-1:].isdigit()
        return digits or word in self.role("number_words") or word in self.role("scales")

    def number_near(self, at: int) -> bool:
        """Whether a number stands within the next few words ("at least 45")."""
        for place in range(at + 1, at + 4):
            if self.word(place) in STOPS:
                return False
            if self.number(place):
                return True
        return False

    def finite(self, at: int) -> bool:
        """Whether a word can only be a past form ("the problems detected came from")."""
        forms = [f for f in self.language.acts.forms.get(self.word(at), ()) if not f.fixed]
        return bool(forms) and all(form.only_past for form in forms)

    def opens_phrase(self, end: int) -> bool:
        """Whether a noun phrase begins here: a number, a determiner, a bound word, a name, a noun or adjective."""
        word = self.word(end)
        if f"{word} {self.word(end + 1)}" in self.role("on_average"):
            return self.opens_phrase(end + 2)
        if not word or not (word[0].isalnum() or word[0] in OPENING_MARKS):
            return False
        if word in self.role("under_words"):
            return self._counts(end + 1)
        if word in self.role("between_words"):
            return self._counts(end + 3) and end + 1 not in self.dated
        if word in self.role("bound_words") and self.number_near(end):
            return end not in self.dated
        if self.word(end + 1) in self.role("excess_words") and self.number_near(end + 1):
            return True
        if self.finite(end):
            return False
        roles = ("prepositions", "conjunctions", "be", "modal", "have", "relatives", "stops")
        return not any(word in self.role(name) for name in roles)

    def _counts(self, at: int) -> bool:
        """Whether a number counts something ("under 63,300 individuals"), rather than naming a rule, a day or an hour."""
        word = self.word(at)
        if at in self.dated or not self.number(at):
            return False
        end = at
        while self.number(end) and end < len(self.lower):
            end += 1
        known = any(self.word(place) in self.language.objects.heads for place in (end, end + 1))
        large = known or not word.isdigit() or int(word) >= LEAST_COUNT or end > at + 1
        return large and self.word(end) not in self.role("of_words")
