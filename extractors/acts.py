"""What was done: verb groups and act nouns of a sentence, with voice, negation and modality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.act import WEAK, Act, Voice
from extractors.auxiliaries import Chain, adverbial, auxiliary, chain_before, place_before, word_before
from extractors.coordination import merged, ordered
from extractors.lexicon.acts import ActForm, Shape
from extractors.lexicon.language import Language
from extractors.records import Action, Token
from extractors.stretch import REACH, STOPS, Stretch
from extractors.voiced import VOICED, voiced
from extractors.wording import Wording

__all__ = ["WEAK", "Act", "Voice", "acts"]


def acts(
    tokens: Sequence[Token],
    language: Language,
    *,
    numbers: frozenset[int] = frozenset(),
    dated: frozenset[int] = frozenset(),
) -> tuple[Act, ...]:
    """The acts of one sentence from left to right; coordinated verbs are one act, the first sanction named.

    `numbers` and `dated` are the tokens that belong to figures and to dates.
    """
    reader = _Reader(Stretch([t.lower for t in tokens], language, numbers, dated))
    found: list[Act] = []
    place = 0
    while place < len(tokens):
        form = reader.wording.form(place)
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

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self.lower = stretch.lower
        self.language = stretch.language
        self.role = stretch.language.grammar.role
        self.wording = Wording(stretch)
        self._openers = (
            self.role("determiners") | self.role("prepositions") | self.role("possessives") | self.role("more")
        )

    def act(self, place: int, form: ActForm, before: Sequence[Act]) -> Act | None:
        """The act a form stands for here, None where it is no act (a noun that only looks like a verb)."""
        end = place + 1 + len(form.rest)
        if form.shapes <= {Shape.NOUN}:
            return Act(
                place, place, end, form.lemma, self._action(form, place, end), Voice.NOUN, self._noun_done(place)
            )
        chain = chain_before(place, self.lower, self.role)
        if Shape.PREDICATE in form.shapes:
            if self.stretch.number(place - 1) and not form.rest:
                return Act(place, place, end, form.lemma, form.action, Voice.NOUN)
            return Act(chain.start, place, end, form.lemma, form.action, Voice.PREDICATE, self._done(chain, before))
        if form.shapes <= VOICED:
            return self._voiced(place, end, form, chain, before)
        if self._led_to(place, end, chain) or self._is_noun(place, end, form, chain):
            action = self._noun_action(place)
            return Act(place, place, end, form.lemma, action, Voice.NOUN, self._noun_done(place)) if action else None
        voice = self._voice(place, end, form, chain)
        if voice is Voice.ATTRIBUTE and self._perfect(place, end, before):
            voice = Voice.ACTIVE
        act = Act(chain.start, place, end, form.lemma, self._action(form, place, end), voice, self._done(chain, before))
        if voice is Voice.PASSIVE and self._obliged(chain, before):
            return replace(act, ordered=True, done=True)
        return self._governed(act, chain, before) if voice is Voice.INFINITIVE else act

    def _obliged(self, chain: Chain, before: Sequence[Act]) -> bool:
        """As in "announced that 106 apps must be removed": what somebody says must be done is ordered."""
        if chain.negated or self.stretch.word(chain.start) not in self.role("obliging_words"):
            return False
        teller = next((a for a in reversed(before) if a.end <= chain.start), None)
        return (
            teller is not None
            and teller.lemma in self.role("ruling_lemmas")
            and self._same_clause(teller.end, chain.start)
        )

    def _voiced(self, place: int, end: int, form: ActForm, chain: Chain, before: Sequence[Act]) -> Act | None:
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
        lifting = form.action in (Action.SUSPEND, Action.RESTRICT) or form.lemma in self.role("banning_lemmas")
        if for_good:
            return Action.CLOSE if lifting else form.action
        closing = form.action is Action.CLOSE and Shape.NOUN not in form.shapes
        return Action.SUSPEND if closing and self._for_a_time(place, end) else form.action

    def _for_a_time(self, place: int, end: int) -> bool:
        """As in "temporarily banned", "banned for a week"."""
        near = self.lower[max(0, place - 2) : place] + self.lower[end : end + 2]
        if any(word in self.role("temporarily") for word in near):
            return True
        span = any(word in self.role("period_words") for word in self.lower[end + 1 : end + 4])
        return self.stretch.word(end) in self.role("purpose_words") and span

    def _is_noun(self, place: int, end: int, form: ActForm, chain: Chain) -> bool:
        """Whether a spelling that can be both is a noun here ("the block", "45 fines", "user reports")."""
        if form.rest or not form.shapes & {Shape.BASE, Shape.THIRD, Shape.GERUND} or Shape.PAST in form.shapes:
            return False
        if Shape.GERUND in form.shapes:
            return word_before(place, self.lower, self.role) == "the" and self.stretch.word(end) in self.role(
                "of_words"
            )
        perfect = chain.have and Shape.PARTICIPLE in form.shapes
        if chain.to >= 0 or chain.modal or chain.do or perfect:
            return False
        before = self.lower[place - 1] if place else ""
        if before in self.role("subject_pronouns") or before in self.role("helping_words"):
            return False  # "helped trace 2.6 million handsets"
        if before in self._openers or self.stretch.number(place - 1):
            return True
        if (
            self._compound(place)
            or (not before and self._gerund_follows(place, end, form))
            or self.stretch.finite(place - 1)
            or (Shape.THIRD in form.shapes and self._counted(place))
        ):
            return True
        if not self.stretch.opens_phrase(end):
            told = (
                before.endswith("s") and before in self.language.objects.heads
            )  # "135,000 apps vanish from the store"
            return self._can_be_noun(place) or (Shape.BASE in form.shapes and not told)
        return Shape.BASE in form.shapes and not self._plural(before)

    def _gerund_follows(self, place: int, end: int, form: ActForm) -> bool:
        """As in "Fines totalling 620,000 yuan were imposed": a form in -s that can be a noun, and a gerund behind it."""
        forms = self.language.acts.forms.get(self.stretch.word(end), ())
        gerund = any(Shape.GERUND in found.shapes for found in forms)
        return gerund and Shape.THIRD in form.shapes and self._can_be_noun(place)

    def _led_to(self, place: int, end: int, chain: Chain) -> bool:
        """As in "55% of reports led to action": behind some verbs "to" is no mark of an infinitive."""
        led = chain.to == place - 1 and self.stretch.word(chain.to - 1) in self.role("leading_words")
        return led and not self.stretch.opens_phrase(end) and self._noun_action(place) is not None

    def _compound(self, place: int) -> bool:
        """As in "removed from app stores three apps": a form in -s that ends a known compound is its noun."""
        words = f"{self.stretch.word(place - 1)} {self.stretch.word(place)}"
        return words in self.language.objects.heads

    def _counted(self, place: int) -> bool:
        """As in "83 criminal suspects taken": behind a number a form in -s is its noun, if it can be one."""
        shut = ("prepositions", "conjunctions", "determiners", "relatives", "pronouns", "be", "have", "modal")
        for at in range(place - 1, max(-1, place - 4), -1):
            if self.stretch.number(at):
                return self._can_be_noun(place)
            word = self.stretch.word(at)
            if not word[:1].isalpha() or any(word in self.role(name) for name in shut):
                return False
        return False

    def _can_be_noun(self, place: int) -> bool:
        word, known = self.lower[place], self.language.objects
        return word in known.heads or word in known.noise or self._noun_action(place) is not None

    def _plural(self, word: str) -> bool:
        """Whether a word before a bare verb form can be its subject ("platforms remove", "the authorities block")."""
        return word.endswith("s") or word in self.role("plural_subjects")

    def _voice(self, place: int, end: int, form: ActForm, chain: Chain) -> Voice:
        shapes = form.shapes
        if Shape.GERUND in shapes:
            return self._gerund(place, chain)
        if chain.have and chain.to >= 0:
            return Voice.ACTIVE
        if (
            chain.be
            and chain.to >= 0
            and chain.start == chain.to
            and word_before(chain.to, self.lower, self.role) not in self.role("raising")
        ):
            return Voice.INFINITIVE
        if chain.to >= 0 and Shape.BASE in shapes and auxiliary(self.lower[place - 1], self.role) in ("to", "adverb"):
            return Voice.INFINITIVE
        if Shape.PARTICIPLE in shapes:
            if chain.be:
                return Voice.PASSIVE
            if chain.have or chain.modal or chain.do:
                return Voice.ACTIVE
            return self._bare(place, end, form)
        return Voice.ACTIVE

    def _gerund(self, place: int, chain: Chain) -> Voice:
        """A form in -ing: the progressive after "be", an adjective after a number, else a gerund."""
        if not chain.be and self.stretch.number(place_before(place, self.lower, self.role)):
            return Voice.ATTRIBUTE
        return Voice.ACTIVE if chain.be else Voice.GERUND

    def _bare(self, place: int, end: int, form: ActForm) -> Voice:
        """A past form or participle without auxiliary, by what stands around it."""
        ahead = place_before(place, self.lower, self.role)
        before = self.stretch.word(ahead)
        if before in self.role("back_pronouns") and before not in self.role("relatives"):
            return Voice.ACTIVE
        if not self.stretch.opens_phrase(end) or self._reduced(end, form) or self._adverb_then_be(end):
            return Voice.BARE
        if Shape.PAST in form.shapes and self.stretch.word(end) in self.role("object_pronouns") - self.role(
            "determiners"
        ):
            return Voice.ACTIVE  # "one in five labelled it"
        leads = (
            before in self.role("determiners") - self.role("relatives")
            or before in self.role("more")
            or before in self.role("prepositions")
        )
        counted = self.stretch.word(end) in self.language.objects.heads
        modifies = self.stretch.word(end) not in self.role("determiners") and (
            counted or not self.stretch.number_near(end - 1)
        )
        if before and modifies and (leads or self.stretch.number(ahead)):
            return Voice.ATTRIBUTE
        if before in self.role("articles"):
            return Voice.ATTRIBUTE  # "a combined 580,000 members"
        return Voice.ACTIVE if Shape.PAST in form.shapes else Voice.ATTRIBUTE

    def _reduced(self, end: int, form: ActForm) -> bool:
        """As in "lines linked to 3,207 complaints had been blocked": a participle whose noun has its verb still to come."""
        if not form.rest or form.rest[-1] not in self.role("prepositions"):
            return False
        shut = STOPS | self.role("conjunctions") | self.role("relatives") | self.role("clause_words")
        for at in range(end, min(end + REACH, len(self.lower))):
            if self.lower[at] in shut:
                return False
            if self.lower[at] in self.role("be") | self.role("have"):
                return True
        return False

    def _adverb_then_be(self, end: int) -> bool:
        """As in "SIMs issued illegally were blocked", "were removed automatically for": no object behind an adverb."""
        role = self.role
        closing = role("be") | role("have") | role("reason_links")
        return adverbial(self.stretch.word(end), role) and self.stretch.word(end + 1) in closing

    def _perfect(self, place: int, end: int, before: Sequence[Act]) -> bool:
        """As in "has taken 1.2 million calls and frozen 3,000 accounts": one "has" for both participles."""
        if self.stretch.word(place - 1) not in self.role("list_words") or not self.stretch.opens_phrase(end):
            return False
        last = next((a for a in reversed(before) if a.voice not in (Voice.NOUN, Voice.ATTRIBUTE)), None)
        had = last is not None and self.lower[last.start] in self.role("have")
        return last is not None and had and last.voice is Voice.ACTIVE and last.start < last.verb

    def _done(self, chain: Chain, before: Sequence[Act]) -> bool:
        if chain.negated or chain.modal:
            return False
        if chain.to >= 0 and any(word in self.role("not_yet") for word in self.lower[chain.start : chain.to]):
            return False
        recent = next((a for a in reversed(before) if a.verb < chain.start), None)
        if recent and chain.start - recent.end <= 1 and recent.lemma in self.role("not_done_verbs"):
            return False
        if (recent and self._denied(recent, chain.start)) or self._instead(chain.start):
            return False
        return not any(word in self.role("conditional") for word in self.lower[self._clause(chain.start) : chain.start])

    def _instead(self, place: int) -> bool:
        """As in "instead of closing 45 accounts"."""
        pairs = " ".join(self.lower[max(0, place - 2) : place])
        return pairs in self.role("instead_words")

    def _denied(self, recent: Act, place: int) -> bool:
        """As in "denied that it had deleted 45 posts"."""
        that = any(word in self.role("that_words") for word in self.lower[recent.end : recent.end + 1])
        return that and recent.lemma in self.role("denying_lemmas") and place - recent.end <= REACH

    def _clause(self, place: int) -> int:
        """Where the clause begins that holds a token: after the last comma, semicolon or bracket."""
        while place > 0 and self.lower[place - 1] not in STOPS:
            place -= 1
        return place

    def _governed(self, act: Act, chain: Chain, before: Sequence[Act]) -> Act:
        """An infinitive as its governor has it: ordered, asked for, planned, or simply done ("took steps to")."""
        ahead = self.lower[max(0, chain.to - 4) : chain.to]
        governor = next((a for a in reversed(before) if a.end <= chain.to and chain.to - a.end <= 8), None)
        if self._told(governor, chain):
            return replace(act, ordered=True, done=governor is not None and governor.done and act.done)
        if governor is not None and self._likewise(governor, chain):
            return replace(act, asked=governor.asked, ordered=governor.ordered, done=governor.done and act.done)
        noun = None if self._addressed(governor, chain) else self._by_noun(act, ahead)
        if noun is not None:
            return noun
        if governor is None or not self._same_clause(governor.end, chain.to):
            return replace(act, done=act.done and "be" not in self.lower[chain.to : act.verb])
        if governor.lemma in self.role("request_verbs"):
            return replace(act, asked=True, done=governor.done and act.done)
        if governor.lemma in self.role("order_verbs"):
            return replace(act, ordered=True, done=governor.done and act.done)
        if governor.lemma in self.role("plan_verbs") or governor.lemma in self.role("not_done_verbs"):
            return replace(act, done=False)
        return replace(act, done=act.done and governor.done)

    def _told(self, governor: Act | None, chain: Chain) -> bool:
        """As in "told the telecoms authority to block 26 sites": whoever stands between is told, whatever the words."""
        if governor is None or governor.end == chain.to or governor.voice is Voice.NOUN:
            return False
        return governor.lemma in self.role("addressing_verbs") and self._same_clause(governor.end, chain.to)

    def _likewise(self, governor: Act, chain: Chain) -> bool:
        """As in "asked the bank to block 310 wallets and the regulator to freeze 4,400": one verb of asking for both."""
        between = self.lower[governor.end : chain.to]
        joints = [at for at, word in enumerate(between) if word in self.role("list_words")]
        someone = bool(joints) and joints[-1] < len(between) - 1
        told = governor.voice is Voice.INFINITIVE and (governor.asked or governor.ordered)
        return told and someone and self._same_clause(governor.end, chain.to)

    def _addressed(self, governor: Act | None, chain: Chain) -> bool:
        """As in "asked the Banking Authority to freeze": whoever is asked stands between, whatever the words of its name."""
        if governor is None or governor.lemma not in self.role("asking_verbs") or governor.voice is Voice.NOUN:
            return False
        someone = self.stretch.word(governor.end) in self.role("determiners")
        return someone and self._same_clause(governor.end, chain.to)

    def _by_noun(self, act: Act, ahead: Sequence[str]) -> Act | None:
        """As in "a request to remove", "orders to remove", "plans to remove"."""
        if any(word in self.role("request_nouns") for word in ahead):
            return replace(act, asked=True)
        if any(word in self.role("order_nouns") for word in ahead):
            return replace(act, ordered=True)
        if any(word in self.role("plan_nouns") for word in ahead):
            return replace(act, done=False)
        return None

    def _same_clause(self, start: int, end: int) -> bool:
        return not any(word in STOPS for word in self.lower[start:end])
