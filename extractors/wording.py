"""Which word of action begins at a place of a sentence, its particle or fixed phrase perhaps behind the object."""

from __future__ import annotations

from dataclasses import replace

from extractors.auxiliaries import word_before
from extractors.lexicon.acts import ActForm, Shape
from extractors.stretch import REACH, STOPS, Stretch


class Wording:
    """Finds the words of action of one sentence."""

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self.lower = stretch.lower
        self.language = stretch.language
        self.role = stretch.language.grammar.role
        self.words = frozenset(stretch.lower)

    def form(self, place: int) -> ActForm | None:
        """The longest word of action that begins here, its last particle perhaps behind the object."""
        for form in self.language.acts.forms.get(self.lower[place], ()):
            if not form.rest and not self._has_gone(place, form):
                return form
            end = place + 1 + len(form.rest)
            if form.rest and not self.words.issuperset(form.rest):
                continue
            noun = form.shapes <= {Shape.NOUN}  # "5 infringement notices"
            if form.rest and self._follows(place + 1, form.rest) and (noun or not self._counted(place, end)):
                if not self._loose(place, end, form):
                    return form
                continue
            if form.rest and self._apart(place, form):
                return replace(form, rest=())
        return None

    def _follows(self, at: int, rest: tuple[str, ...]) -> bool:
        return self.stretch.word(at) == rest[0] and tuple(self.lower[at : at + len(rest)]) == rest

    def _has_gone(self, place: int, form: ActForm) -> bool:
        """Whether a predicate stands where only a verb can ("five lists have gone out")."""
        return Shape.PREDICATE in form.shapes and self.stretch.word(place - 1) in self.role("have")

    def _counted(self, place: int, end: int) -> bool:
        """Whether a noun with a preposition is no verb: after a number, or before a plain word ("accounts for spam")."""
        if self.lower[place] not in self.language.objects.heads:
            return False
        counted = self.stretch.number(place - 1) or self.stretch.word(place - 1) == "+"
        after = self.stretch.word(end)
        share = self.stretch.number(end) or after in self.role("determiners") or after in self.role("bound_words")
        return counted or not share

    def _loose(self, place: int, end: int, form: ActForm) -> bool:
        """Whether what looks like a particle opens a phrase of time or place ("apps pulled in May", "were sent in the")."""
        if end != place + 2 or self.lower[place + 1] not in self.role("loose_particles"):
            return False
        if end in self.stretch.dated or place + 1 in self.stretch.dated:
            return True
        after = self.stretch.word(end)
        if after in self.role("excess_words") | self.role("superlatives"):
            return True
        if not after[:1].isalnum() or after in self.role("prepositions") | self.role("conjunctions"):
            return False  # "were called in for talks", "brought in by the police"
        passive = Shape.GERUND not in form.shapes and word_before(place, self.lower, self.role) in self.role(
            "be"
        ) | self.role("get")
        counts = self.stretch.number(end) or self.stretch.number_near(end - 1) or after in self.role("determiners")
        return passive or not counts

    def _apart(self, place: int, form: ActForm) -> bool:
        """Whether an object stands between a verb and its particle or fixed phrase ("took 178 people into custody")."""
        rest = form.rest
        if len(rest) == 1 and rest[0] not in self.role("particles"):
            return False
        if len(rest) > 1 and rest[-1] in self.role("prepositions"):
            return False
        for at in range(place + 1, min(place + 1 + REACH, len(self.lower))):
            if self._follows(at, rest):
                return at > place + 1 and not (len(rest) == 1 and self._own_particle(at))
            joins = self.lower[at] in self.role("conjunctions") and not self.stretch.number(at + 1)
            if self.lower[at] in STOPS or joins:
                return False
        return False

    def _own_particle(self, at: int) -> bool:
        """Whether a particle belongs to the verb right before it ("brings the number of accounts shut down to 45")."""
        return any(form.rest == (self.lower[at],) for form in self.language.acts.forms.get(self.lower[at - 1], ()))
