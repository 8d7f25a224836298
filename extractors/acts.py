"""What was done: verb groups and act nouns of a sentence, with voice, negation and modality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.act import WEAK, Act, Voice
from extractors.coordination import merged, ordered
from extractors.lexicon.acts import ActForm, Shape
from extractors.lexicon.language import Language
from extractors.records import Action, Token
from extractors.voiced import VOICED, voiced

__all__ = ["WEAK", "Act", "Voice", "acts"]

# "took 1.4 million posts down": so many tokens may stand between a verb and its particle.
REACH = 9
STOPS = frozenset(",.;:()|—–?!")


@dataclass(frozen=True, slots=True)
class _Chain:
    """The auxiliaries before a verb."""

    start: int
    be: bool = False
    have: bool = False
    modal: bool = False
    do: bool = False
    to: int = -1
    negated: bool = False


def acts(tokens: Sequence[Token], language: Language) -> tuple[Act, ...]:
    """The acts of one sentence from left to right; coordinated verbs are one act, the first sanction named."""
    reader = _Reader(tokens, language)
    found: list[Act] = []
    place = 0
    while place < len(tokens):
        form = reader.form(place)
        act = reader.act(place, form, found) if form else None
        if act is None:
            place += 1
            continue
        found.append(act)
        place = max(act.end, place + 1)
    auxiliary = {place for act in found for place in range(act.start, act.verb)}
    verbs = [act for act in found if act.verb not in auxiliary]
    return tuple(ordered(merged(verbs, tokens, language)))


class _Reader:
    """Reads the acts of one sentence."""

    def __init__(self, tokens: Sequence[Token], language: Language) -> None:
        self.tokens = tokens
        self.lower = [t.lower for t in tokens]
        self.language = language
        self.role = language.grammar.role
        self.adverbs = self.role("adverbs")
        self._openers = (
            self.role("determiners")
            | self.role("prepositions")
            | self.role("possessives")
            | self.role("more")
            | self.role("scales")
        )

    def form(self, place: int) -> ActForm | None:
        """The longest word of action that begins here, its last particle perhaps behind the object."""
        for form in self.language.acts.forms.get(self.lower[place], ()):
            if not form.rest and not self._has_gone(place, form):
                return form
            if (
                form.rest
                and tuple(self.lower[place + 1 : place + 1 + len(form.rest)]) == form.rest
                and not self._counted(place, place + 1 + len(form.rest))
            ):
                return form
            if len(form.rest) > 1 and " ".join(form.rest) in self.role("far_rests") and self._far(place, form.rest):
                return replace(form, rest=())
            if len(form.rest) == 1 and form.rest[0] in self.role("particles") and self._apart(place, form.rest[0]):
                return replace(form, rest=())
        return None

    def _has_gone(self, place: int, form: ActForm) -> bool:
        """Whether a predicate stands where only a verb can ("five lists have gone out")."""
        before = self.lower[place - 1] if place else ""
        return Shape.PREDICATE in form.shapes and before in self.role("have")

    def _counted(self, place: int, end: int) -> bool:
        """Whether a noun with a preposition is no verb: after a number, or before a plain word ("accounts for spam")."""
        if self.lower[place] not in self.language.objects.heads:
            return False
        before, after = self.lower[place - 1] if place else "", self._after(end)
        counted = before[-1:].isdigit() or before == "+" or before in self.role("scales")
        share = after[:1].isdigit() or after in self.role("determiners") or after in self.role("bound_words")
        return counted or not (share or after in self.role("number_words"))

    def _far(self, place: int, rest: tuple[str, ...]) -> bool:
        """Whether an object stands between a verb and its fixed phrase ("took 178 people into custody")."""
        for at in range(place + 1, min(place + 1 + REACH, len(self.lower))):
            if tuple(self.lower[at : at + len(rest)]) == rest:
                return True
            if self.lower[at] in STOPS or self.lower[at] in self.role("conjunctions"):
                return False
        return False

    def _apart(self, place: int, particle: str) -> bool:
        for at in range(place + 1, min(place + 1 + REACH, len(self.lower))):
            word = self.lower[at]
            if word == particle:
                return not self._own_particle(at)
            joins = word in self.role("conjunctions") and not self.lower[min(at + 1, len(self.lower) - 1)][:1].isdigit()
            if word in STOPS or joins:
                return False
        return False

    def _own_particle(self, at: int) -> bool:
        """Whether a particle belongs to the verb right before it ("brings the number of accounts shut down to 45")."""
        return any(form.rest == (self.lower[at],) for form in self.language.acts.forms.get(self.lower[at - 1], ()))

    def act(self, place: int, form: ActForm, before: Sequence[Act]) -> Act | None:
        """The act a form stands for here, None where it is no act (a noun that only looks like a verb)."""
        end = place + 1 + len(form.rest)
        if form.shapes <= {Shape.NOUN}:
            return Act(
                place, place, end, form.lemma, self._action(form, place, end), Voice.NOUN, self._noun_done(place)
            )
        chain = self._chain(place)
        if Shape.PREDICATE in form.shapes:
            if self.lower[place - 1 : place] and self.lower[place - 1][-1].isdigit():
                return Act(place, place, end, form.lemma, form.action, Voice.NOUN)
            return Act(chain.start, place, end, form.lemma, form.action, Voice.PREDICATE, self._done(chain, before))
        if form.shapes <= VOICED:
            return self._voiced(place, end, form, chain, before)
        if self._is_noun(place, end, form, chain):
            action = self._noun_action(place)
            return Act(place, place, end, form.lemma, action, Voice.NOUN, self._noun_done(place)) if action else None
        voice = self._voice(place, end, form, chain)
        act = Act(chain.start, place, end, form.lemma, self._action(form, place, end), voice, self._done(chain, before))
        return self._governed(act, chain, before) if voice is Voice.INFINITIVE else act

    def _voiced(self, place: int, end: int, form: ActForm, chain: _Chain, before: Sequence[Act]) -> Act | None:
        """The act of a form that says its voice; an active behind a verb of asking is what was asked for."""
        shape = voiced(form, self.lower, place, end, self.role)
        if shape is None:
            return None
        if chain.to < 0 and self._asked_for(chain.start, before):
            chain = replace(chain, to=chain.start)
        voice = Voice.PASSIVE if shape is Shape.PASSIVE else Voice.ACTIVE if chain.to < 0 else Voice.INFINITIVE
        act = Act(chain.start, place, end, form.lemma, self._action(form, place, end), voice, self._done(chain, before))
        return self._governed(act, chain, before) if chain.to >= 0 else act

    def _asked_for(self, place: int, before: Sequence[Act]) -> bool:
        """As in "meminta Meta menghapus 300 konten": a verb of asking, ordering or planning right before."""
        last = before[-1] if before else None
        if last is None or last.voice is Voice.NOUN or not 0 <= place - last.end <= REACH:
            return False
        asking = self.role("request_verbs") | self.role("order_verbs") | self.role("plan_verbs")
        shut = self.role("conjunctions") | self.role("relatives") | self.role("clause_words") | STOPS
        return last.lemma in asking and not any(word in shut for word in self.lower[last.end : place])

    def _noun_action(self, place: int) -> Action | None:
        """The action of a spelling that is also an act noun ("block", "fines"), None where it is a plain noun."""
        for form in self.language.acts.forms.get(self.lower[place], ()):
            if Shape.NOUN in form.shapes and not form.rest:
                return form.action
        return None

    def _noun_done(self, place: int) -> bool:
        return not any(word in self.role("negation") for word in self.lower[max(0, place - 2) : place])

    def _action(self, form: ActForm, place: int, end: int) -> Action:
        """Suspending or barring for good is closing."""
        near = self.lower[max(0, place - 2) : place] + self.lower[end : end + 3]
        for_good = any(word in self.role("for_good") for word in near) or "for good" in " ".join(near)
        lifting = form.action in (Action.SUSPEND, Action.RESTRICT) or form.lemma == "bar"
        return Action.CLOSE if for_good and lifting else form.action

    def _chain(self, place: int) -> _Chain:
        """The auxiliaries, adverbs and negations that lead up to a verb."""
        kinds: set[str] = set()
        start, to, at = place, -1, place - 1
        while at >= 0 and (kind := self._auxiliary(at)):
            if kind == "to":
                to = at
            if kind != "adverb":
                start = at
                kinds.add(kind)
            at -= 1
        return _Chain(
            start, "be" in kinds or "get" in kinds, "have" in kinds, "modal" in kinds, "do" in kinds, to, "no" in kinds
        )

    def _auxiliary(self, at: int) -> str | None:
        word = self.lower[at]
        if word == "to" or word in self.role("infinitive_marks"):
            return "to"
        for role, kind in (("be", "be"), ("have", "have"), ("modal", "modal"), ("do", "do"), ("get", "get")):
            if word in self.role(role):
                return "no" if word in self.role("negation") and kind == "do" else kind
        if word in self.role("negation"):
            return "no"
        return "adverb" if word in self.adverbs or (word.endswith("ly") and len(word) > 4) else None

    def _before(self, place: int) -> str:
        """The word before, adverbs skipped; empty at the start of the sentence."""
        at = place - 1
        while at >= 0 and (self.lower[at].endswith("ly") or self.lower[at] in self.role("light_adverbs")):
            at -= 1
        return self.lower[at] if at >= 0 else ""

    def _after(self, end: int) -> str:
        return self.lower[end] if end < len(self.lower) else ""

    def _opens_phrase(self, end: int) -> bool:
        """Whether a noun phrase begins here: a number, a determiner, a bound word, a name, a noun or adjective."""
        word = self._after(end)
        if not word or not (word[0].isalnum() or word[0] in "$€£¥₹~\"“‘'"):
            return False
        if word in self.role("bound_words") and self._number_near(end):
            return True
        if self._after(end + 1) in self.role("excess_words") and self._number_near(end + 1):
            return True
        if word in self.role("under_words") and self._after(end + 1)[:1].isdigit() and "," in self._after(end + 1):
            return True  # "detained under 63,300 individuals", not "removed under 13 of its policies"
        if self._finite(end):
            return False
        shut = self.role("prepositions") | self.role("conjunctions") | self.role("be") | self.role("modal")
        if word in self.role("have"):  # "gambling posts had been pulled"
            return False
        return word not in shut and word not in self.role("relatives") and word not in self.role("stops")

    def _finite(self, at: int) -> bool:
        """Whether a word can only be a past form ("the problems detected came from")."""
        forms = self.language.acts.forms.get(self.lower[at], ()) if at >= 0 else ()
        return bool(forms) and all(Shape.PAST in form.shapes for form in forms)

    def _number_near(self, at: int) -> bool:
        """Whether a number stands within the next few words ("at least 45")."""
        words = []
        for word in self.lower[at + 1 : at + 4]:
            if word in STOPS:
                break
            words.append(word)
        numbers = self.role("number_words") | self.role("scales")
        return any(word[:1].isdigit() or word[-1:].isdigit() or word in numbers for word in words)

    def _is_noun(self, place: int, end: int, form: ActForm, chain: _Chain) -> bool:
        """Whether a spelling that can be both is a noun here ("the block", "45 fines", "user reports")."""
        if form.rest or not form.shapes & {Shape.BASE, Shape.THIRD, Shape.GERUND} or Shape.PAST in form.shapes:
            return False
        if Shape.GERUND in form.shapes:
            return self._before(place) == "the" and self._after(end) in self.role("of_words")
        perfect = chain.have and Shape.PARTICIPLE in form.shapes
        if chain.to >= 0 or chain.modal or chain.do or perfect:
            return False
        before = self.lower[place - 1] if place else ""
        if before in self.role("subject_pronouns"):
            return False
        if before in self._openers or before[-1:].isdigit() or before in self.role("number_words"):
            return True
        if self._finite(place - 1):
            return True
        if not self._opens_phrase(end):
            return Shape.BASE in form.shapes or self._can_be_noun(place)
        return Shape.BASE in form.shapes and not self._plural(before)

    def _can_be_noun(self, place: int) -> bool:
        word, known = self.lower[place], self.language.objects
        return word in known.heads or word in known.noise or self._noun_action(place) is not None

    def _plural(self, word: str) -> bool:
        """Whether a word before a bare verb form can be its subject ("platforms remove", "the authorities block")."""
        return word.endswith("s") or word in self.role("plural_subjects")

    def _voice(self, place: int, end: int, form: ActForm, chain: _Chain) -> Voice:
        shapes = form.shapes
        if Shape.GERUND in shapes:
            return self._gerund(place, chain)
        if chain.have and chain.to >= 0:
            return Voice.ACTIVE
        if (
            chain.be
            and chain.to >= 0
            and chain.start == chain.to
            and self._before(chain.to) not in self.role("raising")
        ):
            return Voice.INFINITIVE
        if chain.to >= 0 and Shape.BASE in shapes and self._auxiliary(place - 1) in ("to", "adverb"):
            return Voice.INFINITIVE
        if Shape.PARTICIPLE in shapes:
            if chain.be:
                return Voice.PASSIVE
            if chain.have or chain.modal or chain.do:
                return Voice.ACTIVE
            return self._bare(place, end, form)
        return Voice.ACTIVE

    def _gerund(self, place: int, chain: _Chain) -> Voice:
        """A form in -ing: the progressive after "be", an adjective after a number, else a gerund."""
        before = self._before(place)
        if not chain.be and (before[-1:].isdigit() or before in self.role("scales")):
            return Voice.ATTRIBUTE
        return Voice.ACTIVE if chain.be else Voice.GERUND

    def _bare(self, place: int, end: int, form: ActForm) -> Voice:
        """A past form or participle without auxiliary, by what stands around it."""
        before = self._before(place)
        if before in self.role("back_pronouns") and before not in self.role("relatives"):
            return Voice.ACTIVE
        if not self._opens_phrase(end):
            return Voice.BARE
        leads = (
            before in self.role("determiners") - self.role("relatives") or before in self.role("more") or before == "of"
        )
        modifies = self._after(end) not in self.role("determiners") and not self._number_near(end - 1)
        if before and modifies and (leads or before[-1].isdigit() or before in self.role("scales")):
            return Voice.ATTRIBUTE
        return Voice.ACTIVE if Shape.PAST in form.shapes else Voice.ATTRIBUTE

    def _done(self, chain: _Chain, before: Sequence[Act]) -> bool:
        if chain.negated or chain.modal:
            return False
        recent = before[-1] if before else None
        if recent and chain.start - recent.end <= 1 and recent.lemma in self.role("not_done_verbs"):
            return False
        return not any(word in self.role("conditional") for word in self.lower[self._clause(chain.start) : chain.start])

    def _clause(self, place: int) -> int:
        """Where the clause begins that holds a token: after the last comma, semicolon or bracket."""
        while place > 0 and self.lower[place - 1] not in STOPS:
            place -= 1
        return place

    def _governed(self, act: Act, chain: _Chain, before: Sequence[Act]) -> Act:
        """An infinitive as its governor has it: ordered, asked for, planned, or simply done ("took steps to")."""
        ahead = self.lower[max(0, chain.to - 4) : chain.to]
        governor = next((a for a in reversed(before) if a.end <= chain.to and chain.to - a.end <= 8), None)
        if any(word in self.role("request_nouns") for word in ahead):
            return replace(act, asked=True)
        if any(word in self.role("order_nouns") for word in ahead):
            return replace(act, ordered=True)
        if any(word in self.role("plan_nouns") for word in ahead):
            return replace(act, done=False)
        if governor is None or not self._same_clause(governor.end, chain.to):
            return replace(act, done=act.done and "be" not in self.lower[chain.to : act.verb])
        if governor.lemma in self.role("request_verbs"):
            return replace(act, asked=True, done=governor.done and act.done)
        if governor.lemma in self.role("order_verbs"):
            return replace(act, ordered=True, done=governor.done and act.done)
        if governor.lemma in self.role("plan_verbs") or governor.lemma in self.role("not_done_verbs"):
            return replace(act, done=False)
        return replace(act, done=act.done and governor.done)

    def _same_clause(self, start: int, end: int) -> bool:
        return not any(word in STOPS for word in self.lower[start:end])
